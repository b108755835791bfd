// The site of the drills writes to nobody where mails are really sent.

import { expect, onTestFinished, test } from 'vitest';
import { SYSTEMS } from '../../../systems.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import type { StoryWith } from '../../abilities.ts';
import { openSite } from './site.ts';

const storyWith: StoryWith = async (env, cloud) => (await SYSTEMS['line-counter']()).configured(env).story(cloud);

test.each([
  ['on the local cloud there is an address, and no mail goes there', true, /example\.com/],
  ['on AWS there is none, not even that of the settings', false, undefined],
])('%s', async (_, local, address) => {
  const { cloud } = await openTestCloud();
  const env = { NOTIFY_EMAIL: 'ana@example.com', OPERATORS_EMAIL: 'eva@example.com' };
  const site = await openSite({
    cloud: { ...cloud, local },
    env,
    storyWith,
    signal: new AbortController().signal,
  });
  onTestFinished(() => {
    site.close();
    cloud.close();
  });
  const subscriptions = [site.part.topicToEmail, site.part.alarms.operatorsEmail].filter((part) => part !== undefined);
  expect(subscriptions.map(({ title }) => title)).toEqual(address ? [expect.stringMatching(address)] : []);
});
