// Loads a package when it is first used. An `import` at the top of a file would load it at every start.
// Bundles of the commands replace this module by one that contains the packages (testing/bundled-commands.ts).

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @template Package `typeof import('…')` of the same name */
export const load = <Package>(name: string): Package => require(name);
