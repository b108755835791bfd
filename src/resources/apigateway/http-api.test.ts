// An HTTP API and what is in it, in four beats each: integration, route, stage, and the permission to call the function.

import { setTimeout as pause } from 'node:timers/promises';
import { CreateApiCommand, CreateIntegrationCommand, CreateRouteCommand } from '@aws-sdk/client-apigatewayv2';
import { expect, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../../aws/clients.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { functionStep, makeNetwork, makeRole } from '../../testing/prerequisites.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { permissionBreaks } from '../lambda/breaks.ts';
import { apiPermission } from '../lambda/permission.ts';
import { logGroup } from '../logs/log-group.ts';
import { httpApiBreaks, integrationBreaks, routeBreaks, stageBreaks } from './breaks.ts';
import { httpApi } from './http-api.ts';
import { integration } from './integration.ts';
import { APIGATEWAY } from './list.ts';
import { defaultRoute } from './route.ts';
import { defaultStage } from './stage.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx, name } = testCloud;
const { apigateway } = cloud;
const { subnets, group } = await makeNetwork(testCloud);
const fn = functionStep(testCloud);
const its = await make(fn, { ...(await makeRole(testCloud)), subnets, group });
const logs = await make(logGroup(cloud, { name: `/aws/vendedlogs/${name}`, about, retentionDays: 14 }));

const apiName = `${name}-page`;
const api = httpApi(cloud, { name: apiName, description: 'A page to try', about });
const toFunction = integration(cloud, { apiName, functionName: fn.name, about, timeoutMilliseconds: 20_000 });
const route = defaultRoute(cloud, { apiName, about });
const stage = defaultStage(cloud, { apiName, about, rate: 50, burst: 100, withoutLog: 'Leave the log out.' });
const permission = apiPermission(cloud, { id: `${name}-page`, apiName, functionName: fn.name, about });

const called = async () => ({ api: await make(api), function: its });
const joined = async () => ({ integration: await make(toFunction, await called()) });
const routed = async () => ({ route: await make(route, await joined()) });

fourBeats('The API', testCloud, () => ({ step: api, needs: {} }), httpApiBreaks);
fourBeats('The integration', testCloud, async () => ({ step: toFunction, needs: await called() }), integrationBreaks);
fourBeats('The route', testCloud, async () => ({ step: route, needs: await joined() }), routeBreaks);
fourBeats(
  'The stage with an access log',
  testCloud,
  async () => ({ step: stage, needs: { ...(await routed()), logs } }),
  stageBreaks,
);
fourBeats('The stage without one', testCloud, async () => ({ step: stage, needs: await routed() }), stageBreaks, [
  'somebody logs less',
  'somebody sends the access log elsewhere',
]);
fourBeats(
  'The permission of the API',
  testCloud,
  async () => ({ step: permission, needs: await called() }),
  permissionBreaks,
  ['somebody gives it to another account'],
);

test('a stage that had an access log loses it when it is no longer wanted', async () => {
  await make(stage, { ...(await routed()), logs });
  const { drift, live } = await stage.ensure(await routed(), ctx);
  expect(drift.map(({ field }) => field)).toEqual(['DestinationArn', 'Format']);
  expect(live.DestinationArn).toBeUndefined();
});

test('the access log writes neither cookies nor the query', async () => {
  const { Format } = await make(stage, { ...(await routed()), logs });
  expect(Object.keys(JSON.parse(String(Format)))).toContain('status');
  expect(Format).not.toMatch(/cookie|query|header/i);
});

/** Made in a later second than the API, because times of APIs have no fractions, and the order of two must be certain. */
async function twin() {
  await pause(1_000);
  const made = new CreateApiCommand({ Name: apiName, ProtocolType: 'HTTP', Tags: { ...cloud.tags } });
  return (await apigateway.send(made)).ApiId;
}

test('of two APIs with our name and tags the second is taken away when it has no route', async () => {
  const { id } = await make(api);
  await twin();
  expect(await api.ensure({}, ctx)).toMatchObject({ live: { id, twins: [] }, outcome: 'repaired' });
  expect(await api.remove(ctx)).toBe('removed');
});

test('of two APIs with our name and tags that have routes none is chosen, and `down` removes both', async () => {
  const { id } = await make(api);
  await apigateway.send(new CreateRouteCommand({ ApiId: await twin(), RouteKey: '$default' }));
  await expect(api.ensure({}, ctx)).rejects.toThrow(new RegExp(`is there 2 times, .*${id}`));
  expect(await api.remove(ctx)).toBe('removed');
  expect(await api.describe(ctx)).toBeUndefined();
});

test('an API of the same name and of somebody else is another API', async () => {
  const { ApiId } = await apigateway.send(new CreateApiCommand({ Name: apiName, ProtocolType: 'HTTP' }));
  const { id } = await make(api);
  expect(id).not.toBe(ApiId);
  const listed = [];
  for await (const one of APIGATEWAY.list(cloud, () => [])) listed.push(one.name);
  expect(listed).toEqual([apiName]);
});

test('an integration of somebody in our API stays', async () => {
  const needs = await called();
  const other = { ApiId: needs.api.id, IntegrationType: 'HTTP_PROXY', IntegrationUri: 'http://127.0.0.1' } as const;
  const { IntegrationId } = await apigateway.send(
    new CreateIntegrationCommand({ ...other, PayloadFormatVersion: '1.0' }),
  );
  expect((await make(toFunction, needs)).id).not.toBe(IntegrationId);
});

test('its address calls the function', async () => {
  // The local cloud serves the APIs of this account only.
  const served = await openTestCloud({ STAGE: 'served' }, LOCAL_ACCOUNT);
  const [network, rights, fn] = [await makeNetwork(served), await makeRole(served), functionStep(served)];
  const its = await served.make(fn, { ...rights, ...network });
  const at = { apiName: fn.name, about };
  const api = await served.make(httpApi(served.cloud, { name: fn.name, description: 'A page to try', about }));
  const call = integration(served.cloud, { ...at, functionName: fn.name, timeoutMilliseconds: 20_000 });
  const made = await served.make(call, { api, function: its });
  const stage = defaultStage(served.cloud, { ...at, rate: 50, burst: 100, withoutLog: '' });
  expect((await fetch(api.url)).status).toBe(404);
  await served.make(stage, { route: await served.make(defaultRoute(served.cloud, at), { integration: made }) });
  expect((await fetch(api.url)).status).toBe(200);
});
