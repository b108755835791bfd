// What runs on a machine, for whoever plays it without systemd: the machine room of the local cloud reads this file out of
// the boot text. On AWS nobody reads it; the units say the same.

export const MACHINE_FILE = '/etc/vault/machine.json';

export interface MachinePlan {
  readonly programs: { readonly bucket: string; readonly key: string; readonly sha256: string };
  /** The path of the settings; "root" and "port" in them depend on the machine. */
  readonly settings: string;
  /** Programs that run to their end before. */
  readonly before: readonly string[];
  readonly run: string;
  /** Runs every so many seconds, and when the file `wanted` on the volume changes. */
  readonly timer: { readonly program: string; readonly seconds: number; readonly wanted: string };
}
