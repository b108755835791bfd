// How somebody breaks a load balancer, a target group and a listener.

import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import {
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  type ModifyTargetGroupCommandInput,
  SetSecurityGroupsCommand,
  SetSubnetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Break, Breaks } from '../break.ts';
import { defaultGroupsIn } from '../vpc/find-groups.ts';
import type { Listener } from './find-listener.ts';
import type { LoadBalancer } from './find-load-balancer.ts';
import type { TargetGroup } from './find-target-group.ts';

const setAttribute = (Key: string, Value: string): Break<LoadBalancer> => ({
  field: Key,
  byHand: ({ elbv2 }, { arn }) =>
    elbv2.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: arn, Attributes: [{ Key, Value }] })),
});

export const loadBalancerBreaks = {
  'somebody lets invalid headers through': setAttribute('routing.http.drop_invalid_header_fields.enabled', 'false'),
  'somebody lets ambiguous requests through': setAttribute('routing.http.desync_mitigation_mode', 'monitor'),
  'somebody keeps idle connections for an hour': setAttribute('idle_timeout.timeout_seconds', '3600'),
  'somebody protects it against deletion': setAttribute('deletion_protection.enabled', 'true'),
  'somebody gives it another security group': {
    field: 'SecurityGroups',
    async byHand(cloud, { arn, SecurityGroups }) {
      const ours = await cloud.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...SecurityGroups] }));
      const [other] = await defaultGroupsIn(cloud, String(ours.SecurityGroups?.[0]?.VpcId));
      const request = { LoadBalancerArn: arn, SecurityGroups: [String(other?.id)] };
      await cloud.elbv2.send(new SetSecurityGroupsCommand(request));
    },
  },
  'somebody takes a zone away': {
    field: 'Subnets',
    byHand: ({ elbv2 }, { arn, Subnets }) =>
      elbv2.send(new SetSubnetsCommand({ LoadBalancerArn: arn, Subnets: Subnets.slice(0, 1) })),
  },
} satisfies Breaks<LoadBalancer>;

const modify = (field: string, change: Omit<ModifyTargetGroupCommandInput, 'TargetGroupArn'>): Break<TargetGroup> => ({
  field,
  byHand: ({ elbv2 }, { arn }) => elbv2.send(new ModifyTargetGroupCommand({ TargetGroupArn: arn, ...change })),
});

export const targetGroupBreaks = {
  'somebody asks another page whether it is well': modify('HealthCheckPath', { HealthCheckPath: '/' }),
  'somebody accepts every answer as healthy': modify('HttpCode', { Matcher: { HttpCode: '200-499' } }),
  'somebody waits longer before a target counts as ill': modify('UnhealthyThresholdCount', {
    UnhealthyThresholdCount: 10,
  }),
  'somebody slows every deployment down': {
    field: 'deregistration_delay.timeout_seconds',
    byHand: ({ elbv2 }, { arn }) =>
      elbv2.send(
        new ModifyTargetGroupAttributesCommand({
          TargetGroupArn: arn,
          Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '300' }],
        }),
      ),
  },
} satisfies Breaks<TargetGroup>;

export const listenerBreaks = {
  'somebody allows old versions of TLS': {
    field: 'SslPolicy',
    byHand: ({ elbv2 }, { arn }) =>
      elbv2.send(new ModifyListenerCommand({ ListenerArn: arn, SslPolicy: 'ELBSecurityPolicy-2016-08' })),
  },
  'somebody answers every request with a text': {
    field: 'DefaultAction',
    byHand: ({ elbv2 }, { arn }) =>
      elbv2.send(
        new ModifyListenerCommand({
          ListenerArn: arn,
          DefaultActions: [
            { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503', MessageBody: 'closed' } },
          ],
        }),
      ),
  },
} satisfies Breaks<Listener>;
