// The line counter in a cloud that enforces permissions. `up` runs as the root of the account, which is refused nothing.
// The worker reaches S3 and SNS through the server that ends TLS.

import { provision } from '../../../../provision/line-counter.ts';
import { type Owned, openCloud } from '../../../aws/clients.ts';
import { SILENT } from '../../../engine/progress.ts';
import { startRun } from '../../../engine/run.ts';
import { until, wallClock } from '../../../engine/wait.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import { flowOf } from '../../../patterns/flow/flow.ts';
import { ACCOUNT, fillInAccount, speakOverTls, startEnforcing } from '../../../permissions/testing/enforcing-cloud.ts';
import type { Queue } from '../../../resources/sqs/queue.ts';
import { ownership } from '../../../settings/settings.ts';
import { type Names, namesOf, STACK } from '../names.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { lineCounterSettings } from '../settings.ts';

export interface EnforcedCounter {
  readonly cloud: Owned;
  readonly part: LineCounter;
  readonly names: Names;
  readonly queue: Queue;
  readonly topicArn: string;
  /** The server that ends TLS. */
  readonly endpoint: string;
  readonly plainEndpoint: string;
  close(): Promise<void>;
}

/** Builds it there. `close` also stops the cloud. */
export async function openEnforcedCounter(): Promise<EnforcedCounter> {
  const { endpoint, plainEndpoint, stop } = await startEnforcing();
  const settings = lineCounterSettings({ STAGE: 'auth' });
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint, account: ACCOUNT });
  const cloud = { ...opened, tags: ownership(settings, STACK) };
  const names = namesOf(cloud, settings);

  const story = startRun({ clock: wallClock(), screen: SILENT, journal: cloud.journal });
  const part = lineCounter(cloud, settings);
  part.content.draw(await flowOf({ parts: part, up: (run) => provision(run, part) }, cloud), ACCOUNT);
  const outputs = provision(story.run, part);
  await story.finished();
  await fillInAccount(cloud, names.boundary);
  await untilIdle(cloud, names.queue);
  await speakOverTls(cloud, names.worker, endpoint);
  return {
    ...{ cloud, part, names, endpoint, plainEndpoint },
    queue: await outputs.queue,
    topicArn: (await outputs.topic).arn,
    async close() {
      cloud.close();
      await stop();
    },
  };
}

/**
 * Waits until S3's test event is processed. A change of the function would end that invocation, and the local cloud
 * then also ends the function's other work, perhaps the first upload of a test.
 */
const untilIdle = (cloud: Owned, queue: string) =>
  until(wallClock(), 'waiting for the test event to be dealt with', 60, async () => {
    const { waiting, inFlight } = await depthOf(cloud, queue);
    return waiting + inFlight === 0 || undefined;
  });
