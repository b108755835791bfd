// Seven faults of a single call, each in the form of the called service. A time-out and a reset come after the call
// took effect: AWS carried it out, and the caller does not know.

import { refuse } from './refusal.ts';
import type { Answer, Call } from './wire.ts';

type Fault = (call: Call, pass: () => Promise<Answer>) => Promise<Answer>;

const MISSING: Record<string, string> = {
  ec2: 'InvalidVpcID.NotFound',
  s3: 'NoSuchBucket',
  sqs: 'QueueDoesNotExist',
  dynamodb: 'ResourceNotFoundException',
  sns: 'NotFound',
  lambda: 'ResourceNotFoundException',
  iam: 'NoSuchEntity',
  logs: 'ResourceNotFoundException',
  monitoring: 'ResourceNotFound',
  elasticloadbalancing: 'LoadBalancerNotFound',
  acm: 'ResourceNotFoundException',
  'application-autoscaling': 'ObjectNotFoundException',
};
const THERE: Record<string, string> = {
  ec2: 'InvalidGroup.Duplicate',
  s3: 'BucketAlreadyOwnedByYou',
  sqs: 'QueueNameExists',
  dynamodb: 'ResourceInUseException',
  sns: 'InvalidParameter',
  lambda: 'ResourceConflictException',
  iam: 'EntityAlreadyExists',
  logs: 'ResourceAlreadyExistsException',
  monitoring: 'ValidationError',
  elasticloadbalancing: 'DuplicateListener',
  acm: 'ConflictException',
  'application-autoscaling': 'ConcurrentUpdateException',
};
const cache = (operation: string, ending: string) =>
  `${operation.includes('Subnet') ? 'CacheSubnetGroup' : 'ReplicationGroup'}${ending}`;

const lost = async (pass: () => Promise<Answer>, error: object): Promise<never> => {
  await pass();
  throw Object.assign(new Error('the answer was lost'), error);
};

export const FAULTS: Record<string, Fault> = {
  throttle: async (call) => refuse(call, 'Throttling', 'Rate exceeded'),
  'status 500': async (call) => refuse(call, 'InternalError', 'We encountered an internal error.', 500),
  'time-out after it took effect': (_, pass) => lost(pass, { name: 'TimeoutError' }),
  'reset after it took effect': (_, pass) => lost(pass, { code: 'ECONNRESET' }),
  '"already exists"': async (call) => {
    const code = call.service === 'elasticache' ? cache(call.operation, 'AlreadyExists') : THERE[call.service];
    return refuse(call, code ?? 'AlreadyExists', 'It already exists with different tags.', 409);
  },
  '"not found"': async (call) => {
    const code = call.service === 'elasticache' ? cache(call.operation, 'NotFoundFault') : MISSING[call.service];
    return refuse(call, code ?? 'NotFound', 'It does not exist.', 404);
  },
  malformed: async () => ({ status: 200, headers: { 'content-type': 'text/xml' }, body: '<html>502 Bad gateway' }),
};
