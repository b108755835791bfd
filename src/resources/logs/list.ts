// The log groups and saved queries of an owner. A log group is found by its whole name, because Lambda may make it
// again without any tags. A saved query takes no tags: its first line says whose it is.

import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ownerName, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { madeBy } from '../../aws/tags.ts';
import type { Text } from '../../engine/text.ts';
import { logGroupsNamed } from './find-log-groups.ts';
import { queriesBelow } from './saved-query.ts';

export const LOGS: Service = {
  name: 'CloudWatch Logs',
  kinds: ['Log group', 'Saved query'],
  looksAt: [
    { en: 'log groups', pt: 'grupos de logs' },
    { en: 'saved queries', pt: 'consultas salvas' },
  ],
  ask: ({ logs }) => logs.send(new DescribeLogGroupsCommand({ limit: 1 })),
  async *list(cloud, nameOf) {
    const { logs, tags, local } = cloud;
    for (const { logGroupName, creationTime = 0 } of await logGroupsNamed(logs, nameOf('Log group')))
      yield { service: 'Log group', name: String(logGroupName), why: madeAt(new Date(creationTime).toISOString()) };
    if (local) return; // the local cloud has no saved queries
    for (const { name, queryString } of await queriesBelow(cloud, `${ownerName(cloud)}/`))
      if (queryString?.startsWith(`# ${madeBy(tags)}`)) yield { service: 'Saved query', name: String(name) };
  },
  /** Also for reading the logs: npm run logs. */
  rights: ({ arn }, nameOf) => [
    may('logs', 'DescribeLogGroups DescribeQueryDefinitions', '*'),
    may(
      'logs',
      'FilterLogEvents',
      nameOf('Log group').map((name) => arn('logs', `log-group:${name}*`)),
    ),
  ],
};

const madeAt = (time: string): Text => ({ en: `made ${time}`, pt: `criado ${time}` });
