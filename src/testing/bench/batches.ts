// A worker under load in its own process: `batches HANDLER BUCKET FILES TIMES` gives it TIMES batches of FILES
// messages, each event newer than the last, and prints the milliseconds of CPU for one file.

import type { Context, SQSEvent } from 'aws-lambda';

const [path = '', bucket = '', files = '', times = ''] = process.argv.slice(2);
/** Batches before the measurement, so that connections are open and the code is compiled. */
const WARM_UP = 20;

let clock = 0;
function batch(): SQSEvent {
  const Records = Array.from({ length: Number(files) }, (_, i) => {
    clock += 1;
    const object = { key: `file-${i}.txt`, size: 1_000, sequencer: clock.toString(16).padStart(16, '0') };
    const record = {
      eventName: 'ObjectCreated:Put',
      eventTime: new Date().toISOString(),
      s3: { bucket: { name: bucket }, object },
    };
    const attributes = { SentTimestamp: String(Date.now()) };
    return { messageId: `m${clock}`, body: JSON.stringify({ Records: [record] }), attributes };
  });
  return { Records } as unknown as SQSEvent;
}

async function main(): Promise<void> {
  const { handler } = require(path);
  const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'bench' } as Context;
  const run = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      const answer = await handler(batch(), context);
      if (answer?.batchItemFailures.length) throw new Error(`messages came back: ${JSON.stringify(answer)}`);
    }
  };
  await run(WARM_UP);
  const before = process.cpuUsage();
  await run(Number(times));
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`\n${JSON.stringify((user + system) / 1e3 / Number(files) / Number(times))}\n`, () =>
    process.exit(0),
  );
}

void main();
