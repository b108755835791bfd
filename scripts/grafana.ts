// npm run -s grafana > board.json: the board for Grafana, ready to import. Asks no cloud and needs no credentials.
// Notice the -s: without it npm writes two lines of its own before the JSON.

import { parseArgs } from 'node:util';
import { readEnvironment, readSettings } from '../src/config.ts';
import { Problem, said, UsageProblem } from '../src/core/problems.ts';
import { grafanaBoard } from '../src/stacks/watch/grafana.ts';

const USAGE = `Usage: npm run -s grafana > board.json
Prints the board of the line counter for Grafana as JSON, for the PROJECT and STAGE of .env; the stage and the region can
be changed on the board. To import it: Grafana > Dashboards > New > Import > Upload JSON file. It asks for nothing but a
CloudWatch data source (Connections > Add new connection > CloudWatch).
  --help           this text`;

function main(): void {
  const { help } = understand();
  const board = () => JSON.stringify(grafanaBoard(readSettings(readEnvironment())), null, 2);
  console.log(help ? USAGE : board());
}

function understand() {
  try {
    return parseArgs({ options: { help: { type: 'boolean' } } as const }).values;
  } catch (error) {
    throw new UsageProblem(`The command line was not understood: ${(error as Error).message}.`, { next: USAGE });
  }
}

try {
  main();
} catch (error) {
  process.exitCode = error instanceof UsageProblem ? 2 : 1;
  console.error(error instanceof Problem ? `${said(error)}\n${error.next}` : error);
}
