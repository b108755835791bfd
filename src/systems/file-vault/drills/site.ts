// The site of the drills: a vault of its own. On the local cloud a drill enters it as a guest and asks for backups, so that
// nobody waits for the timer.

import type { Owned } from '../../../aws/clients.ts';
import type { Text } from '../../../engine/text.ts';
import { until, unwatched, wallClock } from '../../../engine/wait.ts';
import { logNumbers } from '../../../operate/drills/function-log.ts';
import { Samples } from '../../../operate/drills/samples.ts';
import { type Opening, type Site, siteOf } from '../../../operate/drills/site.ts';
import { ownership } from '../../../settings/settings.ts';
import { DRILL_STAGE } from '../../abilities.ts';
import { vaultRows } from '../alarms/rows.ts';
import { type Signals, signals } from '../alarms/signals.ts';
import { type Names, namesOf, STACK } from '../names.ts';
import { backUpNow } from '../operate/back-up.ts';
import { instanceOf, type PlayedMachine, playedMachine, volumeOf } from '../operate/find.ts';
import { type Visit, visit } from '../operate/visit.ts';
import { fileVaultSettings } from '../settings.ts';

export interface VaultSite extends Site {
  readonly names: Names;
  readonly on: Signals;
  /** Signs in at the machine that runs now. Only on the local cloud. */
  enter(): Promise<Visit>;
  /** The process that plays the machine. Only on the local cloud. */
  machine(): Promise<PlayedMachine>;
  /** One run of the backup. On AWS the timer starts it. */
  backUp(): Promise<unknown>;
}

/** Who the drills are, in the audit log. */
const GUEST = 'npm run drill';
const WAITING: Text = { en: 'waiting for the machine with its volume', pt: 'à espera da máquina com o seu volume' };

/** @param home of the local cloud, if it is not the usual one */
export async function openSite(session: Opening, home?: string): Promise<VaultSite> {
  // No address: on AWS every new subscription sends a mail to a person, and no drill needs one.
  const env = { ...session.env, STAGE: DRILL_STAGE, ALARMS: 'on', OPERATORS_EMAIL: undefined };
  const settings = fileVaultSettings(env);
  const cloud = { ...session.cloud, tags: ownership(settings, STACK) };
  const names = namesOf(cloud, settings);
  const site = siteOf(session, cloud, await session.storyWith(env, cloud));
  const ctx = unwatched();
  const enter = () => visit(cloud, settings, GUEST, home);
  const machine = async () => playedMachine(cloud, (await instanceOf(cloud, names)).id, ctx, home);
  /** The local cloud follows EC2 a moment later. */
  const followed = async () => {
    const { id } = await volumeOf(cloud, names);
    await until(ctx, WAITING, 60, async () => (await machine()).volume === id || undefined);
  };
  return {
    ...{ ...site, names, rows: vaultRows(names), on: signals(names), enter },
    recorder: () => recorder(cloud, names, site.noted),
    machine,
    async up() {
      const repaired = await site.up();
      if (cloud.local) await followed();
      return repaired;
    },
    async backUp() {
      if (cloud.local) await backUpNow(await enter(), wallClock(session.signal));
    },
    close() {},
  };
}

/** The numbers of a period: the vault writes them into its audit log, as CloudWatch reads them there. */
function recorder(cloud: Owned, { logs }: Names, noted: () => Samples): () => Promise<Samples> {
  const read = logNumbers(cloud, logs);
  return async () => {
    const now = new Samples();
    await read(now);
    now.addAll(noted());
    return now;
  };
}
