// npm's scripts load this file before a command, so that Node can run TypeScript.
// Node 22.18 and newer read TypeScript themselves, and keep compiled code for the next start: a command starts in a
// third of the time. An older Node gets tsx.

import module from 'node:module'; // an older Node has no `enableCompileCache` to name here
import { fileURLToPath } from 'node:url';

if (process.features.typescript)
  module.enableCompileCache(fileURLToPath(new URL('../../.local/compiled', import.meta.url)));
else await import('tsx');
