// Things that AWS makes only once, however often it is asked, and the local cloud makes again: a volume by its client token,
// an endpoint by its client token and its service, a subnet by its range, a mapping by its queue and function, a listener by its
// port.

import { DescribeSubnetsCommand, DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is } from './wire.ts';

const ONCE = ['CreateSubnet', 'CreateEventSourceMapping', 'CreateVpcEndpoint', 'CreateVolume', 'CreateListener'];

export function madeOnce({ ground }: Pick<HazardContext, 'ground'>): Hazard {
  const tokens = new Map<string, Answer>();
  let before: Promise<unknown> = Promise.resolve();

  // One after the other, so that nobody makes it between our look and our call.
  return (call, pass) => {
    if (!is(call, ...ONCE)) return pass();
    const answer = before.then(() => make(call, pass));
    before = answer.catch(() => {});
    return answer;
  };

  async function make(call: Call, pass: () => Promise<Answer>): Promise<Answer> {
    if (is(call, 'CreateSubnet') && (await overlaps(ground, call)))
      return refuse(
        call,
        'InvalidSubnet.Conflict',
        `The CIDR '${asked(call, 'CidrBlock')}' conflicts with another subnet`,
      );
    if (is(call, 'CreateListener') && (await listens(ground, call)))
      return refuse(call, 'DuplicateListener', 'A listener already exists on this port for this load balancer');
    if (is(call, 'CreateEventSourceMapping')) {
      const UUID = await mapped(ground, call);
      const ends = `SQS arn (" ${asked(call, 'EventSourceArn')} ") and function (" ${asked(call, 'FunctionName')} ")`;
      const text = `An event source mapping with ${ends} already exists. Please update or delete the existing mapping with UUID ${UUID}`;
      return UUID ? refuse(call, 'ResourceConflictException', text, 409) : pass();
    }
    const token = is(call, 'CreateVpcEndpoint', 'CreateVolume') ? asked(call, 'ClientToken') : '';
    const known = tokens.get(token);
    if (known) return known;
    const taken = is(call, 'CreateVpcEndpoint') && (await led(ground, call));
    if (taken) return refuse(call, ...taken);
    const answer = await pass();
    if (token && answer.status < 300) tokens.set(token, answer);
    return answer;
  }
}

/** A route table has one route to a service, a VPC one private name for it. */
async function led({ ec2 }: HazardContext['ground'], call: Call): Promise<[code: string, message: string] | undefined> {
  const service = asked(call, 'ServiceName');
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  const twin = VpcEndpoints.find(({ VpcId, ServiceName }) => VpcId === asked(call, 'VpcId') && ServiceName === service);
  if (!twin) return undefined;
  return asked(call, 'VpcEndpointType') === 'Gateway'
    ? ['RouteAlreadyExists', `The route table already has a route with the prefix list of ${service}`]
    : [
        'InvalidParameter',
        `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service}`,
      ];
}

async function listens({ elbv2 }: HazardContext['ground'], call: Call): Promise<boolean> {
  const LoadBalancerArn = asked(call, 'LoadBalancerArn');
  const { Listeners = [] } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
  return Listeners.some(({ Port }) => String(Port) === asked(call, 'Port'));
}

async function overlaps({ ec2 }: HazardContext['ground'], call: Call): Promise<boolean> {
  const Filters = [{ Name: 'vpc-id', Values: [asked(call, 'VpcId')] }];
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
  return Subnets.some(({ CidrBlock }) => CidrBlock === asked(call, 'CidrBlock'));
}

async function mapped({ lambda }: HazardContext['ground'], call: Call): Promise<string | undefined> {
  const EventSourceArn = asked(call, 'EventSourceArn');
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }));
  return EventSourceMappings.find(({ FunctionArn }) => FunctionArn?.endsWith(`:${asked(call, 'FunctionName')}`))?.UUID;
}
