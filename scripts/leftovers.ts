// npm run leftovers: does anything of a system still exist? Reads only, with the same look as at the end of `down`.

import { command } from '../src/cli/command.ts';
import { type Text, translated } from '../src/engine/text.ts';
import { duration, wallClock } from '../src/engine/wait.ts';
import { findLeftovers } from '../src/operate/leftovers/find.ts';
import { counts, listedLine, receipt } from '../src/operate/leftovers/receipt.ts';
import { spoken } from '../src/screen/language.ts';

const USAGE = {
  en: `Usage: npm run leftovers -- [system] [flags]
Lists what of a system is there, service by service; changes nothing. Exit code 1 when something is left.`,
  pt: `Uso: npm run leftovers -- [sistema] [opções]
Lista o que existe de um sistema, serviço por serviço; não muda nada. Código de saída 1 quando sobra alguma coisa.`,
};

const STAYS: Text = { en: 'stays', pt: 'fica' };

await command({ usage: USAGE, flags: {} }, async ({ cloud, configured, say, print, signal }) => {
  const clock = wallClock(signal);
  const start = clock.now();
  const { parts } = await configured.story(cloud);
  const there = await findLeftovers(cloud, parts);
  const left = there.filter(counts);
  for (const { service, name, why = '', stays } of there)
    say(`  ${service.padEnd(20)} ${name}   ${stays ? `${spoken(STAYS)}: ${spoken(stays)}` : spoken(why)}`.trimEnd());
  print({
    event: 'leftovers',
    left: left.map(listedLine),
    staying: there.filter((one) => !counts(one)).map(listedLine),
  });
  const text = receipt(cloud, parts, there, new Date(), true);
  say(translated((language) => `${text[language]} (${duration(clock.now() - start, language)})`));
});
