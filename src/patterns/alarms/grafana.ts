// The same board for Grafana, from the same list of graphs and the same table of alarms: `npm run -s grafana`.
// Notice: names carry $stage, so one board serves every stage; its data source is CloudWatch, with a right to read only.
// Grafana does not know CloudWatch's alarms, so each has a tile that holds the same number against the same threshold.

import * as common from '@grafana/grafana-foundation-sdk/common';
import { BigValueColorMode, BigValueGraphMode, GraphThresholdsStyleMode } from '@grafana/grafana-foundation-sdk/common';
import {
  type Dashboard,
  DashboardBuilder,
  DatasourceVariableBuilder,
  type GridPos,
  QueryVariableBuilder,
  RowBuilder,
  TextBoxVariableBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { boardLines, type Graph, rowOf } from '../../systems/line-counter/alarms/graphs.ts';
import { signals } from '../../systems/line-counter/alarms/signals.ts';
import { rowsFor } from '../../systems/line-counter/alarms/table.ts';
import { partNames, STACK } from '../../systems/line-counter/names.ts';
import type { LineCounterSettings } from '../../systems/line-counter/settings.ts';
import { query, refOf, SOURCE, targetsOf } from './grafana-queries.ts';
import { POINTS, type Row } from './row.ts';

const COLUMNS = 24;
const TILE = { w: 4, h: 3 };
const GRAPH_HEIGHT = 7;
const A_LITTLE = 1e-6;

const TEXTS = {
  en: {
    alarms: 'Alarms: red is where one would ring',
    source: 'Data source',
    region: 'Region',
    stage: 'Stage',
    account: 'Account',
  },
  pt: {
    alarms: 'Alarmes: vermelho é onde um tocaria',
    source: 'Fonte de dados',
    region: 'Região',
    stage: 'Estágio',
    account: 'Conta',
  },
};

export function grafanaBoard(settings: LineCounterSettings): Dashboard {
  const { PROJECT, STAGE, AWS_REGION, REQUEST_METRICS, NOTIFY_LANGUAGE: language } = settings;
  const is = partNames(`${PROJECT}-$stage-${STACK}`, '$account');
  const [on, rows, says] = [signals(is), rowsFor(is, settings), TEXTS[language]];
  const board = new DashboardBuilder(`${PROJECT} ${STACK}`)
    .uid(`${PROJECT}-${STACK}`)
    .tags([PROJECT, STACK])
    .refresh('1m')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser')
    .withVariable(new DatasourceVariableBuilder('datasource').label(says.source).type('cloudwatch'))
    .withVariable(
      new QueryVariableBuilder('region')
        .label(says.region)
        .datasource(SOURCE)
        .query({ queryType: 'regions', refId: 'regions' })
        .current({ text: AWS_REGION, value: AWS_REGION }),
    )
    .withVariable(new TextBoxVariableBuilder('stage').label(says.stage).defaultValue(STAGE));
  // The bucket's name ends in the number of the account, and nothing else on the board needs it.
  if (REQUEST_METRICS === 'on') board.withVariable(new TextBoxVariableBuilder('account').label(says.account));

  let y = 0;
  const heading = (title: string) => {
    board.withRow(new RowBuilder(title).gridPos({ x: 0, y, w: COLUMNS, h: 1 }));
    y += 1;
  };

  heading(says.alarms);
  const across = COLUMNS / TILE.w;
  rows.forEach((row, index) => {
    const at = { x: (index % across) * TILE.w, y: y + Math.floor(index / across) * TILE.h, ...TILE };
    board.withPanel(tile(row, at, row.why[language]));
  });
  y += Math.ceil(rows.length / across) * TILE.h;

  for (const { point, graphs } of boardLines(on, rows)) {
    heading(`${point} · ${POINTS[point][language]}`);
    const w = Math.floor(COLUMNS / graphs.length);
    graphs.forEach((graph, index) => {
      board.withPanel(drawn(graph, { x: index * w, y, w, h: GRAPH_HEIGHT }, rows, language));
    });
    y += GRAPH_HEIGHT;
  }
  return board.build();
}

function tile(row: Row, at: GridPos, why: string) {
  return new StatBuilder()
    .title(row.name)
    .description(why)
    .datasource(SOURCE)
    .gridPos(at)
    .colorMode(BigValueColorMode.BackgroundSolid)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .noValue('–')
    .thresholds(thresholds(row))
    .targets(targetsOf(row));
}

function drawn(graph: Graph, at: GridPos, rows: readonly Row[], language: 'en' | 'pt') {
  const row = rowOf(graph, rows);
  const panel = new TimeseriesBuilder()
    .title(graph.title[language])
    .datasource(SOURCE)
    .gridPos(at)
    .min(0)
    .targets(graph.lines.map(({ signal, label }, index) => query(signal, refOf(index), 60).label(label[language])));
  if (!row) return panel;
  const style = new common.GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed);
  return panel.thresholds(thresholds(row)).thresholdsStyle(style);
}

/** Green on the quiet side of the threshold, red on the other. */
function thresholds({ rings, threshold }: Row) {
  const [first, second] = rings === 'above' ? ['green', 'red'] : ['red', 'green'];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: String(first) },
    // A tile changes at its threshold; an alarm rings only above it, so a little is added.
    { value: rings === 'above' ? threshold + A_LITTLE : threshold, color: String(second) },
  ]);
}
