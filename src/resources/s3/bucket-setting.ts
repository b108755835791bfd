// One setting of a bucket, with its own get and put.

export interface BucketSetting {
  /** The document as declared. */
  readonly wanted: unknown;
  /** What a new bucket has (S3 user guide, "Default settings for new S3 buckets FAQ"). Default: not set. */
  readonly fresh?: unknown;
  /** undefined = not set */
  get(): Promise<unknown>;
  put(): Promise<unknown>;
}
