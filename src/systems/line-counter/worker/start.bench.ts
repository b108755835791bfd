// The start time of the worker, beside a usual one with the SDK's clients for S3 and SNS and ioredis, bundled in the
// same way. It is the time of `require` in a new process. Node's own start, and Lambda's, are the same for both.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../aws/code/bundle.ts';
import { type Finding, finding, inTurns } from '../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../testing/bench/programs.ts';
import { ACCOUNT, withHome } from '../../../testing/bench/surroundings.ts';

const ENTRY = 'src/systems/line-counter/worker/handler.ts';
const ROUNDS = 20;

const START = `const start = performance.now();
require(process.argv[2]);
console.log(performance.now() - start);
process.exit(0);`;

const ENVIRONMENT = {
  ...ACCOUNT,
  CACHE_HOST: '127.0.0.1',
  NAMESPACE: 'bench',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:bench',
  POWERTOOLS_SERVICE_NAME: 'line-counter',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
};

export function bench(): Promise<Finding[]> {
  return withHome(async (home) => {
    const start = join(home, 'start.cjs');
    writeFileSync(start, START);
    const [worker, usually] = [
      programOf(ENTRY, home),
      programOf('src/systems/line-counter/worker/testing/bench/usual-worker.ts', home, true),
    ];
    const { ours, usual } = await inTurns(ROUNDS, {
      ours: () => answerOf(start, [worker], ENVIRONMENT),
      usual: () => answerOf(start, [usually], ENVIRONMENT),
    });
    return [
      finding(
        'init, share of the usual',
        ours / usual,
        { atMost: 0.55 },
        `${ours.toFixed(1)} ms`,
        `${usual.toFixed(1)} ms`,
      ),
      finding('zip, KB', bundle(ENTRY).zip.length / 1e3, { atMost: 700 }, 'what Lambda gets'),
    ];
  });
}
