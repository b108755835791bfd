// The committed pictures are still true: what they show is what the project says today.
// Notice: numbers, times and invented file names differ from run to run; stages, parts, alarms and sentences do not.

import { readFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { provision } from '../../provision/line-counter.ts';
import { LOCAL_ACCOUNT, openCloud } from '../aws/clients.ts';
import type { Run } from '../engine/run.ts';
import { POINTS } from '../patterns/alarms/row.ts';
import { table } from '../screen/table.ts';
import { ownership } from '../settings/settings.ts';
import { allRows } from '../systems/line-counter/alarms/table.ts';
import { DRILLS } from '../systems/line-counter/drills/all.ts';
import { outcome } from '../systems/line-counter/drills/outcome.ts';
import { partNames, STACK } from '../systems/line-counter/names.ts';
import { lineCounter } from '../systems/line-counter/parts.ts';
import { lineCounterSettings } from '../systems/line-counter/settings.ts';
import { commandsOf } from '../testing/run-command.ts';
import { PAGES } from './pages.ts';
import { fileOf, PICTURES, type Pictured } from './pictures.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** The lines of a picture, with two blanks for every gap. */
const linesOf = (picture: Pictured): string[] =>
  [...read(fileOf(picture)).matchAll(/^<text.*$/gm)].map(([line]) =>
    [...line.matchAll(/>([^<]+)<\/text>/g)]
      .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
      .join('  '),
  );

const pictureOf = (wanted: string): Pictured => {
  const found = PICTURES.find(({ name }) => name === wanted);
  if (!found) throw new Error(`There is no picture ${wanted}.`);
  return found;
};

describe.each(PICTURES)('$name', (picture) => {
  test('begins with the command, and shows nothing of the machine it was made on', () => {
    expect(linesOf(picture)[0]).toBe(`$  ${picture.command}`);
    expect(read(fileOf(picture))).not.toMatch(/\/(home|root|tmp|Users|var|private)\/|127\.0\.0\.1|localhost/);
  });

  test.each(PAGES)('is on $name, with words for who cannot see it', ({ name }) => {
    const [, words = ''] = read(name).match(new RegExp(`!\\[([^\\]]*)\\]\\(${fileOf(picture)}\\)`)) ?? [];
    expect(words.length).toBeGreaterThan(50);
  });
});

interface Stage {
  readonly title: string;
  readonly parts: string[];
}

/** The story as it is written: its stages, and the titles of their parts. Nothing is built. */
async function storyOfTheDemo(): Promise<Stage[]> {
  const settings = lineCounterSettings({});
  const place = { region: settings.AWS_REGION, endpoint: inject('cloud').endpoint, account: LOCAL_ACCOUNT };
  const cloud = { ...(await openCloud(place)), tags: ownership(settings, STACK) };
  const stages: Stage[] = [];
  const run: Run = {
    stage: (title) => void stages.push({ title: title.en, parts: [] }),
    up(...[step]) {
      stages.at(-1)?.parts.push(step.title);
      return new Promise(() => {});
    },
    down: async () => {},
    without: async () => {},
  };
  provision(run, lineCounter(cloud, settings));
  cloud.close();
  return stages;
}

test('the demo: every stage, and its parts one by one or by their number', async () => {
  const lines = linesOf(pictureOf('demo'));
  const stages = await storyOfTheDemo();
  expect(stages.length).toBeGreaterThan(3);
  expect(lines.filter((line) => /^\d · /.test(line))).toEqual(stages.map(({ title }) => title));
  for (const { title, parts } of stages) {
    const below = lines.slice(lines.indexOf(title) + 1);
    const shown = below.slice(
      0,
      below.findIndex((line) => !line.endsWith('  created')),
    );
    const [, more = 0] = below[shown.length]?.match(/^… (\d+) more lines$/) ?? [];
    expect(shown).toEqual(parts.slice(0, shown.length).map((part) => `${part}  created`));
    expect(shown.length + Number(more), title).toBe(parts.length);
  }
});

test('the demo: its five acts are called as in the command, and three counts are right', () => {
  const lines = linesOf(pictureOf('demo'));
  const command = read(pictureOf('demo').script);
  const acts = lines.flatMap((line, at) => (/^Act \d · /.test(line) ? [[line, lines[at + 1] ?? '']] : []));
  expect(acts).toHaveLength(5);
  for (const [title = '', about] of acts) expect(command).toContain(`['${title.slice(8)}', '${about}'],`);
  expect(lines.filter((line) => line.endsWith('  right'))).toHaveLength(3);
});

test('the drill: its name, its sentence, its alarms, what they watch, and the heads of the table', () => {
  const picture = pictureOf('drill');
  const drill = DRILLS.find(({ name }) => name === picture.words[0]);
  if (!drill) throw new Error('There is no such drill any more: choose another one for the picture.');
  const lines = linesOf(picture);
  expect(lines).toContain(`${drill.point} · ${POINTS[drill.point].en}: ${drill.name}`);
  expect(lines).toContain(drill.breaks.en);

  const [rang, back, mails] = [
    /^([\w-]+) +rang +after /,
    /^([\w-]+) +went back +after /,
    /^([\w-]+): the operators had /,
  ];
  for (const said of [rang, back, mails]) {
    const alarms = lines.flatMap((line) => line.match(said)?.[1] ?? []);
    expect(alarms.sort()).toEqual([...drill.rings].sort());
  }

  const rows = allRows(partNames('stack', LOCAL_ACCOUNT));
  const rung = drill.rings.map((alarm) => {
    const row = rows.find(({ name }) => name === alarm);
    if (!row) throw new Error(`The table has no alarm ${alarm}.`);
    return { row, signal: 0, alarm: 0, mail: 0, back: 0 };
  });
  const expected = table(outcome([{ drill, rung }])).map((line) => line.trim().replace(/ {2,}/g, '  '));
  expect(lines.slice(-expected.length).map((line) => line.replace(/\d+\.\d/g, '0.0'))).toEqual(expected);
});

test.each([
  ['a name that is none', 'nonsense', "there is no picture 'nonsense'"],
  ['a wrong flag', '--all', "Unknown option '--all'"],
])('npm run pictures: %s is exit code 2, with the usage', async (_, word, says) => {
  const { status, out, err } = await commandsOf('pictures')('scripts/pictures.ts', word);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(says);
  expect(err).toContain('Usage: npm run pictures');
});
