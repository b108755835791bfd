// npm run board: the flow of a system in the browser, with its numbers, alarms, and the way of each file that arrives.
// The page is the one that the line counter has on AWS. Here this command serves it, to one browser of this machine.

import { command } from '../src/cli/command.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run board -- [system] [flags]
Serves a page that shows the flow of a system while it works: what waits, what failed, which alarms ring, and where each
new file is. Prints the link; only this machine can open it. Ctrl-C ends it. Changes nothing, unless you send dead letters
back there.
  --port n   the port of the page (a free one)`,
  pt: `Uso: npm run board -- [sistema] [opções]
Serve uma página que mostra o fluxo de um sistema enquanto ele trabalha: o que espera, o que falhou, que alarmes tocam, e
onde está cada arquivo novo. Mostra o link; só esta máquina pode abri-lo. Ctrl-C encerra. Não muda nada, a não ser que você
devolva ali mensagens mortas.
  --port n   a porta da página (uma livre)`,
};

const FLAGS = { port: { type: 'string' } } as const;

const prepare = ({ port }: { port?: string | undefined }) =>
  port === undefined ? 0 : wholeNumber('port', port, { least: 1024, most: 65_535, example: 8080 });

await command({ usage: USAGE, flags: FLAGS, prepare }, async (session, port) => {
  const { cloud, configured, system, say, print, signal } = session;
  const [{ boardAnswers, itsOf }, { serveBoard }, { flowOf }] = await Promise.all([
    import('../src/operate/board/answers.ts'), // late, so that --help is fast
    import('../src/operate/board/server.ts'),
    import('../src/patterns/flow/flow.ts'),
  ]);
  const drawing = await flowOf(await configured.story(cloud), cloud);
  const its = await itsOf(configured.abilities);
  const board = await serveBoard(boardAnswers(cloud, drawing, its, signal), port);
  say({
    en: `The board of ${system.name}, for a browser on this machine:\n\n  ${board.link}\n`,
    pt: `O painel de ${system.name}, para um navegador nesta máquina:\n\n  ${board.link}\n`,
  });
  say({
    en: 'Send files in another terminal and watch them move. Ctrl-C ends the board.',
    pt: 'Envie arquivos em outro terminal e veja-os passar. Ctrl-C encerra o painel.',
  });
  say(`  ${nextCommand(cloud, 'upload', '--count', '3')}`);
  print({ event: 'board', system: system.name, url: board.link });
  await new Promise((stopped) => signal.addEventListener('abort', stopped, { once: true }));
  await board.close();
});
