// Asks Grafana through its load balancer, as the user admin: whether it is well, for a board, for the answer of a query.
// On AWS the certificate is our own, so it is the one authority that is believed: nobody else's server is asked.

import { request as plain } from 'node:http';
import { request as overTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { GetCertificateCommand } from '@aws-sdk/client-acm';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { Owned } from '../../../aws/clients.ts';
import { Problem } from '../../../engine/problems.ts';
import { until, unwatched } from '../../../engine/wait.ts';
import { interpolate } from '../../../runtime/board-variables.ts';
import type { GrafanaDoor } from './door.ts';
import type { SqlQuery } from './sql-query.ts';

interface Panel {
  readonly title: string;
  readonly targets?: readonly SqlQuery[];
}
/** Rows of an answer, by the names of its columns. */
export type Answered = readonly Readonly<Record<string, unknown>>[];

export interface Grafana {
  /** The panels of a board. */
  panels(uid: string): Promise<readonly Panel[]>;
  /** What the first query of a panel answers, with these values of the board's variables, over all time. */
  answer(panel: Panel, variables: Readonly<Record<string, string>>): Promise<Answered>;
}

/** Seconds. A task that has just started answers later. */
const PATIENCE = 120;

/** @throws Problem when it is not well after two minutes */
export async function openGrafana(
  cloud: Owned,
  { url, password, arn }: GrafanaDoor,
  signal: AbortSignal,
): Promise<Grafana> {
  const [ca, secret] = await Promise.all([
    cloud.local ? undefined : cloud.acm.send(new GetCertificateCommand({ CertificateArn: arn })),
    cloud.ssm.send(new GetParameterCommand({ Name: password, WithDecryption: true })),
  ]);
  const auth = `admin:${secret.Parameter?.Value}`;
  const ask = (path: string, body?: object) => asked(new URL(path, url), { ca: ca?.Certificate, auth, signal, body });
  await until(
    unwatched(signal),
    { en: 'waiting for Grafana to reach its database', pt: 'à espera de que o Grafana alcance seu banco de dados' },
    PATIENCE,
    async () => ((await ask('api/health')).database === 'ok' ? true : undefined),
  );
  return {
    panels: async (uid) => (await ask(`api/dashboards/uid/${uid}`)).dashboard?.panels ?? [],
    async answer({ title, targets: [target] = [] }, variables) {
      const rawSql = interpolate(target?.rawSql ?? '', variables);
      const { results } = await ask('api/ds/query', {
        from: '0',
        to: String(Date.now()),
        queries: [{ ...target, rawSql }],
      });
      const one = results?.A;
      if (!one?.frames)
        throw new Problem({
          en: `Grafana did not answer the query of "${title}": ${one?.error}`,
          pt: `O Grafana não respondeu à consulta de "${title}": ${one?.error}`,
        });
      const [{ schema, data }] = one.frames;
      return (data.values[0] ?? []).map((_, row) =>
        Object.fromEntries(schema.fields.map(({ name }, column) => [name, data.values[column]?.[row]])),
      );
    },
  };
}

/** What is read of Grafana's answers (Grafana HTTP API: health, dashboard, data source). */
interface Told {
  readonly database?: string;
  readonly dashboard?: { readonly panels: readonly Panel[] };
  readonly results?: Readonly<
    Record<
      string,
      {
        readonly error?: string;
        readonly frames?: [{ schema: { fields: { name: string }[] }; data: { values: unknown[][] } }];
      }
    >
  >;
}
interface Way {
  readonly ca: string | undefined;
  readonly auth: string;
  readonly signal: AbortSignal;
  readonly body: object | undefined;
}

/** An answer that is no JSON, as a load balancer gives it while no task is healthy, is an empty one. */
async function asked(url: URL, { ca, auth, signal, body }: Way): Promise<Told> {
  const send = url.protocol === 'https:' ? overTls : plain;
  const sent = body && JSON.stringify(body);
  const options = {
    method: sent ? 'POST' : 'GET',
    auth,
    signal,
    ...(ca && { ca }),
    headers: { 'content-type': 'application/json' },
  };
  const answer = await new Promise<string>((done, failed) =>
    send(url, options, (response) => void text(response).then(done, failed))
      .on('error', failed)
      .end(sent),
  );
  return answer.startsWith('{') ? JSON.parse(answer) : {};
}
