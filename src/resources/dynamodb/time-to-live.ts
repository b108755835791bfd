// The time to live of a table's items. DynamoDB takes one change of it an hour, and calls it an error to set what is set.

import { UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';

/**
 * Switches it off for the attribute that has it, then on for the one that shall.
 * @param live and @param wanted names of attributes
 * @throws Problem when DynamoDB wants an hour between two changes
 */
export async function changeTimeToLive(
  { dynamodb }: Owned,
  TableName: string,
  live: string | undefined,
  wanted: string | undefined,
): Promise<void> {
  const set = async (AttributeName: string, Enabled: boolean) => {
    const TimeToLiveSpecification = { AttributeName, Enabled };
    try {
      await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    } catch (error) {
      if (!isKind(error, 'ValidationException')) throw error;
      if (/already (en|dis)abled/.test(errorText(error))) return; // somebody was quicker
      throw new Problem(
        {
          en: `DynamoDB table ${TableName} does not take its time to live: ${errorText(error)}.`,
          pt: `A tabela ${TableName} do DynamoDB não aceita o time to live: ${errorText(error)}.`,
        },
        {
          cause: error,
          next: {
            en: 'DynamoDB takes one change of it an hour: run the same command again in an hour.',
            pt: 'O DynamoDB aceita uma mudança dele por hora: rode o mesmo comando de novo em uma hora.',
          },
        },
      );
    }
  };
  if (live) await set(live, false);
  if (wanted) await set(wanted, true);
}
