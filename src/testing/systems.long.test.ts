// Every system keeps the contract.

import { SYSTEMS } from '../systems.ts';
import { TESTED } from './cases.ts';
import { systemContract } from './system-contract.ts';

for (const system of await Promise.all(TESTED.map((name) => SYSTEMS[name]()))) systemContract(system);
