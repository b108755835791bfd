// npm run -s grafana > board.json: the board for Grafana, ready to import. Asks no cloud and needs no credentials.
// Notice the -s: without it npm writes two lines of its own before the JSON.

import { offlineCommand } from '../src/cli/offline-command.ts';
import { grafanaBoard } from '../src/patterns/alarms/grafana.ts';
import { readEnvironment } from '../src/settings/settings.ts';
import { lineCounterSettings } from '../src/systems/line-counter/settings.ts';

const USAGE = `Usage: npm run -s grafana > board.json
Prints the board of the line counter for Grafana as JSON, for the PROJECT and STAGE of .env; the stage and the region can
be changed on the board. To import it: Grafana > Dashboards > New > Import > Upload JSON file. It asks for nothing but a
CloudWatch data source (Connections > Add new connection > CloudWatch).
  --help           this text`;

await offlineCommand(USAGE, {}, () =>
  console.log(JSON.stringify(grafanaBoard(lineCounterSettings(readEnvironment())), null, 2)),
);
