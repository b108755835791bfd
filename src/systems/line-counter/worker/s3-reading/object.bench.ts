// CPU time of a gigabyte from S3, with its checksum verified, over TLS; and the memory while ten of them are read. The
// third way is the SDK with our checksum as its extension. It is nearly as cheap for one large object, but slower at
// the start (see `init`) and for small files (see `batch`).

import { type Finding, finding, inTurns } from '../../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../../testing/bench/programs.ts';
import { withEndlessS3 } from '../../../../testing/bench/surroundings.ts';

const READER = 'src/systems/line-counter/worker/testing/bench/reader.ts';
const SIZE = 256 * 1024 ** 2;
const ROUNDS = 7;

export function download(): Promise<Finding[]> {
  return withEndlessS3(async (home, env) => {
    const reader = programOf(READER, home, true);
    /** Seconds of CPU a GiB, after 16 files of a megabyte. */
    const cost = async (way: string) =>
      ((await answerOf(reader, [way, '80', String(SIZE), '16'], env)).seconds / SIZE) * 1024 ** 3;
    const { ours, plugged, usual } = await inTurns(ROUNDS, {
      ours: () => cost('ours'),
      plugged: () => cost('plugged'),
      usual: () => cost('usual'),
    });
    const shown = (seconds: number) => `${seconds.toFixed(2)} CPU s a GiB`;
    return [
      finding('download, verified', usual / ours, { atLeast: 5 }, shown(ours), `${shown(usual)}, SDK and for…of`),
      finding('download, SDK with our checksum', usual / plugged, { atLeast: 5 }, shown(plugged), shown(usual)),
    ];
  });
}

export function memory(): Promise<Finding[]> {
  return withEndlessS3(async (home, env) => {
    const reader = programOf(READER, home, true);
    /** The most MB that the process used. */
    const held = async (bytes: number, before: number): Promise<number> =>
      (await answerOf(reader, ['ours', '80', String(bytes), String(before)], env)).megabytes;
    const { one, thousand } = await inTurns(3, { one: () => held(1e6, 0), thousand: () => held(1e6, 1_000) });
    const large = await held(10e9, 0);
    const shown = `${large.toFixed(0)} MB with 10 GB`;
    return [
      finding('memory, MB more than one file of 1 MB', large - one, { atMost: 16 }, shown, `${one.toFixed(0)} MB`),
      finding(
        'memory, MB more than 1,000 files of 1 MB',
        large - thousand,
        { atMost: 16 },
        shown,
        `${thousand.toFixed(0)} MB`,
      ),
    ];
  });
}
