// One thing that a function said, as commands use it.

export type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface FileName {
  readonly bucket: string;
  readonly key: string;
}

/** One thing that a function said. */
export interface LogLine {
  /** The event's; of the end of a run the run's, because several lines may tell of it. */
  readonly id: string;
  /** When it happened: as the line itself says, else when Lambda took it. */
  readonly at: Date;
  readonly level: Level;
  /** "created", "comes back", "Task timed out after 60.00 seconds" */
  readonly message: string;
  /** Every file that it is about; none for what is about all or no file. */
  readonly files: readonly FileName[];
  readonly messageId?: string;
  /** "TimeoutError: the cache did not answer" */
  readonly error?: string;
  /** Was a run ended from outside, before it could say what became of its messages? */
  readonly ended?: boolean;
  /** What else our own function said, by its names. */
  readonly fields: Readonly<Record<string, unknown>>;
}
