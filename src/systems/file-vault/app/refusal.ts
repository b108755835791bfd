// What the vault answers when it does not do what was asked. The page has its own words for each code.

export type Code =
  | 'signed-out'
  | 'not-allowed'
  | 'other-site'
  | 'bad-request'
  | 'bad-name'
  | 'too-large'
  | 'not-found'
  | 'bad-range'
  | 'other-content'
  | 'slow-down'
  | 'volume-full'
  | 'cut'
  | 'failed'
  | `invitation-${'late' | 'wrong' | 'revoked'}`;

export class Refusal extends Error {
  readonly status: number;
  readonly code: Code;
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: Code, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * Errors of a full disk: no space, over a quota, over the largest file that this process may write.
 * (open(2), write(2))
 */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The refusal for a full volume, or the error itself. */
export function orVolumeFull(error: unknown): unknown {
  if (!FULL.includes((error as NodeJS.ErrnoException | undefined)?.code ?? '')) return error;
  return new Refusal(507, 'volume-full', 'The volume is full. Nothing of this document was kept.');
}
