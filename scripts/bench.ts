// npm run bench [-- NAME…]: how fast it is, compared with the usual ways, as a table of ratios. Each ratio is of
// medians of interleaved runs, because ratios are right on a busy machine and seconds are not. No test uses them.

import { cpus, totalmem } from 'node:os';
import { framed, notUnderstood } from '../src/cli/frame.ts';
import { table } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';
import type { Finding } from '../src/testing/bench/measure.ts';

interface Sizes {
  /** Of the upload. */
  readonly mebibytes: number;
}

const BENCHES: Record<string, (sizes: Sizes) => Promise<Finding[]>> = {
  commands: async () => (await import('../src/cli/commands.bench.ts')).bench(),
  systems: async () => (await import('../src/cli/systems.bench.ts')).bench(),
  counter: async () => (await import('../src/runtime/kernel/kernel.bench.ts')).bench(),
  download: async () => (await import('../src/systems/line-counter/worker/s3-reading/object.bench.ts')).download(),
  batch: async () => (await import('../src/systems/line-counter/worker/batch.bench.ts')).bench(),
  init: async () => (await import('../src/systems/line-counter/worker/start.bench.ts')).bench(),
  audit: async () => (await import('../src/systems/audit-log/writer/examine.bench.ts')).bench(),
  lake: async () => [
    ...(await (await import('../src/systems/csv-lake/converter/convert.bench.ts')).bench()),
    ...(await (await import('../src/systems/csv-lake/lake.bench.ts')).bench()),
  ],
  vault: async () => (await import('../src/systems/file-vault/app/backup/backup.bench.ts')).bench(),
  upload: async ({ mebibytes }) =>
    (await import('../src/systems/file-vault/app/store/receive.bench.ts')).speed(mebibytes),
  'vault-memory': async () => (await import('../src/systems/file-vault/app/store/receive.bench.ts')).memory(),
  memory: async () => (await import('../src/systems/line-counter/worker/s3-reading/object.bench.ts')).memory(),
};

const USAGE = {
  en: `Usage: npm run bench [-- NAME…]
Measures how fast the code is, beside the usual ways. It measures ${Object.keys(BENCHES).join(', ')}; all of them (some minutes) when none is named. Nothing leaves this machine.
  --mib n    MiB of the upload; default 256. 1024 takes about a minute, longer on a busy machine
  --help     this text`,
  pt: `Uso: npm run bench [-- NOME…]
Mede a velocidade do código, ao lado dos modos usuais. Mede ${Object.keys(BENCHES).join(', ')}; todos (alguns minutos) quando nenhum é citado. Nada sai desta máquina.
  --mib n    MiB do envio (upload); o padrão é 256. 1024 leva cerca de um minuto, e mais em máquina ocupada
  --help     este texto`,
};

const HEADS = ['what', 'ours', 'beside', 'figure', 'goal', ''];

function row({ what, ours, theirs, figure, goal, met }: Finding): string[] {
  return [what, ours, theirs, figure.toFixed(2), goal, met ? '' : 'MISSED'];
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

async function main({ mib }: { readonly mib: string }, names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined)
    throw notUnderstood({ en: `there is no bench called ${unknown}`, pt: `não existe a medição ${unknown}` });
  const sizes = { mebibytes: wholeNumber('mib', mib, { least: 1, most: 5_120, example: 1024 }) };
  const [{ model = 'processor unknown' } = {}] = cpus();
  console.log(
    `${cpus().length} x ${model}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}, ${process.platform} ${process.arch}`,
  );
  const findings: Finding[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length && !names.includes(name)) continue;
    console.error(`${name} …`);
    findings.push(...(await bench(sizes)));
  }
  for (const line of table([HEADS, ...findings.map(row)])) console.log(line.trimEnd());
}

await framed(
  { usage: USAGE, flags: { mib: { type: 'string', default: '256' } }, words: Object.keys(BENCHES).length },
  main,
);
