// Asks the function that stands beside the private database, and waits for its answer.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { isKind, Problem } from '../../engine/problems.ts';
import { notThere } from '../../operate/not-there.ts';
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
      throw isKind(cause, 'ResourceNotFoundException')
        ? notThere(cloud, { en: 'function', pt: 'função' }, FunctionName)
        : cause;
    });
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (!FunctionError) return answer;
  const [status, logs] = [nextCommand(cloud, 'status'), nextCommand(cloud, 'logs')];
  throw new Problem(
    {
      en: `The function ${FunctionName} could not ask the database: ${answer?.errorMessage ?? FunctionError}`,
      pt: `A função ${FunctionName} não conseguiu consultar o banco de dados: ${answer?.errorMessage ?? FunctionError}`,
    },
    {
      next: {
        en: `${status} shows whether the database is available; ${logs} shows what the function wrote.`,
        pt: `${status} mostra se o banco de dados está disponível; ${logs} mostra o que a função escreveu.`,
      },
    },
  );
}
