// GET api/me: who is signed in, and what the page must know of this system.

import type { Me, Role } from '../../../page/contract.ts';
import { LARGEST_FILE, PART_BYTES } from './limits.ts';
import type { Handler } from './page.ts';

export const me = (system: Pick<Me, 'stack' | 'region' | 'local' | 'bucketOrigin'>): Handler => ({
  answer: async ({ guest }): Promise<Me> => ({
    ...{ name: guest.name, role: guest.role as Role, expires: guest.expires.toISOString() },
    ...system,
    ...{ partBytes: PART_BYTES, largestFile: LARGEST_FILE },
  }),
});
