// npx tsx teardown/down.ts [system]: removes all of it, and proves that nothing is left.

import { claim } from '../src/cli/at-work.ts';
import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { runStory, STORY_FLAGS } from '../src/cli/run-story.ts';
import { costSoFar } from '../src/engine/price.ts';
import type { Run } from '../src/engine/run.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import { wallClock } from '../src/engine/wait.ts';
import { costSoFarText } from '../src/screen/price.ts';
import { sentence } from '../src/screen/summary-sentence.ts';

const USAGE = {
  en: `Usage: npm run down -- [system] [flags]
Removes every resource of a system, files and records included, and looks again that nothing of it is left. Works on a
half-built system too. Safe to repeat.
  --plan     say what would be removed, remove nothing
  --step     the walkthrough: one part at a time, each explained before it, its calls shown after it`,
  pt: `Uso: npm run down -- [sistema] [opções]
Remove todos os recursos de um sistema, com arquivos e registros, e olha de novo se não sobrou nada. Funciona também
com um sistema pela metade. Pode ser repetido sem perigo.
  --plan     diz o que seria removido, não remove nada
  --step     o passo a passo: uma parte de cada vez, explicada antes; as chamadas aparecem depois`,
};

await command({ usage: USAGE, flags: STORY_FLAGS }, async (session) => {
  const { cloud, configured, flags, say, print, signal, system } = session;
  if (!flags.plan) await claim(cloud, 'down');
  const question = {
    en: `delete ${system.name} with all its files and records`,
    pt: `apagar ${system.name} com todos os seus arquivos e registros`,
  };
  if (!flags.plan) await confirm(cloud, question, { yes: flags.yes, signal });

  const { parts, down, timeLimit } = await configured.story(cloud);
  const { limitNow } = await import('../src/operate/time-limit/limit-now.ts'); // late, so that --help is fast
  const limited = timeLimit !== undefined && (await limitNow(timeLimit)) !== undefined;
  const story = (run: Run) => down(run, limited);
  const { summary, results, failure } = await runStory(session, story, { ...flags, removes: true });
  const gone = !flags.plan && !failure;
  if (gone && cloud.local) await configured.afterDown(cloud);
  const done = sentence(summary, flags.plan);
  say({ en: `\n${done.en}.`, pt: `\n${done.pt}.` });
  const cost = costSoFar(stepsOf(parts), results, Date.now());
  if (cost) {
    const text = costSoFarText(cost, cloud.local);
    say({ en: `Cost until now: ${text.en}.`, pt: `Custo até agora: ${text.pt}.` });
  }
  const { lookAgain, counts, listedLine, receipt } = await import('../src/operate/leftovers/receipt.ts');
  const there = gone ? await lookAgain(cloud, parts, { ...wallClock(signal), tell: say }) : [];
  const [left, staying] = [there.filter(counts), there.filter((one) => !counts(one))];
  const { account, region } = cloud;
  if (gone)
    print({
      event: 'receipt',
      account,
      region,
      at: new Date().toISOString(),
      left: left.map(listedLine),
      staying: staying.map(listedLine),
    });
  print({ event: 'summary', ...summary, ok: summary.ok && !left.length });
  if (failure) throw failure;
  if (gone) say(receipt(cloud, parts, there));
});
