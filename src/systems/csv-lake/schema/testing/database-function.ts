// A database and the function beside it, as `up` makes them, without the users and the ledger.

import { bundle } from '../../../../aws/code/bundle.ts';
import { functionEnvironment } from '../../../../resources/lambda/environment.ts';
import { lambdaFunction } from '../../../../resources/lambda/function.ts';
import type { LambdaFunction } from '../../../../resources/lambda/function-state.ts';
import { postgresInstance } from '../../../../resources/rds/instance.ts';
import { dbSubnetGroup } from '../../../../resources/rds/subnet-group.ts';
import type { Secret } from '../../../../resources/ssm/parameter.ts';
import { makeNetwork, makeRole } from '../../../../testing/prerequisites.ts';
import { PURPOSE } from '../../../../testing/recorder.ts';
import type { TestCloud } from '../../../../testing/test-cloud.ts';
import { DATABASE, OWNER, PASSWORD_VARIABLE } from '../../converter/postgres/users.ts';

/** Its `password` gives the function a password, or takes it away. */
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
  const environment = functionEnvironment<{ function: LambdaFunction; password: Secret | undefined }>(cloud, {
    ...{ name, about: PURPOSE, secret: [PASSWORD_VARIABLE] },
    variables: ({ password }) => ({
      DATABASE_HOST: String(database.host),
      DATABASE_PORT: String(database.port),
      DATABASE_NAME: DATABASE,
      ...(password && { [PASSWORD_VARIABLE]: password.value }),
    }),
  });
  const connectBy = async (password: Secret | undefined) => {
    const live = await make(environment, { function: ready, password });
    return { database, function: live, password };
  };
  return { environment, ready, connectBy, needs: await connectBy(undefined) };
}
