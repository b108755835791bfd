// RDS on the local cloud. MiniStack keeps the settings of an instance and starts no database. So the local client of RDS
// does here what RDS does behind its answer: after an instance was made, a PostgreSQL server of its own runs for it; a new
// master password is set in it; while the instance is stopped, so is the server; after it was deleted, the server is gone. The
// resources know nothing of this. Every instance of this project is PostgreSQL.

import type { CreateDBInstanceCommandInput, DBInstance, ModifyDBInstanceCommandInput } from '@aws-sdk/client-rds';
import type { ServerOptions } from '../local/postgresql/server.ts';
import type { Adapt } from './clients.ts';

interface Sent {
  readonly input: Partial<CreateDBInstanceCommandInput & ModifyDBInstanceCommandInput>;
}
interface Answered {
  readonly output: { readonly DBInstance?: DBInstance; readonly DBInstances?: readonly DBInstance[] };
}
type Next = (sent: Sent) => Promise<Answered>;

/** @param options the home of the local cloud to which the requests go */
export const localDatabases =
  (options: ServerOptions): Adapt =>
  (client) => {
    if (client.config.serviceId !== 'RDS') return;
    const middleware =
      (next: Next, { commandName }: { commandName?: string }) =>
      async (sent: Sent): Promise<Answered> => {
        const { ensureServer, newServer, removeServer, startServer, stopServer } = await import(
          '../local/postgresql/server.ts'
        );
        const { MasterUserPassword: password, DBInstanceIdentifier: id } = sent.input;
        if (commandName === 'CreateDBInstanceCommand')
          return newServer(async (Port) => {
            const answer = await next({ ...sent, input: { ...sent.input, Port } });
            return { answer, wish: { ...wishOf(answer.output.DBInstance), password } };
          }, options);
        const answer = await next(sent);
        if (!ARN.test(String((answer.output.DBInstance ?? answer.output.DBInstances?.[0])?.DBInstanceArn)))
          return answer;
        const { DBInstance: one, DBInstances: [found] = [] } = answer.output;
        if (commandName === 'ModifyDBInstanceCommand') await ensureServer({ ...wishOf(one), password }, options);
        // A command that was killed after RDS had answered left an instance without a server.
        if (commandName === 'DescribeDBInstancesCommand' && id && found) await ensureServer(wishOf(found), options);
        if (commandName === 'StopDBInstanceCommand') await stopServer(wishOf(one).name, options);
        if (commandName === 'StartDBInstanceCommand') await startServer(wishOf(one).name, options);
        if (commandName === 'DeleteDBInstanceCommand') await removeServer(wishOf(one).name, options);
        return answer;
      };
    client.middlewareStack.add(
      middleware as never,
      { step: 'initialize', name: 'localDatabases', priority: 'low' } as never,
    );
  };

const ARN = /^arn:[^:]+:rds:[^:]+:\d+:db:.+$/;

/** What the server of an instance is called, from "arn:aws:rds:us-east-1:000000000000:db:ada-dev-csv-lake". */
const wishOf = ({ DBInstanceArn = '', Endpoint, MasterUsername = '', DBName = '' }: DBInstance = {}) => ({
  name: DBInstanceArn.split(':').slice(3).join('-'),
  port: Number(Endpoint?.Port),
  master: MasterUsername,
  database: DBName,
});
