// Numbers in a line of the journal, in the format from which CloudWatch makes metrics by itself (CloudWatch user guide,
// "Embedded metric format specification"). They are part of the line, so the chain covers them too.

/** The dimension of every metric. */
export const METRIC_SERVICE = 'file-vault';

export type Metric =
  | 'BackupRuns'
  | 'BackupFailures'
  | 'DocumentsCopied'
  | 'FreeBytes'
  | 'RestoreFailures'
  | 'WrongInvitations';

export type Measured = { readonly [M in Metric]?: number } & { readonly service?: string; readonly _aws?: object };

/** @param namespace "ada-dev-file-vault" @returns fields of a line */
export function measured(namespace: string, numbers: { readonly [M in Metric]?: number }, at = Date.now()): Measured {
  const Metrics = Object.keys(numbers).map((Name) => ({ Name, Unit: Name === 'FreeBytes' ? 'Bytes' : 'Count' }));
  return {
    ...numbers,
    service: METRIC_SERVICE,
    _aws: { Timestamp: at, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['service']], Metrics }] },
  };
}
