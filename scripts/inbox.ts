// npm run inbox [-- system]: what the topics of a system said, as mails, the newest last.

import pc from 'picocolors';
import { command } from '../src/cli/command.ts';
import { Interrupted, UsageProblem } from '../src/engine/problems.ts';
import { wallClock } from '../src/engine/wait.ts';
import { followMails, type Mail, mailsOf, topicsOf } from '../src/operate/inbox/mails.ts';
import { readable } from '../src/operate/inbox/readable.ts';
import { mail as draw } from '../src/screen/act.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { localTime, printable } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run inbox -- [system] [flags]
Shows what the topics of a system said, as mails, the newest last. Works on the local cloud, which sends no mail to anybody.
  --last n   only the n newest (of the 200 that are kept of each topic)
  --follow   go on as new ones come (every second), until Ctrl-C`,
  pt: `Uso: npm run inbox -- [sistema] [opções]
Mostra o que os tópicos de um sistema disseram, como e-mails, o mais novo por último. Funciona na nuvem local, que não envia
e-mail a ninguém.
  --last n   só os n mais novos (dos 200 que são guardados de cada tópico)
  --follow   continua quando chegam novos (a cada segundo), até Ctrl-C`,
};

const FLAGS = { last: { type: 'string' }, follow: { type: 'boolean', default: false } } as const;

/** How many of the newest. @throws UsageProblem on AWS, where nobody can read a mail again */
function prepare({ last, aws }: { readonly last?: string | undefined; readonly aws?: boolean }): number | undefined {
  if (aws)
    throw new UsageProblem(
      {
        en: 'SNS sends its mails and keeps none, so no program can read them on AWS.',
        pt: 'O SNS envia os e-mails e não guarda nenhum, por isso nenhum programa consegue lê-los na AWS.',
      },
      {
        next: {
          en: 'Open the mailbox of NOTIFY_EMAIL, or the tab "Mails" on the page of the line counter (npm run invite). npm run status -- --aws says who is subscribed.',
          pt: 'Abra a caixa de correio de NOTIFY_EMAIL, ou a aba "E-mails" da página do contador de linhas (npm run invite). npm run status -- --aws diz quem está inscrito.',
        },
      },
    );
  return last === undefined ? undefined : wholeNumber('last', last, { least: 1, most: 1_000, example: 5 });
}

await command({ usage: USAGE, flags: FLAGS, prepare }, async (session, last) => {
  const { cloud, configured, flags, say, print, signal } = session;
  const topics = topicsOf((await configured.story(cloud)).parts);
  const look = () => mailsOf(cloud, topics);
  const show = ({ id, at, topic, subject, text, attributes }: Mail) => {
    print({ id, at, topic, subject, text, attributes });
    say(`${pc.dim(localTime(at))}  ${topic}`);
    const lines = readable(text).split('\n');
    draw(say, { subject: printable(subject, 100), text: lines.map((line) => printable(line, 400)).join('\n') });
  };
  const known = await look();
  for (const mail of last ? known.slice(-last) : known) show(mail);
  if (flags.follow)
    return followMails(look, known, show, wallClock(signal)).catch((error: unknown) => {
      if (!(error instanceof Interrupted)) throw error; // Ctrl-C is how --follow ends
    });
  const next = nextCommand(cloud, configured.abilities.upload ? 'upload' : 'status');
  if (!known.length)
    say({ en: `No topic has said anything yet. Try:  ${next}`, pt: `Nenhum tópico disse nada ainda. Rode:  ${next}` });
});
