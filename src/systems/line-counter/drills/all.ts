// All drills, with what they do.

import { drillsFrom } from '../../../operate/drills/drill.ts';
import { CACHE_DRILLS } from './cache.ts';
import { FUNCTION_DRILLS } from './function.ts';
import { LIST } from './list.ts';
import { MAIL_DRILLS } from './mails.ts';
import { PAGE_DRILLS } from './page.ts';
import { QUEUE_DRILLS } from './queue.ts';
import { RECORD_DRILLS } from './records.ts';
import type { LineCounterSite } from './site.ts';
import { UPLOAD_DRILLS } from './uploads.ts';

export const DRILLS = drillsFrom<keyof typeof LIST, LineCounterSite>(LIST, {
  ...UPLOAD_DRILLS,
  ...PAGE_DRILLS,
  ...QUEUE_DRILLS,
  ...FUNCTION_DRILLS,
  ...CACHE_DRILLS,
  ...RECORD_DRILLS,
  ...MAIL_DRILLS,
});
