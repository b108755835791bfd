// npm run policy: what it prints, and which words it refuses.

import { expect, test } from 'vitest';
import { characters, LARGEST_MANAGED } from '../src/permissions/file-text.ts';
import type { DeployerPolicy } from '../src/permissions/policy.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { commandsOf } from '../src/testing/run-command.ts';

const print = async (stage: string, ...flags: string[]) => {
  const { status, out, err } = await commandsOf(stage)('scripts/policy.ts', ...flags);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as DeployerPolicy;
};
const sids = ({ Statement }: DeployerPolicy) => Statement.map(({ Sid }) => Sid);

test('it prints the rights for PROJECT and STAGE as one policy, with names and tags of its own', async () => {
  const [dev, prod] = await Promise.all([print('dev'), print('prod')]);
  expect(sids(prod)).toEqual(sids(dev));
  expect(JSON.stringify(prod)).not.toMatch(/\bdev\b/);
  expect(JSON.stringify(prod).replaceAll('prod', 'dev')).toBe(JSON.stringify(dev));
  expect(JSON.stringify(prod)).toContain(`"arn:aws:sqs:*:*:ada-prod-${DEFAULT_SYSTEM}-*"`);
  expect(JSON.stringify(prod)).toContain('"aws:ResourceTag/stage":"prod"');
});

test('--piece prints one of the managed policies: together they are the whole, each within the limit', async () => {
  const [whole, ...pieces] = await Promise.all([
    print('dev'),
    ...['1', '2', '3'].map((piece) => print('dev', '--piece', piece)),
  ]);
  const together = pieces.flatMap(({ Statement }) => Statement);
  expect(new Set(together)).toEqual(new Set(whole.Statement));
  expect(together).toHaveLength(whole.Statement.length);
  expect(Math.max(...pieces.map(characters))).toBeLessThanOrEqual(LARGEST_MANAGED);
});

test('--boundary prints the limit of the roles, the same in every account, and how an administrator makes it', async () => {
  const { status, out, err } = await commandsOf('prod')('scripts/policy.ts', '--boundary');
  const { Statement } = JSON.parse(out) as DeployerPolicy;
  expect([status, characters({ Statement }) <= LARGEST_MANAGED]).toEqual([0, true]);
  expect(out).toContain(`"arn:aws:sqs:*:*:ada-prod-${DEFAULT_SYSTEM}-jobs"`);
  expect(out).toContain(`"arn:aws:s3:::ada-prod-${DEFAULT_SYSTEM}-\${aws:PrincipalAccount}/*"`);
  expect(Statement.flatMap(({ Action }) => Action).filter((action) => /^(iam|sts):|\*/.test(action))).toEqual([]);
  expect(err).toContain(`aws iam create-policy --policy-name ada-prod-${DEFAULT_SYSTEM}-boundary`);
  expect(err).toContain('Key=stage,Value=prod');
});

test.for([
  [['--piece', '1', '--boundary'], '--piece and --boundary do not go together'],
  [['--writ'], "Unknown option '--writ'"],
  [['dev'], "there is no system 'dev'"],
] as const)('%j is refused with exit code 2, its reason and the usage', async ([flags, reason]) => {
  const { status, out, err } = await commandsOf('dev')('scripts/policy.ts', ...flags);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(reason);
  expect(err).toContain('Usage: npm run --silent policy');
});
