// The lesson of the file vault, once it is up: documents are sent and fetched; the instance is lost and comes back; the
// volume is lost and fills itself from S3; and the audit log tells of all of it.

import { createHash, randomBytes } from 'node:crypto';
import { UsageProblem } from '../../../engine/problems.ts';
import type { Text } from '../../../engine/text.ts';
import { type Context, until, wallClock } from '../../../engine/wait.ts';
import { act, draw, VERDICT } from '../../../screen/act.ts';
import { spoken } from '../../../screen/language.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { grouped } from '../../../screen/table.ts';
import type { Check, Demo, Here, Rebuild } from '../../abilities.ts';
import { actionText } from '../app/audit/words.ts';
import { namesOf } from '../names.ts';
import { backUpNow } from '../operate/back-up.ts';
import { instanceOf, playedMachine, volumeOf } from '../operate/find.ts';
import { loseInstance, loseVolume } from '../operate/lose.ts';
import { readTrail } from '../operate/trail.ts';
import { verify } from '../operate/verify.ts';
import { type Visit, visit } from '../operate/visit.ts';
import type { FileVaultSettings } from '../settings.ts';
import {
  ACTS,
  BY_HAND,
  CHECKS,
  copied,
  DOCUMENT_HEADS,
  LINE_HEADS,
  LOCAL_ONLY,
  lost,
  machine,
  made,
  NEXT,
  oneMore,
  WAITING_FOR_LOG,
  WAITING_FOR_VAULT,
} from './words.ts';

interface Sent {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

const SIZES = [1_200, 48_000, 3_000_000];
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

export const demoIn = (settings: FileVaultSettings): Demo => ({
  play: (here, rebuild) => play(here, settings, rebuild),
  refuse({ local }) {
    if (local) return;
    throw new UsageProblem(LOCAL_ONLY, { next: BY_HAND });
  },
  next: (cloud) => [
    [nextCommand(cloud, 'invite', '"Ana Souza"'), NEXT.invite],
    [nextCommand(cloud, 'records'), NEXT.records],
    ['npm run vault -- verify', NEXT.verify],
    ['npm run vault -- lose volume', NEXT.lose],
  ],
  hints: () => [],
});

async function play(here: Here, settings: FileVaultSettings, rebuild: Rebuild): Promise<Check[]> {
  const { cloud, signal, say, print } = here;
  const names = namesOf(cloud, settings);
  const ctx: Context = { ...wallClock(signal), tell() {} };
  const enter = () => visitWhenUp(here, settings, ctx);
  const checks: Check[] = [];
  const check = (what: Text, ok: boolean) => {
    checks.push({ what, ok });
    say(`  ${spoken(ok ? VERDICT.right : VERDICT.wrong)}: ${spoken(what)}`);
  };

  act(say, 2, ACTS[2]);
  const { pid, folder } = await playedMachine(cloud, (await instanceOf(cloud, names)).id, ctx);
  say(machine(pid, folder));
  let vault = await enter();
  const sent = await Promise.all(SIZES.map((bytes, index) => send(vault, `contract ${index + 1}.pdf`, bytes)));
  draw(say, [DOCUMENT_HEADS, ...sent.map((one) => [one.name, grouped(one.bytes), one.sha256.slice(0, 16)])]);
  for (const one of sent) print({ event: 'sent', ...one });
  check(CHECKS.cameBack, await allCameBack(vault, sent));

  act(say, 3, ACTS[3]);
  const run = await backUpNow(vault, ctx);
  check(copied(run.copied), run.copied >= sent.length && !run.failed);

  act(say, 4, ACTS[4]);
  const late = await send(vault, 'after the backup.pdf', 5_000);
  say(oneMore(late.name));
  say(lost(await loseInstance(cloud, names, ctx)));
  await rebuild();
  vault = await enter();
  say(made((await instanceOf(cloud, names)).id));
  check(CHECKS.instance, await allCameBack(vault, [...sent, late]));

  act(say, 5, ACTS[5]);
  await backUpNow(vault, ctx);
  say(lost(await loseVolume(cloud, names, ctx)));
  await rebuild();
  vault = await enter();
  say(made((await volumeOf(cloud, names)).id));
  check(CHECKS.volume, await allCameBack(vault, [...sent, late]));

  act(say, 6, ACTS[6]);
  await backUpNow(vault, ctx);
  const told = await until(ctx, WAITING_FOR_LOG, 60, async () => {
    const records = (await readTrail(cloud, names)).map(({ record }) => record);
    return records.some(({ action }) => action === 'restore-run') ? records : undefined;
  });
  const counts = new Map<string, number>();
  for (const { action } of told) counts.set(action, (counts.get(action) ?? 0) + 1);
  draw(say, [LINE_HEADS, ...[...counts].map(([action, count]) => [actionText(action), `${count}`])]);
  const ids = new Set(told.filter(({ action }) => action === 'upload').map(({ document }) => document));
  check(
    CHECKS.uploads,
    [...sent, late].every(({ id }) => ids.has(id)),
  );
  check(
    CHECKS.chains,
    (await verify(cloud, names)).every(({ wrong }) => !wrong),
  );
  return checks;
}

async function send({ json }: Visit, name: string, bytes: number): Promise<Sent> {
  const body = randomBytes(bytes);
  const { id, sha256: kept } = await json<Sent>(`files?${new URLSearchParams({ name })}`, { method: 'PUT', body });
  if (kept !== sha256(body)) throw new Error(`the vault kept ${name} with another SHA-256`);
  return { id, name, bytes, sha256: kept };
}

async function allCameBack({ call }: Visit, sent: readonly Sent[]): Promise<boolean> {
  const contents = await Promise.all(
    sent.map(async ({ id }) => new Uint8Array(await (await call(`files/${id}`)).arrayBuffer())),
  );
  return contents.every((content, index) => sha256(content) === sent[index]?.sha256);
}

/** The machine may still boot. */
const visitWhenUp = ({ cloud }: Here, settings: FileVaultSettings, ctx: Context): Promise<Visit> =>
  until(ctx, WAITING_FOR_VAULT, 120, async (waited) => {
    try {
      return await visit(cloud, settings, 'npm run demo');
    } catch (error) {
      if (waited > 100) throw error;
      return undefined;
    }
  });
