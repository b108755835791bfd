// How far the converter goes. What is larger is refused with its number, before work.

/** Megabytes of the function, and seconds after which Lambda ends an invocation. */
export const MEMORY = 2048;
export const TIMEOUT = 300;

/**
 * Megabytes of the largest file. It is in memory as bytes and as text, with one group of rows: a file of 112 MB needed
 * 700 MB at most.
 */
export const LARGEST_FILE = 200;

/** PostgreSQL's row must fit a page of 8 KB even when each cell is only a pointer of 20 bytes (PostgreSQL, "TOAST"). */
export const MOST_COLUMNS = 250;

/** Bytes of a row's cells: DynamoDB takes items of 400 KB, names and numbers included (DynamoDB quotas). */
export const LARGEST_ROW = 300 * 1024;

/** Digits that are exact everywhere: a BIGINT has 18, a number of JavaScript 15. */
export const INTEGER_DIGITS = 18;
export const DECIMAL_DIGITS = 15;
