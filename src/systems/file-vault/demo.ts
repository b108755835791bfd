// The lesson of the file vault, once it is up: documents are sent and fetched; the instance is lost and comes back; the
// volume is lost and fills itself from S3; and the audit log tells of all of it.

import { createHash, randomBytes } from 'node:crypto';
import { UsageProblem } from '../../engine/problems.ts';
import { type Context, until, wallClock } from '../../engine/wait.ts';
import { act, draw } from '../../screen/act.ts';
import { nextCommand } from '../../screen/next-command.ts';
import { grouped } from '../../screen/table.ts';
import type { Check, Demo, Here, Rebuild } from '../abilities.ts';
import { namesOf } from './names.ts';
import { backUpNow } from './operate/back-up.ts';
import { instanceOf, playedMachine, volumeOf } from './operate/find.ts';
import { loseInstance, loseVolume } from './operate/lose.ts';
import { readTrail } from './operate/trail.ts';
import { verify } from './operate/verify.ts';
import { type Visit, visit } from './operate/visit.ts';
import type { FileVaultSettings } from './settings.ts';

const ACTS = {
  2: ['Documents arrive', 'Each is on the disk, with its name, before the vault says 201.'],
  3: ['A copy in S3', 'Every five minutes; here we ask for it. S3 checks the SHA-256 and locks the object.'],
  4: ['The instance is lost', 'A new one starts, and the volume moves to it: nothing was on the instance itself.'],
  5: ['The volume is lost', 'A new, empty one is made. At its boot the vault fetches from S3 what the volume lacks.'],
  6: ['Who did what', 'Every operation is a line, each line holds the SHA-256 of the one before it.'],
} as const;

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
    throw new UsageProblem(
      'The demo of file-vault loses the instance and the volume, so it runs on the local cloud only.',
      {
        next: 'On AWS take its steps yourself: npm run up, npm run vault -- open, npm run vault -- lose instance, each with --aws.',
      },
    );
  },
  next: (cloud) => [
    [nextCommand(cloud, 'invite', '"Ana Souza"'), 'a link for the page of the vault'],
    [nextCommand(cloud, 'records'), 'the audit log'],
    ['npm run vault -- verify', 'is the audit log whole?'],
    ['npm run vault -- lose volume', 'lose it yourself, then npm run up -- file-vault'],
  ],
  hints: () => [],
});

async function play(here: Here, settings: FileVaultSettings, rebuild: Rebuild): Promise<Check[]> {
  const { cloud, signal, say, print } = here;
  const names = namesOf(cloud, settings);
  const ctx: Context = { ...wallClock(signal), tell() {} };
  const enter = () => visitWhenUp(here, settings, ctx);
  const checks: Check[] = [];
  const check = (what: string, ok: boolean) => {
    checks.push({ what, ok });
    say(`  ${ok ? 'right' : 'WRONG'}: ${what}`);
  };

  act(say, 2, ACTS[2]);
  const { pid, folder } = await playedMachine(cloud, (await instanceOf(cloud, names)).id, ctx);
  say(`  This instance is a process of this machine (${pid}), its volume the folder ${folder}.`);
  let vault = await enter();
  const sent = await Promise.all(SIZES.map((bytes, index) => send(vault, `contract ${index + 1}.pdf`, bytes)));
  draw(say, [
    ['name', 'bytes', 'SHA-256'],
    ...sent.map((one) => [one.name, grouped(one.bytes), one.sha256.slice(0, 16)]),
  ]);
  for (const one of sent) print({ event: 'sent', ...one });
  check('each document comes back with its SHA-256', await allCameBack(vault, sent));

  act(say, 3, ACTS[3]);
  const run = await backUpNow(vault, ctx);
  check(`the backup copied ${run.copied} documents, and none failed`, run.copied >= sent.length && !run.failed);

  act(say, 4, ACTS[4]);
  const late = await send(vault, 'after the backup.pdf', 5_000);
  say(`  One more document came, and is not in S3 yet: ${late.name}`);
  say(`  Lost: ${await loseInstance(cloud, names, ctx)}`);
  await rebuild();
  vault = await enter();
  say(`  New:  ${(await instanceOf(cloud, names)).id}`);
  check('every document is there, the last one too', await allCameBack(vault, [...sent, late]));

  act(say, 5, ACTS[5]);
  await backUpNow(vault, ctx);
  say(`  Lost: ${await loseVolume(cloud, names, ctx)}`);
  await rebuild();
  vault = await enter();
  say(`  New:  ${(await volumeOf(cloud, names)).id}`);
  check('every document is back, from S3', await allCameBack(vault, [...sent, late]));

  act(say, 6, ACTS[6]);
  await backUpNow(vault, ctx);
  const told = await until(ctx, 'waiting for the audit log', 60, async () => {
    const records = (await readTrail(cloud, names)).map(({ record }) => record);
    return records.some(({ action }) => action === 'restore-run') ? records : undefined;
  });
  const counts = new Map<string, number>();
  for (const { action } of told) counts.set(action, (counts.get(action) ?? 0) + 1);
  draw(say, [['what', 'lines'], ...[...counts].map(([action, count]) => [action, `${count}`])]);
  const ids = new Set(told.filter(({ action }) => action === 'upload').map(({ document }) => document));
  check(
    'each upload stands in the audit log',
    [...sent, late].every(({ id }) => ids.has(id)),
  );
  check(
    'the chains are whole, in CloudWatch and in S3',
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
  until(ctx, 'waiting for the vault', 120, async (waited) => {
    try {
      return await visit(cloud, settings, 'npm run demo');
    } catch (error) {
      if (waited > 100) throw error;
      return undefined;
    }
  });
