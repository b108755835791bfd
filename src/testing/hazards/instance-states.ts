// A DB instance takes minutes to be made, to be changed and to be deleted, and meanwhile it refuses every other change.
// Until it is available it has no address. After a change is accepted it says "available" for some more seconds, with the
// old value, and with the new one as pending. Its subnet group, and its network interfaces, are free only minutes after it
// (RDS user guide, "Viewing DB instance status", "Modifying a DB instance").

import { DescribeDBInstancesCommand, DescribeDBSubnetGroupsCommand } from '@aws-sdk/client-rds';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { Interfaces } from './network-interfaces.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is, ok } from './wire.ts';

export interface InstanceTimes {
  /** Seconds of each state. */
  readonly creating?: number;
  readonly backingUp?: number;
  /** From an accepted change until it begins, and from then until it has taken effect. */
  readonly unnoticed?: number;
  readonly modifying?: number;
  readonly starting?: number;
  readonly deleting?: number;
  /** From its end until its subnet group and its network interface are free. */
  readonly holding?: number;
  /** The state in which it ends instead of "available". */
  readonly failure?: string;
}

const CHANGES: Readonly<Record<string, string>> = {
  ModifyDBInstance: 'modifying',
  StartDBInstance: 'starting',
};

export function instanceStates({ clock, ground }: HazardContext, times: InstanceTimes = {}): Hazard {
  const { creating = 480, backingUp = 60, unnoticed = 5, modifying = 90, starting = 240 } = times;
  const { deleting = 300, holding = 120, failure } = times;
  const later = new Later(clock);
  const made = new Map<string, number>(); // id -> when it was created
  const changed = new Map<string, { since: number; state: string; password: boolean }>();
  const interfaces = new Interfaces();
  let heldUntil = 0;

  /** In the first subnet of its group; it goes some time after the instance. */
  const putInterface = async (id: string, call: Call) => {
    const DBSubnetGroupName = asked(call, 'DBSubnetGroupName');
    const { DBSubnetGroups } = await ground.rds.send(new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName }));
    const [found] = DBSubnetGroups ?? [];
    interfaces.there.add({
      id: `eni-${id}`,
      description: 'RDSNetworkInterface',
      subnet: String(found?.Subnets?.[0]?.SubnetIdentifier),
      groups: [asked(call, 'VpcSecurityGroupIds.VpcSecurityGroupId.1')],
      vpc: String(found?.VpcId),
      idle: () => undefined,
    });
  };
  const isProtected = async (DBInstanceIdentifier: string) =>
    (await ground.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances?.[0]
      ?.DeletionProtection;

  const stateOf = (id: string): string | undefined => {
    const age = clock.now() - (made.get(id) ?? Number.NEGATIVE_INFINITY);
    if (later.has(`delete ${id}`)) return 'deleting';
    if (age < creating) return 'creating';
    if (failure && made.has(id)) return failure;
    if (age < creating + backingUp) return 'backing-up';
    const change = later.has(`change ${id}`) ? changed.get(id) : undefined;
    return change && clock.now() - change.since >= unnoticed ? change.state : undefined;
  };

  return async (call, pass) => {
    await later.due();
    if (call.service !== 'rds') return interfaces.hazard(call, pass);
    const id = asked(call, 'DBInstanceIdentifier');
    const state = stateOf(id);
    if (is(call, 'DeleteDBSubnetGroup') && (made.size || clock.now() < heldUntil)) {
      const text = `Cannot delete the subnet group '${asked(call, 'DBSubnetGroupName')}' because at least one database instance: x is still using it.`;
      return refuse(call, 'InvalidDBSubnetGroupStateFault', text);
    }
    if (is(call, 'CreateDBInstance')) {
      const answer = await pass();
      if (answer.status >= 300) return answer;
      made.set(id, clock.now());
      await putInterface(id, call);
      return answer;
    }
    if (is(call, 'DescribeDBInstances'))
      return shown(await pass(), state, later.has(`change ${id}`) ? changed.get(id) : undefined);
    if (state === 'deleting' && is(call, 'DeleteDBInstance'))
      return refuse(call, 'InvalidDBInstanceState', `Instance ${id} is already being deleted.`);
    const verb = CHANGES[call.operation];
    if ((verb || is(call, 'DeleteDBInstance')) && state && state !== failure)
      return refuse(call, 'InvalidDBInstanceState', `Database instance is not in available state: ${state}.`);
    if (verb) {
      changed.set(id, { since: clock.now(), state: verb, password: asked(call, 'MasterUserPassword') !== '' });
      later.put(`change ${id}`, unnoticed + (verb === 'starting' ? starting : modifying), pass);
      return accepted(call);
    }
    if (!is(call, 'DeleteDBInstance') || !made.has(id)) return pass();
    if (await isProtected(id)) {
      const text = 'Cannot delete protected DB Instance, please disable deletion protection and try again.';
      return refuse(call, 'InvalidParameterCombination', text);
    }
    later.put(`delete ${id}`, deleting, async () => {
      await pass();
      made.delete(id);
      heldUntil = clock.now() + holding;
      later.put(`interface ${id}`, holding, async () => interfaces.there.clear());
    });
    return accepted(call);
  };
}

/** The instance as AWS tells it in this state. */
function shown(answer: Answer, state: string | undefined, change: { password: boolean } | undefined): Answer {
  if (answer.status >= 300) return answer;
  let { body } = answer;
  if (state) body = body.replace(/<DBInstanceStatus>[^<]*</, `<DBInstanceStatus>${state}<`);
  if (state === 'creating') body = body.replace(/<Endpoint>.*?<\/Endpoint>/s, '');
  if (change?.password)
    body = body.replace(
      '<PendingModifiedValues></PendingModifiedValues>',
      '<PendingModifiedValues><MasterUserPassword>****</MasterUserPassword></PendingModifiedValues>',
    );
  return { ...answer, body };
}

const accepted = (call: Call): Answer =>
  ok(
    `<${call.operation}Response><${call.operation}Result><DBInstance><DBInstanceIdentifier>` +
      `${asked(call, 'DBInstanceIdentifier')}</DBInstanceIdentifier></DBInstance></${call.operation}Result></${call.operation}Response>`,
  );
