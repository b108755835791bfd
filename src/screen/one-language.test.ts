// No text for people exists in one language only. Types see it where a text is a `Text`; this test reads all shipped code.
// What runs in the cloud writes English into its log, and the commands translate it.

import { readFileSync } from 'node:fs';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { SYSTEM_NAMES, SYSTEMS } from '../systems.ts';
import { wrongTexts } from '../testing/texts-in-code.ts';

const SHIPPED = ['scripts/*.ts', 'provision/**/*.ts', 'teardown/**/*.ts', 'src/**/*.ts'];
const NOT_SHIPPED = ['**/*.test.ts', '**/*.bench.ts', '**/testing/**', 'src/docs/**', 'src/permissions/**'];
/** In the cloud or in the background: their words go to a log. */
const LOGGED = [
  'src/runtime/**',
  'src/local/{keeper.ts,machine-room/**,scaling/**,tasks/**}',
  'src/systems/*/{worker,writer,reader,intake,converter}/**',
];
/** Answers of web servers: their pages have the words in both languages. */
const SERVERS = ['src/systems/*/{page,app}/**', 'src/operate/board/{door,server}.ts'];
/** Beside them, and read by people. */
const ALSO_READ = ['src/systems/*/app/**/words.ts'];
/** Shown only when a test or an exercise breaks something. */
const BREAKS = ['src/resources/breaks.ts'];

test('every text for people has both languages', async () => {
  const read = await glob(SHIPPED, { ignore: [...NOT_SHIPPED, ...LOGGED, ...SERVERS, ...BREAKS] });
  const files = [...read, ...(await glob(ALSO_READ))];
  expect(files.length).toBeGreaterThan(200);
  const found = await Promise.all(
    files.map(async (file) => (await wrongTexts(file, readFileSync(file, 'utf8'))).map((text) => `${file}: ${text}`)),
  );
  expect(found.flat()).toEqual([]);
});

test.each([
  ['say("Nothing is there.")', 'Nothing is there.'],
  [`say(\`Uploaded \${count} files\`)`, 'Uploaded ⟨⟩ files'],
  ['throw new Problem({ en: "It broke.", pt: "Quebrou." }, { next: "Try it again" })', 'Try it again'],
  ['ctx.tell(late ? "still waiting" : "")', 'still waiting'],
  ['const hint = "Look at the console of the service.";', 'Look at the console of the service.'],
  ['const lines = [{ name: "failed events", text: count }];', 'failed events'],
  ['say({ en: "the queue is empty", pt: "the queue is empty" })', 'the queue is empty'],
  ['say({ en: "It waits.", pt: "It waits for the queue." })', 'It waits for the queue.'],
])('%s is found', async (source, text) => {
  expect(await wrongTexts('sample.ts', source)).toEqual([text]);
});

test.each([
  'say({ en: "Nothing is there.", pt: "Não há nada." })',
  `say(\`  \${spoken(name)}   \${text}\`)`,
  'say("npm run up")',
  'throw new Error("A drill without an alarm is wrong.")',
  'const bucket = "ada-dev-audit-log-uploads";',
])('%s is right', async (source) => {
  expect(await wrongTexts('sample.ts', source)).toEqual([]);
});

/** The same word in both languages. */
const IN_BOTH = ['bytes', 'status'];

test.each(SYSTEM_NAMES)('%s: the heads of its records have both languages', async (name) => {
  const { abilities } = (await SYSTEMS[name]()).configured({});
  const heads = (await abilities.records?.())?.heads ?? [];
  expect(heads.length).toBeGreaterThan(3);
  expect(heads.filter((head) => typeof head === 'string' && !IN_BOTH.includes(head))).toEqual([]);
});
