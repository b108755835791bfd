// CPU time of a gigabyte of text that the audit log examines, over TLS. Most of it is the transport, which no handler can
// save, so two ratios are shown: of all that a handler costs, and of what it costs beside the transport.

import { type Finding, finding, inTurns } from '../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../testing/bench/programs.ts';
import { withEndlessS3 } from '../../../testing/bench/surroundings.ts';

const READER = 'src/systems/audit-log/writer/testing/bench/reader.ts';
const SIZE = 512 * 1024 ** 2;
const ROUNDS = 5;

export function bench(): Promise<Finding[]> {
  return withEndlessS3(async (home, env) => {
    const reader = programOf(READER, home, true);
    /** Seconds of CPU a GiB. */
    const cost = async (way: string) => ((await answerOf(reader, [way, String(SIZE)], env)).seconds / SIZE) * 1024 ** 3;
    const { ours, usual, transport } = await inTurns(ROUNDS, {
      ours: () => cost('ours'),
      usual: () => cost('usual'),
      transport: () => cost('transport'),
    });
    const shown = (seconds: number) => `${seconds.toFixed(2)} CPU s a GiB`;
    return [
      finding(
        'audit log, all of the handler',
        usual / ours,
        { atLeast: 2 },
        shown(ours),
        `${shown(usual)}, SDK and split`,
      ),
      finding(
        'audit log, beside the transport',
        (usual - transport) / (ours - transport),
        { atLeast: 4 },
        shown(ours - transport),
        `${shown(usual - transport)}; the transport itself takes ${shown(transport)}`,
      ),
    ];
  });
}
