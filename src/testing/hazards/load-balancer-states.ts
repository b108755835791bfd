// A load balancer takes minutes to be set up, and ELB does not list it in its first seconds. Its network interfaces, with
// public addresses, stay for a while after it: they hold its group, its subnets, and the internet gateway. ELB knows a new
// route, and that a listener is gone, only some seconds later (ELB API reference; moto, test_describe_unknown_targets;
// hashicorp/terraform-provider-aws, aws_lb and aws_lb_target_group).

import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { readAttributes } from '../../resources/elbv2/elb.ts';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { Interfaces } from './network-interfaces.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is } from './wire.ts';
import { textIn } from './xml.ts';

export interface LoadBalancerTimes {
  /** Seconds. */
  readonly provisioning?: number;
  readonly unlisted?: number;
  /** From a new route until ELB sees that its subnets are public. */
  readonly routeUnknown?: number;
  /** From the end of a listener until its target group is free. */
  readonly listenerGhost?: number;
  /** From the end of the load balancer until its network interfaces are gone. */
  readonly holding?: number;
  /** Why it can't be set up: then it ends in the state "failed". */
  readonly failure?: string;
}

export function loadBalancerStates({ clock, ground }: HazardContext, times: LoadBalancerTimes = {}): Hazard {
  const { provisioning = 150, unlisted = 3, routeUnknown = 6, listenerGhost = 20, holding = 90, failure } = times;
  const later = new Later(clock);
  const interfaces = new Interfaces();
  const born = new Map<string, number>(); // ARN -> when it was made
  let routedAt = Number.NEGATIVE_INFINITY;
  let listenerGoneAt = Number.NEGATIVE_INFINITY;

  const putInterfaces = (call: Call, arn: string) => {
    const subnets = Object.entries(call.input).flatMap(([field, id]) => (/^Subnets\./.test(field) ? [String(id)] : []));
    for (const subnet of subnets)
      interfaces.there.add({
        ...{ id: `eni-${subnet}`, description: `ELB ${arn.split(':loadbalancer/')[1]}`, subnet, vpc: '' },
        groups: [asked(call, 'SecurityGroups.member.1')],
        idle: () => undefined,
      });
  };
  const isProtected = async (LoadBalancerArn: string) => {
    const { LoadBalancers = [] } = await ground.elbv2.send(new DescribeLoadBalancersCommand({}));
    if (!LoadBalancers.some((one) => one.LoadBalancerArn === LoadBalancerArn)) return false;
    const live = await ground.elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
    return readAttributes(live.Attributes)['deletion_protection.enabled'] === 'true';
  };
  const listenersOf = async () => {
    const { LoadBalancers = [] } = await ground.elbv2.send(new DescribeLoadBalancersCommand({}));
    const found = await Promise.all(
      LoadBalancers.map(({ LoadBalancerArn }) => ground.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }))),
    );
    return found.flatMap(({ Listeners = [] }) => Listeners);
  };

  return async (call, pass) => {
    await later.due();
    if (is(call, 'DetachInternetGateway') && interfaces.there.size)
      return refuse(call, 'DependencyViolation', 'Network vpc-1 has some mapped public address(es).');
    if (is(call, 'AssociateRouteTable', 'CreateRoute')) routedAt = clock.now();
    if (call.service !== 'elasticloadbalancing') return interfaces.hazard(call, pass);
    const arn = asked(call, 'LoadBalancerArn');

    if (is(call, 'CreateLoadBalancer')) {
      if (clock.now() - routedAt < routeUnknown)
        return refuse(call, 'InvalidSubnet', 'VPC vpc-1 has no internet gateway');
      const answer = await pass();
      const made = textIn(answer.body, 'LoadBalancerArn');
      if (answer.status >= 300 || !made) return answer;
      born.set(made, clock.now());
      putInterfaces(call, made);
      return answer;
    }
    if (is(call, 'DescribeLoadBalancers')) {
      const answer = await pass();
      const found = textIn(answer.body, 'LoadBalancerArn') ?? '';
      const age = clock.now() - (born.get(found) ?? Number.NEGATIVE_INFINITY);
      if (age < unlisted && asked(call, 'Names.member.1'))
        return refuse(call, 'LoadBalancerNotFound', 'One or more load balancers not found');
      return inState(answer, age < provisioning ? 'provisioning' : failure ? 'failed' : 'active', failure);
    }
    if (is(call, 'CreateListener') && (await listenersOf()).some(({ Port }) => String(Port) === asked(call, 'Port')))
      return refuse(call, 'DuplicateListener', 'A listener already exists on this port for this load balancer');
    if (is(call, 'DeleteTargetGroup')) {
      const group = asked(call, 'TargetGroupArn');
      const using = (await listenersOf()).some((one) => JSON.stringify(one.DefaultActions).includes(group));
      if (using || clock.now() - listenerGoneAt < listenerGhost)
        return refuse(call, 'ResourceInUse', `Target group '${group}' is currently in use by a listener or a rule`);
    }
    if (is(call, 'DeleteLoadBalancer')) {
      if (await isProtected(arn)) {
        const text = `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`;
        return refuse(call, 'OperationNotPermitted', text);
      }
      const answer = await pass();
      if (answer.status < 300) later.put(`interfaces ${arn}`, holding, async () => interfaces.there.clear());
      return answer;
    }
    const answer = await pass();
    if (is(call, 'DeleteListener') && answer.status < 300) listenerGoneAt = clock.now();
    return answer;
  };
}

const inState = (answer: Answer, state: string, reason = ''): Answer => ({
  ...answer,
  body: answer.body.replaceAll(
    '<State><Code>active</Code></State>',
    `<State><Code>${state}</Code>${state === 'failed' ? `<Reason>${reason}</Reason>` : ''}</State>`,
  ),
});
