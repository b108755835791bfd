// The drawings of all systems, as their stories give them. A new part of a story changes the drawing here and nowhere else.

import { describe, expect, test } from 'vitest';
import { openCloud } from '../../aws/clients.ts';
import { ownership } from '../../settings/settings.ts';
import { SYSTEM_NAMES, SYSTEMS, type SystemName } from '../../systems.ts';
import { flowOf } from './flow.ts';

async function drawing(name: SystemName, env: Record<string, string> = {}, more = {}) {
  const configured = (await SYSTEMS[name]()).configured(env);
  const identity = { account: '111122223333', partition: 'aws', lab: false };
  const opened = await openCloud({ region: 'us-east-1', identity, ...more });
  const cloud = { ...opened, tags: ownership(configured.settings, name) };
  return flowOf(await configured.story(cloud), cloud);
}
const arrows = ({ edges }: Awaited<ReturnType<typeof drawing>>) => edges.map(({ from, to }) => `${from} -> ${to}`);

test('line counter: the way of a file, its dead letters, and who asks the cache', async () => {
  const flow = await drawing('line-counter');
  expect(arrows(flow)).toEqual(
    expect.arrayContaining([
      'queue -> deadLetters',
      'worker -> cache',
      'worker -> topic',
      'reader -> cache',
      'queue -> worker',
      'bucket -> queue',
      'alarms -> operators',
    ]),
  );
  const kinds = Object.fromEntries(flow.nodes.map(({ id, kind }) => [id, kind]));
  expect(kinds).toMatchObject({
    bucket: 'bucket',
    queue: 'queue',
    deadLetters: 'dead-letters',
    worker: 'function',
    cache: 'cache',
    topic: 'topic',
    alarms: 'alarms',
  });
});

test('audit log and document intake: S3 calls the function, which writes', async () => {
  expect(arrows(await drawing('audit-log')).sort()).toEqual([
    'alarms -> operators',
    'bucket -> writer',
    'writer -> failures',
    'writer -> table',
  ]);
  expect(arrows(await drawing('document-intake')).sort()).toEqual([
    'alarms -> operators',
    'bucket -> reader',
    'reader -> failures',
    'reader -> results',
    'reader -> topic',
  ]);
});

test('csv lake and file vault: a function with a database, a server with its volume and its bucket', async () => {
  expect(arrows(await drawing('csv-lake'))).toEqual(
    expect.arrayContaining([
      'bucket -> converter',
      'converter -> table',
      'converter -> database',
      'converter -> failures',
    ]),
  );
  expect(arrows(await drawing('file-vault'))).toEqual(
    expect.arrayContaining(['instance -> volume', 'instance -> bucket', 'alarms -> operators']),
  );
});

test('an address for mails is a box more, behind its topic', async () => {
  const flow = await drawing('line-counter', { NOTIFY_EMAIL: 'ana@example.com', OPERATORS_EMAIL: 'eva@example.com' });
  expect(arrows(flow)).toEqual(expect.arrayContaining(['topic -> topicToEmail', 'operators -> operatorsEmail']));
});

test('without alarms there is no box for them', async () => {
  const { nodes } = await drawing('audit-log', { ALARMS: 'off' });
  expect(nodes.map(({ id }) => id)).not.toContain('alarms');
});

describe.each(SYSTEM_NAMES)('%s', (name) => {
  test('ids are unique, every arrow joins two boxes, and no box stands alone', async () => {
    const { nodes, edges } = await drawing(name);
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
    expect([...joined].sort()).toEqual([...ids].sort());
  });

  test('every box says what, why, where and at what price; on AWS it has a page of the console', async () => {
    const { nodes } = await drawing(name);
    for (const { what, why, where, console, perHour } of nodes) {
      expect([what.en, what.pt, why.en, why.pt, where].every(Boolean)).toBe(true);
      expect(console).toMatch(/^https:\/\/us-east-1\.console\.aws\.amazon\.com\/\S+$/);
      expect(perHour === null || perHour > 0).toBe(true);
    }
    const local = await drawing(name, {}, { endpoint: 'http://127.0.0.1:1' });
    expect(local.nodes.filter((node) => 'console' in node)).toEqual([]);
  });
});

test('the price of the drawn alarms is that of all of them', async () => {
  const { nodes } = await drawing('line-counter');
  expect(nodes.find(({ id }) => id === 'cache')?.perHour).toBe(0.0128);
  expect(nodes.find(({ id }) => id === 'alarms')?.perHour).toBeGreaterThan(0.003);
});
