// CPU time of a gigabyte of text that the audit log examines, over TLS. Most of it is the transport, which no handler can
// save, so the last ratio is the largest that any handler can reach.

import { type Finding, finding, inTurns } from '../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../testing/bench/programs.ts';
import { withEndlessS3 } from '../../../testing/bench/surroundings.ts';

const READER = 'src/systems/audit-log/writer/testing/bench/reader.ts';
const SIZE = 512 * 1024 ** 2;
const ROUNDS = 5;

/** Bytes of a line, with its end. Short lines cost the usual handler more, because each of them becomes a string. */
const LINES = [80, 10];

export function bench(): Promise<Finding[]> {
  return withEndlessS3(async (home, env) => {
    const reader = programOf(READER, home, true);
    /** Seconds of CPU a GiB. */
    const cost = async (way: string, line: number) =>
      ((await answerOf(reader, [way, String(SIZE), String(line)], env)).seconds / SIZE) * 1024 ** 3;
    const findings: Finding[] = [];
    for (const line of LINES) {
      const { ours, usual, unverified, transport } = await inTurns(ROUNDS, {
        ours: () => cost('ours', line),
        usual: () => cost('usual', line),
        unverified: () => cost('unverified', line),
        transport: () => cost('transport', line),
      });
      const of = (what: string) => `${what}, lines of ${line} bytes`;
      findings.push(
        finding(of('audit log'), usual / ours, { atLeast: 3 }, shown(ours), `${shown(usual)}, SDK and split`),
        finding(of('the same, neither with checksum'), unverified / ours, {}, shown(ours), shown(unverified)),
        finding(of('a handler that does nothing'), usual / transport, {}, shown(transport), shown(usual)),
      );
    }
    return findings;
  });
}

const shown = (seconds: number) => `${seconds.toFixed(2)} CPU s a GiB`;
