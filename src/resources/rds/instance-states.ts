// The states of a DB instance (RDS user guide, "Viewing DB instance status"). Every other state passes by itself:
// creating, backing-up, modifying, configuring-…, resetting-master-credentials, starting, stopping, rebooting.

/** It answers queries. While its storage is optimized, it takes no other change of its storage. */
export const READY: readonly string[] = ['available', 'storage-optimization'];

/** Somebody stopped it, or a Learner Lab did at the end of its session. RDS starts it again after seven days. */
export const STOPPED = 'stopped';

/** It stays so until somebody does something. */
export const NEVER_READY =
  /^(failed|incompatible-.*|inaccessible-encryption-credentials.*|insufficient-capacity|restore-error|storage-full)$/;
