// Finds an HTTP API by its name and tags. API Gateway gives each API an id, and several may have the same name.

import {
  type Api as ApiAnswer,
  GetApisCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
} from '@aws-sdk/client-apigatewayv2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs } from '../../aws/tags.ts';
import { perCloud, together } from '../../aws/together.ts';
import { absentWhen, type RetryableError } from '../../engine/wait.ts';

export const ABSENT = ['NotFoundException'];

/** API Gateway takes one change of an API at a time. */
export const apiBusy: RetryableError = {
  kinds: ['ConflictException'],
  message: /concurrent modification/i,
  because: { en: 'another change of the API is under way', pt: 'outra mudança da API está em andamento' },
  patience: 120,
};

/** All that API Gateway answers, page by page: it has no paginators (AWS SDK for JavaScript v3, client-apigatewayv2). */
export async function everyPage<Item>(
  ask: (page: { NextToken?: string }) => Promise<{ Items?: Item[] | undefined; NextToken?: string | undefined }>,
): Promise<Item[]> {
  const found: Item[] = [];
  let token: string | undefined;
  do {
    const { Items = [], NextToken } = await ask(token ? { NextToken: token } : {});
    found.push(...Items);
    token = NextToken;
  } while (token);
  return found;
}

/** GetApis takes no names: one listing for all who ask at the same moment. */
const apis = perCloud(({ apigateway }: Owned) =>
  together(() => everyPage((page) => apigateway.send(new GetApisCommand(page)))),
);

/** All APIs of this name with our tags, the oldest first. */
export async function findApis(cloud: Owned, name: string): Promise<ApiAnswer[]> {
  const { tags } = cloud;
  const all = await apis(cloud)(name);
  const age = ({ CreatedDate }: ApiAnswer) => CreatedDate?.getTime() ?? 0;
  return all
    .filter(({ Name, Tags }) => Name === name && isOurs(tags, Tags))
    .sort((a, b) => age(a) - age(b) || (String(a.ApiId) < String(b.ApiId) ? -1 : 1));
}

/** Of its $default stage, with a slash at the end. A local cloud has a path where AWS has a host. */
export const addressOf = ({ endpoint }: Pick<Owned, 'endpoint'>, { ApiId, ApiEndpoint }: ApiAnswer): string =>
  endpoint ? `${endpoint}/_aws/execute-api/${ApiId}/$default/` : `${ApiEndpoint}/`;

/** The id that a part of the API needs; undefined when there is no API. */
export const findApiId = async (cloud: Owned, name: string): Promise<string | undefined> =>
  (await findApis(cloud, name))[0]?.ApiId;

export const integrationsOf = async ({ apigateway }: Owned, ApiId: string) =>
  (await absentWhen(ABSENT, () =>
    everyPage((page) => apigateway.send(new GetIntegrationsCommand({ ApiId, ...page }))),
  )) ?? [];

export const routesOf = async ({ apigateway }: Owned, ApiId: string) =>
  (await absentWhen(ABSENT, () => everyPage((page) => apigateway.send(new GetRoutesCommand({ ApiId, ...page }))))) ??
  [];
