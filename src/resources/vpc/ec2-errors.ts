// Errors of EC2 that pass by themselves.

import type { RetryableError } from '../../engine/wait.ts';

export const throttled: RetryableError = {
  kinds: ['RequestLimitExceeded', 'Throttling', 'ThrottlingException'],
  because: { en: 'EC2 takes no more calls for a moment', pt: 'o EC2 não aceita mais chamadas por um momento' },
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
  because: { en: `EC2 does not know ${id} everywhere yet`, pt: `o EC2 ainda não conhece ${id} em todo lugar` },
  patience: 300,
});
