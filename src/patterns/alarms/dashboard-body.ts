// CloudWatch's dashboard as a document: the state of all alarms above, then one line of graphs for each critical point.
// Its grid has 24 columns. The graphs are few and large, so that they can be read on a projector.
// Source: CloudWatch API reference, "Dashboard Body Structure and Syntax". A test checks the document against it.

import type { Owned } from '../../aws/clients.ts';
import { madeBy } from '../../aws/tags.ts';
import type { Language, Text } from '../../engine/text.ts';
import { boardLines, type Graph, rowOf, type Shown } from './graph.ts';
import type { Row, Signal } from './row.ts';

const COLUMNS = 24;
const HEIGHT = { text: 2, alarms: 6, heading: 1, graph: 6 };

const THRESHOLDS: Text = {
  en: 'A line across a graph is where its alarm rings.',
  pt: 'A linha que cruza um gráfico é onde o alarme dele toca.',
};
const ALARMS: Text = {
  en: 'Alarms: the two that send mails come first',
  pt: 'Alarmes: primeiro os dois que mandam e-mail',
};

export interface Board extends Shown {
  readonly title: string;
  /** One sentence: what the board shows. */
  readonly intro: Text;
  /** Names of the alarms to show; empty when there are none. */
  readonly alarms: readonly string[];
  readonly language: Language;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function dashboardBody(cloud: Owned, { title, intro, graphs, rows, alarms, language }: Board) {
  const widgets: object[] = [];
  let y = 0;
  /** One line of the board, with widgets of equal width. */
  const place = (height: number, ...line: ((at: Placed) => object)[]) => {
    const width = Math.floor(COLUMNS / line.length);
    line.forEach((widget, index) => void widgets.push(widget({ x: index * width, y, width, height })));
    y += height;
  };

  place(HEIGHT.text, text(`# ${title}\n${intro[language]} ${THRESHOLDS[language]} *(${madeBy(cloud.tags)})*`));
  if (alarms.length) place(HEIGHT.alarms, alarmStates(cloud, ALARMS[language], alarms));
  for (const [point, drawn] of boardLines({ graphs, rows })) {
    place(HEIGHT.heading, text(`## ${point.number} · ${point.title[language]}`));
    place(HEIGHT.graph, ...drawn.map((graph) => metricGraph(cloud.region, graph, rows, language)));
  }
  return { start: '-PT3H', periodOverride: 'inherit' as const, widgets };
}

const text = (markdown: string) => (at: Placed) => ({ type: 'text', ...at, properties: { markdown } });

const alarmStates = (cloud: Owned, title: string, names: readonly string[]) => (at: Placed) => ({
  type: 'alarm',
  ...at,
  properties: { title, alarms: names.map((name) => cloud.arn('cloudwatch', `alarm:${name}`)) },
});

const metricGraph = (region: string, graph: Graph, rows: readonly Row[], language: Language) => (at: Placed) => {
  const row = rowOf(graph, rows);
  return {
    type: 'metric',
    ...at,
    properties: {
      title: graph.title[language],
      view: 'timeSeries',
      stacked: false,
      region,
      period: 60,
      metrics: graph.lines.map(({ signal, label }) => [
        ...pathOf(signal),
        { label: label[language], stat: signal.statistic },
      ]),
      yAxis: { left: { min: 0, showUnits: false } },
      ...(row && { annotations: { horizontal: [{ label: row.name, value: row.rule.threshold }] } }),
    },
  };
};

/** A metric in the form of a dashboard: namespace, metric, and each dimension with its value. */
const pathOf = ({ namespace, metric, dimensions }: Signal) => [namespace, metric, ...Object.entries(dimensions).flat()];
