// npx tsx provision/up.ts [system]: create, adopt or repair every resource of a system. It can be repeated safely.

import { claim } from '../src/cli/at-work.ts';
import { command, type Flags } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { runStory, STORY_FLAGS } from '../src/cli/run-story.ts';
import type { Text } from '../src/engine/text.ts';
import { readFor } from '../src/operate/time-limit/for-flag.ts';
import { untilText } from '../src/operate/time-limit/texts.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { restingCost } from '../src/screen/price.ts';
import { sentence } from '../src/screen/summary-sentence.ts';

const USAGE = {
  en: `Usage: npm run up -- [system] [flags]
Creates, adopts or repairs every resource of a system. Safe to repeat.
  --plan     look and compare only: says what would be done, writes nothing
  --step     the walkthrough: one part at a time, each explained before it, its calls shown after it
  --for 3h   a time limit: then AWS itself ends what is billed by the hour. --for off cancels it`,
  pt: `Uso: npm run up -- [sistema] [opções]
Cria, adota ou corrige todos os recursos de um sistema. Pode ser repetido sem perigo.
  --plan     só olha e compara: diz o que seria feito, não grava nada
  --step     o passo a passo: uma parte de cada vez, explicada antes; as chamadas aparecem depois
  --for 3h   um limite de tempo: a própria AWS encerra o que é cobrado por hora. --for off cancela`,
};

const UNTIL_DOWN: Text = { en: 'until it is taken down', pt: 'até ser removido' };
const FLAGS = { ...STORY_FLAGS, for: { type: 'string' } } as const satisfies Flags;
const prepare = ({ for: time }: { readonly for?: string | undefined }) => readFor(time);

await command({ usage: USAGE, flags: FLAGS, prepare }, async (session, asked) => {
  const { cloud, configured, flags, say, print, signal, system } = session;
  if (!flags.plan) await claim(cloud, 'up');
  const story = await configured.story(cloud);
  const { refuseSecondRegion } = await import('../src/operate/doctor/one-region.ts'); // late, so that --help is fast
  const { limitAfter, limitWish } = await import('../src/operate/time-limit/wish.ts');
  const inOneRegion = () => refuseSecondRegion(cloud, story.parts);
  const asks = !flags.plan && !cloud.local;
  const [limit] = await Promise.all([limitWish(cloud, story, asked), asks && inOneRegion()]); // before the question
  const price = restingCost(story.parts);
  const until = limit.until instanceof Date ? untilText(limit.until) : UNTIL_DOWN;
  for (const text of limit.before) say(text);
  const question = {
    en: `create or repair ${system.name} (${price.en}, ${until.en})`,
    pt: `criar ou corrigir ${system.name} (${price.pt}, ${until.pt})`,
  };
  if (!flags.plan) await confirm(cloud, question, { yes: flags.yes, signal });

  const {
    outputs: made,
    results,
    summary,
    failure,
  } = await runStory(session, (run) => story.up(run, limit.until), {
    ...flags,
    ...(!asks && { allowed: inOneRegion }),
  });
  const news = made.news(results);
  if (!failure && !flags.plan) {
    const outputs = await made.outputs();
    print({ event: 'outputs', ...outputs.fields, ...news.fields });
    if (outputs.says.length) say();
    for (const text of outputs.says) say(text);
  }
  for (const text of news.says) say(text);
  const limited = flags.plan ? undefined : limitAfter(cloud, story, limit.until, results);
  if (limited) print({ event: 'time-limit', ...limited.fields });
  for (const text of limited?.says ?? []) say(text);
  const next = nextCommand(cloud, configured.abilities.upload ? 'upload' : 'status');
  const done = sentence(summary, flags.plan);
  const [go, siga] = failure || flags.plan ? ['', ''] : [` Try:  ${next}`, ` Continue:  ${next}`];
  say({ en: `\n${done.en}.${go}`, pt: `\n${done.pt}.${siga}` });
  print({ event: 'summary', ...summary });
  if (failure) throw failure;
});
