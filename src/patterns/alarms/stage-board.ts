// A system's board for Grafana, for every stage: names contain $stage, and Grafana replaces it by the chosen stage.

import type { Language } from '../../engine/text.ts';
import { grafanaBoard } from './grafana.ts';
import type { Shown } from './graph.ts';

interface Wanted<Names> {
  /** "audit-log" */
  readonly system: string;
  /** Does a name on the board end in the number of the account? Then the board asks for it. */
  readonly account: boolean;
  partNames(stack: string, account: string): Names;
  shown(names: Names): Shown;
}

interface Settings {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly AWS_REGION: string;
  readonly NOTIFY_LANGUAGE: Language;
}

export function stageBoard<Names>(
  { PROJECT, STAGE, AWS_REGION, NOTIFY_LANGUAGE }: Settings,
  { system, account, partNames, shown }: Wanted<Names>,
) {
  const name = `${PROJECT}-${system}`;
  const board = () =>
    grafanaBoard({
      ...{ title: `${PROJECT} ${system}`, uid: name, tags: [PROJECT, system] },
      ...{ region: AWS_REGION, stage: STAGE, account, language: NOTIFY_LANGUAGE },
      ...shown(partNames(`${PROJECT}-$stage-${system}`, '$account')),
    });
  return { board };
}
