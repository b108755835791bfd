// The user's own Grafana is taken where it is whole; macros become SQL as Grafana makes them.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withoutMacros } from './ask.ts';
import { grafanaProgram, installedGrafana } from './program.ts';

function folderWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'installed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

test('a Grafana beside its defaults, also through a link, is the one that runs', () => {
  const folder = folderWith('grafana/bin/grafana', 'grafana/conf/defaults.ini', 'bin/other');
  symlinkSync(join(folder, 'grafana/bin/grafana'), join(folder, 'bin/grafana'));
  const path = join(folder, 'bin');
  expect(installedGrafana(path, [])).toEqual({ program: join(path, 'grafana'), home: join(folder, 'grafana') });
  expect(grafanaProgram({ env: { PATH: path } })).toContain(`server --homepath='${join(folder, 'grafana')}'`);
});

test('a program of that name without its defaults is not one; then the stand-in runs', () => {
  const folder = folderWith('bin/grafana');
  expect(installedGrafana(join(folder, 'bin'), [])).toBeUndefined();
  expect(grafanaProgram({ env: { PATH: '' } })).toMatch(/^#!\/bin\/sh\ncat .*\nexec '.*node.*stand-in\.ts'\n$/);
});

test.each([
  ['$__timeFilter(file.at)', `file.at BETWEEN '1970-01-01T00:00:00.000Z' AND '1970-01-02T00:00:00.000Z'`],
  ['$__timeGroupAlias(at, $__interval)', 'floor(extract(epoch FROM at) / 3600) * 3600 AS "time"'],
  ['$__timeGroupAlias(at, 60s)', 'floor(extract(epoch FROM at) / 60) * 60 AS "time"'],
  ['SELECT 1', 'SELECT 1'],
])('%s', (sql, expected) => {
  expect(withoutMacros(sql, { from: 0, to: 86_400_000 })).toBe(expected);
});
