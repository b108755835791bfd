// The users and the ledger of the database as a part: made through a real function, in a real database; left alone when
// they are there; made anew when they are of an earlier version.

import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { AddTagsToResourceCommand } from '@aws-sdk/client-rds';
import { describe, expect, test } from 'vitest';
import type { QueryAnswer } from '../../../runtime/query-answer.ts';
import { fourBeats } from '../../../testing/four-beats.ts';
import { PURPOSE } from '../../../testing/recorder.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { askFunction } from '../ask-function.ts';
import type { SchemaAnswer } from '../converter/postgres/database-event.ts';
import { SCHEMA_VERSION } from '../converter/postgres/users.ts';
import { databaseSchema } from './schema.ts';
import { makeDatabaseFunction } from './testing/database-function.ts';

const testCloud = await openTestCloud();
const { cloud, name, ctx, writesDuring } = testCloud;
const needs = await makeDatabaseFunction(testCloud, name);
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
