// The drills of the lake, for the command `drill`.

import { drillsOf } from '../../../operate/drills/command.ts';
import { LOCALLY } from '../../../operate/drills/invoked/command.ts';
import { DRILLS } from './all.ts';
import { openSite, STAGE_SETTINGS } from './site.ts';

export const DRILLS_OF_LAKE = drillsOf({
  drills: DRILLS,
  settings: STAGE_SETTINGS,
  open: openSite,
  around: 45,
  locally: LOCALLY,
  notOnAws: {
    en: 'Not all of these can be played on AWS: there a slow function would have to run for most of its time-out, and the numbers of a database cannot be given.',
    pt: 'Nem todos podem ser feitos na AWS: lá uma função lenta teria de rodar quase todo o seu tempo limite, e os números de um banco não podem ser informados.',
  },
});
