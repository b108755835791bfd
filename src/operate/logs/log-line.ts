// One line of a function's log, as commands use it.

export type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface FileName {
  readonly bucket: string;
  readonly key: string;
}

export interface LogLine {
  /** The event's id. For the end of a run it is the run's id, because several lines may report it. */
  readonly id: string;
  /** The time in the line, else the time when Lambda received it. */
  readonly at: Date;
  readonly level: Level;
  /** "created", "comes back", "Task timed out after 60.00 seconds" */
  readonly message: string;
  /** The files that it is about; none when it is about all files or no file. */
  readonly files: readonly FileName[];
  readonly messageId?: string;
  /** "TimeoutError: the cache did not answer" */
  readonly error?: string;
  /** Was the run ended from outside, before it could report its messages? */
  readonly ended?: boolean;
  /** The other fields of our own function, by their names. */
  readonly fields: Readonly<Record<string, unknown>>;
}
