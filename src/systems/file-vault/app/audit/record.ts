// One line of the audit journal: who did what, to which document, and how it ended. Refusals are lines too.

import type { Measured } from './metrics.ts';

export type Action =
  | 'start'
  | 'stop'
  | 'sign-in'
  | 'sign-out'
  | 'access'
  | 'list'
  | 'upload'
  | 'download'
  | 'backup'
  | 'backup-run'
  | 'restore'
  | 'restore-run'
  | 'ship';

/** `aborted`: the other side ended the connection. */
export type Outcome = 'ok' | 'refused' | 'failed' | 'aborted';

/** What a program writes; the journal adds the rest. */
export interface Entry extends Measured {
  readonly action: Action;
  readonly outcome: Outcome;
  /** The name in the invitation. */
  readonly actor?: string | undefined;
  readonly ip?: string | undefined;
  /** Of the answer over HTTP. */
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  /** Id of the document. */
  readonly document?: string | undefined;
  readonly name?: string | undefined;
  readonly bytes?: number | undefined;
  /** "0-99" of a download in part. */
  readonly range?: string | undefined;
  readonly sha256?: string | undefined;
  /** In S3. */
  readonly key?: string | undefined;
  readonly version?: string | undefined;
  /** Documents of a run, rows of a list. */
  readonly count?: number | undefined;
}

export interface AuditRecord extends Entry {
  /** "app-" and a random word: the chain of one program on one volume. */
  readonly chain: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** SHA-256 of the line before, hexadecimal; '' for the first. */
  readonly previous: string;
  /** UUID: the same record may arrive twice in CloudWatch. */
  readonly id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  /** The instance. */
  readonly source: string;
}
