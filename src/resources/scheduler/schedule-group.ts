// A schedule group: the folder of a system's schedules. Only the group has tags, so it says whose its schedules are.
// Deleting it deletes them (EventBridge Scheduler API reference, DeleteScheduleGroup).

import {
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  GetScheduleGroupCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-scheduler';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';

export interface ScheduleGroup {
  readonly name: string;
  readonly arn: string;
  /** ACTIVE, DELETING */
  readonly state: string;
  readonly tags: LiveTags;
}

const ABSENT = ['ResourceNotFoundException'];
/** AWS's answers where an account has no right to look. Whoever may not look has made nothing that could be found. */
export const NOT_ALLOWED = ['AccessDeniedException', 'AccessDenied'];

export function scheduleGroup(cloud: Owned, { name, about }: { name: string; about: Purpose }) {
  const { scheduler, tags } = cloud;
  const tagsOf = async (ResourceArn: string) =>
    (await scheduler.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
  return defineStep<object, ScheduleGroup>({
    kind: 'Schedule group',
    name,
    about: { ...about, console: 'Amazon EventBridge > Scheduler > Schedule groups' },

    observe: () =>
      absentWhen([...ABSENT, ...NOT_ALLOWED], async () => {
        const { Arn = '', State = '' } = await scheduler.send(new GetScheduleGroupCommand({ Name: name }));
        return { name, arn: Arn, state: State, tags: await tagsOf(Arn) };
      }),
    ready: ({ state }) => state === 'ACTIVE',
    leaving: ({ state }) => state === 'DELETING',
    ours: (live) => isOurs(tags, live.tags),
    create: () =>
      absentWhen(['ConflictException'], () =>
        scheduler.send(new CreateScheduleGroupCommand({ Name: name, Tags: tagList(tags) })),
      ),
    destroy: () => absentWhen(ABSENT, () => scheduler.send(new DeleteScheduleGroupCommand({ Name: name }))),
    patience: 600,
    lag: cloud.local ? 0 : 10,
    rights: [
      may(
        'scheduler',
        'CreateScheduleGroup DeleteScheduleGroup GetScheduleGroup ListTagsForResource TagResource',
        cloud.arn('scheduler', `schedule-group/${name}`),
      ),
    ],
  });
}
