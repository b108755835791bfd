// Errors of EC2 that pass by themselves.

import type { RetryableError } from '../../engine/wait.ts';

export const throttled: RetryableError = {
  kinds: ['RequestLimitExceeded', 'Throttling', 'ThrottlingException'],
  because: 'EC2 takes no more calls for a moment',
  patience: 120,
};

/**
 * A VPC, subnet, group, route table or gateway that EC2 does not know yet, seconds after it was made (EC2 API, eventual
 * consistency). Some of its error codes end with ID, others with Id.
 */
export const notKnownYet = (id: string) => ({
  kinds: ['Vpc', 'Subnet', 'Group', 'SecurityGroup', 'RouteTable', 'VpcEndpoint', 'InternetGateway']
    .flatMap((thing) => [`Invalid${thing}ID.NotFound`, `Invalid${thing}Id.NotFound`])
    .concat('InvalidGroup.NotFound'),
  because: `EC2 does not know ${id} everywhere yet`,
  patience: 300,
});
