// The parts of the page in front of the system: the key of its invitations, its function, its address on the internet, and
// the rule that lets a browser send files to the bucket. Names and settings only.

import type { Owned } from '../../../aws/clients.ts';
import { bundle } from '../../../aws/code/bundle.ts';
import type { AnyStep } from '../../../engine/lifecycle.ts';
import { notUsed } from '../../../engine/steps-of.ts';
import { isKey, newKey } from '../../../operate/invite/key.ts';
import { functionParts } from '../../../patterns/function.ts';
import { type HttpApi, httpApi } from '../../../resources/apigateway/http-api.ts';
import { integration } from '../../../resources/apigateway/integration.ts';
import { defaultRoute } from '../../../resources/apigateway/route.ts';
import { defaultStage } from '../../../resources/apigateway/stage.ts';
import type { LambdaFunction } from '../../../resources/lambda/function-state.ts';
import { apiPermission } from '../../../resources/lambda/permission.ts';
import { logGroup } from '../../../resources/logs/log-group.ts';
import type { Bucket } from '../../../resources/s3/bucket.ts';
import { bucketCors } from '../../../resources/s3/cors.ts';
import { type Secret, secretParameter } from '../../../resources/ssm/parameter.ts';
import { about } from '../about.ts';
import { pageRights } from '../function-rights.ts';
import type { Names } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import type { PageContent } from './content.ts';
import { keyVariables } from './key-variables.ts';
import { PAGE_TIMEOUT } from './limits.ts';

/** Forty people with an open page ask about 25 times a second at the worst moment. */
const REQUESTS = { rate: 50, burst: 100 };

/** What the environment of its function is made of. */
export interface PageNeeds {
  key: Secret;
  bucket: Bucket;
  reader: LambdaFunction;
}

export function pageParts(cloud: Owned, settings: LineCounterSettings, names: Names, content: PageContent) {
  const on = settings.WEB === 'on';
  const logged = on && settings.WEB_ACCESS_LOG === 'on';
  const ifOn = <S extends AnyStep>(step: S, used = on): S => (used ? step : notUsed(step));
  const apiName = names.page;
  const says = about.page;
  const { logs, role, environment, ...its } = functionParts(cloud, settings, {
    name: names.page,
    service: 'page',
    description: 'Serves the page and its API',
    about: says.function,
    code: bundle('src/systems/line-counter/page/handler.ts', () => content.more()),
    inVpc: false,
    timeoutSeconds: PAGE_TIMEOUT,
    memoryMegabytes: 512,
    role: {
      why: says.role,
      policy: ({ bucket, reader }: { bucket: Bucket; reader: LambdaFunction }, logs) =>
        pageRights({
          ...{ bucket: bucket.arn, reader: reader.arn, logs: [logs.arn] },
          ...{ queue: cloud.arn('sqs', names.queue), deadLetters: cloud.arn('sqs', names.deadLetters) },
          workerLog: cloud.arn('logs', `log-group:/aws/lambda/${names.worker}`),
        }),
    },
    environment: {
      what: says.environment,
      variables: ({ key, bucket, reader }: PageNeeds) => ({
        ...keyVariables(key.value),
        STACK: names.stack,
        ACCOUNT: cloud.account,
        BUCKET: bucket.name,
        READER: reader.name,
        QUEUE: names.queue,
        DEAD_LETTERS: names.deadLetters,
        WORKER: names.worker,
      }),
    },
  });
  return {
    on,
    logged,
    key: ifOn(secretParameter(cloud, { name: names.invitationKey, about: says.key, make: newKey, valid: isKey })),
    logs: ifOn(logs),
    role: ifOn(role),
    function: ifOn(its.function),
    environment: ifOn(environment),
    api: ifOn(httpApi(cloud, { name: apiName, about: says.api, description: `Page of ${names.stack}` })),
    mayCall: ifOn(apiPermission(cloud, { id: names.page, apiName, functionName: names.page, about: says.permission })),
    integration: ifOn(
      integration(cloud, {
        ...{ apiName, functionName: names.page, about: says.integration },
        timeoutMilliseconds: 30_000,
      }),
    ),
    route: ifOn(defaultRoute(cloud, { apiName, about: says.route })),
    accessLog: ifOn(
      logGroup(cloud, {
        name: names.accessLog,
        about: says.accessLog,
        retentionDays: settings.LOG_RETENTION_DAYS,
      }),
      logged,
    ),
    stage: ifOn(
      defaultStage(cloud, {
        ...{ apiName, about: says.stage, ...REQUESTS },
        withoutLog: {
          en: 'If this account may not deliver logs (a Learner Lab, for example), set WEB_ACCESS_LOG=off.',
          pt: 'Se esta conta não pode entregar logs (um Learner Lab, por exemplo), use WEB_ACCESS_LOG=off.',
        },
      }),
    ),
    cors: ifOn(
      bucketCors<{ bucket: Bucket; api: HttpApi }>(cloud, {
        ...{ bucket: names.bucket, about: says.cors },
        page: ({ api }) => api.url,
        methods: ['PUT'],
        headers: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
      }),
    ),
  };
}

export type PageParts = ReturnType<typeof pageParts>;
