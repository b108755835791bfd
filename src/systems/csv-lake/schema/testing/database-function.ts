// A database and the function beside it, as `up` makes them, without the users and the ledger.

import { bundle } from '../../../../aws/code/bundle.ts';
import { functionEnvironment } from '../../../../resources/lambda/environment.ts';
import { lambdaFunction } from '../../../../resources/lambda/function.ts';
import { postgresInstance } from '../../../../resources/rds/instance.ts';
import { dbSubnetGroup } from '../../../../resources/rds/subnet-group.ts';
import { makeNetwork, makeRole } from '../../../../testing/prerequisites.ts';
import { PURPOSE } from '../../../../testing/recorder.ts';
import type { TestCloud } from '../../../../testing/test-cloud.ts';
import { DATABASE, OWNER } from '../../converter/postgres/users.ts';

export async function makeDatabaseFunction(testCloud: TestCloud, name: string) {
  const { cloud, make } = testCloud;
  const { subnets, group } = await makeNetwork(testCloud);
  const subnetGroup = await make(dbSubnetGroup(cloud, { name, about: PURPOSE }), { subnets });
  const instance = postgresInstance(cloud, {
    ...{ id: name, about: PURPOSE, database: DATABASE, masterUser: OWNER, instanceClass: 'db.t4g.micro' },
    ...{ storageType: 'gp3', storage: 20, backupDays: 1 },
  });
  const database = await make(instance, { subnets: subnetGroup, group });
  const made = lambdaFunction(cloud, {
    ...{ name, description: 'of a test', about: PURPOSE, inVpc: false, timeoutSeconds: 60, memoryMegabytes: 512 },
    code: bundle('src/systems/csv-lake/schema/testing/handler.ts'),
  });
  const { role, logs } = await makeRole(testCloud);
  const ready = await make(made, { role, logs });
  const environment = functionEnvironment(cloud, {
    ...{ name, about: PURPOSE },
    variables: () => ({
      DATABASE_HOST: String(database.host),
      DATABASE_PORT: String(database.port),
      DATABASE_NAME: DATABASE,
    }),
  });
  return { database, function: await make(environment, { function: ready }) };
}
