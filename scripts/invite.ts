// npm run invite -- "Ana Souza": a link that lets one person into the page of a system.

import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import { unwatched } from '../src/engine/wait.ts';
import { guestName } from '../src/operate/invite/guest-name.ts';
import { type InvitedPage, MOST_DAYS } from '../src/operate/invite/page.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { localTime } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run invite -- NAME [flags]
Prints a link that lets one person into the page of a system. Whoever has the link comes in, until it expires.
  --days n       how long the link is good: 1 to ${MOST_DAYS} days (7)
  --role r       what the person may do: for line-counter accountant (send files, read results) or operator (also see
                 the flow and give dead letters back)
  --revoke-all   make a new key instead: no link and no open page of before is good any more`,
  pt: `Uso: npm run invite -- NOME [opções]
Mostra um link que deixa uma pessoa entrar na página de um sistema. Quem tem o link entra, até ele expirar.
  --days n       por quanto tempo o link vale: 1 a ${MOST_DAYS} dias (7)
  --role r       o que a pessoa pode fazer: no line-counter accountant (enviar arquivos, ler resultados) ou operator
                 (ver também o fluxo e devolver mensagens mortas)
  --revoke-all   cria em vez disso uma chave nova: nenhum link e nenhuma página aberta de antes vale mais`,
};

const FLAGS = {
  days: { type: 'string' },
  role: { type: 'string' },
  'revoke-all': { type: 'boolean', default: false },
} as const;

await command(
  { usage: USAGE, flags: FLAGS, words: true, needs: 'page', prepare },
  async ({ cloud, ability, say, print, flags, signal, screen }, whom) => {
    const { invite, revokeAll } = await import('../src/operate/invite/invite.ts'); // late, so that --help is fast
    if (whom === undefined) {
      await confirm(
        cloud,
        {
          en: `let everybody out of the page of ${cloud.tags.stack}`,
          pt: `tirar todos da página de ${cloud.tags.stack}`,
        },
        { yes: flags.yes, signal },
      );
      await revokeAll(cloud, ability, unwatched(signal));
      print({ event: 'revoked', page: ability.page(cloud) });
      const again = nextCommand(cloud, 'invite', '"Ana Souza"');
      return say({
        en: `The page has a new key: every earlier link and every open page is void. Invite anew:  ${again}`,
        pt: `A página tem uma chave nova: os links e as páginas abertas de antes não valem mais. Convide de novo:  ${again}`,
      });
    }
    const { link, expires } = await invite(cloud, ability, whom);
    print({ link, expires: expires.toISOString() });
    say({
      en: `Whoever opens this link comes in as ${whom.name} (${whom.role}), until ${localTime(expires.toISOString())}:`,
      pt: `Quem abrir este link entra como ${whom.name} (${whom.role}), até ${localTime(expires.toISOString())}:`,
    });
    screen.write(`\n  ${link}\n\n`); // not wrapped, so that it can be copied
    const revoke = nextCommand(cloud, 'invite', '--revoke-all');
    say({
      en: `Send it to that person only. A single link cannot be taken back; ${revoke} ends all of them.`,
      pt: `Mande só para essa pessoa. Um link sozinho não pode ser anulado; ${revoke} anula todos.`,
    });
  },
);

interface Given {
  days?: string | undefined;
  role?: string | undefined;
  'revoke-all': boolean;
}

/** @returns whom to let in; `undefined` to let everybody out @throws UsageProblem */
function prepare({ days, role, 'revoke-all': revoke }: Given, words: readonly string[], { roles }: InvitedPage) {
  if (revoke) {
    if (words.length || days !== undefined || role !== undefined)
      throw new UsageProblem(
        {
          en: '--revoke-all lets everybody out: it takes no name, no --days and no --role.',
          pt: '--revoke-all tira todos: não recebe nome, nem --days, nem --role.',
        },
        {
          next: {
            en: 'Run it alone: npm run invite -- --revoke-all',
            pt: 'Rode sozinho: npm run invite -- --revoke-all',
          },
        },
      );
    return undefined;
  }
  const granted = roles.find((one) => one === (role ?? roles[0]));
  if (!granted)
    throw new UsageProblem(
      { en: `--role ${role} is not a role of this page.`, pt: `--role ${role} não é um papel desta página.` },
      { next: { en: `Roles are: ${roles.join(', ')}.`, pt: `Os papéis são: ${roles.join(', ')}.` } },
    );
  return {
    name: guestName(words),
    role: granted,
    days: days === undefined ? 7 : wholeNumber('days', days, { least: 1, most: MOST_DAYS, example: 7 }),
  };
}
