// npm run pictures: runs the commands that the READMEs show, and draws what they print.
// Notice: they run on a local cloud of their own, which is gone afterwards however it ends. Nothing is made up, and of
// this machine there is nothing in a picture.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { framed, notUnderstood } from '../src/cli/frame.ts';
import { picture } from '../src/docs/picture.ts';
import { fileOf, PICTURES, type Pictured } from '../src/docs/pictures.ts';
import { printed } from '../src/docs/printed.ts';
import { shortened } from '../src/docs/shorten.ts';
import { linesOf } from '../src/docs/terminal.ts';
import { Interrupted } from '../src/engine/problems.ts';
import { withPassingCloud } from '../src/local/passing-cloud.ts';

const USAGE = `Usage: npm run pictures -- [NAME…]
Runs the commands that the READMEs show (half a minute) and draws what they print into src/docs/pictures. Names:
${PICTURES.map(({ name, command }) => `  ${name.padEnd(15)}  ${command}`).join('\n')}
  --help           this text`;

await offlineCommand(
  USAGE,
  {},
  async (_, names) => {
    const unknown = names.find((word) => !PICTURES.some(({ name }) => name === word));
    if (unknown !== undefined) throw notUnderstood(`there is no picture '${unknown}'`);
    await draw(PICTURES.filter(({ name }) => !names.length || names.includes(name)));
  },
  { words: true },
);

async function draw(wanted: readonly Pictured[]): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  try {
    await withPassingCloud('pictures', async ({ home }) => {
      for (const one of wanted) {
        const text = await printed(one, { home, signal: stop.signal });
        const svg = picture({ ...one, lines: shortened(await linesOf(text, one.columns)) });
        writeFileSync(fileURLToPath(new URL(`../${fileOf(one)}`, import.meta.url)), svg);
        console.log(`${fileOf(one)}: ${Math.ceil(svg.length / 1000)} kB`);
      }
    });
  } catch (error) {
    throw stop.signal.aborted ? new Interrupted() : error;
  }
}
