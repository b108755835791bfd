// A script of the usual kind, for comparison: it asks for each thing, creates it when it is missing, and then writes its
// settings, one call after the other. It builds what the line counter builds with ALARMS=off and WEB=off.
// Run as: plain.ts up | down

import { DeleteDashboardsCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  HeadBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, DeleteTopicCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { cloudwatch, maybe, NAME, s3, sns, sqs, Tags } from './clients.ts';
import { functionsDown, functionsUp } from './functions.ts';
import { networkDown, networkUp } from './network.ts';

const Bucket = `${NAME}-000000000000`;
const TOPICS = ['results', 'operators'];
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`;

async function queueUp(QueueName: string, Attributes: Record<string, string>) {
  const found = await maybe(sqs.send(new GetQueueUrlCommand({ QueueName })));
  const { QueueUrl } = found ?? (await sqs.send(new CreateQueueCommand({ QueueName, tags: { project: 'plain' } })));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
}

async function bucketUp() {
  if (!(await maybe(s3.send(new HeadBucketCommand({ Bucket }))))) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const Rules = [
    { ID: 'old', Status: 'Enabled' as const, Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 7 } },
  ];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
}

async function up() {
  const ground = await networkUp();
  await bucketUp();
  for (const topic of TOPICS) {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `${NAME}-${topic}`, Tags }));
    await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'DisplayName', AttributeValue: 'Ada' }));
  }
  await queueUp(`${NAME}-dead`, { MessageRetentionPeriod: '1209600' });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('sqs', `${NAME}-dead`), maxReceiveCount: 5 });
  const QueueArn = arn('sqs', `${NAME}-jobs`);
  await queueUp(`${NAME}-jobs`, { VisibilityTimeout: '1801', RedrivePolicy });
  await functionsUp({ ...ground, topic: arn('sns', `${NAME}-results`) }, QueueArn);
  const QueueConfigurations = [{ QueueArn, Events: ['s3:ObjectCreated:*' as const] }];
  await s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { QueueConfigurations } }),
  );
  await cloudwatch.send(new PutDashboardCommand({ DashboardName: NAME, DashboardBody: '{"widgets":[]}' }));
}

async function down() {
  await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [NAME] }));
  await functionsDown();
  for (const QueueName of [`${NAME}-jobs`, `${NAME}-dead`]) {
    const found = await maybe(sqs.send(new GetQueueUrlCommand({ QueueName })));
    if (found) await sqs.send(new DeleteQueueCommand(found as { QueueUrl: string }));
  }
  for (const topic of TOPICS) await sns.send(new DeleteTopicCommand({ TopicArn: arn('sns', `${NAME}-${topic}`) }));
  await maybe(s3.send(new DeleteBucketCommand({ Bucket })));
  await networkDown();
}

await (process.argv[2] === 'down' ? down() : up());
