// Hazard 1: the network interfaces of a function stay after it. There is one for each pair of subnet and groups, shared
// by functions. Four minutes after the last function is gone they become `available`, and stay until somebody deletes
// them. While AWS works on them, DescribeNetworkInterfaces may be empty for ten seconds.

import { createHash } from 'node:crypto';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import type { HazardContext } from './context.ts';
import { type Interface, Interfaces } from './network-interfaces.ts';
import { asked, type Call, type Hazard, is, ok } from './wire.ts';

interface Network {
  SubnetIds: string[];
  SecurityGroupIds: string[];
}

/**
 * @param lingers seconds until an interface without a function is available
 * @param unseen seconds after the function's deletion in which no interface is listed
 */
export function lambdaInterfaces({ clock, ground }: HazardContext, { lingers = 240, unseen = 10 } = {}) {
  const interfaces = new Interfaces();
  const networks = new Map<string, Network>();
  const freedAt = new Map<string, number>();
  const users = (pair: string) => [...networks.values()].filter((network) => pairs(network).includes(pair)).length;
  let hiddenUntil = 0;

  const make = async (pair: string) => {
    const [subnet = '', ...groups] = pair.split(' ');
    const { Subnets } = await ground.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [subnet] }));
    const idle: Interface['idle'] = () => {
      const seconds = clock.now() - (freedAt.get(pair) ?? 0) - lingers;
      return users(pair) === 0 && seconds >= 0 ? seconds : undefined;
    };
    const [vpc, description] = [String(Subnets?.[0]?.VpcId), `AWS Lambda VPC ENI-${idOf(pair)}`];
    if ([...interfaces.there].some(({ id }) => id === idOf(pair))) return; // two functions share it
    interfaces.there.add({ id: idOf(pair), description, subnet, groups, vpc, idle });
  };

  const watch: Hazard = async (call, pass) => {
    if (is(call, 'DescribeNetworkInterfaces') && clock.now() < hiddenUntil)
      return ok('<DescribeNetworkInterfacesResponse><networkInterfaceSet/></DescribeNetworkInterfacesResponse>');
    const answer = await pass();
    if (answer.status >= 300) return answer;
    const network = call.input.VpcConfig as Network | undefined;
    if (is(call, 'CreateFunction') && network) {
      networks.set(asked(call, 'FunctionName'), network);
      for (const pair of pairs(network)) await make(pair);
    }
    if (is(call, 'DeleteFunction')) release(call);
    return answer;
  };
  const release = (call: Call) => {
    const network = networks.get(asked(call, 'FunctionName'));
    if (!network) return;
    networks.delete(asked(call, 'FunctionName'));
    for (const pair of pairs(network)) freedAt.set(pair, clock.now());
    hiddenUntil = clock.now() + unseen;
  };

  const hazard: Hazard = (call, pass) => watch(call, () => interfaces.hazard(call, pass));
  return { hazard, interfaces };
}

const pairs = ({ SubnetIds, SecurityGroupIds }: Network) =>
  SubnetIds.map((subnet) => [subnet, ...[...SecurityGroupIds].sort()].join(' '));

const idOf = (pair: string) => `eni-${createHash('sha1').update(pair).digest('hex').slice(0, 17)}`;
