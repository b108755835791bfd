// Loads a package when it is first used. An `import` at the top of a file would load it at every start.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @template Package `typeof import('…')` of the same name */
export const load = <Package>(name: string): Package => require(name);
