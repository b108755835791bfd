// How far the function goes.

/** Seconds after which an invocation is ended: the longest that Lambda offers, for the largest files. */
export const WRITER_TIMEOUT = 900;
