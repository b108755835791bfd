// npm run status: does every part exist as declared; and what waits, what failed, who gets mails.
// It runs the story of `up` and only reads. So it misses no part, and `up` would repair exactly what it calls drifted.

import pc from 'picocolors';
import { command } from '../src/cli/command.ts';
import { runStory } from '../src/cli/run-story.ts';
import { costSoFar } from '../src/engine/price.ts';
import type { Summary } from '../src/engine/progress.ts';
import type { Run } from '../src/engine/run.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import type { Text } from '../src/engine/text.ts';
import { limitLine } from '../src/operate/time-limit/texts.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import type { Words } from '../src/screen/outcome-text.ts';
import { partsByStage } from '../src/screen/parts-by-stage.ts';
import { costSoFarText } from '../src/screen/price.ts';
import { wrapped } from '../src/screen/wrap.ts';

const USAGE = {
  en: `Usage: npm run status -- [system] [flags]
Shows what waits, what failed, who hears of it, and each part that is not as declared. A part is drifted, with the fields,
or absent. Writes nothing.
  --parts    show every part`,
  pt: `Uso: npm run status -- [sistema] [opções]
Mostra o que espera, o que falhou, quem recebe, e cada parte que não está como declarada. Uma parte está alterada, com os
campos, ou ausente. Não grava nada.
  --parts    mostra todas as partes`,
};

const FLAGS = { parts: { type: 'boolean', default: false } } as const;

const WORDS: Words = {
  unchanged: { en: 'present', pt: 'presente' },
  'would-create': { en: 'absent', pt: 'ausente' },
  'would-repair': { en: 'drifted', pt: 'alterado' },
};

const MORE: Words = {
  unchanged: { en: 'present', pt: 'presentes' },
  'would-create': { en: 'absent', pt: 'ausentes' },
  'would-repair': { en: 'drifted', pt: 'alterados' },
};
const SO_FAR: Text = { en: 'cost so far', pt: 'custo até agora' };
const LIMIT: Text = { en: 'time limit', pt: 'limite de tempo' };
const EVERY: Text = {
  en: '\nOnly parts that are not as declared are named; --parts names all.',
  pt: '\nSó as partes que não estão como declaradas são citadas; --parts cita todas.',
};

await command({ usage: USAGE, flags: FLAGS }, async (session) => {
  const { cloud, configured, flags, say, print, screen, system } = session;
  const story = await configured.story(cloud);
  const board = partsByStage(screen, { one: WORDS, more: MORE }, session.stack);
  const { limitNow } = await import('../src/operate/time-limit/limit-now.ts'); // late, so that --help is fast
  const limit = story.timeLimit && (await limitNow(story.timeLimit));
  const up = (run: Run) => story.up(run, limit === 'over' ? undefined : limit?.at);
  const { summary, results, failure } = await runStory(session, up, { plan: true, shown: board.screen });
  const { unchanged: present, repaired: drifted, created: absent, removed: surplus } = summary;
  const statusOf = await configured.abilities.status?.();
  const { lines = [], fields = {} } = (await statusOf?.(cloud, !failure && absent === 0)) ?? {};
  const cost = costSoFar(stepsOf(story.parts), results, Date.now());
  const limits = limit ? [{ name: LIMIT, text: limitLine(limit) }] : [];
  const all = [...lines, ...limits, ...(cost ? [{ name: SO_FAR, text: costSoFarText(cost, cloud.local) }] : [])];

  const wrong = absent + drifted + surplus > 0 && !failure;
  say(countText(system.name, summary));
  if (wrong) {
    const repair = nextCommand(cloud, 'up');
    say({ en: `Put it right:  ${repair}`, pt: `Para corrigir:  ${repair}` });
  }
  const columns = Math.max(...all.map(({ name }) => spoken(name).length));
  const hanging = (text: string, indent: number) => say(wrapped(text, screen.columns, indent));
  for (const { name, text } of all) hanging(`  ${spoken(name).padEnd(columns)}  ${spoken(text)}`, columns + 4);
  say();
  for (const text of board.lines({ every: flags.parts })) hanging(text, 6);
  if (!flags.parts) say(EVERY);
  const costs = cost && { dollars: Number(cost.dollars.toFixed(4)), seconds: Math.round(cost.seconds) };
  const ends = limit && limit !== 'over' ? { at: limit.at.toISOString(), ends: limit.ends } : limit;
  const more = { ...(ends && { timeLimit: ends }), ...(costs && { costSoFar: costs }) };
  print({ event: 'status', present, drifted, absent, surplus, ...fields, ...more });
  if (failure) throw failure;
});

function countText(system: string, { unchanged, repaired, created, removed }: Summary): Text {
  const surplus = { en: removed ? `, ${removed} too many` : '', pt: removed ? `, ${removed} a mais` : '' };
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  return {
    en: `${pc.bold(system)}: ${unchanged} present, ${repaired} drifted, ${created} absent${surplus.en}.`,
    pt: `${pc.bold(system)}: ${[count(unchanged, 'presente'), count(repaired, 'alterado'), count(created, 'ausente')].join(', ')}${surplus.pt}.`,
  };
}
