// Writing an item once, and only once.

import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '../item.ts';

/**
 * The condition is about the whole key, file and event. So a repeat of an event finds its own item and changes nothing, and a
 * late older event is an item of its own.
 */
export const itemStore =
  (dynamodb: Pick<DynamoDBClient, 'send'>, TableName: string) =>
  async (item: Item): Promise<boolean> => {
    try {
      await dynamodb.send(
        new PutItemCommand({
          TableName,
          Item: marshall(item, { removeUndefinedValues: true }),
          ConditionExpression: 'attribute_not_exists(#file)',
          ExpressionAttributeNames: { '#file': 'file' },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
