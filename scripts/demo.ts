// npm run demo [-- system]: the whole lesson of a system on real input, with checked results. The system stays up.

import { claim } from '../src/cli/at-work.ts';
import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { runStory } from '../src/cli/run-story.ts';
import { Problem } from '../src/engine/problems.ts';
import { inBoth, inEnglish, type Text } from '../src/engine/text.ts';
import { act } from '../src/screen/act.ts';
import { commandList } from '../src/screen/command-list.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { restingCost } from '../src/screen/price.ts';
import type { Demo, Here } from '../src/systems/abilities.ts';

const USAGE = {
  en: `Usage: npm run demo -- [system] [flags]
Builds a system, gives it real input, and checks the results. It is the whole lesson of a system, and leaves it up.`,
  pt: `Uso: npm run demo -- [sistema] [opções]
Constrói um sistema, dá dados de verdade e confere os resultados. É a aula inteira de um sistema, que fica no ar.`,
};

const BUILD = [
  { en: 'Build the system', pt: 'Construir o sistema' },
  {
    en: 'npm run up does just this; run again, it repairs what drifted and makes nothing twice.',
    pt: 'npm run up faz só isto; rodado de novo, corrige o que mudou e não cria nada duas vezes.',
  },
] as const;
const STEP: Text = {
  en: 'the same story, one part at a time, explained (after npm run down it builds them anew)',
  pt: 'a mesma história, uma parte de cada vez, explicada (depois de npm run down ela constrói tudo de novo)',
};
const REMOVES: Text = { en: 'removes all of it', pt: 'remove tudo' };

await command({ usage: USAGE, flags: {}, needs: 'demo' }, async (session) => {
  const { cloud, configured, flags, signal, say, print, system, ability: demo } = session;
  demo.refuse?.(cloud);
  await claim(cloud, 'demo');
  const story = await configured.story(cloud);
  const { refuseSecondRegion } = await import('../src/operate/doctor/one-region.ts');
  await refuseSecondRegion(cloud, story.parts);
  const price = restingCost(story.parts);
  const question = {
    en: `build ${system.name}, which stays up (${price.en} until it is taken down)`,
    pt: `construir ${system.name}, que fica no ar (${price.pt} até ser removido)`,
  };
  await confirm(cloud, question, { yes: flags.yes, signal });

  act(say, 1, BUILD);
  const build = async () => {
    const { failure } = await runStory(session, story.up);
    if (failure) throw failure;
  };
  await build();
  const checks = await demo.play(session, build);
  const wrong = checks.filter(({ ok }) => !ok).map(({ what }) => inBoth(what));
  if (!wrong.length) goOn(session, demo, price);
  const compared = checks.map(({ what, ok }) => ({ what: inEnglish(what), ok }));
  print({ event: 'demo', system: system.name, ok: !wrong.length, checks: compared });
  if (wrong.length) throw notAsExpected(wrong, nextCommand(cloud, 'status'), nextCommand(cloud, 'logs'));
});

function notAsExpected(wrong: readonly Text[], status: string, logs: string): Problem {
  return new Problem(
    {
      en: `Not as expected: ${wrong.map(({ en }) => en).join('; ')}.`,
      pt: `Diferente do esperado: ${wrong.map(({ pt }) => pt).join('; ')}.`,
    },
    {
      next: {
        en: `${status} shows what is missing, waits or failed; ${logs} what the functions say.`,
        pt: `${status} mostra o que falta, espera ou falhou; ${logs}, o que as funções dizem.`,
      },
    },
  );
}

function goOn({ cloud, say, screen }: Here, demo: Demo, price: Text): void {
  say({
    en: 'Everything is as expected. The system stays up; go on:\n',
    pt: 'Tudo está como esperado. O sistema fica no ar; continue:\n',
  });
  const rows = [
    ...demo.next(cloud),
    [nextCommand(cloud, 'up', '--step'), STEP],
    [nextCommand(cloud, 'down'), cloud.local ? REMOVES : untilThen(price)],
  ] as const;
  const room = screen.columns && screen.columns - 2;
  const lines = commandList(
    rows.map(([next, about]) => [spoken(next), spoken(about)]),
    room,
  );
  for (const line of lines) say(`  ${line}`);
  for (const hint of demo.hints(cloud)) say(`\n${spoken(hint)}`);
}

function untilThen(price: Text): Text {
  return {
    en: `${REMOVES.en}: until then it costs ${price.en}`,
    pt: `${REMOVES.pt}: até lá custa ${price.pt}`,
  };
}
