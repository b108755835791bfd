// The address of a part's page in the AWS console. AWS documents none of them: they are what the console itself shows in
// the address bar. Where one is out of date, the console opens the list of that service.

import type { Owned } from '../../aws/clients.ts';

type Place = Pick<Owned, 'local' | 'region' | 'account' | 'partition'>;
type At = Place & { readonly name: string };

const arn = ({ partition, region, account, name }: At, service: string) =>
  `arn:${partition}:${service}:${region}:${account}:${name}`;
const word = encodeURIComponent;

const PATHS: Readonly<Record<string, (at: At) => string>> = {
  'S3 bucket': ({ name, region }) => `s3/buckets/${name}?region=${region}`,
  'SQS queue': ({ name, region, account }) =>
    `sqs/v3/home?region=${region}#/queues/${word(`https://sqs.${region}.amazonaws.com/${account}/${name}`)}`,
  'Lambda function': ({ name, region }) => `lambda/home?region=${region}#/functions/${name}`,
  Cache: ({ region }) => `elasticache/home?region=${region}#/`,
  'DynamoDB table': ({ name, region }) => `dynamodbv2/home?region=${region}#table?name=${word(name)}`,
  'DB instance': ({ name, region }) => `rds/home?region=${region}#database:id=${word(name)};is-cluster=false`,
  Instance: ({ name, region }) => `ec2/home?region=${region}#Instances:tag:Name=${word(name)}`,
  Volume: ({ name, region }) => `ec2/home?region=${region}#Volumes:tag:Name=${word(name)}`,
  'SNS topic': (at) => `sns/v3/home?region=${at.region}#/topic/${arn(at, 'sns')}`,
  'E-mail subscription': ({ region }) => `sns/v3/home?region=${region}#/subscriptions`,
  'Composite alarm': ({ region }) => `cloudwatch/home?region=${region}#alarmsV2:`,
  'HTTP API': ({ region }) => `apigateway/main/apis?region=${region}`,
};

/** `undefined` in a cloud on this machine, which has no console. */
export function consoleLink(kind: string, name: string, place: Place): string | undefined {
  const path = place.local ? undefined : PATHS[kind]?.({ ...place, name });
  return path && `https://${place.region}.console.aws.amazon.com/${path}`;
}
