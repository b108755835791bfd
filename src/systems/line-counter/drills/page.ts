// Drills of point 1, from the side of the page: its function throws, is slow, and strangers try to get in. They call the
// function as API Gateway does, so that they run in every account.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import { replaceCode, SLOW, shortenTimeOut, slowHandler } from '../../../operate/drills/breaking.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { UPLOADS } from '../alarms/points.ts';
import type { LineCounterSite } from './site.ts';

/** More than the alarm allows in a period. */
const STRANGERS = 25;

export const PAGE_DRILLS = {
  'page-throws': {
    point: UPLOADS,
    breaks: {
      en: 'The code of the page is replaced by one that throws: whoever opens it sees an error.',
      pt: 'O código da página é trocado por um que lança erro: quem a abre vê um erro.',
    },
    healthy: (site) => open(site),
    begin: (site) => replaceCode(site, site.names.page, 'async () => { throw new RangeError("a drill"); }'),
    meanwhile: (site) => open(site),
  },
  'page-slow': {
    point: UPLOADS,
    ...SLOW,
    async begin(site) {
      await shortenTimeOut(site, site.part.page.function, site.names.page);
      await replaceCode(site, site.names.page, slowHandler('{ statusCode: 204 }'));
    },
    meanwhile: (site) => open(site),
  },
  strangers: {
    point: UPLOADS,
    breaks: {
      en: 'Somebody tries 25 invitations in a row that are none.',
      pt: 'Alguém tenta, um atrás do outro, 25 convites que não são convites.',
    },
    async meanwhile(site) {
      for (let tries = 0; tries < STRANGERS; tries += 1) await signIn(site);
    },
  },
} satisfies Record<string, Acts<LineCounterSite>>;

const ask = ({ cloud, names }: LineCounterSite, method: string, rawPath: string, body?: string) => {
  const event = { rawPath, body, headers: {}, requestContext: { http: { method, sourceIp: '127.0.0.1' } } };
  return cloud.lambda.send(new InvokeCommand({ FunctionName: names.page, Payload: JSON.stringify(event) }));
};
const open = (site: LineCounterSite) => ask(site, 'GET', '/');
const signIn = (site: LineCounterSite) => ask(site, 'POST', '/api/session', '{"invitation":"of a stranger"}');
