// CloudWatch's dashboard as a document: the state of all alarms above, then one line for each critical point.
// Notice: everything is placed on a grid of 24 columns; few, large graphs, so that it can be read on a projector.
// (CloudWatch API reference, "Dashboard Body Structure and Syntax"; a test holds the document against it.)

import type { Owned } from '../../aws/clients.ts';
import { madeBy } from '../../aws/tags.ts';
import { boardLines, type Graph, rowOf } from '../../systems/line-counter/alarms/graphs.ts';
import type { Signal, Signals } from '../../systems/line-counter/alarms/signals.ts';
import { type Language, POINTS, type Row } from './row.ts';

const COLUMNS = 24;
const HEIGHT = { text: 2, alarms: 6, heading: 1, graph: 6 };

const TEXTS = {
  en: {
    intro: 'The way of a file, from the upload to the mail. A line across a graph is where its alarm rings.',
    alarms: 'Alarms: the two that send mails come first',
  },
  pt: {
    intro: 'O caminho de um arquivo, do envio ao e-mail. A linha que cruza um gráfico é onde o alarme dele toca.',
    alarms: 'Alarmes: primeiro os dois que mandam e-mail',
  },
};

export interface Board {
  readonly title: string;
  readonly signals: Signals;
  readonly rows: readonly Row[];
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

export function dashboardBody(cloud: Owned, { title, signals, rows, alarms, language }: Board) {
  const widgets: object[] = [];
  let y = 0;
  /** One line of the board, its widgets side by side and equally wide. */
  const place = (height: number, ...line: ((at: Placed) => object)[]) => {
    const width = Math.floor(COLUMNS / line.length);
    line.forEach((widget, index) => void widgets.push(widget({ x: index * width, y, width, height })));
    y += height;
  };

  const says = TEXTS[language];
  place(HEIGHT.text, text(`# ${title}\n${says.intro} *(${madeBy(cloud.tags)})*`));
  if (alarms.length) place(HEIGHT.alarms, alarmStates(cloud, says.alarms, alarms));
  for (const { point, graphs } of boardLines(signals, rows)) {
    place(HEIGHT.heading, text(`## ${point} · ${POINTS[point][language]}`));
    place(HEIGHT.graph, ...graphs.map((graph) => drawn(cloud.region, graph, rows, language)));
  }
  return { start: '-PT3H', periodOverride: 'inherit' as const, widgets };
}

const text = (markdown: string) => (at: Placed) => ({ type: 'text', ...at, properties: { markdown } });

const alarmStates = (cloud: Owned, title: string, names: readonly string[]) => (at: Placed) => ({
  type: 'alarm',
  ...at,
  properties: { title, alarms: names.map((name) => cloud.arn('cloudwatch', `alarm:${name}`)) },
});

const drawn = (region: string, graph: Graph, rows: readonly Row[], language: Language) => (at: Placed) => {
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
      ...(row && { annotations: { horizontal: [{ label: row.name, value: row.threshold }] } }),
    },
  };
};

/** A metric as a dashboard names it: namespace, metric, and each dimension with its value. */
const pathOf = ({ namespace, metric, dimensions }: Signal) => [namespace, metric, ...Object.entries(dimensions).flat()];
