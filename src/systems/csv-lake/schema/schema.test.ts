// The users and the ledger of the database as a part: made through a real function, in a real database; left alone when
// they are there; made anew when they are of an earlier version.

import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { AddTagsToResourceCommand } from '@aws-sdk/client-rds';
import { describe, expect, test } from 'vitest';
import { describeDifference } from '../../../engine/difference-words.ts';
import type { LambdaFunction } from '../../../resources/lambda/function-state.ts';
import { isPassword, newPassword } from '../../../resources/rds/master-password.ts';
import { replaceSecret, type Secret, secretParameter } from '../../../resources/ssm/parameter.ts';
import type { QueryAnswer, QueryRefusal } from '../../../runtime/query-answer.ts';
import { fourBeats } from '../../../testing/four-beats.ts';
import { PURPOSE } from '../../../testing/recorder.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { askFunction } from '../ask-function.ts';
import type { SchemaAnswer } from '../converter/postgres/database-event.ts';
import { SCHEMA_VERSION } from '../converter/postgres/users.ts';
import { databaseSchema } from './schema.ts';
import { asAdministrator } from './testing/administrator.ts';
import { makeDatabaseFunction } from './testing/database-function.ts';

const testCloud = await openTestCloud();
const { cloud, name, ctx, make, writesDuring } = testCloud;
const { needs, environment, ready, connectBy } = await makeDatabaseFunction(testCloud, name);
const schema = databaseSchema(cloud, { instance: name, functionName: name, about: PURPOSE });
const version = () => askFunction<SchemaAnswer>(cloud, name, { action: 'schema' });
const tagAs = (Value: string) =>
  cloud.rds.send(
    new AddTagsToResourceCommand({ ResourceName: needs.database.arn, Tags: [{ Key: 'schema-version', Value }] }),
  );

fourBeats('The database schema', testCloud, () => ({ step: schema, needs }), {});

describe('the database', () => {
  test('has the users and the ledger afterwards, and no call that makes them carries a stored password', async () => {
    expect(await schema.ensure(needs, ctx)).toMatchObject({ outcome: 'created' });
    expect(await version()).toEqual({ version: SCHEMA_VERSION });
    const { rows } = await askFunction<QueryAnswer>(cloud, name, {
      action: 'query',
      sql: 'SELECT current_user, (SELECT count(*) FROM ledger.files)',
      limit: 5,
    });
    expect(rows).toEqual([['lake_reader', '0']]);
  });

  test('an earlier version is brought to this one and named; a later one is left alone', async () => {
    await schema.ensure(needs, ctx);
    await tagAs('0');
    expect(await schema.ensure(needs, ctx)).toMatchObject({
      outcome: 'repaired',
      drift: [{ field: 'version', live: '0', wanted: String(SCHEMA_VERSION) }],
    });
    await tagAs(String(SCHEMA_VERSION + 1));
    const writes = await writesDuring(() =>
      expect(schema.ensure(needs, ctx)).rejects.toThrow(/has a schema of a later version of this project/),
    );
    expect(writes).toBe(0);
    await tagAs(String(SCHEMA_VERSION));
  });
});

describe('the users of the function', () => {
  const secret = secretParameter(cloud, {
    ...{ name: `/${name}/database-password`, about: PURPOSE, make: newPassword, valid: isPassword },
  });
  const counted = () =>
    askFunction<QueryAnswer | QueryRefusal>(cloud, name, {
      ...{ action: 'query', sql: 'SELECT current_user, count(*) FROM ledger.files', limit: 1 },
    });
  /** Is the user a member of rds_iam, and has it a password? As the server's own administrator sees it. */
  const usersOf = () =>
    asAdministrator(needs.database.port, (client) =>
      client.query(
        `SELECT rolname AS user, pg_has_role(rolname, 'rds_iam', 'member') AS iam, rolpassword IS NOT NULL AS password
         FROM pg_authid WHERE rolname IN ('lake_writer', 'lake_reader') ORDER BY 1`,
      ),
    );

  test('get a password, lose it again, and get another one: each is a repair that never tells the password', async () => {
    await schema.ensure(needs, ctx);
    const by = async (password: Secret | undefined) => {
      const changed = await connectBy(password);
      const { outcome, drift } = await schema.ensure(changed, ctx);
      expect(await counted()).toMatchObject({ rows: [['lake_reader', '0']] });
      return { outcome, drift, users: await usersOf() };
    };
    const users = (iam: boolean) => ['lake_reader', 'lake_writer'].map((user) => ({ user, iam, password: !iam }));
    const first = await make(secret);
    const byPassword = await by(first);
    expect(byPassword).toMatchObject({
      outcome: 'repaired',
      drift: [{ field: 'users', live: 'iam', wanted: expect.stringMatching(/^password-[0-9a-f]{12}$/) }],
      users: users(false),
    });
    expect((await schema.ensure({ ...needs, password: first }, ctx)).outcome).toBe('unchanged');

    await replaceSecret(cloud, secret.name, newPassword());
    const second = await make(secret);
    const different = (await environment.describe(ctx)) as LambdaFunction;
    const told = environment.compare(different, { function: ready, password: second });
    expect(told.map((one) => describeDifference(one))).toEqual(['DATABASE_PASSWORD is not the one that we made']);
    expect(JSON.stringify([told, byPassword, testCloud.told])).not.toContain(first.value);
    expect(JSON.stringify(told)).not.toContain(second.value);
    expect(await by(second)).toMatchObject({ outcome: 'repaired', drift: [{ field: 'users' }], users: users(false) });
    await connectBy(first);
    expect(await askFunction<SchemaAnswer>(cloud, name, { action: 'schema' }), 'the old one').toMatchObject({
      version: 0,
      code: '28P01',
    });

    expect(await by(undefined)).toMatchObject({ outcome: 'repaired', drift: [{ wanted: 'iam' }], users: users(true) });
  });
});

test('where RDS takes no password of the owner any more, a token of IAM is sent in its place', async () => {
  await tagAs('0');
  const sent: string[] = [];
  let password = '';
  // RDS compares the token with IAM. The local server compares passwords only, so here it gets the one that it knows.
  const asRds =
    (next: (sent: { input: InvokeCommandInput }) => Promise<unknown>) =>
    async ({ input }: { input: InvokeCommandInput }) => {
      const event = JSON.parse(Buffer.from(input.Payload as Uint8Array).toString());
      sent.push(event.password);
      if (event.password.includes('X-Amz-Signature='))
        return next({ input: { ...input, Payload: Buffer.from(JSON.stringify({ ...event, password })) } });
      password = event.password;
      return { output: { Payload: Buffer.from(JSON.stringify({ version: 0, refused: '28000' })) }, response: {} };
    };
  cloud.lambda.middlewareStack.add(asRds as never, { step: 'initialize', name: 'asRds' });
  expect(await schema.ensure(needs, ctx)).toMatchObject({ outcome: 'repaired' });
  cloud.lambda.middlewareStack.remove('asRds');
  const { host, port } = needs.database;
  expect(sent).toEqual([password, expect.stringMatching(`^${host}:${port}/\\?Action=connect&DBUser=lakeowner&`)]);
  expect(testCloud.told).toContain("the database does not take the owner's password yet (28000)");
});

test('without the function, and when it fails, one sentence says what to look at', async () => {
  await expect(askFunction(cloud, 'nobody', { action: 'schema' })).rejects.toMatchObject({
    message: 'The function nobody is not there: run npm run up -- --system test first.',
  });
  await expect(askFunction(cloud, name, { action: 'drop' } as never)).rejects.toMatchObject({
    message: expect.stringMatching(/could not ask the database: This function knows no action "drop"/),
  });
});
