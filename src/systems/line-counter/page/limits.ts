// The sizes of what the page takes, and the time of one request.

/** Bytes of a part of a large file. A file of at most this size is sent in one piece. */
export const PART_BYTES = 8 * 1024 ** 2;
/** S3 joins at most so many parts (S3 user guide, "Multipart upload limits"). */
export const MOST_PARTS = 10_000;
export const LARGEST_FILE = MOST_PARTS * PART_BYTES;

/** Seconds after which Lambda ends a request: below the 30 s of API Gateway (API Gateway quotas). */
export const PAGE_TIMEOUT = 25;

/** Stands for the account in the drawing. */
export const ACCOUNT = '{account}';
/** Stands in the drawing for the name of the stack: "ada-dev-line-counter". */
export const STACK = '{stack}';
