// The schedule groups of an owner, and the schedules in them.

import {
  ListScheduleGroupsCommand,
  ListTagsForResourceCommand,
  paginateListScheduleGroups,
  paginateListSchedules,
} from '@aws-sdk/client-scheduler';
import { isOwned, type Listed, ownerName, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isKind } from '../../engine/problems.ts';
import { NOT_ALLOWED } from './schedule-group.ts';

export const SCHEDULER: Service = {
  name: 'EventBridge Scheduler',
  kinds: ['Schedule group', 'Schedule'],
  looksAt: [{ en: 'schedules', pt: 'agendamentos' }],
  ask: ({ scheduler }) => scheduler.send(new ListScheduleGroupsCommand({ MaxResults: 1 })),
  without: {
    en: 'not allowed: so there is no time limit (up -- --for)',
    pt: 'não permitido: então não há limite de tempo (up -- --for)',
  },
  list: (cloud) => unlessNotAllowed(groups(cloud)),
  rights: () => [may('scheduler', 'ListScheduleGroups ListSchedules', '*')],
};

async function* groups(cloud: Parameters<Service['list']>[0]): AsyncIterable<Listed> {
  const { scheduler: client } = cloud;
  const tagsOf = async (ResourceArn?: string) =>
    (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
  for await (const { ScheduleGroups = [] } of paginateListScheduleGroups({ client }, { NamePrefix: ownerName(cloud) }))
    for (const { Name: name = '', Arn, State: why = '' } of ScheduleGroups) {
      if (!(await isOwned(cloud, name, () => tagsOf(Arn)))) continue;
      yield { service: 'Schedule group', name, why };
      for await (const { Schedules = [] } of paginateListSchedules({ client }, { GroupName: name }))
        for (const { Name = '' } of Schedules) yield { service: 'Schedule', name: Name };
    }
}

/** A system works without the right to look here, and then it has no time limit: nothing can be left. */
async function* unlessNotAllowed(things: AsyncIterable<Listed>): AsyncIterable<Listed> {
  try {
    yield* things;
  } catch (error) {
    if (!isKind(error, ...NOT_ALLOWED)) throw error;
  }
}
