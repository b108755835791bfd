// A board for Grafana, from the same graphs and rows as CloudWatch's dashboard.
// Names contain $stage, so one board serves every stage. Its data source is CloudWatch, with read-only rights.
// Grafana does not know CloudWatch's alarms, so each has a tile that shows the same number against the same threshold.

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
import type { Language } from '../../engine/text.ts';
import { query, refOf, SOURCE, targetsOf } from './grafana-queries.ts';
import { boardLines, type Graph, rowOf, type Shown } from './graph.ts';
import type { Row } from './row.ts';

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

export interface GrafanaBoard extends Shown {
  readonly title: string;
  /** The id of the board; Grafana keeps one board for each id: "ada-shop". */
  readonly uid: string;
  readonly tags: string[];
  /** The region of the settings; another can be chosen on the board. */
  readonly region: string;
  /** Without it the board is for one stage, whose names stand in its rows and graphs. */
  readonly stage?: string;
  /** Do the names of the rows contain $account too? Then the board asks for it. */
  readonly account: boolean;
  readonly language: Language;
}

export function grafanaBoard(settings: GrafanaBoard): Dashboard {
  const { title, uid, tags, region, stage, account, graphs, rows, language } = settings;
  const says = TEXTS[language];
  const board = new DashboardBuilder(title)
    .uid(uid)
    .tags(tags)
    .refresh('1m')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser')
    .withVariable(new DatasourceVariableBuilder('datasource').label(says.source).type('cloudwatch'))
    .withVariable(
      new QueryVariableBuilder('region')
        .label(says.region)
        .datasource(SOURCE)
        .query({ queryType: 'regions', refId: 'regions' })
        .current({ text: region, value: region }),
    );
  if (stage) board.withVariable(new TextBoxVariableBuilder('stage').label(says.stage).defaultValue(stage));
  if (account) board.withVariable(new TextBoxVariableBuilder('account').label(says.account));

  let y = 0;
  const heading = (text: string) => {
    board.withRow(new RowBuilder(text).gridPos({ x: 0, y, w: COLUMNS, h: 1 }));
    y += 1;
  };

  heading(says.alarms);
  const across = COLUMNS / TILE.w;
  rows.forEach((row, index) => {
    const at = { x: (index % across) * TILE.w, y: y + Math.floor(index / across) * TILE.h, ...TILE };
    board.withPanel(tile(row, at, row.why[language]));
  });
  y += Math.ceil(rows.length / across) * TILE.h;

  for (const [point, line] of boardLines({ graphs, rows })) {
    heading(`${point.number} · ${point.title[language]}`);
    const w = Math.floor(COLUMNS / line.length);
    line.forEach((graph, index) => {
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

function drawn(graph: Graph, at: GridPos, rows: readonly Row[], language: Language) {
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

/** Green on the good side of the threshold, red on the other. */
function thresholds({ rule: { rings, threshold } }: Row) {
  const [first, second] = rings === 'above' ? ['green', 'red'] : ['red', 'green'];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: String(first) },
    // A tile changes at its threshold, but an alarm only above it, so a little is added.
    { value: rings === 'above' ? threshold + A_LITTLE : threshold, color: String(second) },
  ]);
}
