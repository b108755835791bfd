// What commands can do with a system besides building and removing it. A system names only what it has, and loads it
// when used.

import type { Owned } from '../aws/clients.ts';
import type { Text, Wording } from '../engine/text.ts';
import type { DeadLetterSource } from '../operate/dead-letters/source.ts';
import type { Exercise } from '../operate/exercises/exercise.ts';
import type { InvitedPage } from '../operate/invite/page.ts';
import type { LogLine } from '../operate/logs/log-line.ts';
import type { LineWords } from '../operate/logs/words.ts';
import type { QuerySource } from '../operate/query/source.ts';
import type { RecordSource } from '../operate/records/source.ts';
import type { TextFile, Wanted } from '../operate/upload/text-file.ts';
import type { TraceStep } from '../page/contract.ts';
import type { Environment } from '../settings/settings.ts';
import type { Story } from './story.ts';

/** What an ability gets. */
export interface Here {
  readonly cloud: Owned;
  readonly signal: AbortSignal;
  /** Text for people. */
  readonly say: (text?: Wording) => void;
  /** Prints one object as a line on standard output, with --json only. */
  readonly print: (object: object) => void;
  /** The stream that `say` writes to. */
  readonly screen: NodeJS.WriteStream;
}

/** One comparison of a demo with what was expected. */
export interface Check {
  readonly what: Wording;
  readonly ok: boolean;
}

/** Builds the system again, after a demo has lost a part of it. @throws when a part failed */
export type Rebuild = () => Promise<void>;

/** The words of `npm run vault`. */
export const VAULT_WORDS = ['open', 'backup', 'snapshot', 'verify', 'lose instance', 'lose volume'] as const;
export type VaultWord = (typeof VAULT_WORDS)[number];

/** What a demo shows when the system is up. */
export interface Demo {
  /** Its acts after the first one, which builds the system. */
  play(here: Here, rebuild: Rebuild): Promise<readonly Check[]>;
  /** Called before anything is built. @throws UsageProblem where it cannot be played */
  refuse?(cloud: Owned): void;
  /** Next commands, as rows of a table: command, what it does. */
  next(cloud: Owned): readonly (readonly [string, Wording])[];
  /** Sentences for the end. */
  hints(cloud: Owned): readonly Wording[];
}

/** A line of `status` below the parts: "dead letters", "3". */
export interface StatusLine {
  readonly name: Wording;
  readonly text: Wording;
}

/** What `status` shows besides the parts. */
export interface Status {
  readonly lines: readonly StatusLine[];
  readonly fields: object;
}

export interface ReconcileWish {
  /** Compare only, send nothing. */
  readonly plan: boolean;
  /** Wait until the files have their records. */
  readonly wait: boolean;
  /** Seconds without a new record after which we stop waiting. */
  readonly patience: number;
}

/** Drills run in their own stage, so that they touch nobody's files, records or mails. */
export const DRILL_STAGE = 'drill';

/** The stories of the same system with other settings. */
export type StoryWith = (env: Environment, cloud: Owned) => Promise<Story>;

/** What a system breaks to show that its alarms work. */
export interface Drills {
  /** One line for each drill, for --help: name, alarms. */
  readonly usage: Wording;
  /** @returns names of drills @throws UsageProblem for an unknown name, or a drill that AWS cannot run */
  chosen(words: readonly string[], aws: boolean): readonly string[];
  /** Settings of its stage that differ from the usual ones: what no drill is about is left out. */
  readonly settings?: Environment;
  /** Minutes that the drills take on AWS, with building and removing the stage. */
  minutes(chosen: readonly string[]): number;
  /** Builds the stage, runs the drills and removes the stage. @throws Problem when one failed */
  play(here: Here & { readonly env: Environment }, chosen: readonly string[], storyWith: StoryWith): Promise<void>;
}

/** Files of one kind belong together, and are in a folder of the bucket. */
export interface Datasets {
  /** Every uploaded file is below this folder: "in/". */
  readonly root: string;
  /** Where files go without --dataset. */
  readonly usual: string;
  /** "in/vendas/" @throws UsageProblem for a name that none may have */
  folderOf(dataset: string): string;
  /** Invents files that the system understands. */
  invent(wanted: Wanted): TextFile[];
}

/** The value of each ability. */
export interface AbilityMap {
  /** Name of the bucket that takes files; and how they are sorted there, in a system that sorts them. */
  upload: ((cloud: Owned) => string) & { readonly datasets?: Datasets };
  records: RecordSource;
  deadLetters: (cloud: Owned) => DeadLetterSource;
  /** Its own words for lines of its logs. */
  logWords: (line: LogLine) => LineWords;
  demo: Demo;
  /** Shows the way of one file, and where it is stuck. */
  trace: (here: Here, key: string) => Promise<void>;
  /** The boxes that a file has passed so far, the oldest first. */
  way: (cloud: Owned, key: string, signal: AbortSignal) => Promise<readonly TraceStep[]>;
  /** @param complete do all parts exist? */
  status: (cloud: Owned, complete: boolean) => Promise<Status>;
  /** Sends an event for each file that has no record. */
  reconcile: (here: Here, wish: ReconcileWish) => Promise<void>;
  /** A web page that people enter by invitation. */
  page: InvitedPage;
  /** The board for Grafana, to be printed as JSON. */
  alarms: { board(): object };
  drills: Drills;
  /** Things that break in secret, for a student to find. */
  exercises: readonly Exercise[];
  /** Runs one SQL statement that only reads. */
  query: QuerySource;
  /** What only a vault does: opens the way to itself, copies, checks and loses its parts. */
  vault: (here: Here, word: VaultWord) => Promise<void>;
}

export type Ability = keyof AbilityMap;
export type Abilities = { readonly [A in Ability]?: () => Promise<AbilityMap[A]> };

/** The words for a missing ability. */
export const NAMED: Readonly<Record<Ability, Text>> = {
  upload: { en: 'bucket for uploads', pt: 'bucket para envios' },
  records: { en: 'records', pt: 'registros' },
  deadLetters: { en: 'dead letters', pt: 'fila de mensagens mortas (DLQ)' },
  logWords: { en: 'words for its logs', pt: 'palavras para seus logs' },
  demo: { en: 'demo', pt: 'demonstração' },
  trace: { en: 'trace of a file', pt: 'rastreio de um arquivo' },
  way: { en: 'way of a file', pt: 'caminho de um arquivo' },
  status: { en: 'status of its own', pt: 'estado próprio' },
  reconcile: { en: 'records to compare with files', pt: 'registros para comparar com arquivos' },
  page: { en: 'page', pt: 'página' },
  alarms: { en: 'alarms', pt: 'alarmes' },
  drills: { en: 'drills', pt: 'simulados' },
  exercises: { en: 'exercises', pt: 'exercícios' },
  query: { en: 'database to query', pt: 'banco de dados para consultar' },
  vault: { en: 'vault', pt: 'cofre' },
};

/** What `npm run systems` shows: the abilities that a command is about, and `logs` where there is a log group. */
export const shownAbilities = (
  abilities: Abilities,
  steps: readonly { readonly kind: string }[],
): readonly string[] => [
  ...Object.keys(abilities).filter((ability) => !['logWords', 'status', 'way'].includes(ability)),
  ...(steps.some(({ kind }) => kind === 'Log group') ? ['logs'] : []),
];
