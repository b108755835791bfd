// The queues of an owner.

import { ListQueuesCommand, ListQueueTagsCommand, paginateListQueues } from '@aws-sdk/client-sqs';
import { isOwned, last, ownerName, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';

export const SQS: Service = {
  name: 'SQS',
  kinds: ['SQS queue'],
  looksAt: [{ en: 'queues', pt: 'filas' }],
  ask: ({ sqs }) => sqs.send(new ListQueuesCommand({ MaxResults: 1 })),
  async *list(cloud) {
    const { sqs: client } = cloud;
    for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: ownerName(cloud) }))
      for (const QueueUrl of QueueUrls) {
        const name = last(QueueUrl, '/');
        const tags = async () => (await client.send(new ListQueueTagsCommand({ QueueUrl }))).Tags;
        if (await isOwned(cloud, name, tags)) yield { service: 'SQS queue', name };
      }
  },
  rights: () => [may('sqs', 'ListQueues', '*')],
};
