// Loading a package when it is first used: `import` at the top of a file would load it at every start.
// Bundles of the commands put a module in place of this one that has the packages in it (testing/bundled-commands.ts).

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @template Package `typeof import('…')` of the same name */
export const load = <Package>(name: string): Package => require(name);
