// The kept messages of topics, in the real local cloud: their order, their number, and their end with the topic.

import { PublishBatchCommand, PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { snsTopic } from '../../resources/sns/topic.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { mailsOf, topicsOf } from './mails.ts';
import { readable } from './readable.ts';

const { cloud, name, make, ctx } = await openTestCloud();
const topicNamed = (role: string) =>
  snsTopic(cloud, { name: `${name}-${role}`, displayName: 'To try', about: PURPOSE });

test('the messages of the asked topics, the oldest first, with their attributes; gone with their topic', async () => {
  const [results, operators] = [topicNamed('results'), topicNamed('operators')];
  const { arn: TopicArn } = await make(results);
  const ring = await make(operators);
  const foreign = await make(topicNamed('other'));
  const MessageAttributes = { status: { DataType: 'String', StringValue: 'rejected' } };
  const parts = { results, deeper: { operators } };
  expect(topicsOf(parts)).toEqual([`${name}-results`, `${name}-operators`]);
  expect(await mailsOf(cloud, topicsOf(parts))).toEqual([]);

  await cloud.sns.send(new PublishCommand({ TopicArn, Subject: 'Número', Message: 'três\nlinhas', MessageAttributes }));
  await cloud.sns.send(new PublishCommand({ TopicArn: ring.arn, Subject: 'ALARM', Message: 'it rings' }));
  await cloud.sns.send(new PublishCommand({ TopicArn: foreign.arn, Message: 'not asked for' }));
  const batch = { TopicArn, PublishBatchRequestEntries: [{ Id: 'a', Message: 'one of a batch' }] };
  await cloud.sns.send(new PublishBatchCommand(batch));
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/);
  const id = expect.any(String);
  expect(await mailsOf(cloud, topicsOf(parts))).toEqual([
    { id, at, topic: `${name}-results`, subject: 'Número', text: 'três\nlinhas', attributes: { status: 'rejected' } },
    { id, at, topic: `${name}-operators`, subject: 'ALARM', text: 'it rings', attributes: {} },
    { id, at, topic: `${name}-results`, subject: '', text: 'one of a batch', attributes: {} },
  ]);

  await results.remove(ctx);
  await make(results);
  expect((await mailsOf(cloud, topicsOf(parts))).map(({ text }) => text)).toEqual(['it rings']);
});

test('the last 200 of a topic are kept', async () => {
  const { arn } = await make(topicNamed('many'));
  for (let from = 0; from < 210; from += 10) {
    const entries = Array.from({ length: 10 }, (_, at) => ({ Id: String(at), Message: String(from + at) }));
    await cloud.sns.send(new PublishBatchCommand({ TopicArn: arn, PublishBatchRequestEntries: entries }));
  }
  const kept = await mailsOf(cloud, [`${name}-many`]);
  expect(kept.map(({ text }) => text)).toEqual(Array.from({ length: 200 }, (_, at) => String(at + 10)));
});

test('an emulator that keeps none is told of in one sentence', async () => {
  await expect(mailsOf({ ...cloud, endpoint: 'http://127.0.0.1:9' }, ['any'])).rejects.toMatchObject({
    name: 'Problem',
    message: expect.stringMatching(/^The emulator at http:\/\/127\.0\.0\.1:9 does not keep what topics said \(/),
  });
});

test('the JSON of an alarm is shown as lines, any other text as it is', () => {
  const alarm = { AlarmName: 'a', AlarmDescription: 'Está quebrado.', OldStateValue: 'OK', NewStateValue: 'ALARM' };
  const escaped = JSON.stringify(alarm).replace('á', '\\u00e1');
  expect(readable(escaped)).toBe('Está quebrado.\nState: OK -> ALARM');
  expect(readable(JSON.stringify({ ...alarm, NewStateReason: 'a child rings' }))).toContain('\nReason: a child rings');
  for (const text of ['três\nlinhas', '{"Alarm', '{"AlarmX":1}', '{"key":1}']) expect(readable(text)).toBe(text);
});
