// Monitoring strategy, in English; line for line what pt.ts says.

import { type Around, BOARD, DRILLING } from './around.ts';

export const en: Around = {
  title: 'Monitoring strategy',
  introduction: [
    'A file has six critical points on its way: the upload, the queue, the function, the cache, the record and the ' +
      'notification. Each has alarms, and all of them stand in one table ([src/systems/line-counter/alarms](src/systems/line-counter/alarms/table.ts)), ' +
      'from which `npm run up` makes the alarms and the dashboard, and `npm run docs` this section.',
    'An alarm sends nothing by itself. Those that say *broken* ring one composite alarm, "the flow is broken"; the others ring ' +
      '"warning". A composite mails `OPERATORS_EMAIL` once when the trouble begins and once when it is over, ' +
      'however many alarms it made ring; accountants hear of results only. A new composite also sends a first mail that says OK, because ' +
      'CloudWatch takes its first state for a change: nothing was wrong. `ALARMS=off` leaves the alarms out.',
  ],
  alarms: 'The alarms',
  heads: ['critical point', 'signal', 'alarm: it rings at', 'it says', 'a month'],
  severities: { broken: 'broken', warning: 'warning' },
  periods: (datapoints, periods, each) =>
    periods === 1 ? ` in ${each}` : ` in ${datapoints} of ${periods} periods of ${each}`,
  onlyWith: 'only with',
  price: ({ alarmMetrics, alarms, composites, metrics, together }, requests, dollars) =>
    `Together ${dollars(together)} a month: ${alarmMetrics} metrics in alarms at ${dollars(0.1)}, less the ten that an account ` +
    `has for nothing (${dollars(alarms)}), the composites ${dollars(composites)}, the worker’s ten metrics ${dollars(metrics)}. ` +
    `The last column is without that gift. \`REQUEST_METRICS=on\` adds the two alarms on S3’s own numbers about requests, and these ` +
    `numbers, which S3 bills like metrics of your own: up to ${dollars(requests)}, therefore they are off. Prices of us-east-1; check them before you rely on them.`,
  runbook: 'When one rings',
  noData: 'No data means',
  drills: 'Drills',
  drilling: [
    'An alarm that never rang is a hope. A drill breaks one thing, shows the signal, the alarm and the mail with their times, ' +
      'repairs it with `up` and shows the alarm going back:',
    DRILLING,
  ],
  drillPicture:
    'The drill mapping-off in a terminal: the mapping is disabled, three alarms ring, up enables it again, the alarms go back, ' +
    'and a table tells the seconds of each turn.',
  drillHeads: ['drill', 'what is broken', 'alarms that ring'],
  honest:
    'Each drill builds a line counter of its own in stage `drill` and takes it away afterwards. The local cloud evaluates no alarm, so ' +
    'there our own evaluator does, by the rules of CloudWatch’s user guide ([src/patterns/alarms/evaluator](src/patterns/alarms/evaluator/evaluate.ts)), on numbers from the ' +
    'worker’s log, the queues, the functions and the cache; a period is played in about a second. The states are then told to the ' +
    'real alarms, whose composites publish the mails. With `--aws` CloudWatch itself evaluates, in its own periods: the drill ' +
    'asks first and says what it costs; `STAGE=drill npm run -s policy` prints the rights that it needs there. Those drills ' +
    'that need a way into the cache, or days, are left out on AWS.',
  boards: 'On a screen',
  watching: [
    '`npm run up` makes a CloudWatch dashboard in the order of a file’s way (CloudWatch > Dashboards). The same board for Grafana:',
    BOARD,
    [
      '1. Connections > Add new connection > CloudWatch: credentials that may read (`cloudwatch:GetMetricData`, `cloudwatch:ListMetrics`, `ec2:DescribeRegions`).',
      '2. Dashboards > New > Import > Upload JSON file: choose `board.json`.',
      '3. Choose data source, region and stage above the board. Red is where an alarm would ring.',
    ].join('\n'),
  ],
  queries: (names) => `On AWS, CloudWatch > Logs Insights has saved queries: ${names.join(', ')}.`,
};
