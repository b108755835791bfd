// Boot files: put once, repaired when somebody changes one, and another content goes to another key.

import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { bootFiles, bootKey } from './boot-files.ts';
import { bootFilesBreaks } from './breaks.ts';
import { s3Bucket } from './bucket.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const name = `${testCloud.name}-boot-${cloud.account}`;
const bucket = await make(s3Bucket(cloud, { name, about }));

const files = (text: string) =>
  bootFiles(cloud, {
    ...{ bucket: name, about },
    files: () => ({
      programs: { content: Buffer.from('zip'), ending: 'zip' },
      text: { content: text, ending: 'json' },
    }),
  });

fourBeats('The boot files', testCloud, () => ({ step: files('{}'), needs: { bucket } }), bootFilesBreaks);

test('another text is another key; the old one stays for an instance that boots now', async () => {
  await make(files('first'), { bucket });
  const { outcome, live, drift } = await files('second').ensure({ bucket }, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['text']]);
  expect(Object.keys(live.files).sort()).toEqual(
    [bootKey('zip', 'zip'), bootKey('first', 'json'), bootKey('second', 'json')].sort(),
  );
});
