// npm run redrive: dead letters go back to the queue and are tried again.
// Notice: repair the cause first (see npm run dead-letters), or after five more tries they are here again.

import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { Interrupted, Problem } from '../src/engine/problems.ts';
import { type Text, translated } from '../src/engine/text.ts';
import { duration, wallClock } from '../src/engine/wait.ts';
import { messages } from '../src/operate/dead-letters/words.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { statusLine } from '../src/screen/status-line.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run redrive -- [system] [flags]
Moves dead letters back to their queue; the function tries them again. Ctrl-C stops it; run again, it goes on.
  --max-per-second n  at most so many a second, 1 to 500: better for a cache that has just started`,
  pt: `Uso: npm run redrive -- [sistema] [opções]
Devolve as mensagens mortas à fila delas; a função tenta de novo. Ctrl-C para; rodado de novo, continua.
  --max-per-second n  no máximo tantas por segundo, 1 a 500: melhor para um cache que acabou de subir`,
};

const FLAGS = { 'max-per-second': { type: 'string' } } as const;
/** Messages a second (SQS API reference, StartMessageMoveTask). */
const FASTEST = 500;

const LABELS = {
  en: { before: 'before  ', after: 'after   ', approximate: 'approximate' },
  pt: { before: 'antes   ', after: 'depois  ', approximate: 'aproximado' },
};
const NOTHING_TO_MOVE: Text = {
  en: '\nNo dead letters: there is nothing to move. (SQS may count a new one up to a minute late.)',
  pt: '\nA fila de mensagens mortas (DLQ) está vazia: não há o que mover. (O SQS pode contar uma nova com até um minuto de atraso.)',
};

await command({ usage: USAGE, flags: FLAGS, needs: 'deadLetters', prepare }, async (session, perSecond) => {
  const { cloud, flags, say, print, signal, screen } = session;
  const [{ depthOf }, { move }] = await Promise.all([
    import('../src/operate/dead-letters/depth.ts'), // late, so that --help is fast
    import('../src/operate/dead-letters/move.ts'),
  ]);
  const { from, to } = session.ability(cloud);
  const look = async () => {
    const [dead, jobs] = await Promise.all([
      depthOf(cloud, from),
      typeof to === 'string' ? depthOf(cloud, to) : undefined, // a function has no queue that shows
    ]);
    const queue = jobs && { queue: jobs.waiting + jobs.inFlight };
    return { deadLetters: dead.waiting, inFlight: dead.inFlight, ...queue };
  };

  const before = await look();
  say(translated((language) => `  ${LABELS[language].before} ${deadLetters(before)[language]}`));
  print({ event: 'before', ...before });
  if (!before.deadLetters && !before.inFlight) return say(NOTHING_TO_MOVE);
  await confirm(cloud, moveAbout(before.deadLetters), { yes: flags.yes, signal });

  const clock = wallClock();
  const start = clock.now();
  const line = statusLine(screen);
  const progress = (moved: number, of?: number) => {
    const time = clock.now() - start;
    line.show(
      spoken({
        en: `  moving   ${moved}${of ? ` of about ${of}` : ''}, ${duration(time)}`,
        pt: `  movendo  ${moved}${of ? ` de cerca de ${of}` : ''}, ${duration(time, 'pt')}`,
      }),
    );
    print({ event: 'moving', moved, ...(of !== undefined && { of }) });
  };
  const { moved, stopped, stayed, by } = await move(cloud, { from, to, perSecond, signal, progress, say }).finally(
    line.clear,
  );

  const after = await look();
  const time = clock.now() - start;
  say({ en: `  moved    ${moved}, in ${duration(time)}`, pt: `  movidas  ${moved}, em ${duration(time, 'pt')}` });
  say(
    translated((language) => {
      const { after: label, approximate } = LABELS[language];
      return `  ${label} ${deadLetters(after)[language]} (${approximate})`;
    }),
  );
  print({ event: 'redrive', by, moved, stopped, stayed, after });
  if (stopped) throw new Interrupted();
  const [first] = stayed;
  if (first) throw notMoved(stayed.length, first.why);
  if (moved) say(see(nextCommand(cloud, 'status'), nextCommand(cloud, 'logs')));
  else say(somebodyReads(before.inFlight));
});

function deadLetters({ deadLetters: dead, queue }: { deadLetters: number; queue?: number }): Text {
  const waiting = queue === undefined ? undefined : messages(queue);
  return {
    en: `${dead} dead letters${waiting ? `, ${waiting.en} in the queue` : ''}`,
    pt: `${dead} mensagens mortas${waiting ? `, ${waiting.pt} na fila` : ''}`,
  };
}

function moveAbout(count: number): Text {
  return {
    en: `move about ${messages(count).en} back to their queue`,
    pt: `devolver cerca de ${messages(count).pt} à fila delas`,
  };
}

function notMoved(count: number, why: string): Problem {
  return new Problem(
    {
      en: `${messages(count).en} could not be moved and stayed, the first because: ${why}.`,
      pt: `${messages(count).pt} não pôde sair e ficou; o motivo da primeira: ${why}.`,
    },
    {
      next: {
        en: 'Nothing is lost. npm run dead-letters shows what they are; run the command again to try once more.',
        pt: 'Nada se perdeu. npm run dead-letters mostra quais são; rode o comando de novo para tentar mais uma vez.',
      },
    },
  );
}

function see(status: string, logs: string): Text {
  return {
    en: `\nThe function has them now. See how it goes:  ${status}  or  ${logs}`,
    pt: `\nAgora estão com a função. Veja como vai:  ${status}  ou  ${logs}`,
  };
}

function somebodyReads(inFlight: number): Text {
  return {
    en: `\nNo message could be moved: somebody else is reading ${messages(inFlight).en}. Try again in a minute.`,
    pt: `\nNenhuma mensagem pôde ser movida: outra pessoa está lendo ${messages(inFlight).pt}. Tente de novo em um minuto.`,
  };
}

/** Messages a second. @throws UsageProblem */
function prepare({ 'max-per-second': given }: { 'max-per-second'?: string | undefined }): number | undefined {
  if (given === undefined) return undefined;
  return wholeNumber('max-per-second', given, { least: 1, most: FASTEST, example: 20 });
}
