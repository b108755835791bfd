// npm run help: every command, with one line each. The line is the first sentence of the command's own --help.

import pc from 'picocolors';
import { framed } from '../src/cli/frame.ts';
import { listCommands } from '../src/cli/listed-commands.ts';
import type { Text } from '../src/engine/text.ts';
import { spoken } from '../src/screen/language.ts';
import { wrapped } from '../src/screen/wrap.ts';

const USAGE = {
  en: `Usage: npm run help -- [flags]
Lists every command, with one line each.
  --json   one JSON object a line
  --help   this text`,
  pt: `Uso: npm run help -- [opções]
Lista todos os comandos, com uma linha para cada um.
  --json   um objeto JSON por linha
  --help   este texto`,
};

const MORE: Text = {
  en: `
Each takes --help. Flags stand behind "--":  npm run up -- --plan
Without --aws a command works on the local cloud of this machine, which costs nothing.`,
  pt: `
Cada um aceita --help. As opções vêm depois de "--":  npm run up -- --plan
Sem --aws um comando trabalha na nuvem local desta máquina, que não custa nada.`,
};

await framed({ usage: USAGE, flags: { json: { type: 'boolean', default: false } } }, async ({ json }) => {
  const commands = await listCommands();
  if (json) {
    for (const { name, about } of commands) console.log(JSON.stringify({ command: name, about: about.en }));
    return;
  }
  const columns = Math.max(...commands.map(({ name }) => name.length)) + 'npm run '.length + 2;
  for (const { name, about } of commands) {
    const line = `${`npm run ${name}`.padEnd(columns)}${spoken(about)}`;
    // A line that begins like a command is not broken, so the command's colour comes after the breaking.
    console.log(brokenAt(line, columns).replace(`npm run ${name}`, pc.bold(`npm run ${name}`)));
  }
  console.log(wrapped(spoken(MORE), process.stdout.columns, 2));
});

function brokenAt(line: string, columns: number): string {
  const about = wrapped(`${' '.repeat(columns)}${line.slice(columns)}`, process.stdout.columns, columns);
  return line.slice(0, columns) + about.slice(columns);
}
