// What AWS makes only once, however often it is asked, and the local cloud makes again: an endpoint by its client token, a
// subnet by its range, a mapping by its two ends.

import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is } from './wire.ts';
import type { World } from './world.ts';

export function madeOnce({ ground }: Pick<World, 'ground'>): Hazard {
  const tokens = new Map<string, Answer>();

  return async (call, pass) => {
    if (is(call, 'CreateSubnet') && (await overlaps(ground, call)))
      return refuse(
        call,
        'InvalidSubnet.Conflict',
        `The CIDR '${asked(call, 'CidrBlock')}' conflicts with another subnet`,
      );
    if (is(call, 'CreateEventSourceMapping')) {
      const UUID = await mapped(ground, call);
      const ends = `SQS arn (" ${asked(call, 'EventSourceArn')} ") and function (" ${asked(call, 'FunctionName')} ")`;
      const text = `An event source mapping with ${ends} already exists. Please update or delete the existing mapping with UUID ${UUID}`;
      return UUID ? refuse(call, 'ResourceConflictException', text, 409) : pass();
    }
    const token = is(call, 'CreateVpcEndpoint') ? asked(call, 'ClientToken') : '';
    const known = tokens.get(token);
    if (known) return known;
    const answer = await pass();
    if (token && answer.status < 300) tokens.set(token, answer);
    return answer;
  };
}

async function overlaps({ ec2 }: World['ground'], call: Call): Promise<boolean> {
  const Filters = [{ Name: 'vpc-id', Values: [asked(call, 'VpcId')] }];
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
  return Subnets.some(({ CidrBlock }) => CidrBlock === asked(call, 'CidrBlock'));
}

async function mapped({ lambda }: World['ground'], call: Call): Promise<string | undefined> {
  const EventSourceArn = asked(call, 'EventSourceArn');
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }));
  return EventSourceMappings.find(({ FunctionArn }) => FunctionArn?.endsWith(`:${asked(call, 'FunctionName')}`))?.UUID;
}
