// The texts that people read while the line counter is built: sentences, in both languages.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/line-counter.ts';
import { teardown } from '../../../teardown/line-counter.ts';
import { expectSentences, spokenStages } from '../../testing/spoken.ts';
import { type OpenLineCounter, openLineCounter } from './testing/open.ts';

const ADDRESSES = { NOTIFY_EMAIL: 'ana@example.com', OPERATORS_EMAIL: 'eva@example.com', REQUEST_METRICS: 'on' };
const SETTINGS = [ADDRESSES, { ...ADDRESSES, CACHE_ENGINE: 'redis', LAB_ROLE: 'LabRole' }];

async function openedWith(env: Record<string, string>): Promise<OpenLineCounter> {
  const opened = await openLineCounter(env);
  opened.cloud.close();
  return opened;
}

test.each(SETTINGS)('what and why of every part are sentences in both languages: %j', async (env) => {
  const { steps } = await openedWith(env);
  expect(steps.length).toBeGreaterThan(50);
  expectSentences(steps);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', async (_, story) => {
  const { part } = await openedWith(ADDRESSES);
  expect(spokenStages((run) => story(run, part)).length).toBeGreaterThan(4);
});
