// The board over real HTTP: who may ask, what each system's drawing has, and that a command serves it until Ctrl-C.

import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Flow } from '../../page/contract.ts';
import { SYSTEM_NAMES } from '../../systems.ts';
import { linesOf, startingOf } from '../../testing/run-command.ts';
import { type Served, serveBoard } from './server.ts';

interface Asked {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: { error?: { code: string } } & Record<string, unknown>;
}

/** `fetch` sets Host and Origin itself, so the request is made by hand. */
const asking =
  (link: string) =>
  (path: string, headers: Record<string, string> = {}, method = 'GET', body?: object): Promise<Asked> =>
    new Promise((done, failed) => {
      const sent = request(new URL(path, link), { method, headers }, (answer) => {
        const { statusCode: status = 0, headers: told } = answer;
        const isJson = told['content-type']?.startsWith('application/json');
        text(answer).then((read) => done({ status, headers: told, body: isJson ? JSON.parse(read) : {} }), failed);
      });
      sent.on('error', failed).end(body && JSON.stringify(body));
    });

async function signIn(link: string): Promise<Record<string, string>> {
  const { origin, hash } = new URL(link);
  const { status, headers } = await asking(link)('api/session', { origin }, 'POST', { invitation: hash.slice(1) });
  expect(status).toBe(204);
  const [cookie = ''] = [headers['set-cookie'] ?? []].flat();
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  return { cookie: cookie.split(';')[0] ?? '' };
}

describe('who may ask', () => {
  let board: Served;
  let ask: ReturnType<typeof asking>;
  let origin: string;
  beforeAll(async () => {
    board = await serveBoard({
      'GET api/me': async () => ({ name: 'x' }),
      'POST api/redrive': async () => ({ moved: 1 }),
    });
    ask = asking(board.link);
    origin = new URL(board.link).origin;
  });
  afterAll(() => board.close());

  test('the page itself is no secret, has a strict policy, and is sent once', async () => {
    const { status, headers } = await ask('/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/', { 'if-none-match': String(headers.etag) })).status).toBe(304);
  });

  test.each([
    ['nobody', {}, 401, 'signed-out'],
    ['a wrong cookie', { cookie: 'ada-board=x' }, 401, 'signed-out'],
    ['another name that leads here (DNS rebinding)', { host: 'evil.example' }, 403, 'other-site'],
    ['the right name with another port', { host: '127.0.0.1:1' }, 403, 'other-site'],
  ])('%s is refused', async (_, headers, status, code) => {
    const refused = await ask('api/me', headers as Record<string, string>);
    expect([refused.status, refused.body.error?.code]).toEqual([status, code]);
  });

  test('a wrong token is no way in, and another site cannot bring the right one', async () => {
    const wrong = await ask('api/session', { origin }, 'POST', { invitation: 'x'.repeat(32) });
    expect([wrong.status, wrong.body.error?.code]).toEqual([401, 'invitation-wrong']);
    const right = { invitation: new URL(board.link).hash.slice(1) };
    for (const from of [{}, { origin: 'https://evil.example' }, { origin, 'sec-fetch-site': 'cross-site' }])
      expect((await ask('api/session', from as Record<string, string>, 'POST', right)).status).toBe(403);
  });

  test('with the link: answers, 304 for what has not changed, 404 for the rest; writing needs the own site', async () => {
    const cookie = await signIn(board.link);
    const me = await ask('api/me', cookie);
    expect([me.status, me.body]).toEqual([200, { name: 'x' }]);
    expect((await ask('api/me', { ...cookie, 'if-none-match': String(me.headers.etag) })).status).toBe(304);
    expect((await ask('api/files', cookie)).status).toBe(404);
    expect((await ask('api/toString', cookie)).status).toBe(404);
    expect((await ask('api/redrive', { ...cookie, origin: 'https://evil.example' }, 'POST')).status).toBe(403);
    expect((await ask('api/redrive', { ...cookie, origin }, 'POST')).body).toEqual({ moved: 1 });
  });
});

const start = startingOf('board');

async function linkOf(started: ReturnType<typeof start>): Promise<string> {
  for await (const _ of started.child.stdout ?? []) {
    const [line] = started.out().split('\n');
    if (line?.endsWith('}')) return JSON.parse(line).url;
  }
  throw new Error((await started.ended).err);
}

test.each(SYSTEM_NAMES)(
  'npm run board -- %s: its drawing is there before the system is, and Ctrl-C ends it with 0',
  async (name) => {
    const started = start('scripts/board.ts', name, '--json');
    const link = await linkOf(started);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{32}$/);
    const cookie = await signIn(link);
    const { status, body } = await asking(link)('api/flow', cookie);
    const flow = body as unknown as Flow;
    // A cache is asked through a function of its system, so that one question has no answer yet.
    const unanswered = flow.nodes
      .filter(({ kind }) => kind === 'cache')
      .map(({ title }) => expect.stringMatching(new RegExp(`^${title}: .* is not there: run npm run up first`)));
    expect([status, flow.system, flow.problems]).toEqual([200, name, unanswered]);
    expect(flow.nodes.length).toBeGreaterThan(4);
    expect(flow.edges.length).toBeGreaterThan(3);
    started.child.kill('SIGINT');
    const ended = await started.ended;
    expect([ended.status, linesOf(ended)]).toEqual([0, [{ event: 'board', system: name, url: link }]]);
  },
);

test('a port that is taken is told, and --port must be a number', async () => {
  const board = await serveBoard({});
  const { port } = new URL(board.link);
  const refused = await start('scripts/board.ts', '--port', port).ended;
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining(`Port ${port} of this machine is taken`)]);
  expect((await start('scripts/board.ts', '--port', 'x').ended).status).toBe(2);
  await board.close();
});
