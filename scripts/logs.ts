// npm run logs: the log lines of a system's functions, as sentences instead of JSON.
// Stop --follow with Ctrl-C; the exit code is 0.

import { command, type Session } from '../src/cli/command.ts';
import { Interrupted, UsageProblem } from '../src/engine/problems.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import type { Text } from '../src/engine/text.ts';
import { wallClock } from '../src/engine/wait.ts';
import type { LogLine } from '../src/operate/logs/log-line.ts';
import { inWords } from '../src/operate/logs/words.ts';
import { nextCommand, shellWord } from '../src/screen/next-command.ts';

const USAGE = {
  en: `Usage: npm run logs -- [system] [flags]
Shows what the functions said: when, how bad, what, about which file.
  --since t    from then on: 30s, 15m, 1h, 2d ago, or a moment such as 2026-03-07T14:05 (1h)
  --file NAME  only what is about this file
  --errors     only warnings and errors
  --follow     go on as new lines come (every 2 s), until Ctrl-C`,
  pt: `Uso: npm run logs -- [sistema] [opções]
Mostra o que as funções disseram: quando, quão grave, o quê, sobre qual arquivo.
  --since t    a partir de quando: há 30s, 15m, 1h, 2d, ou um momento como 2026-03-07T14:05 (1h)
  --file NOME  só o que é sobre este arquivo
  --errors     só avisos e erros
  --follow     continua quando chegam linhas novas (a cada 2 s), até Ctrl-C`,
};

const FLAGS = {
  since: { type: 'string', default: '1h' },
  file: { type: 'string' },
  errors: { type: 'boolean', default: false },
  follow: { type: 'boolean', default: false },
} as const;

await command({ usage: USAGE, flags: FLAGS, prepare: ({ since }) => moment(since) }, async (session, from) => {
  const { cloud, configured, flags, say, print, signal } = session;
  const { followLogs, showLogs } = await import('../src/operate/logs/follow.ts'); // late, so that --help is fast
  const { parts } = await configured.story(cloud);
  const logs = stepsOf(parts)
    .filter(({ kind, used = true }) => kind === 'Log group' && used)
    .map(({ name }) => name);
  const words = await configured.abilities.logWords?.();
  let count = 0;
  const show = (line: LogLine, log: string) => {
    if (!isWanted(line, flags)) return;
    count += 1;
    print(object(line, log));
    say(inWords(line, words));
  };
  const wanted = { logs, from, signal, show };
  if (!flags.follow) {
    await showLogs(cloud, wanted);
    if (!count) say(nothing(flags, session));
    return;
  }
  await followLogs(cloud, wanted, wallClock(signal)).catch((error: unknown) => {
    if (!(error instanceof Interrupted)) throw error;
  });
});

interface Wish {
  since: string;
  errors: boolean;
  file?: string | undefined;
}

/** Is the line wanted? Names are equal however their accents are written: as one character, or as two (macOS). */
function isWanted({ level, files }: LogLine, { errors, file }: Wish): boolean {
  if (errors && level !== 'WARN' && level !== 'ERROR') return false;
  return file === undefined || files.some(({ key }) => key.normalize() === file.normalize());
}

/** The agreed fields for programs. */
function object({ at, level, message, files, messageId, error, fields }: LogLine, log: string): object {
  const of = log.replace('/aws/lambda/', '');
  return {
    time: at,
    level,
    function: of,
    message,
    files,
    ...(messageId && { messageId }),
    ...(error && { error }),
    fields,
  };
}

function nothing(
  { since, errors, file }: Wish,
  { cloud, configured }: Pick<Session<typeof FLAGS>, 'cloud' | 'configured'>,
): Text {
  const trace = file && !errors && configured.abilities.trace && nextCommand(cloud, 'trace', shellWord(file));
  const ago = /^\d+[smhd]$/.test(since);
  const en = {
    what: `${errors ? 'no warning and no error' : 'nothing'}${file ? ` about ${file}` : ''}`,
    more: trace ? `Its whole way:  ${trace}` : 'Further back:  --since 1d',
  };
  const pt = {
    what: `${errors ? 'nenhum aviso nem erro' : 'nada'}${file ? ` sobre ${file}` : ''}`,
    more: trace ? `O caminho todo:  ${trace}` : 'Mais para trás:  --since 1d',
  };
  return {
    en: `The functions have said ${en.what} ${ago ? 'in the last' : 'since'} ${since}. ${en.more}`,
    pt: `As funções não disseram ${pt.what} ${ago ? 'nos últimos' : 'desde'} ${since}. ${pt.more}`,
  };
}

/** Milliseconds since 1970. @throws UsageProblem */
function moment(since: string): number {
  const [, number, unit = ''] = /^(\d{1,9})([smhd])$/.exec(since) ?? [];
  const ago = number && Number(number) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 0) * 1000;
  const at = ago ? Date.now() - ago : Date.parse(since);
  if (at >= 0 && (ago || /^\d{4}-\d\d-\d\d/.test(since))) return at;
  throw new UsageProblem(
    { en: `--since ${since} is not a time.`, pt: `--since ${since} não é um tempo.` },
    {
      next: {
        en: 'Give how long ago, such as --since 30m, or a moment, such as --since 2026-03-07T14:05.',
        pt: 'Diga há quanto tempo, como --since 30m, ou um momento, como --since 2026-03-07T14:05.',
      },
    },
  );
}
