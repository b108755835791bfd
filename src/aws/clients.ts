// Every SDK client, created when it is first used, and the account behind them. A new service is one more line. Local
// clients get an explicit endpoint and fixed credentials, so the environment and ~/.aws cannot send them elsewhere.
// Every request is counted when it is sent, so each retry of the SDK counts.

import { GetCallerIdentityCommand, type STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Journal } from '../engine/journal.ts';
import { errorText, Problem } from '../engine/problems.ts';
import type { Text } from '../engine/text.ts';
import { ACCOUNT } from '../local/account.ts';
import type { Ownership } from '../settings/settings.ts';
import { adviceFor } from './advice.ts';
import { isLab } from './lab.ts';
import { load } from './load.ts';
import { type Watchable, watch } from './watch.ts';
import { whenUsed } from './when-used.ts';

interface Identity {
  /** 12 digits */
  readonly account: string;
  /** "aws" */
  readonly partition: string;
  /** Are these the credentials of a Learner Lab? */
  readonly lab: boolean;
}

/** Where requests go. Without an endpoint: to AWS, with the credentials that the SDK finds. */
export interface Target {
  readonly region: string;
  /** "http://127.0.0.1:4566": a cloud on this machine. */
  readonly endpoint?: string;
  /** The account of a local cloud: 12 digits. */
  readonly account?: string;
  /** The identity to use without asking AWS, when names and policies are only written down. */
  readonly identity?: Identity;
  /** Replaces the usual request handler: tests put errors there. */
  readonly requestHandler?: NonNullable<STSClientConfig['requestHandler']>;
  /** What a cloud on this machine does behind the answers of a service; called for each client that is made. */
  readonly adapt?: Adapt;
}

export type Adapt = (client: Watchable) => void;

export type Cloud = Awaited<ReturnType<typeof openCloud>>;

/** A cloud, and the owner of the resources that are made in it. */
export type Owned = Cloud & { readonly tags: Ownership };

export const LOCAL_ACCOUNT = ACCOUNT;

/**
 * Creates the clients and asks AWS who we are.
 * @throws Problem when there are no credentials, or when they have expired
 */
export async function openCloud(target: Target) {
  // The SDK warns in nine lines about later Node versions. The lockfile pins an SDK that works on this Node.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const journal = new Journal();
  const { region, endpoint } = target;
  const common = {
    region,
    maxAttempts: endpoint ? 3 : 8,
    retryMode: 'standard',
    requestHandler:
      target.requestHandler ??
      new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true }),
    ...(endpoint && {
      endpoint,
      credentials: { accessKeyId: target.account ?? LOCAL_ACCOUNT, secretAccessKey: 'test' },
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
    }),
  };
  const made: { destroy(): void }[] = [];
  /** Created, and its package loaded, when it is first used. */
  const client = <C extends Watchable>(type: () => new (config: typeof common) => C, more: object = {}): C =>
    whenUsed(() => {
      const one = watch(new (type())({ ...common, ...more }), journal, endpoint !== undefined);
      target.adapt?.(one);
      made.push(one);
      return one;
    });

  const clients = {
    apigateway: client(
      () => load<typeof import('@aws-sdk/client-apigatewayv2')>('@aws-sdk/client-apigatewayv2').ApiGatewayV2Client,
    ),
    /** For create calls that make a second thing when they are sent twice: the SDK must not retry them. */
    apigatewayOnce: client(
      () => load<typeof import('@aws-sdk/client-apigatewayv2')>('@aws-sdk/client-apigatewayv2').ApiGatewayV2Client,
      { maxAttempts: 1 },
    ),
    acm: client(() => load<typeof import('@aws-sdk/client-acm')>('@aws-sdk/client-acm').ACMClient),
    /** For create calls that make a second thing when they are sent twice: the SDK must not retry them. */
    acmOnce: client(() => load<typeof import('@aws-sdk/client-acm')>('@aws-sdk/client-acm').ACMClient, {
      maxAttempts: 1,
    }),
    autoscaling: client(
      () =>
        load<typeof import('@aws-sdk/client-application-auto-scaling')>('@aws-sdk/client-application-auto-scaling')
          .ApplicationAutoScalingClient,
    ),
    dynamodb: client(() => load<typeof import('@aws-sdk/client-dynamodb')>('@aws-sdk/client-dynamodb').DynamoDBClient),
    ec2: client(() => load<typeof import('@aws-sdk/client-ec2')>('@aws-sdk/client-ec2').EC2Client),
    /** For create calls that make a second thing when they are sent twice: the SDK must not retry them. */
    ec2Once: client(() => load<typeof import('@aws-sdk/client-ec2')>('@aws-sdk/client-ec2').EC2Client, {
      maxAttempts: 1,
    }),
    s3: client(
      () => load<typeof import('@aws-sdk/client-s3')>('@aws-sdk/client-s3').S3Client,
      endpoint ? { forcePathStyle: true } : {},
    ),
    sqs: client(() => load<typeof import('@aws-sdk/client-sqs')>('@aws-sdk/client-sqs').SQSClient),
    sns: client(() => load<typeof import('@aws-sdk/client-sns')>('@aws-sdk/client-sns').SNSClient),
    lambda: client(() => load<typeof import('@aws-sdk/client-lambda')>('@aws-sdk/client-lambda').LambdaClient),
    ecr: client(() => load<typeof import('@aws-sdk/client-ecr')>('@aws-sdk/client-ecr').ECRClient),
    ecs: client(() => load<typeof import('@aws-sdk/client-ecs')>('@aws-sdk/client-ecs').ECSClient),
    elasticache: client(
      () => load<typeof import('@aws-sdk/client-elasticache')>('@aws-sdk/client-elasticache').ElastiCacheClient,
    ),
    rds: client(() => load<typeof import('@aws-sdk/client-rds')>('@aws-sdk/client-rds').RDSClient),
    elbv2: client(
      () =>
        load<typeof import('@aws-sdk/client-elastic-load-balancing-v2')>('@aws-sdk/client-elastic-load-balancing-v2')
          .ElasticLoadBalancingV2Client,
    ),
    iam: client(() => load<typeof import('@aws-sdk/client-iam')>('@aws-sdk/client-iam').IAMClient),
    logs: client(
      () =>
        load<typeof import('@aws-sdk/client-cloudwatch-logs')>('@aws-sdk/client-cloudwatch-logs').CloudWatchLogsClient,
    ),
    cloudwatch: client(
      () => load<typeof import('@aws-sdk/client-cloudwatch')>('@aws-sdk/client-cloudwatch').CloudWatchClient,
    ),
    scheduler: client(
      () => load<typeof import('@aws-sdk/client-scheduler')>('@aws-sdk/client-scheduler').SchedulerClient,
    ),
    ssm: client(() => load<typeof import('@aws-sdk/client-ssm')>('@aws-sdk/client-ssm').SSMClient),
    sts: client(() => load<typeof import('@aws-sdk/client-sts')>('@aws-sdk/client-sts').STSClient),
  };
  const { account, partition, lab } = target.identity ?? (await whoAmI(clients.sts));
  const { expiration } = target.identity ? {} : await clients.sts.config.credentials();

  return {
    ...clients,
    journal,
    account,
    region,
    partition,
    /** Of a cloud on this machine; undefined for AWS. */
    endpoint,
    /** Is this a cloud on this machine, rather than AWS? */
    local: endpoint !== undefined,
    /** Are these the credentials of a Learner Lab? */
    lab,
    /** When the credentials end, if they say so. */
    expiration,
    /** "arn:aws:sqs:us-east-1:123456789012:name" */
    arn: (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
    bucketArn: (bucket: string) => `arn:${partition}:s3:::${bucket}`,
    close: () => {
      for (const client of made.splice(0)) client.destroy();
    },
  };
}

const CHECK_THE_REGION: Text = {
  en: 'Check AWS_REGION and the network, then run the same command again.',
  pt: 'Verifique AWS_REGION e a rede, e rode o mesmo comando de novo.',
};

async function whoAmI(sts: STSClient): Promise<Identity> {
  try {
    const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: String(Account), partition: Arn.split(':')[1] || 'aws', lab: isLab(Arn) };
  } catch (error) {
    if (error instanceof Problem) throw error;
    const why = errorText(error);
    throw new Problem(
      {
        en: `Could not find out which AWS account this is: ${why}.`,
        pt: `Não foi possível descobrir qual é a conta AWS: ${why}.`,
      },
      { cause: error, next: adviceFor(error) ?? CHECK_THE_REGION },
    );
  }
}
