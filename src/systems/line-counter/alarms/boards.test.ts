// Both boards, compared with the documents of CloudWatch and Grafana, and with the table of alarms.

import {
  MetricEditorMode,
  MetricQueryType,
  type MetricsQuery,
  QueryMode,
} from '@grafana/grafana-foundation-sdk/cloudwatch';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../engine/text.ts';
import { dashboardBody } from '../../../patterns/alarms/dashboard-body.ts';
import type { Signal } from '../../../patterns/alarms/row.ts';
import { DashboardBody } from '../../../testing/dashboard-schema.ts';
import { commandsOf } from '../../../testing/run-command.ts';
import { namesOf, partNames } from '../names.ts';
import { lineCounterSettings } from '../settings.ts';
import { type OpenLineCounter, openLineCounter } from '../testing/open.ts';
import { boardFor } from './alarms.ts';
import { graphs } from './graphs.ts';
import { POINTS } from './points.ts';
import { signals } from './signals.ts';
import { allRows } from './table.ts';

/** Most metrics of a dashboard that can be one of the three free ones (CloudWatch price page). */
const FREE_METRICS = 50;

const bodyOf = ({ cloud, settings }: OpenLineCounter, language: Language) => {
  const names = namesOf(cloud, settings);
  const rows = allRows(names);
  const intro = { en: 'Files.', pt: 'Arquivos.' };
  const alarms = [names.broken, names.warning, ...rows.map(({ name }) => `${names.stack}-${name}`)];
  return dashboardBody(cloud, { title: names.stack, intro, graphs: graphs(signals(names)), rows, alarms, language });
};

describe('CloudWatch’s dashboard', () => {
  test.each(LANGUAGES)('in %s it is what the API reference calls a dashboard body', async (language) => {
    expect(v.safeParse(DashboardBody, bodyOf(await openLineCounter(), language)).issues).toBeUndefined();
  });

  test('the schema refuses what AWS refuses', async () => {
    const body = v.parse(DashboardBody, bodyOf(await openLineCounter(), 'en'));
    const broken = (change: (widget: { properties: object }) => unknown) => {
      const copy = structuredClone(body) as unknown as { widgets: { properties: object }[] };
      for (const widget of copy.widgets) change(widget);
      return v.safeParse(DashboardBody, copy).success;
    };
    expect(broken((widget) => widget)).toBe(true);
    expect(broken((widget) => Object.assign(widget, { width: 25 }))).toBe(false);
    expect(broken((widget) => Object.assign(widget, { type: 'picture' }))).toBe(false);
    expect(broken((widget) => Object.assign(widget, { colour: 'red' }))).toBe(false);
    expect(broken(({ properties }) => Object.assign(properties, { metrics: [['AWS/SQS']] }))).toBe(false);
  });

  test('it shows the six points in the order of the flow, no widget over another, every alarm, and stays free', async () => {
    const body = v.parse(DashboardBody, bodyOf(await openLineCounter(), 'en'));
    const headings = body.widgets.flatMap((one) =>
      one.type === 'text' && one.properties.markdown.startsWith('## ') ? [one.properties.markdown] : [],
    );
    expect(headings).toEqual(POINTS.map(({ number, title }) => `## ${number} · ${title.en}`));
    const cells = body.widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, at) => `${x + (at % width)},${y + Math.floor(at / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    const metrics = body.widgets.flatMap((one) => (one.type === 'metric' ? one.properties.metrics : []));
    expect(metrics.length).toBeLessThanOrEqual(FREE_METRICS);
    const [alarms] = body.widgets.flatMap((one) => (one.type === 'alarm' ? [one.properties.alarms] : []));
    expect(alarms).toHaveLength(allRows(partNames('x', '')).length + 2);
  });

  test('without alarms it has no alarm widget, which must not be empty', async () => {
    const { part } = await openLineCounter({ ALARMS: 'off' });
    const drawn = part.alarms.dashboard.compare({ name: '', body: '{}', tags: [] }, {})[0]?.wanted;
    const { widgets } = v.parse(DashboardBody, JSON.parse(String(drawn)));
    expect(widgets.map(({ type }) => type)).not.toContain('alarm');
  });
});

const grafanaBoard = async (env: Record<string, string>) =>
  (await boardFor(lineCounterSettings({ NOTIFY_LANGUAGE: 'en', ...env }))).board();
const bare = await grafanaBoard({});
const board = await grafanaBoard({ NOTIFY_EMAIL: 'ana@example.com', REQUEST_METRICS: 'on' });

describe('Grafana’s board', () => {
  const names = partNames('ada-$stage-line-counter', '$account');
  const panels = (board.panels ?? []) as Panel[];
  const targets = (panel: Panel) => (panel.targets ?? []) as unknown as MetricsQuery[];
  const asked = ({ namespace, metric, dimensions, statistic }: Signal) => ({
    ...{ namespace, metricName: metric, dimensions, statistic, matchExact: true, region: '$region' },
    ...{ queryMode: QueryMode.Metrics, metricQueryType: MetricQueryType.Search },
    metricEditorMode: MetricEditorMode.Builder,
  });

  test('a tile for each alarm asks for the same numbers, by the same formula, against the same threshold', () => {
    const rows = allRows(names);
    const tiles = panels.filter(({ type }) => type === 'stat');
    expect(tiles.map(({ title }) => title)).toEqual(rows.map(({ name }) => name));
    rows.forEach((row, index) => {
      const tile = tiles[index] as Panel;
      const [numbers, formula] = 'formula' in row.watches ? [row.watches.of, row.watches.formula] : [[row.watches], ''];
      const found = targets(tile);
      expect(found.filter(({ expression }) => !expression)).toMatchObject(Object.values(numbers).map(asked));
      expect(found.find(({ expression }) => expression)?.expression ?? '').toBe(formula);
      expect(found.filter(({ hide }) => !hide)).toHaveLength(1);
      const steps = tile.fieldConfig?.defaults.thresholds?.steps ?? [];
      expect(steps[1]?.value).toBeCloseTo(row.rule.threshold, 3);
      expect(steps[1]?.color).toBe(row.rule.rings === 'above' ? 'red' : 'green');
    });
  });

  test('a panel for each graph asks for the same lines', () => {
    const drawn = panels.filter(({ type }) => type === 'timeseries');
    expect(drawn.map((panel) => [panel.title, targets(panel).length])).toEqual(
      graphs(signals(names)).map(({ title, lines }) => [title.en, lines.length]),
    );
    graphs(signals(names)).forEach(({ lines }, index) => {
      expect(targets(drawn[index] as Panel)).toMatchObject(lines.map(({ signal }) => asked(signal)));
    });
  });

  test('what settings leave out is not drawn', () => {
    const titles = (bare.panels ?? []).map(({ title }) => String(title));
    expect(titles).toContain('uploads-silent');
    for (const title of ['uploads-refused', 'uploads-failing', 'mail-unheard', 'S3: refused, failed'])
      expect([title, titles.includes(title)]).toEqual([title, false]);
  });

  test('stage and region can be chosen, the account where buckets are asked about, and none of them is in it', () => {
    const choices = ({ templating }: typeof board) => (templating?.list ?? []).map(({ name, type }) => [name, type]);
    const usual = [
      ['datasource', 'datasource'],
      ['region', 'query'],
      ['stage', 'textbox'],
    ];
    expect(choices(bare)).toEqual(usual);
    expect(choices(board)).toEqual([...usual, ['account', 'textbox']]);
    const text = JSON.stringify(board);
    expect(text).not.toMatch(/\d{12}|ada-dev-/);
  });

  test('panels stand side by side on 24 columns, in the order of the flow', () => {
    const rows = panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows.slice(1)).toEqual(POINTS.map(({ number, title }) => `${number} · ${title.en}`));
    const cells = panels.flatMap(({ gridPos }) => {
      const { x = 0, y = 0, w = 0, h = 0 } = gridPos ?? {};
      expect(x + w).toBeLessThanOrEqual(24);
      return Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`);
    });
    expect(new Set(cells).size).toBe(cells.length);
  });

  test('the command prints JSON and nothing else; a flag it does not know is wrong usage', async () => {
    const run = commandsOf('grafana', { NOTIFY_LANGUAGE: 'en' });
    const { status, out, err } = await run('scripts/grafana.ts');
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ title: 'ada line-counter', uid: 'ada-line-counter' });
    expect((await run('scripts/grafana.ts', '--board')).status).toBe(2);
  });
});
