// Statements that the roles of several functions have in common, and how names stand in a boundary, which is the same in
// every account.

import { allow, type Statement } from '../aws/policy.ts';

/** Used in a name: IAM replaces it by the account of the role (IAM user guide, "Policy variables"). */
export const OWN_ACCOUNT = `\${aws:PrincipalAccount}`;

/** An ARN with account and region left open. */
export const anywhere = (service: string, resource: string): string => `arn:aws:${service}:*:*:${resource}`;

/**
 * Without CreateLogGroup, because the group exists before the function and must not come back after `down`.
 * @param logs ARNs of log groups, without ":*"
 */
export const writeLogs = (...logs: readonly string[]): Statement =>
  allow(
    'WriteLog',
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    logs.map((arn) => `${arn}:*`),
  );

/** Without it S3 answers 403, not 404, for a file that is gone (S3 API reference, GetObject). */
export const tellMissingFromForbidden = (...buckets: readonly string[]): Statement =>
  allow('TellMissingFromForbidden', ['s3:ListBucket'], buckets);

/** Lambda sends a failed event with the function's own role (Lambda developer guide, "Capturing records of asynchronous invocations"). */
export const keepFailedEvents = (queue: string): Statement => allow('KeepFailedEvents', ['sqs:SendMessage'], [queue]);

/**
 * For a function in a VPC. EC2 has no narrower resource for these (Lambda developer guide, "Giving Lambda functions access to resources in an
 * Amazon VPC").
 */
export const joinNetwork: Statement = allow(
  'JoinTheNetwork',
  [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  ['*'],
);
