// Asks the function that stands beside the private database, and waits for its answer.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { isKind, Problem } from '../../engine/problems.ts';
import { notThere } from '../../operate/upload/upload.ts';
import { nextCommand } from '../../screen/next-command.ts';
import type { databaseAction } from './converter/postgres/actions.ts';
import type { DatabaseEvent } from './converter/postgres/database-event.ts';

type Answer = Awaited<ReturnType<typeof databaseAction>>;

/** @throws Problem when there is no such function, or when it failed */
export async function askFunction<Expected extends Answer>(
  cloud: Owned,
  FunctionName: string,
  event: DatabaseEvent,
): Promise<Expected> {
  const { FunctionError, Payload } = await cloud.lambda
    .send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }))
    .catch((cause: unknown) => {
      throw isKind(cause, 'ResourceNotFoundException') ? notThere(cloud, 'function', FunctionName) : cause;
    });
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (!FunctionError) return answer;
  throw new Problem(
    {
      en: `The function ${FunctionName} could not ask the database: ${answer?.errorMessage ?? FunctionError}`,
      pt: `A função ${FunctionName} não conseguiu perguntar ao banco de dados: ${answer?.errorMessage ?? FunctionError}`,
    },
    {
      next: `${nextCommand(cloud, 'status')} shows whether the database is available; ${nextCommand(cloud, 'logs')} shows what the function wrote.`,
    },
  );
}
