// A target group: the addresses to which a load balancer sends requests, and how it finds out which of them answer.
// ECS registers the addresses of its tasks. Notice: a listener keeps it from being deleted.

import {
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from '../vpc/ec2-errors.ts';
import type { Vpc } from '../vpc/vpc.ts';
import { ELB_ABSENT, elbError, elbRights, writeAttributes } from './elb.ts';
import { findTargetGroup, type HealthCheck, type TargetGroup } from './find-target-group.ts';

export interface TargetGroupSettings {
  /** At most 32 letters, digits and hyphens. */
  name: string;
  about: Purpose;
  /** On which the targets listen. */
  port: number;
  /** Answers 200 when a target can take requests: "/api/health". */
  healthPath: string;
}

/** Times in seconds. A target gets requests after two good answers, and none after three bad ones. */
const HEALTH = {
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HttpCode: '200',
  HealthCheckIntervalSeconds: 15,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 2,
  UnhealthyThresholdCount: 3,
} as const;

/** A target that leaves has 15 seconds for the requests that it works on. ELB's default of 300 would slow down every deployment. */
const ATTRIBUTES = { 'deregistration_delay.timeout_seconds': '15', 'stickiness.enabled': 'false' };

const stillUsed: RetryableError = {
  kinds: elbError('ResourceInUse'),
  because: {
    en: 'ELB still counts it as in use by a listener that is gone',
    pt: 'o ELB ainda o considera em uso por um listener que já saiu',
  },
  patience: 300,
};

export function targetGroup(cloud: Owned, { name, about, port, healthPath }: TargetGroupSettings) {
  const { elbv2, tags } = cloud;
  const { look, onTargetGroup } = elbRights(cloud, name);
  const health: HealthCheck = { ...HEALTH, HealthCheckPath: healthPath };
  const fixed = { TargetType: 'ip', Protocol: 'HTTP', Port: port } as const;
  /** ELB's requests have the code in an object of its own. */
  const asked = () => {
    const { HttpCode, ...rest } = { ...HEALTH, HealthCheckPath: healthPath };
    return { ...rest, Matcher: { HttpCode } };
  };

  return defineStep<{ vpc: Vpc }, TargetGroup>({
    kind: 'Target group',
    name,
    about: { ...about, console: 'EC2 > Target Groups' },
    observe: () => findTargetGroup(cloud, name),
    ours: (live) => isOurs(tags, live.tags),
    create: ({ vpc }, ctx) =>
      retryOn(ctx, [notKnownYet(vpc.id)], () =>
        absentWhen(elbError('DuplicateTargetGroupName'), () =>
          elbv2.send(
            new CreateTargetGroupCommand({ Name: name, VpcId: vpc.id, ...fixed, ...asked(), Tags: tagList(tags) }),
          ),
        ),
      ),
    drift: (live, { vpc }) => [
      ...differences(live, { ...fixed, VpcId: vpc.id }),
      ...differences(live.health, health),
      ...differences(live.attributes, ATTRIBUTES),
    ],
    async repair({ arn: TargetGroupArn }, _, drift) {
      const stays = drift.find(({ field }) => field in fixed || field === 'VpcId');
      if (stays)
        throw new Problem(
          {
            en: `Target group ${name} has ${stays.field} ${stays.live}, which cannot be changed to ${stays.wanted}.`,
            pt: `O grupo de destino ${name} tem ${stays.field} ${stays.live}, que não pode mudar para ${stays.wanted}.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      const wrong = (settings: object) => drift.some(({ field }) => field in settings);
      if (wrong(health)) await elbv2.send(new ModifyTargetGroupCommand({ TargetGroupArn, ...asked() }));
      if (wrong(ATTRIBUTES))
        await elbv2.send(
          new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: writeAttributes(ATTRIBUTES) }),
        );
    },
    destroy: ({ arn: TargetGroupArn }, ctx) =>
      retryOn(ctx, [stillUsed], () =>
        absentWhen(ELB_ABSENT, () => elbv2.send(new DeleteTargetGroupCommand({ TargetGroupArn }))),
      ),
    lag: cloud.local ? 0 : 15,
    rights: [
      look('DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups'),
      onTargetGroup('AddTags CreateTargetGroup DeleteTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes'),
    ],
  });
}
