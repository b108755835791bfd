// Tags as ECS writes them: keys and values in lower case.

import type { Tag } from '@aws-sdk/client-ecs';
import type { LiveTags } from '../../aws/tags.ts';
import type { Ownership } from '../../settings/settings.ts';

export const ecsTags = (tags: Ownership): Tag[] => Object.entries(tags).map(([key, value]) => ({ key, value }));

/** In the shape of the other services. */
export const readTags = (tags: readonly Tag[] = []): LiveTags =>
  tags.map(({ key, value }) => ({ Key: key, Value: value }));
