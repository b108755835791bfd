// The drills of a system, for the command `drill`. Their list is here; what they do is loaded when they are played.

import type { Text } from '../../engine/text.ts';
import { spoken } from '../../screen/language.ts';
import { filled } from '../../screen/wrap.ts';
import type { Environment } from '../../settings/settings.ts';
import type { Drills } from '../../systems/abilities.ts';
import { chooser } from './chosen.ts';
import type { DrillList, Playing } from './drill.ts';
import type { Site } from './site.ts';

export interface DrillsOf<S extends Site> {
  readonly list: DrillList;
  readonly settings?: Environment;
  load(): Promise<Playing<S>>;
  /** Minutes to build and remove the stage on AWS. */
  readonly around: number;
  /** How alarms are evaluated on the local cloud: one paragraph. */
  readonly locally: Text;
  /** Why some drills cannot be played on AWS. */
  readonly notOnAws: Text;
}

const ON_AWS: Text = {
  en: 'CloudWatch evaluates these alarms itself, in their own periods: this takes a while.',
  pt: 'O próprio CloudWatch avalia estes alarmes, nos períodos deles: isso demora.',
};

export function drillsOf<S extends Site>({ list, settings, load, around, locally, notOnAws }: DrillsOf<S>): Drills {
  const drills = Object.entries(list).map(([name, listed]) => ({ name, ...listed }));
  return {
    ...(settings && { settings }),
    usage: drills.map(({ name, rings }) => `  ${name}  ${rings.join(', ')}`).join('\n'),
    chosen: chooser(drills, notOnAws),
    minutes: (chosen) => chosen.reduce((sum, name) => sum + (list[name]?.minutesOnAws ?? 0), around),

    async play(here, chosen, storyWith) {
      here.say(filled(spoken(here.cloud.local ? locally : ON_AWS), here.screen.columns));
      const [{ playChosen }, playing] = await Promise.all([import('./play-chosen.ts'), load()]);
      await playChosen(playing, { ...here, storyWith }, chosen);
    },
  };
}
