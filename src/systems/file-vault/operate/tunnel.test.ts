// The way to a vault on AWS, with a stand-in for Systems Manager and one for AWS's plugin: a script that takes what the
// plugin takes and listens where it is told. It ends after its first connection but one, as sessions do.

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inEnglish } from '../../../engine/text.ts';
import { wallClock } from '../../../engine/wait.ts';
import { keepOpen, type Way } from './tunnel.ts';

/** @param life "serve": until SIGTERM; "short": ends at once */
function plugin(version: string, life: 'serve' | 'short') {
  const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, log] = [join(folder, 'plugin.mjs'), join(folder, 'log')];
  writeFileSync(
    file,
    `#!${process.execPath}
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
const [first, region, what, profile, request, endpoint] = process.argv.slice(2);
if (first === '--version') { console.log('${version}'); process.exit(0); }
const answer = process.env[first] ?? first;
appendFileSync('${log}', JSON.stringify({ answer, byVariable: first in process.env, region, what, profile, request, endpoint }) + '\\n');
if ('${life}' === 'short') process.exit(0);
const server = createServer((socket) => { socket.on('data', () => process.exit(0)); });
server.listen(Number(JSON.parse(request).Parameters.localPortNumber[0]), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`,
  );
  chmodSync(file, 0o755);
  const calls = () =>
    readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { file, calls };
}

function systemsManager() {
  const asked: string[] = [];
  let sessions = 0;
  const send = async (command: { constructor: { name: string } }) => {
    asked.push(command.constructor.name);
    if (command.constructor.name !== 'StartSessionCommand') return {};
    if (asked.length === 1) throw Object.assign(new Error('i-1 is not connected.'), { name: 'TargetNotConnected' });
    sessions += 1;
    return { SessionId: `ana-${sessions}`, TokenValue: 'secret', StreamUrl: 'wss://example' };
  };
  return { asked, cloud: { ssm: { send }, region: 'us-east-1' } as never };
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

async function way(plugin: string, more: Partial<Way> = {}) {
  const stop = new AbortController();
  const opened: boolean[] = [];
  const told: string[] = [];
  const settings: Way = {
    ...{ instance: 'i-1', port: 8080, localPort: await freePort(), plugin },
    ...{ signal: stop.signal, clock: wallClock(stop.signal) },
    opened: (again) => void opened.push(again),
    tell: (what) => void told.push(inEnglish(what)),
    ...more,
  };
  return { stop, opened, told, settings };
}

test('waits for the agent, opens the port, opens it again when AWS ends the session, and ends cleanly', async () => {
  const it = plugin('1.2.707.0', 'serve');
  const { asked, cloud } = systemsManager();
  const { stop, opened, told, settings } = await way(it.file);
  const kept = keepOpen(cloud, settings);
  await expect.poll(() => opened, { timeout: 20_000 }).toEqual([false]);
  connect(settings.localPort, '127.0.0.1')
    .on('error', () => {})
    .write('bye');
  await expect.poll(() => opened, { timeout: 20_000 }).toEqual([false, true]);
  stop.abort();
  await kept;
  expect(told).toContain('the agent on the instance has not said yet that it is there');
  expect(told).toContain('AWS ended the session; opening a new one on the same port');
  const [first] = it.calls();
  expect(first).toMatchObject({ byVariable: true, region: 'us-east-1', what: 'StartSession', profile: '' });
  expect(JSON.parse(first.answer)).toEqual({ SessionId: 'ana-1', TokenValue: 'secret', StreamUrl: 'wss://example' });
  expect(JSON.parse(first.request)).toEqual({
    Target: 'i-1',
    DocumentName: 'AWS-StartPortForwardingSession',
    Parameters: { portNumber: ['8080'], localPortNumber: [String(settings.localPort)] },
  });
  expect(asked.filter((name) => name === 'TerminateSessionCommand').length).toBe(2);
});

test('an old plugin gets the answer as an argument', async () => {
  const it = plugin('1.2.497.0', 'serve');
  const { cloud } = systemsManager();
  const { stop, opened, settings } = await way(it.file);
  const kept = keepOpen(cloud, settings);
  await expect.poll(() => opened, { timeout: 20_000 }).toEqual([false]);
  stop.abort();
  await kept;
  expect(it.calls()[0]).toMatchObject({ byVariable: false });
});

test('sessions that end at once, three times, are an error that says what to look at', async () => {
  const it = plugin('1.2.707.0', 'short');
  const { cloud } = systemsManager();
  const { settings } = await way(it.file);
  await expect(keepOpen(cloud, settings)).rejects.toMatchObject({ message: 'The session ended 3 times at once.' });
});

test('without the plugin the sentence says where to get it, and no session is begun', async () => {
  const { asked, cloud } = systemsManager();
  const { settings } = await way('/nowhere/session-manager-plugin');
  await expect(keepOpen(cloud, settings)).rejects.toMatchObject({
    message: expect.stringContaining('session-manager-plugin'),
    next: { en: expect.stringContaining('https://docs.aws.amazon.com/') },
  });
  expect(asked).toEqual([]);
});
