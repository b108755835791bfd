// A saved query, for the operator: CloudWatch > Logs Insights > Saved queries. AWS gives it an id, allows two of one
// name, and takes no tags. So we find it by its whole name, and it is ours when its first line says so. A repair
// deletes extra copies, which are there when the answer to our call was lost.

import {
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  PutQueryDefinitionCommand,
  type QueryDefinition,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Owned } from '../../aws/clients.ts';
import { may, WITHOUT_RESOURCE } from '../../aws/rights.ts';
import { madeBy } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { LogGroup } from './log-group.ts';

export interface LogQuery {
  readonly ids: readonly string[];
  readonly queryString: string | undefined;
  readonly logGroupNames: readonly string[];
}

export interface LogQuerySettings {
  /** "ada-dev-shop/slowest files": the part before the slash is a folder in the console. */
  name: string;
  about: Purpose;
  /** Logs Insights QL. */
  query: string;
}

export function logQuery(cloud: Owned, { name, about, query }: LogQuerySettings) {
  const { logs, tags } = cloud;
  const queryString = `# ${madeBy(tags)}\n${query}`;
  const wanted = ({ groups }: { groups: readonly LogGroup[] }) => ({
    queryString,
    logGroupNames: groups.map((group) => group.name),
    ids: 1,
  });
  const put = (needs: { groups: readonly LogGroup[] }, queryDefinitionId?: string) => {
    const { logGroupNames } = wanted(needs);
    return logs.send(
      new PutQueryDefinitionCommand({
        name,
        queryString,
        logGroupNames,
        ...(queryDefinitionId && { queryDefinitionId }),
      }),
    );
  };
  const remove = (queryDefinitionId: string) =>
    absentWhen(['ResourceNotFoundException'], () => logs.send(new DeleteQueryDefinitionCommand({ queryDefinitionId })));

  return defineStep<{ groups: readonly LogGroup[] }, LogQuery>({
    kind: 'Saved query',
    name,
    about: {
      ...about,
      costs: {
        en: 'a run costs $0.005 per GB of log it reads',
        pt: 'cada execução custa US$ 0,005 por GB de log lido',
      },
      console: 'CloudWatch > Logs Insights > Saved queries',
    },
    async observe() {
      const found = (await queriesBelow(cloud, name)).filter((one) => one.name === name); // the request filters by prefix only
      const [first] = found;
      return (
        first && {
          ids: found.map(({ queryDefinitionId }) => String(queryDefinitionId)),
          queryString: first.queryString,
          logGroupNames: first.logGroupNames ?? [],
        }
      );
    },
    ours: (live) => live.queryString?.startsWith(`# ${madeBy(tags)}`) ?? false,
    create: (needs) => put(needs),
    drift: (live, needs) => differences({ ...live, ids: live.ids.length }, wanted(needs)),
    async repair({ ids: [first, ...copies] }, needs) {
      await put(needs, first);
      for (const copy of copies) await remove(copy);
    },
    async destroy({ ids }) {
      for (const id of ids) await remove(id);
    },
    lag: cloud.local ? 0 : 10,
    rights: [
      may('logs', 'DescribeQueryDefinitions', '*'),
      may('logs', 'DeleteQueryDefinition PutQueryDefinition', '*', WITHOUT_RESOURCE),
    ],
  });
}

/** Every page of the saved queries whose names begin with the prefix. */
export async function queriesBelow({ logs }: Owned, queryDefinitionNamePrefix: string): Promise<QueryDefinition[]> {
  const found: QueryDefinition[] = [];
  for (let nextToken: string | undefined, first = true; first || nextToken; first = false) {
    const page = await logs.send(
      new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix, ...(nextToken && { nextToken }) }),
    );
    found.push(...(page.queryDefinitions ?? []));
    nextToken = page.nextToken;
  }
  return found;
}
