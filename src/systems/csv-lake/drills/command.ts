// The drills of the lake, for the command `drill`.

import { drillsOf } from '../../../operate/drills/command.ts';
import { LOCALLY } from '../../../operate/drills/invoked/command.ts';
import { LIST, STAGE_SETTINGS } from './list.ts';

export const DRILLS_OF_LAKE = drillsOf({
  list: LIST,
  settings: STAGE_SETTINGS,
  async load() {
    const [{ DRILLS: drills }, { openSite: open }] = await Promise.all([import('./all.ts'), import('./site.ts')]);
    return { drills, open };
  },
  around: 45,
  locally: LOCALLY,
  notOnAws: {
    en: 'Not all of these can be played on AWS: there a slow function would have to run for most of its time-out, and the numbers of a database cannot be given.',
    pt: 'Nem todos podem ser feitos na AWS: lá uma função lenta teria de rodar quase todo o seu tempo limite, e os números de um banco não podem ser informados.',
  },
});
