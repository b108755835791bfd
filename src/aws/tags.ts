// Tags in the shapes of the services, and the question "is it ours?".

import type { Ownership } from '../settings/settings.ts';

/** `[{ Key, Value }]`, the shape of most services; `name` is what the AWS console shows in lists. */
export const tagList = (tags: Ownership, name?: string): { Key: string; Value: string }[] =>
  Object.entries({ ...tags, ...(name && { Name: name }) }).map(([Key, Value]) => ({ Key, Value }));

/** For EC2's create calls. */
export const tagsOf = <T extends string>(type: T, tags: Ownership, name: string) => ({
  TagSpecifications: [{ ResourceType: type, Tags: tagList(tags, name) }],
});

/** For EC2's describe calls: all tags but the region, because a call answers for one region only. */
export const tagFilters = ({ region: _, ...tags }: Ownership, ...names: readonly string[]) => [
  ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
  ...(names.length ? [{ Name: 'tag:Name', Values: [...names] }] : []),
];

/** Those of this name. EC2 answers for several names at once (together.ts), and an emulator may ignore the filter. */
export const named = <Thing extends { Tags?: LiveTags }>(things: readonly Thing[] = [], name: string): Thing[] =>
  things.filter(({ Tags }) => mapOf(Tags).Name === name);

/** Tags as a service answers them: a list, or a map. */
export type LiveTags =
  | readonly { Key?: string | undefined; Value?: string | undefined }[]
  | Record<string, string>
  | undefined;

/** Does the thing have all our tags, in either shape? The region may be missing, but not different. */
export function isOurs(ours: Ownership, live: LiveTags): boolean {
  const map = mapOf(live);
  return Object.entries(ours).every(
    ([key, value]) => map[key] === value || (key === 'region' && map[key] === undefined),
  );
}

/** The region of a thing that would be ours if it were in our region. */
export function otherRegion(ours: Ownership, live: LiveTags): string | undefined {
  const { region } = mapOf(live);
  return region && region !== ours.region && isOurs({ ...ours, region }, live) ? region : undefined;
}

function mapOf(live: LiveTags): Record<string, string | undefined> {
  const map: Record<string, string | undefined> = Array.isArray(live)
    ? Object.fromEntries(live.map(({ Key, Value }) => [Key, Value]))
    : { ...live };
  return map;
}

/** The mark of a thing that has a text but no tags: "made by sdk-scripts for ada, dev, shop". */
export const madeBy = (tags: Ownership): string =>
  `made by ${tags['managed-by']} for ${tags.project}, ${tags.stage}, ${tags.stack}`;
