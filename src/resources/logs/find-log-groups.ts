// Log groups as CloudWatch Logs lists them. A request filters by the beginning of a name only. So groups of one folder
// share one listing of what their names have in common, and all that are asked for at the same moment are asked together.

import { type LogGroup as Description, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import type { Owned } from '../../aws/clients.ts';
import { perCloud, together } from '../../aws/together.ts';

const groups = perCloud(({ logs }: Pick<Owned, 'logs'>) => together((names) => logGroupsNamed(logs, names)));

export async function findLogGroup(cloud: Owned, name: string): Promise<Description | undefined> {
  return (await groups(cloud)(name)).find(({ logGroupName }) => logGroupName === name);
}

/** Those that exist. */
export async function logGroupsNamed(client: Owned['logs'], names: readonly string[]): Promise<Description[]> {
  const folders = new Set(names.map(folderOf));
  const listed = [...folders].map((folder) => below(client, shared(names.filter((name) => folderOf(name) === folder))));
  return (await Promise.all(listed)).flat().filter(({ logGroupName = '' }) => names.includes(logGroupName));
}

async function below(client: Owned['logs'], logGroupNamePrefix: string): Promise<Description[]> {
  const found: Description[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
    found.push(...logGroups);
  return found;
}

/** "/aws/lambda/ada-dev-shop-worker" -> "/aws/lambda/" */
const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);

/** What all these names begin with. */
function shared([first = '', ...others]: readonly string[]): string {
  const same = (at: number) => others.every((name) => name[at] === first[at]);
  let length = 0;
  while (length < first.length && same(length)) length += 1;
  return first.slice(0, length);
}
