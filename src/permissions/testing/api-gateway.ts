// What IAM checks for calls of API Gateway: the method and the path of its REST interface (API Gateway V2 API reference).

import { type Call, type Need, need, type Place } from './call.ts';
import { tagsIn } from './fields.ts';

/** As the SDK calls the service. */
export const API_GATEWAY = 'ApiGatewayV2';

const METHODS: readonly (readonly [beginning: string, method: string])[] = [
  ['Get', 'GET'],
  ['Create', 'POST'],
  ['Update', 'PATCH'],
  ['Delete', 'DELETE'],
];

const LOG_DELIVERY = [
  'CreateLogDelivery',
  'UpdateLogDelivery',
  'GetLogDelivery',
  'ListLogDeliveries',
  'DeleteLogDelivery',
];

/** "apigateway:GET" */
export const apiAction = (operation: string): string =>
  `apigateway:${METHODS.find(([one]) => operation.startsWith(one))?.[1]}`;

/** @param tags that the API of this id was made with */
export function needsOfApi(
  { operation, input }: Call,
  { region }: Place,
  tags: Readonly<Record<string, string>>,
): Need[] {
  const [beginning = '', method = ''] = METHODS.find(([one]) => operation.startsWith(one)) ?? [];
  const noun = operation.slice(beginning.length).replace(/s$/, '');
  const at = (path: string) => `arn:aws:apigateway:${region}::/apis${path}`;
  if (operation === 'GetApis') return [need('apigateway:GET', at(''))];
  if (operation === 'CreateApi') {
    const given = keyed('RequestTag', tagsIn(input));
    return [
      need('apigateway:POST', at(''), given),
      need('apigateway:POST', `arn:aws:apigateway:${region}::/tags/x`, given),
    ];
  }
  const api = `/${input.ApiId}`;
  if (noun === 'Api') return [need(`apigateway:${method}`, at(api), keyed('ResourceTag', tags))];
  if (noun === 'CorsConfiguration') return [need('apigateway:DELETE', at(`${api}/cors`))];
  const one = input.IntegrationId ?? input.RouteId ?? (operation === 'CreateStage' ? undefined : input.StageName);
  const path = `${api}/${noun.toLowerCase()}s${one === undefined ? '' : `/${one}`}`;
  const logs = input.AccessLogSettings || operation === 'DeleteStage' ? LOG_DELIVERY : [];
  const policies = logs.length ? ['PutResourcePolicy', 'DescribeResourcePolicies'] : [];
  return [need(`apigateway:${method}`, at(path)), ...[...logs, ...policies].map((action) => need(`logs:${action}`))];
}

const keyed = (what: string, tags: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${what}/${key}`, value]));
