// What Grafana starts with: the script of its container, run by a real shell, and a task definition that ECS takes.

import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { csvLakeSettings } from '../settings.ts';
import { boardsOf } from './boards.ts';
import { SQL } from './data-board.ts';
import { authoritiesOf, provisioning, START } from './provisioning.ts';

const balanced = {
  loadBalancer: { dimension: 'app/ada-dev-csv-lake/0123456789abcdef' },
  targetGroup: { dimension: 'targetgroup/ada-dev-csv-lake/0123456789abcdef' },
};
const boards = boardsOf(csvLakeSettings({}), balanced);
const sources = { region: 'us-east-1', database: 'db.example:5432', databaseName: 'lake' };
const variables = provisioning(sources, boards);

test('the script writes every file whole, and then starts Grafana', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grafana-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const ca = join(folder, 'ca.pem');
  const said = execFileSync('/bin/sh', ['-c', START.replace('exec /run.sh', 'exec echo started')], {
    env: { PATH: process.env.PATH, GF_PATHS_PROVISIONING: folder, GF_DATABASE_CA_CERT_PATH: ca, ...variables },
  });
  expect(said.toString()).toBe('started\n');
  const read = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  expect(read('boards', 'data.json')).toEqual(JSON.parse(JSON.stringify(boards.data)));
  expect(read('boards', 'system.json')).toEqual(JSON.parse(JSON.stringify(boards.system)));
  expect(read('dashboards', 'lake.yaml').providers[0].options.path).toBe('$GF_PATHS_PROVISIONING/boards');
  const [postgres, cloudwatch] = read('datasources', 'lake.yaml').datasources;
  expect(postgres).toMatchObject({ url: sources.database, jsonData: { sslmode: 'verify-full' } });
  expect(postgres.secureJsonData).toEqual({ password: '$READER_PASSWORD' });
  expect(cloudwatch.jsonData).toEqual({ authType: 'default', defaultRegion: 'us-east-1' });
  expect(readFileSync(ca, 'utf8')).toBe(authoritiesOf('us-east-1'));
});

test.each(['us-east-1', 'us-west-2', 'sa-east-1'])(
  'the roots of RDS in %s are three, and valid for years',
  (region) => {
    const all = authoritiesOf(region).split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(all).toHaveLength(3);
    const year = 365 * 24 * 60 * 60 * 1000;
    for (const pem of all) expect(Date.parse(new X509Certificate(pem).validTo)).toBeGreaterThan(Date.now() + 5 * year);
  },
);

test('all of it fits into a task definition (64 KB), and is the same each time', () => {
  expect(JSON.stringify(variables).length + START.length).toBeLessThan(32 * 1024);
  expect(provisioning(sources, boardsOf(csvLakeSettings({}), balanced))).toEqual(variables);
});

test('the board of the system shows the load balancer, and the board of the data asks no table that is not in it', () => {
  expect(JSON.stringify(boards.system)).toContain(balanced.loadBalancer.dimension);
  for (const sql of Object.values(SQL)) expect(sql).toMatch(/\b(ledger\.files|information_schema\.tables)\b/);
});
