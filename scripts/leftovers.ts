// npm run leftovers: does anything of a system still exist? Reads only, with the same look as at the end of `down`.
// With --all: anything of any stage and any system of the project, in this region.

import { command, type Session } from '../src/cli/command.ts';
import { Problem } from '../src/engine/problems.ts';
import { type Text, translated } from '../src/engine/text.ts';
import { duration, wallClock } from '../src/engine/wait.ts';
import type { StageOf } from '../src/operate/leftovers/stages.ts';
import { spoken } from '../src/screen/language.ts';
import { restingCost } from '../src/screen/price.ts';
import { countText } from '../src/screen/table.ts';
import { wrapped } from '../src/screen/wrap.ts';
import { ownership } from '../src/settings/settings.ts';
import { isSystem, SYSTEM_NAMES, SYSTEMS } from '../src/systems.ts';

const USAGE = {
  en: `Usage: npm run leftovers -- [system] [flags]
Lists what of a system is there, service by service; changes nothing. Exit code 1 when something is left.
  --all      every stage and every system of the project in this region, with the price of each when all its parts are there`,
  pt: `Uso: npm run leftovers -- [sistema] [opções]
Lista o que existe de um sistema, serviço por serviço; não muda nada. Código de saída 1 quando sobra alguma coisa.
  --all      cada stage e cada sistema do projeto nesta região, com o preço de cada um quando tem todas as partes`,
};

const STAYS: Text = { en: 'stays', pt: 'fica' };
const THING: Text = { en: 'thing', pt: 'item' };
const THINGS: Text = { en: 'things', pt: 'itens' };
const FLAGS = { all: { type: 'boolean', default: false } } as const;
type Here = Session<typeof FLAGS>;

/** Late, so that --help is fast: it knows every service. */
const looks = async () => ({
  ...(await import('../src/operate/leftovers/find.ts')),
  ...(await import('../src/operate/leftovers/receipt.ts')),
});

await command({ usage: USAGE, flags: FLAGS }, async (session) => {
  await (session.flags.all ? everything(session) : ofOne(session));
});

async function ofOne({ cloud, configured, say, print, signal, screen }: Here): Promise<void> {
  const { findLeftovers, counts, listedLine, receipt } = await looks();
  const clock = wallClock(signal);
  const start = clock.now();
  const { parts } = await configured.story(cloud);
  const there = await findLeftovers(cloud, parts);
  for (const { service, name, why = '', stays } of there)
    say(
      wrapped(
        `  ${service.padEnd(20)} ${name}   ${stays ? `${spoken(STAYS)}: ${spoken(stays)}` : spoken(why)}`.trimEnd(),
        screen.columns,
        23,
      ),
    );
  print({
    event: 'leftovers',
    left: there.filter(counts).map(listedLine),
    staying: there.filter((one) => !counts(one)).map(listedLine),
  });
  const text = receipt(cloud, parts, there, new Date(), true);
  say(translated((language) => `${text[language]} (${duration(clock.now() - start, language)})`));
}

async function everything(session: Here): Promise<void> {
  const { cloud, say } = session;
  const { project } = cloud.tags;
  const left: string[] = [];
  const { stagesOf } = await import('../src/operate/leftovers/stages.ts');
  for (const stageOf of await stagesOf(cloud, SYSTEM_NAMES))
    if (await tellOf(session, stageOf)) left.push(stageOf.stage);
  if (!left.length) {
    say({
      en: `Nothing of ${project} is there in ${cloud.region}, in any stage.`,
      pt: `Não há nada de ${project} em ${cloud.region}, em nenhum stage.`,
    });
    return;
  }
  const stages = [...new Set(left)].join(', ');
  throw new Problem(
    { en: `There is something in these stages: ${stages}.`, pt: `Há alguma coisa nestes stages: ${stages}.` },
    {
      next: {
        en: 'To remove one system of one stage:  STAGE=name npm run down -- system',
        pt: 'Para remover um sistema de um stage:  STAGE=nome npm run down -- sistema',
      },
    },
  );
}

/** @returns is something of it left? */
async function tellOf({ cloud: opened, env, say, print, screen }: Here, { stage, system }: StageOf): Promise<boolean> {
  if (!isSystem(system)) return false;
  const { findLeftovers, counts, listedLine } = await looks();
  const configured = (await SYSTEMS[system]()).configured({ ...env, STAGE: stage });
  const cloud = { ...opened, tags: ownership(configured.settings, system) };
  const { parts } = await configured.story(cloud);
  const left = (await findLeftovers(cloud, parts)).filter(counts);
  if (!left.length) return false;
  print({ event: 'leftovers', stage, system, left: left.map(listedLine) });
  const [things, cost] = [countText(left.length, THING, THINGS), restingCost(parts)];
  const told = {
    en: `  ${stage.padEnd(10)} ${system.padEnd(16)} ${things.en}; all of it would cost ${cost.en}`,
    pt: `  ${stage.padEnd(10)} ${system.padEnd(16)} ${things.pt}; tudo junto custaria ${cost.pt}`,
  };
  say(wrapped(spoken(told), screen.columns, 30));
  return true;
}
