// A volume that fills up in the middle of an upload. The limit of the operating system for one file stands for it: the
// write fails in the same place, and needs no disk of its own (setrlimit(2), RLIMIT_FSIZE).

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { randomAccount } from '../../../../testing/test-cloud.ts';
import { volumeAt } from '../store/volume.ts';
import { machine } from '../testing/machine.ts';
import { folder } from '../testing/open-vault.ts';

test('507, nothing is left, and smaller documents are still kept', async () => {
  const { endpoint } = inject('cloud');
  const it = await machine({ endpoint, account: randomAccount(), bucket: 'none', logGroup: 'none' });
  const root = folder();
  it.mount(root);
  const { url } = await it.app((command, args, options) =>
    spawn('sh', ['-c', 'ulimit -f 4096; exec "$0" "$@"', command, ...args], options),
  );
  const headers = { cookie: await it.cookie('Ana') };
  const put = (bytes: number) =>
    fetch(`${url}/files?name=a`, { method: 'PUT', body: Buffer.alloc(bytes, 'a'), headers });
  const full = await put(9 * 1024 * 1024);
  expect([full.status, (await full.json()).error.code]).toEqual([507, 'volume-full']);
  const { incoming, documents } = volumeAt(root);
  expect([...readdirSync(incoming), ...readdirSync(documents)]).toEqual([]);
  expect((await put(1000)).status).toBe(201);
});
