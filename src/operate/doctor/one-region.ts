// Does this stage stand in another region already? Then `up` refuses to begin.

import type { Owned } from '../../aws/clients.ts';
import type { Settings } from '../../settings/settings.ts';
import { regionOfSystem, whatToDo } from '../../systems/line-counter/one-region.ts';
import { bad, type Finding, good } from './finding.ts';

export async function oneRegion(cloud: Owned, settings: Settings): Promise<Finding> {
  const there = await regionOfSystem(cloud, settings);
  if (!there) return good('One region', `stage ${settings.STAGE} stands in no other region`);
  return bad('One region', `stage ${settings.STAGE} stands in ${there}`, whatToDo(cloud, there));
}
