// Asks the function that stands beside the private database, and waits for its answer.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Cloud } from '../../aws/clients.ts';
import { isKind, Problem } from '../../engine/problems.ts';
import type { databaseAction } from './converter/postgres/actions.ts';
import type { DatabaseEvent } from './converter/postgres/database-event.ts';

type Answer = Awaited<ReturnType<typeof databaseAction>>;

/** @throws Problem when there is no such function, or when it failed */
export async function askFunction<Expected extends Answer>(
  { lambda }: Pick<Cloud, 'lambda'>,
  FunctionName: string,
  event: DatabaseEvent,
): Promise<Expected> {
  const { FunctionError, Payload } = await lambda
    .send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }))
    .catch((cause: unknown) => {
      if (!isKind(cause, 'ResourceNotFoundException')) throw cause;
      throw new Problem(
        {
          en: `There is no function ${FunctionName}, and only it reaches the database.`,
          pt: `Não existe a função ${FunctionName}, e só ela alcança o banco de dados.`,
        },
        {
          cause,
          next: {
            en: 'Build the system first: npm run up -- csv-lake',
            pt: 'Construa antes o sistema: npm run up -- csv-lake',
          },
        },
      );
    });
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (!FunctionError) return answer;
  throw new Problem(
    {
      en: `The function ${FunctionName} could not ask the database: ${answer?.errorMessage ?? FunctionError}`,
      pt: `A função ${FunctionName} não conseguiu perguntar ao banco de dados: ${answer?.errorMessage ?? FunctionError}`,
    },
    {
      next: 'npm run status -- csv-lake shows whether the database is available; npm run logs -- csv-lake shows what the function wrote.',
    },
  );
}
