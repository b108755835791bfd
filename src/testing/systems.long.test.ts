// Every system keeps the contract.

import { SYSTEM_NAMES, SYSTEMS } from '../systems.ts';
import { systemContract } from './system-contract.ts';

for (const system of await Promise.all(SYSTEM_NAMES.map((name) => SYSTEMS[name]()))) systemContract(system);
