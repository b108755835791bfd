// What people may do on the page. An accountant sends files and reads results. An operator also sees the flow and gives
// dead letters back.

import type { Role } from '../../../page/contract.ts';

export const ROLES = ['accountant', 'operator'] as const satisfies readonly Role[];
