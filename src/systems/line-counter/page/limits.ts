// The sizes of what the page takes.

/** Bytes of a part of a large file. A file of at most this size is sent in one piece. */
export const PART_BYTES = 8 * 1024 ** 2;
/** S3 joins at most so many parts (S3 user guide, "Multipart upload limits"). */
export const MOST_PARTS = 10_000;
export const LARGEST_FILE = MOST_PARTS * PART_BYTES;
