// The deployer's actions, run for real: a user of the account, not its root, may do them and nothing else.
// They are allowed on all resources, because the local cloud knows the resource, tags and policy variables of a call
// less exactly than AWS. Its own list says which actions a call needs, so this is a second opinion on our list.

import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provision } from '../../../../provision/line-counter.ts';
import { teardown } from '../../../../teardown/line-counter.ts';
import { type Cloud, type Owned, openCloud } from '../../../aws/clients.ts';
import { SILENT } from '../../../engine/progress.ts';
import { type Run, startRun } from '../../../engine/run.ts';
import { unwatched, wallClock } from '../../../engine/wait.ts';
import { findLeftovers } from '../../../operate/leftovers/find.ts';
import { systemPolicy } from '../../../permissions/system-policy.ts';
import { ACCOUNT, type Enforcing, startEnforcing } from '../../../permissions/testing/enforcing-cloud.ts';
import { ownership } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { STACK } from '../names.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { lineCounterSettings } from '../settings.ts';

const START = 120_000; // milliseconds
const settings = lineCounterSettings({});
const { Statement } = await systemPolicy(await SYSTEMS['line-counter'](), {});
const actions = [...new Set(Statement.flatMap(({ Action }) => Action))];

let place: Enforcing;
let root: Cloud;
const target = () => ({ region: settings.AWS_REGION, endpoint: place.endpoint, account: ACCOUNT });

beforeAll(async () => {
  place = await startEnforcing();
  root = await openCloud(target());
}, START);
afterAll(async () => {
  root?.close();
  await place?.stop();
});

/** A cloud for a new user who may do these actions. */
async function asUser(UserName: string, allowed: readonly string[]): Promise<Owned> {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: allowed, Resource: '*' }] };
  await root.iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = JSON.stringify(policy);
  await root.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'deployer', PolicyDocument }));
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName }));
  const opened = await openCloud(target());
  const credentials = { accessKeyId: AccessKey?.AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey };
  for (const client of Object.values(opened))
    if (typeof client === 'object' && 'config' in client) Object.assign(client.config, { credentials });
  return { ...opened, tags: ownership(settings, STACK) };
}

/** How each part ended, and what was refused. */
async function tell(cloud: Owned, story: (run: Run, part: LineCounter) => unknown) {
  const told = startRun({ clock: wallClock(), screen: SILENT, journal: cloud.journal });
  story(told.run, lineCounter(cloud, settings));
  const refusals = await told.finished().then(
    () => [],
    (failure: AggregateError) => failure.errors.map(String),
  );
  return { outcomes: new Set(told.results.map(({ outcome }) => outcome)), refusals };
}

/** An administrator makes it once. */
async function makeBoundary(): Promise<void> {
  const { boundary } = lineCounter({ ...root, tags: ownership(settings, STACK) }, settings);
  await boundary?.ensure({}, unwatched());
}

test('without the boundary the user makes no role, and the error says who can make it', async () => {
  const cloud = await asUser('ivo', actions);
  const { refusals } = await tell(cloud, provision);
  expect(refusals).toEqual([expect.stringMatching(/boundary is not there, and these credentials may not make it/)]);
  expect(refusals.join()).toContain('not authorized to perform: iam:CreatePolicy');
  expect((await tell(cloud, teardown)).refusals).toEqual([]);
  cloud.close();
});

test(`with the ${actions.length} actions a user builds, leaves alone, takes down and looks again`, async () => {
  await makeBoundary();
  const cloud = await asUser('ana', actions);
  expect(await tell(cloud, provision)).toEqual({ outcomes: new Set(['unchanged', 'created']), refusals: [] });
  expect(await tell(cloud, provision)).toEqual({ outcomes: new Set(['unchanged']), refusals: [] });
  const { outcomes, refusals } = await tell(cloud, teardown);
  expect([outcomes.has('removed'), outcomes.has('failed'), refusals]).toEqual([true, false, []]);
  const there = await findLeftovers(cloud, lineCounter(cloud, settings));
  expect(there).toEqual([
    expect.objectContaining({
      service: 'IAM policy',
      stays: { en: expect.stringContaining('set-up'), pt: expect.any(String) },
    }),
  ]);
  cloud.close();
});

test('without one of them the user is stopped, and the error names it', async () => {
  const cloud = await asUser(
    'eva',
    actions.filter((action) => action !== 'iam:PutRolePolicy'),
  );
  const { refusals } = await tell(cloud, provision);
  expect(refusals.join()).toContain('not authorized to perform: iam:PutRolePolicy');
  cloud.close();
});
