// Grafana's place in the local cloud, whole: through the load balancer, as a person or a program asks; every query of the board of
// the data; and that it ends with its service. In the account of the commands, because only there a load balancer answers.

import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../../../aws/clients.ts';
import { until, unwatched } from '../../../engine/wait.ts';
import { findTargetGroup } from '../../../resources/elbv2/find-target-group.ts';
import { SYSTEMS } from '../../../systems.ts';
import { type OpenSystem, openSystem } from '../../../testing/open-system.ts';
import { waitForFiles } from '../files.ts';
import { namesOf } from '../names.ts';
import { csvLakeSettings } from '../settings.ts';
import { boardIds } from './boards.ts';
import { ALL, SQL, SUMS } from './data-board.ts';
import { findDoor, type GrafanaDoor } from './door.ts';
import { sqlQuery } from './sql-query.ts';
import { type Grafana, openGrafana } from './visit.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds
const ENV = { STAGE: 'board', ALARMS: 'off' };
const settings = csvLakeSettings(ENV);
const { data } = boardIds(settings);
const never = new AbortController().signal;

let system: OpenSystem;
let door: GrafanaDoor;
let grafana: Grafana;
let names: ReturnType<typeof namesOf>;
let password: string;

beforeAll(async () => {
  system = await openSystem(await SYSTEMS['csv-lake'](), ENV, LOCAL_ACCOUNT);
  expect((await system.up()).failure).toBeUndefined();
  const { cloud } = system;
  names = namesOf(cloud, settings);
  door = (await findDoor(cloud, names)) as GrafanaDoor;
  const { Parameter } = await cloud.ssm.send(new GetParameterCommand({ Name: door.password, WithDecryption: true }));
  password = String(Parameter?.Value);
  const Body = 'Data;Cliente;Valor\n01/02/2024;Ana;10,50\n02/02/2024;Eva;0,25\n';
  await cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key: 'in/vendas/a.csv', Body }));
  await waitForFiles(cloud, names, ['in/vendas/a.csv'], { patience: PATIENCE, signal: never });
  grafana = await openGrafana(cloud, door, never);
}, START);
afterAll(async () => {
  expect((await system.down()).failure).toBeUndefined();
  expect(await system.left()).toEqual([]);
}, START);

const get = (path: string, authorization = '') => fetch(new URL(path, door.url), { headers: { authorization } });
const asAdmin = (secret = password) => `Basic ${Buffer.from(`admin:${secret}`).toString('base64')}`;

describe('through the load balancer', () => {
  test('the health check is open and says that its own database answers', async () => {
    const answer = await get('api/health');
    expect([answer.status, await answer.json()]).toEqual([200, { database: 'ok', standIn: true }]);
  });

  test.each(['', `d/${data}`, `api/dashboards/uid/${data}`])(
    '"%s" needs the password of the parameter',
    async (path) => {
      expect((await get(path)).status).toBe(401);
      expect((await get(path, asAdmin('admin'))).status).toBe(401);
      expect((await get(path, asAdmin())).status).toBe(200);
    },
  );

  test('the pages say in both languages that this is not Grafana, and show the rows of the board', async () => {
    expect(await (await get('', asAdmin())).text()).toMatch(/This is not Grafana[\s\S]*Isto não é o Grafana/);
    const page = await (await get(`d/${data}?var-dataset=vendas`, asAdmin())).text();
    expect(page).toContain('This is not Grafana');
    expect(page).toContain('<td>10.75</td>');
    expect(page).not.toMatch(/error|does not exist|syntax/i);
  });
});

describe('the board of the data', () => {
  test('every query of it runs as the user that may only read, and sums are exact', async () => {
    const panels = await grafana.panels(data);
    expect(panels.map(({ targets }) => targets?.[0]?.rawSql)).toEqual([
      ...[SQL.rows, SQL.files, SQL.newest, SQL.arrived, SQL.sums, SQL.list, SQL.lines],
    ]);
    const answers = await Promise.all(panels.map((panel) => grafana.answer(panel, { dataset: 'vendas', file: ALL })));
    const [rows, files, newest, arrived, sums, list, lines] = answers;
    expect([rows, files]).toEqual([[{ rows: 2 }], [{ files: 1 }]]);
    expect(newest?.[0]?.newest).toBeGreaterThan(Date.now() - START);
    expect(arrived).toMatchObject([{ rows: 2 }]);
    expect(sums).toEqual([{ column: 'valor', sum: 10.75, values: 2 }]);
    expect(list).toMatchObject([{ key: 'in/vendas/a.csv', rows: 2 }]);
    expect(lines).toMatchObject([{ cliente: 'Ana' }, { cliente: 'Eva' }]);
  });

  test('another file, another time: nothing of it', async () => {
    const panel = (await grafana.panels(data)).find(({ title }) => title === SUMS.pt);
    expect(panel && (await grafana.answer(panel, { dataset: 'vendas', file: 'in/vendas/b.csv' }))).toEqual([]);
  });

  test.each(['DELETE FROM ledger.files', 'DROP TABLE lake.vendas', 'SELECT * FROM no_such_table'])(
    '%s is refused, and said',
    async (rawSql) => {
      const target = sqlQuery(rawSql).build();
      await expect(grafana.answer({ title: 'mine', targets: [target] }, {})).rejects.toThrow(
        /did not answer the query of "mine": .*(read-only|permission|does not exist|must be owner)/,
      );
    },
  );
});

test('its lines are in its log group, and no secret is in them', async () => {
  const events = await until(unwatched(), 'the log', PATIENCE, async () => {
    const found = await system.cloud.logs.send(new FilterLogEventsCommand({ logGroupName: names.grafanaLog }));
    return found.events?.length ? found.events : undefined;
  });
  const text = events.map(({ message }) => message).join('\n');
  expect(text).toMatch(/a stand-in for Grafana on 127\.0\.0\.1/);
  expect(text).not.toContain(password);
});

test(
  'with LAKE_GRAFANA=off it is taken away and nothing else, and comes back with new secrets and an empty database',
  async () => {
    const { cloud } = system;
    const whole = (await system.up()).results.map(({ title }) => title);
    const without = await openSystem(await SYSTEMS['csv-lake'](), { ...ENV, LAKE_GRAFANA: 'off' }, LOCAL_ACCOUNT);
    const off = await without.up();
    expect(off.failure).toBeUndefined();
    expect(await findTargetGroup(cloud, names.grafana)).toBeUndefined();
    await expect(get('api/health').then(({ status }) => status)).resolves.not.toBe(200);
    const { results, writes } = await without.up();
    expect([new Set(results.map(({ outcome }) => outcome)), writes]).toEqual([new Set(['unchanged']), 0]);

    const again = await system.up();
    expect(again.failure).toBeUndefined();
    expect(again.results.map(({ title }) => title)).toEqual(expect.arrayContaining(whole));
    const opened = await openGrafana(cloud, (await findDoor(cloud, names)) as GrafanaDoor, never);
    expect(await opened.panels(data)).toHaveLength(7);
    const group = await findTargetGroup(cloud, names.grafana);
    const health = await cloud.elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: group?.arn }));
    expect(health.TargetHealthDescriptions).toHaveLength(1);
    expect((await get('', asAdmin())).status).toBe(401);
  },
  START,
);
