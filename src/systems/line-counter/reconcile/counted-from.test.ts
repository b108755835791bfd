// What `up` says about the first minutes of a notification, on a cloud that acts like AWS, and on ours.

import { PutBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { inEnglish } from '../../../engine/text.ts';
import { localTime } from '../../../screen/table.ts';
import { quietCounterWith } from '../testing/hazards.ts';
import { countedFrom } from './counted-from.ts';

const NOW = Date.parse('2026-03-07T12:00:00.000Z');
const FROM = new Date('2026-03-07T12:05:00.000Z');

test('made: five minutes; unchanged: nothing; taken away by somebody and made again: five minutes', async () => {
  const { up, part, ground, names } = await quietCounterWith(() => []);
  const news = async (local: boolean) => {
    const { fields, says } = countedFrom((await up()).results, part, { local, tags: { stack: 'line-counter' } }, NOW);
    return { fields, says: says.map(inEnglish) };
  };
  const onAws = {
    fields: { uploadsCountedFrom: FROM },
    says: [
      `Uploads are sure to be counted from ${localTime(FROM)} on: S3 needs five minutes to apply a notification.`,
      'To have earlier ones counted, run this after that time:  npm run reconcile -- --aws',
    ],
  };
  const takenAway = () =>
    ground.s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: names.bucket, NotificationConfiguration: {} }),
    );

  expect(await news(false)).toEqual(onAws);
  expect(await news(false)).toEqual({ fields: {}, says: [] });
  await takenAway();
  expect(await news(false)).toEqual(onAws);
  await takenAway();
  expect(await news(true)).toEqual({
    fields: {},
    says: ['To have files counted that came while the notification was not right:  npm run reconcile'],
  });
});

test.each([
  ['created', 'created', 0],
  ['unchanged', 'created', 1],
  ['repaired', 'repaired', 1],
  ['unchanged', 'failed', 0],
  ['would-create', 'would-create', 0],
] as const)('locally, bucket %s and notification %s: %i sentences, and no time', (bucket, edge, sentences) => {
  const results = [
    { title: 'b', outcome: bucket },
    { title: 'n', outcome: edge },
  ];
  const { fields, says } = countedFrom(
    results,
    { bucket: { title: 'b' }, bucketToQueue: { title: 'n' } },
    { local: true, tags: { stack: 'line-counter' } },
  );
  expect([fields, says.length]).toEqual([{}, sentences]);
});
