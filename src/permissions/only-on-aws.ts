// Calls that the local cloud never provokes, written down by hand, in the very shape in which the code makes them.
// Notice: a test holds them and the recorded calls together against the source, so that this list is complete and
// short.

import type { Call } from './call.ts';

export const ONLY_ON_AWS: readonly Call[] = [
  // Lambda's network interfaces outlive the function; those that are free `down` deletes itself.
  { by: 'down', service: 'EC2', operation: 'DeleteNetworkInterface', input: { NetworkInterfaceId: 'eni-of-lambda' } },
  // When a cache cannot be made, `up` asks why.
  { by: 'up', service: 'ElastiCache', operation: 'DescribeEvents', input: { SourceType: 'replication-group' } },
  // Saved queries are made on AWS only; the local cloud has none.
  { by: 'up', service: 'CloudWatch Logs', operation: 'PutQueryDefinition', input: { name: 'slowest files' } },
  { by: 'up', service: 'CloudWatch Logs', operation: 'DescribeQueryDefinitions', input: {} },
  { by: 'down', service: 'CloudWatch Logs', operation: 'DeleteQueryDefinition', input: { queryDefinitionId: 'q-1' } },
];
