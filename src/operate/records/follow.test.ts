// New records are shown once each, the oldest first, until Ctrl-C.

import { expect, test } from 'vitest';
import { Interrupted } from '../../engine/problems.ts';
import { followRecords } from './follow.ts';
import type { ListedRecord } from './source.ts';

const record = (key: string, at: string): ListedRecord => ({
  row: [key],
  line: { key, status: 'counted', at },
  fields: {},
});

test('what came since the last look is shown, also when a file was counted again', async () => {
  const [first, second] = [record('a.txt', '1'), record('b.txt', '2')];
  const again = record('a.txt', '3');
  const looks = [[first], [second, first], [again, second], [again, second]];
  const shown: string[][] = [];
  let look = 0;
  const clock = {
    now: () => 0,
    async pause() {
      if (look === looks.length) throw new Interrupted();
    },
  };
  const list = async () => looks[look++] ?? [];
  const show = (records: readonly ListedRecord[]) => void shown.push(records.map(({ line }) => JSON.stringify(line)));
  const followed = followRecords({} as never, { list }, { wish: {}, known: [first], show }, clock);
  await expect(followed).rejects.toBeInstanceOf(Interrupted);
  expect(shown).toEqual([[JSON.stringify(second.line)], [JSON.stringify(again.line)]]);
});
