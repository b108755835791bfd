// What every command is for, in one line. Each command says it itself, in the first sentence of its usage, so `npm run
// help` loads the scripts and asks them: while it asks, a command only names its usage, and does nothing.

import { readFileSync } from 'node:fs';
import { inBoth, type Text, translated, type Wording } from '../engine/text.ts';

type Usage = Wording | (() => Wording | Promise<Wording>);

let asked: Usage[] | undefined;

/** Called by every command first. @returns true while `npm run help` asks: then the command must do nothing */
export function onlyNamesItself(usage: Usage): boolean {
  asked?.push(usage);
  return asked !== undefined;
}

export interface ListedCommand {
  /** "up": the word after `npm run`. */
  readonly name: string;
  readonly about: Text;
}

const ROOT = new URL('../../', import.meta.url);
/** The scripts of package.json that are commands of ours. */
const COMMAND = /^node --import \S+ ((?:scripts|provision|teardown)\/[\w-]+\.ts)(?: --system [\w-]+)?$/;

/** In the order of package.json. */
export async function listCommands(): Promise<ListedCommand[]> {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { scripts: object };
  const commands: ListedCommand[] = [];
  for (const [name, line] of Object.entries(scripts)) {
    const [, file] = COMMAND.exec(line) ?? [];
    if (!file || name === 'help') continue;
    const usage = await usageOf(file);
    commands.push({ name, about: translated((language) => firstSentence(usage[language])) });
  }
  return commands;
}

async function usageOf(file: string): Promise<Text> {
  asked = [];
  try {
    await import(new URL(file, ROOT).href);
    const [usage] = asked;
    if (usage === undefined) throw new Error(`${file} is no command: it does not say how it is used.`);
    return inBoth(typeof usage === 'function' ? await usage() : usage);
  } finally {
    asked = undefined;
  }
}

/** The first sentence below the line "Usage: …". */
function firstSentence(usage: string): string {
  const [, ...lines] = usage.split('\n').filter((line) => line.trim() !== '');
  const end = lines.findIndex((line) => line.startsWith('  '));
  const text = lines.slice(0, end < 0 ? undefined : end).join(' ');
  return /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
