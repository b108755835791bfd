// A system whose bucket calls one function, on a local cloud that enforces permissions. For tests of the function's role.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { type Owned, openCloud } from '../../aws/clients.ts';
import { localDatabases } from '../../aws/local-databases.ts';
import { until, unwatched } from '../../engine/wait.ts';
import { depthOf } from '../../operate/dead-letters/depth.ts';
import { readFailedEvent } from '../../operate/dead-letters/failed-events.ts';
import { readDeadLetters } from '../../operate/dead-letters/read-dead-letters.ts';
import { ownership, type Settings } from '../../settings/settings.ts';
import { SYSTEMS, type SystemName } from '../../systems.ts';
import { runStory } from '../../testing/run-story.ts';
import { ACCOUNT, type Enforcing, fillInAccount, lacking, speakOverTls, startEnforcing } from './enforcing-cloud.ts';

/** `functionName` is also the name of its role. `failures` is the queue for events that it could not work on. */
interface Named {
  readonly bucket: string;
  readonly failures: string;
  readonly boundary: string;
  readonly functionName: string;
}

export interface EnforcedFunction<N extends Named> {
  readonly cloud: Owned;
  readonly names: N;
  /** Uploads a CSV file of two lines. */
  put(key: string): Promise<unknown>;
  /**
   * Uploads a file while the role lacks one action. Expects that its event, and no other, then waits in the failure queue
   * with the refusal as the reason.
   */
  expectEventWaits(key: string, action: string): Promise<void>;
  /** Empties the failure queue. */
  purge(): Promise<unknown>;
  close(): Promise<void>;
}

const PATIENCE = 60; // seconds

export async function openEnforcedFunction<N extends Named>(
  system: SystemName,
  namesIn: (cloud: Owned, settings: Settings) => N,
): Promise<EnforcedFunction<N>> {
  const place = await startEnforcing();
  return openAt(place, system, namesIn).catch(async (error: unknown) => {
    await place.stop();
    throw error;
  });
}

async function openAt<N extends Named>(
  place: Enforcing,
  system: SystemName,
  namesIn: (cloud: Owned, settings: Settings) => N,
): Promise<EnforcedFunction<N>> {
  const configured = (await SYSTEMS[system]()).configured({ STAGE: 'auth', ALARMS: 'off' });
  const { settings } = configured;
  const target = { region: settings.AWS_REGION, endpoint: place.endpoint, account: ACCOUNT };
  const opened = await openCloud({ ...target, adapt: localDatabases({ home: place.home }) });
  const cloud = { ...opened, tags: ownership(settings, system) };
  const names = namesIn(cloud, settings);
  const { up } = await configured.story(cloud);
  expect((await runStory({ cloud }, up)).failure).toBeUndefined();
  await fillInAccount(cloud, names.boundary);
  await speakOverTls(cloud, names.functionName, place.endpoint);

  const { url } = await depthOf(cloud, names.failures);
  const waiting = async () => (await depthOf(cloud, names.failures)).waiting || undefined;
  const put = (Key: string) => cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: 'a,b\n1,2\n' }));
  return {
    cloud,
    names,
    put,
    async expectEventWaits(key, action) {
      await lacking(cloud, names.functionName, action, async () => {
        await put(key);
        await until(unwatched(), 'the failed event', PATIENCE, waiting);
      });
      const { letters } = await readDeadLetters(cloud, url, 10, new AbortController().signal);
      const reason = expect.stringMatching(new RegExp(`not authorized to perform: ${action}`, 'i'));
      expect(letters.map(({ body }) => readFailedEvent(body))).toEqual([
        { files: [{ bucket: names.bucket, key }], reason },
      ]);
    },
    purge: () => cloud.sqs.send(new PurgeQueueCommand({ QueueUrl: url })),
    async close() {
      cloud.close();
      await place.stop();
    },
  };
}
