// Hazard 12b: an unfinished upload is still listed after it was aborted.

import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import type { HazardContext } from '../../../testing/hazards/context.ts';
import { times } from '../../../testing/hazards/open.ts';
import { type Hazard, is, ok } from '../../../testing/hazards/wire.ts';
import { type HazardousCounter, quietCounterWith } from '../testing/hazards.ts';

/** More reads than a run with pauses can make. Without a pause the run would never end. */
const MANY = 200;

/** Lists an upload for so many virtual seconds after its first listing, whatever is done to it. */
const listedFor =
  (seconds: number) =>
  ({ clock }: HazardContext): Hazard => {
    let [since, looks] = [Number.POSITIVE_INFINITY, 0];
    let kept = '';
    return async (call, pass) => {
      if (!is(call, 'ListMultipartUploads')) return pass();
      looks += 1;
      if (looks > MANY) throw new Error(`asked ${MANY} times within ${clock.now() - since} s`);
      const answer = await pass();
      if (!kept && answer.body.includes('<UploadId>')) [kept, since] = [answer.body, clock.now()];
      return kept && clock.now() - since < seconds ? ok(kept, { 'content-type': 'application/xml' }) : answer;
    };
  };

const fill = async (system: HazardousCounter) => {
  expect((await system.up()).errors).toEqual([]);
  await system.ground.s3.send(new CreateMultipartUploadCommand({ Bucket: system.names.bucket, Key: 'never finished' }));
};

test('listed half a minute too long: `down` looks again with pauses, and ends', async () => {
  const system = await quietCounterWith((all) => [listedFor(30)(all)]);
  await fill(system);
  const down = await system.down();
  expect(down.errors).toEqual([]);
  expect(times(down, 'ListMultipartUploads')).toBeLessThan(30);
  expect(await system.left()).toEqual([]);
});

test('listed for ever: one sentence that names the file, after two minutes', async () => {
  const system = await quietCounterWith((all) => [listedFor(Number.POSITIVE_INFINITY)(all)]);
  await fill(system);
  const down = await system.down();
  expect(down.errors.map(String)).toEqual([
    expect.stringMatching(/ended the unfinished upload of never finished to .*goes on listing it/),
  ]);
});
