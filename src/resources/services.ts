// Every service that a system may use, each with its listing. The receipt of `down` and the rights that `doctor` checks
// are made from the services that a system's steps use.

import type { Service } from '../aws/listing.ts';
import type { AnyStep } from '../engine/lifecycle.ts';
import { ACM } from './acm/list.ts';
import { APIGATEWAY } from './apigateway/list.ts';
import { SCALING } from './application-autoscaling/list.ts';
import { CLOUDWATCH } from './cloudwatch/list.ts';
import { DYNAMODB } from './dynamodb/list.ts';
import { INSTANCES } from './ec2/list.ts';
import { ECR } from './ecr/list.ts';
import { ECS } from './ecs/list.ts';
import { ELASTICACHE } from './elasticache/list.ts';
import { ELB } from './elbv2/list.ts';
import { IAM } from './iam/list.ts';
import { LAMBDA } from './lambda/list.ts';
import { LOGS } from './logs/list.ts';
import { RDS } from './rds/list.ts';
import { S3 } from './s3/list.ts';
import { SCHEDULER } from './scheduler/list.ts';
import { SNS } from './sns/list.ts';
import { SQS } from './sqs/list.ts';
import { SSM } from './ssm/list.ts';
import { EC2 } from './vpc/list.ts';

export const SERVICES: readonly Service[] = [
  EC2,
  INSTANCES,
  ELASTICACHE,
  RDS,
  S3,
  DYNAMODB,
  SQS,
  SNS,
  ECR,
  ECS,
  LAMBDA,
  APIGATEWAY,
  ELB,
  ACM,
  SCALING,
  LOGS,
  SSM,
  SCHEDULER,
  IAM,
  CLOUDWATCH,
];

/** The services of these steps. @throws Error for a kind that no service lists */
export function servicesOf(steps: readonly Pick<AnyStep, 'kind'>[]): readonly Service[] {
  const kinds = new Set(steps.map(({ kind }) => kind));
  const unknown = [...kinds].filter((kind) => !SERVICES.some((service) => service.kinds.includes(kind)));
  if (unknown.length)
    throw new Error(`No list.ts of src/resources knows the kind ${unknown.join(', ')}, so a receipt would miss it.`);
  return SERVICES.filter((service) => service.kinds.some((kind) => kinds.has(kind)));
}
