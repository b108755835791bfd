// The tables of an owner.

import { ListTablesCommand, paginateListTables } from '@aws-sdk/client-dynamodb';
import { isOwned, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { tagsOf } from './find-table.ts';

export const DYNAMODB: Service = {
  name: 'DynamoDB',
  kinds: ['DynamoDB table'],
  looksAt: [{ en: 'tables', pt: 'tabelas' }],
  ask: ({ dynamodb }) => dynamodb.send(new ListTablesCommand({ Limit: 1 })),
  async *list(cloud) {
    const { dynamodb: client } = cloud;
    for await (const { TableNames = [] } of paginateListTables({ client }, {}))
      for (const name of TableNames)
        if (await isOwned(cloud, name, () => tagsOf(cloud, cloud.arn('dynamodb', `table/${name}`))))
          yield { service: 'DynamoDB table', name };
  },
  rights: () => [may('dynamodb', 'ListTables', '*')],
};
