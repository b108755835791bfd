// npm run -s grafana > board.json: the board for Grafana, ready to import. Asks no cloud and needs no credentials.
// Notice: without -s npm writes two lines of its own before the JSON.

import { command } from '../src/cli/command.ts';

const USAGE = {
  en: `Usage: npm run -s grafana -- [system] > board.json
Prints the board of a system for Grafana as JSON. It is for the PROJECT and STAGE of .env; the stage and the region can be
changed on the board. To import it: Grafana > Dashboards > New > Import > Upload JSON file. It asks for nothing but a CloudWatch
data source (Connections > Add new connection > CloudWatch).`,
  pt: `Uso: npm run -s grafana -- [sistema] > board.json
Imprime o painel de um sistema para o Grafana em JSON. É para o PROJECT e o STAGE de .env; o stage e a região podem ser
trocados no painel. Para importar: Grafana > Dashboards > New > Import > Upload JSON file. Só pede uma fonte de dados
CloudWatch (Connections > Add new connection > CloudWatch).`,
};

await command({ usage: USAGE, flags: {}, needs: 'alarms', cloud: false }, async ({ ability }) => {
  process.stdout.write(`${JSON.stringify(ability.board(), null, 2)}\n`);
});
