// What an instance runs, read out of its boot text: a JSON cloud-config that also writes a plan for whoever has no systemd.

/** The file of the plan in the boot text. */
const PLAN = '/machine.json';

export interface Plan {
  readonly programs: { readonly bucket: string; readonly key: string; readonly sha256: string };
  /** Path of the settings, of which "root" and "port" are those of the machine. */
  readonly settings: string;
  /** Programs that run to their end before. */
  readonly before: readonly string[];
  readonly run: string;
  /** Runs every so many seconds, and when the file `wanted` on the volume changes. */
  readonly timer: { readonly program: string; readonly seconds: number; readonly wanted: string };
}

export interface Boot {
  readonly plan: Plan;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** @throws Error for a text that has no plan */
export function readBoot(text: string): Boot {
  const { write_files: files } = JSON.parse(text.slice(text.indexOf('\n') + 1)) as {
    write_files: readonly { path: string; content: string }[];
  };
  const contentOf = (path: string) => files.find((file) => file.path.endsWith(path))?.content;
  const plan: Plan = JSON.parse(contentOf(PLAN) ?? 'null');
  const settings = JSON.parse(contentOf(plan?.settings) ?? 'null');
  if (!plan || !settings) throw new Error('the boot text says no program that this machine could run');
  return { plan, settings };
}
