// Network interfaces that AWS makes (for functions, endpoints, caches). The local cloud makes none, so they exist only
// here. Their subnet, group and VPC cannot be deleted while they exist (DependencyViolation). Only an `available` one
// may be deleted by hand. Filters work as on AWS.

import { refuse } from './refusal.ts';
import { asked, type Call, type Hazard, is, ok } from './wire.ts';
import { withRows } from './xml.ts';

export interface Interface {
  readonly id: string;
  readonly description: string;
  readonly subnet: string;
  readonly groups: readonly string[];
  readonly vpc: string;
  /** Seconds since it became `available`. undefined while it is in use. */
  idle(): number | undefined;
}

export class Interfaces {
  readonly there = new Set<Interface>();

  /** In the order of deletion, with the seconds that each had been `available`. */
  readonly deleted: { id: string; idle: number | undefined }[] = [];

  remove(one: Interface): void {
    this.there.delete(one);
    this.deleted.push({ id: one.id, idle: one.idle() });
  }

  /** Shows the interfaces in lists, and refuses to delete what they are in. */
  readonly hazard: Hazard = async (call, pass) => {
    if (call.service !== 'ec2') return pass();
    if (is(call, 'DescribeNetworkInterfaces')) {
      const [answer, rows] = [await pass(), [...this.there].filter((one) => matches(one, call)).map(row)];
      return { ...answer, body: withRows(answer.body, 'networkInterfaceSet', (others) => [...others, ...rows]) };
    }
    if (is(call, 'DeleteNetworkInterface')) return this.#delete(call) ?? pass();
    const held = { DeleteSubnet: 'SubnetId', DeleteSecurityGroup: 'GroupId', DeleteVpc: 'VpcId' }[call.operation];
    const id = held && asked(call, held);
    const holds = ({ subnet, groups, vpc }: Interface) => [subnet, vpc, ...groups].includes(String(id));
    if (id && [...this.there].some(holds))
      return refuse(call, 'DependencyViolation', `The resource '${id}' has dependencies and cannot be deleted.`);
    return pass();
  };

  #delete(call: Call) {
    const one = [...this.there].find(({ id }) => id === asked(call, 'NetworkInterfaceId'));
    if (!one) return undefined;
    if (one.idle() === undefined)
      return refuse(call, 'InvalidParameterValue', `Network interface '${one.id}' is currently in use.`);
    this.remove(one);
    return ok('<DeleteNetworkInterfaceResponse><return>true</return></DeleteNetworkInterfaceResponse>');
  }
}

function matches({ subnet, groups, vpc }: Interface, call: Call): boolean {
  const [name, value] = [asked(call, 'Filter.1.Name'), asked(call, 'Filter.1.Value.1')];
  if (name === 'subnet-id') return subnet === value;
  if (name === 'group-id') return groups.includes(value);
  return name === 'vpc-id' ? vpc === value : true;
}

const row = ({ id, description, subnet, groups, vpc, idle }: Interface) =>
  `<item><networkInterfaceId>${id}</networkInterfaceId><subnetId>${subnet}</subnetId><vpcId>${vpc}</vpcId>` +
  `<description>${description}</description><status>${idle() === undefined ? 'in-use' : 'available'}</status><groupSet>` +
  `${groups.map((group) => `<item><groupId>${group}</groupId></item>`).join('')}</groupSet></item>`;
