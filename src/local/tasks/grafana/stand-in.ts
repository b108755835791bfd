// The stand-in for Grafana in the local cloud (run by the script of program.ts, with the variables of the container). It answers
// four of Grafana's addresses in Grafana's form: the health check, a board, a query, and pages for people. It draws no graphs.

import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { ask, health } from './ask.ts';
import { boardPage, listPage } from './page.ts';
import { boards, postgresSource } from './provisioned.ts';

interface Answer {
  readonly status: number;
  readonly body: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

const { env } = process;
const source = postgresSource(env);
const all = boards(env);
const DAY_MS = 24 * 60 * 60 * 1000;
/** Days that the pages show; the boards say the same. */
const SHOWN = 90;

const isAdmin = ({ headers }: IncomingMessage): boolean => {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Basic ${Buffer.from(`admin:${env.GF_SECURITY_ADMIN_PASSWORD}`).toString('base64')}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly queries: readonly {
    readonly refId: string;
    readonly rawSql: string;
    readonly datasource: { readonly uid: string };
  }[];
}

async function query(body: Asked): Promise<Answer> {
  const time = { from: Number(body.from), to: Number(body.to) };
  const answers = await Promise.all(
    body.queries.map(async ({ refId, rawSql, datasource }) => {
      if (datasource.uid !== source.uid) return [refId, { status: 404, error: 'data source not found' }] as const;
      return ask(source, rawSql, time, refId).then(
        (frame) => [refId, { status: 200, frames: [frame] }] as const,
        (error: Error) => [refId, { status: 400, error: error.message }] as const,
      );
    }),
  );
  const status = answers.every(([, one]) => one.status === 200) ? 200 : 400;
  return { status, body: { results: Object.fromEntries(answers) } };
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/api/health') {
    const isWell = await health(env);
    return { status: isWell ? 200 : 503, body: { database: isWell ? 'ok' : 'failing', standIn: true } };
  }
  if (!isAdmin(request))
    return {
      status: 401,
      body: { message: 'Unauthorized' },
      headers: { 'www-authenticate': 'Basic realm="Grafana stand-in"' },
    };
  if (pathname === '/') return { status: 200, body: listPage(all) };
  if (pathname === '/api/ds/query' && request.method === 'POST') return query(JSON.parse(await text(request)));
  const [, kind, uid] = /^(\/d\/|\/api\/dashboards\/uid\/)([\w-]+)$/.exec(pathname) ?? [];
  const board = all.find((one) => one.uid === uid);
  if (!board) return { status: 404, body: { message: 'Not found' } };
  const now = Date.now();
  const time = { from: now - SHOWN * DAY_MS, to: now };
  return kind === '/d/'
    ? { status: 200, body: await boardPage(board, source, searchParams, time) }
    : { status: 200, body: { dashboard: board, meta: { provisioned: true } } };
}

const server = createServer((request, response) => {
  answer(request)
    .catch((error: Error): Answer => ({ status: 500, body: { message: error.message } }))
    .then(({ status, body, headers }) => {
      const isPage = typeof body === 'string';
      response.writeHead(status, {
        'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json',
        ...headers,
      });
      response.end(isPage ? body : JSON.stringify(body));
    });
});
server.listen(Number(env.GF_SERVER_HTTP_PORT), '127.0.0.1', () => {
  console.log(
    `a stand-in for Grafana on 127.0.0.1:${env.GF_SERVER_HTTP_PORT}: ${all.map(({ title }) => title).join(', ')}`,
  );
});
process.on('SIGTERM', () => process.exit(0));
