// The site of the drills: a system of its own in stage "drill", so that nobody's files, records or mails are used.

import type { Owned } from '../../aws/clients.ts';
import { type Result, SILENT } from '../../engine/progress.ts';
import { type Run, startRun } from '../../engine/run.ts';
import { wallClock } from '../../engine/wait.ts';
import type { Row, Severity, Signal } from '../../patterns/alarms/row.ts';
import { terminal } from '../../screen/terminal.ts';
import type { Environment } from '../../settings/settings.ts';
import type { StoryWith } from '../../systems/abilities.ts';
import type { Story } from '../../systems/story.ts';
import { Samples } from './samples.ts';

const UNSEEN = { ...SILENT, finish() {} };

/** What every drill can reach. A system adds what its drills work on. */
export interface Site {
  readonly cloud: Owned;
  /** `mailbox` is the queue that hears the operators' mails. */
  readonly names: Readonly<Record<'stack' | 'operators' | 'mailbox' | Severity, string>>;
  /** The alarms of the system. */
  readonly rows: readonly Row[];
  readonly signal: AbortSignal;
  /** Numbers that the drill itself has noted since the last call: a refusal that it got, a mail that it refused. */
  readonly noted: () => Samples;
  note(signal: Signal, value: number): void;
  /** Begins to measure. @param period seconds that stand for one period @returns the numbers of the next period */
  recorder(period: number): () => Promise<Samples>;
  /** `npm run up` for this stage. @returns the parts that it changed */
  up(): Promise<readonly Changed[]>;
  down(): Promise<void>;
  close(): void;
}

export interface Opening {
  readonly cloud: Owned;
  readonly env: Environment;
  readonly storyWith: StoryWith;
  readonly signal: AbortSignal;
  /** Where building and removing are shown: on AWS, because there they take minutes. */
  readonly screen?: NodeJS.WriteStream;
}

/** What `up` did to one part. */
export interface Changed extends Pick<Result, 'title' | 'outcome'> {
  readonly fields: readonly string[];
}

/** "Mapping ada-drill-shop repaired Enabled" @param word for the outcome */
export const changeText = ({ title, fields }: Changed, word: string): string =>
  `${title} ${word} ${fields.join(', ')}`.trim();

/** What is the same for the site of every system. @param cloud with the tags of the drills' stage */
export function siteOf({ screen, signal }: Pick<Opening, 'screen' | 'signal'>, cloud: Owned, story: Story) {
  let noted = new Samples();
  // Without the signal, because Ctrl-C ends a drill, but not the repair after it.
  const tell = async (work: (run: Run) => unknown): Promise<Changed[]> => {
    const shown = !cloud.local && screen ? await terminal(screen, {}, cloud.tags.stack) : UNSEEN;
    const run = startRun({ clock: wallClock(), screen: shown, journal: cloud.journal });
    work(run.run);
    await run.finished().finally(shown.finish);
    return run.results
      .filter(({ outcome }) => outcome === 'repaired' || outcome === 'created')
      .map(({ title, outcome, drift }) => ({ title, outcome, fields: drift.map(({ field }) => field) }));
  };
  return {
    ...{ cloud, signal },
    noted() {
      const before = noted;
      noted = new Samples();
      return before;
    },
    note: (of: Signal, value: number) => noted.add(of, value),
    up: () => tell(story.up),
    async down() {
      await tell(story.down);
    },
  };
}
