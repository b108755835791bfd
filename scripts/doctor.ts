// npm run doctor: is everything there that `up` needs? Looks only, creates nothing, and says what to do about each thing.
// Notice: missing credentials, an expired token or a missing Python end it before the first check, with their own sentence.

import pc from 'picocolors';
import { command } from '../src/command.ts';
import { Problem } from '../src/core/problems.ts';
import { clocks, rights, roomForFunctions, roomForInterfaces, roomForNetwork } from '../src/doctor/account.ts';
import { type Finding, good, warning } from '../src/doctor/finding.ts';
import { oneRegion } from '../src/doctor/one-region.ts';
import { inSameCloud } from '../src/same-cloud.ts';

const USAGE = `Usage: npx tsx scripts/doctor.ts [flags]
Checks this machine and the account before \`up\`; creates nothing. Exit code 1 when something is missing.`;

const MARK = { good: pc.green('ok'), warning: pc.yellow('! '), bad: pc.red('x ') };
/** The Lambda runtime's major version; on another the bundle is the same, but what you try here may differ. */
const RUNTIME = 24;

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 22) return good('Node.js', process.versions.node);
  return warning(
    'Node.js',
    process.versions.node,
    `Works. AWS SDK versions after January 2027 want Node.js 22; the functions run on ${RUNTIME}.`,
  );
}

await command({ usage: USAGE, flags: {} }, async ({ cloud, settings, say, print }) => {
  const findings: Finding[] = [
    node(),
    good('Credentials', `account ${cloud.account}, ${cloud.region}`),
    await oneRegion(cloud, settings),
    ...(await Promise.all([clocks(cloud), roomForNetwork(cloud), roomForInterfaces(cloud), roomForFunctions(cloud)])),
    ...(await rights(cloud)),
  ];
  for (const { check, verdict, found, next } of findings) {
    say(`${MARK[verdict]} ${check.padEnd(26)} ${found}${next ? `\n   ${pc.dim(next)}` : ''}`);
    print({ event: 'check', check, verdict, found, ...(next && { next }) });
  }
  const missing = findings.filter(({ verdict }) => verdict === 'bad');
  print({ event: 'doctor', ok: missing.length === 0 });
  if (missing.length)
    throw new Problem(`Not ready: ${missing.map(({ check }) => check).join(', ')}.`, {
      next: 'See what to do beside each; then run npm run doctor again.',
    });
  say(`\nReady. Next:  npm run up${inSameCloud(cloud)}`);
});
