// EC2 does not carry a dry run out: it answers with a refusal that says whether it would have. The local cloud would.

import { refuse } from './refusal.ts';
import { asked, type Hazard } from './wire.ts';

export const dryRuns: Hazard = async (call, pass) =>
  asked(call, 'DryRun') === 'true' ? refuse(call, 'DryRunOperation', 'Request would have succeeded.', 412) : pass();
