// The life of a time limit on a whole system: set, kept, moved, cancelled, over, removed; and what an account without the
// right is told.

import { CreateScheduleGroupCommand, GetScheduleGroupCommand } from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { NotOurs, UsageProblem } from '../../engine/problems.ts';
import { inEnglish } from '../../engine/text.ts';
import { until, unwatched } from '../../engine/wait.ts';
import { DEFAULT_SYSTEM } from '../../screen/next-command.ts';
import type { Limit } from '../../systems/limited-story.ts';
import { SYSTEMS } from '../../systems.ts';
import { denied } from '../../testing/hazards/answers.ts';
import { dryRuns } from '../../testing/hazards/dry-runs.ts';
import { type HazardousSystem, openWithHazards } from '../../testing/hazards/open.ts';
import { type OpenSystem, openSystem } from '../../testing/open-system.ts';
import { runStory } from '../../testing/run-story.ts';
import { rights } from '../doctor/account.ts';
import { findingLine } from '../doctor/finding.ts';
import { readFor } from './for-flag.ts';
import { limitNow } from './limit-now.ts';
import { limitLine } from './texts.ts';
import { limitAfter, limitWish } from './wish.ts';

const system = await SYSTEMS[DEFAULT_SYSTEM]();
const NAME = `ada-dev-${DEFAULT_SYSTEM}`;
const ENDS = [`VPC endpoint ${NAME}-sns`, `Cache ${NAME}`];
const PARTS = [
  `Schedule group ${NAME}`,
  `IAM role ${NAME}-time-limit`,
  `Schedule vpc-endpoint-${NAME}-sns`,
  `Schedule cache-${NAME}`,
];
const HOUR = 3600;

/** As the command does it. */
async function up(opened: OpenSystem, asked?: number | 'off') {
  const { story, cloud } = opened;
  const wish = await limitWish(cloud, story, asked);
  const run = await runStory(opened, (run) => story.up(run, wish.until));
  expect(run.failure).toBeUndefined();
  const after = limitAfter(cloud, story, wish.until, run.results);
  const changed = run.results.filter(({ outcome }) => outcome !== 'unchanged');
  return {
    says: [...wish.before, ...(after?.says ?? [])].map(inEnglish),
    changed: changed.map(({ title, outcome }) => `${title} ${outcome}`),
    until: wish.until,
  };
}
const now = ({ story }: Pick<OpenSystem, 'story'>) => (story.timeLimit ? limitNow(story.timeLimit) : undefined);
const hoursUntil = (limit: Limit) => limit instanceof Date && (limit.getTime() - Date.now()) / 1000 / HOUR;

test('without one, nothing of it is made or asked for more than once', async () => {
  const opened = await openSystem(system);
  expect(await up(opened)).toMatchObject({ says: [], until: undefined });
  expect(await now(opened)).toBeUndefined();
  expect((await opened.left()).filter(({ service }) => service.startsWith('Schedule'))).toEqual([]);
});

test('it is set, kept by a later `up`, moved, and cancelled; `down` removes it and the receipt counts it', async () => {
  const opened = await openSystem(system);
  await up(opened);
  const set = await up(opened, 3 * HOUR);
  expect(set.changed.sort()).toEqual(PARTS.map((title) => `${title} created`).sort());
  expect(hoursUntil(set.until)).toBeCloseTo(3, 1);
  expect(set.says).toEqual([
    expect.stringMatching(
      new RegExp(
        `^Time limit: 20\\d\\d-\\S+ \\d\\d:\\d\\d \\(in (3 h|2 h 59 min)\\) the local cloud by itself ends ${ENDS.join(', ')}\\. What is in a cache or a database is lost then\\. The rest stays and costs little: {2}npm run down$`,
      ),
    ),
  ]);
  expect(await now(opened)).toEqual({ at: set.until, ends: ENDS });
  expect(inEnglish(limitLine({ at: set.until as Date, ends: ENDS }))).toMatch(
    /\(in (3 h|2 h 59 min)\) ends VPC endpoint/,
  );

  const kept = await up(opened);
  expect(kept).toMatchObject({ until: set.until, changed: [] });
  expect(kept.says[0]).toMatch(/^The time limit stays as it was\./);

  const moved = await up(opened, HOUR);
  expect(moved.changed.sort()).toEqual(
    PARTS.slice(2)
      .map((title) => `${title} repaired`)
      .sort(),
  );
  expect(hoursUntil(moved.until)).toBeCloseTo(1, 1);

  const services = (await opened.left()).map(({ service, name }) => `${service} ${name}`);
  expect(services).toEqual(expect.arrayContaining(PARTS));

  const cancelled = await up(opened, 'off');
  expect(cancelled.says).toEqual(['The time limit is cancelled: nothing ends by itself.']);
  expect(cancelled.changed.sort()).toEqual(PARTS.map((title) => `${title} removed`).sort());
  expect((await up(opened, 'off')).says).toEqual(['There was no time limit to cancel.']);

  await up(opened, HOUR);
  const down = await runStory(opened, (run) => opened.story.down(run, true));
  expect(down.failure).toBeUndefined();
  const removed = down.results.filter(({ outcome }) => outcome === 'removed').map(({ title }) => title);
  expect(removed).toEqual(expect.arrayContaining(PARTS));
  expect(await opened.left()).toEqual([]);
});

test('a `down` that was stopped after the group of the limit: the next one finds no limit, and removes the role', async () => {
  const opened = await openSystem(system);
  await up(opened, HOUR);
  const { group, schedules } = opened.story.timeLimit ?? expect.unreachable();
  await Promise.all(schedules.map(({ schedule }) => schedule.remove(unwatched())));
  await group.remove(unwatched());
  expect(await now(opened)).toBeUndefined();
  const { failure } = await runStory(opened, (run) => opened.story.down(run, false));
  expect(failure).toBeUndefined();
  expect(await opened.left()).toEqual([]);
});

test('at its time the parts that are billed by the hour are ended; the next `up` makes them again and takes the limit away', async () => {
  const opened = await openSystem(system);
  const { story } = opened;
  await up(opened, HOUR);
  const soon = new Date(Date.now() + 1_000);
  await runStory(opened, (run) => story.up(run, soon));
  await until(unwatched(), 'the time is over', 20, async () => ((await now(opened)) === 'over' ? true : undefined));
  const gone = await until(unwatched(), 'both are gone', 20, async () => {
    const { results } = await opened.up({ plan: true });
    const absent = results.filter(({ outcome }) => outcome === 'would-create').map(({ title }) => title);
    return absent.length === ENDS.length ? absent : undefined;
  });
  expect(gone).toEqual(ENDS);
  expect(inEnglish(limitLine('over'))).toMatch(/^over/);

  const again = await up(opened);
  expect(again.says).toEqual([expect.stringMatching(/^An earlier time limit was over: what it ended is made again\./)]);
  expect(again.changed).toEqual(expect.arrayContaining([...ENDS.map((title) => `${title} created`)]));
  expect(again.changed).toContain(`${PARTS[0]} removed`);
  expect(await now(opened)).toBeUndefined();
});

test('a part that a story makes alone is found again: a schedule that somebody deleted is made by the next `up`', async () => {
  const opened = await openSystem(system);
  const { until: first } = await up(opened, 2 * HOUR);
  const [schedule] = opened.story.timeLimit?.schedules ?? [];
  await schedule?.schedule.remove(unwatched());
  expect(await now(opened)).toEqual({ at: first, ends: ENDS.slice(1) });
  expect((await up(opened)).changed).toEqual([`${PARTS[2]} created`]);
});

test('a group of somebody else is no limit of ours: it stays, and only --for is refused because of it', async () => {
  const opened = await openSystem(system);
  const { cloud, story } = opened;
  await cloud.scheduler.send(
    new CreateScheduleGroupCommand({ Name: NAME, Tags: [{ Key: 'project', Value: 'other' }] }),
  );
  expect(await up(opened)).toMatchObject({ says: [], until: undefined });
  const refused = await runStory(opened, (run) => story.up(run, new Date(Date.now() + HOUR * 1000)));
  expect(refused.writes).toBe(0);
  expect(refused.results.find(({ title }) => title === PARTS[0])?.error).toBeInstanceOf(NotOurs);
  expect((await opened.down()).failure).toBeUndefined();
  expect(await cloud.scheduler.send(new GetScheduleGroupCommand({ Name: NAME }))).toMatchObject({ Name: NAME });
  expect(await opened.left()).toEqual([]);
});

test('a system with nothing that is billed by the hour refuses it', async () => {
  const { cloud, story } = await openSystem(await SYSTEMS['audit-log']());
  await expect(limitWish(cloud, story, HOUR)).rejects.toThrow(UsageProblem);
  await expect(limitWish(cloud, story, HOUR)).rejects.toThrow(/^audit-log has nothing that is billed by the hour/);
  expect(await limitWish(cloud, story, undefined)).toEqual({ until: undefined, before: [] });
});

test.each(['3', '200h', '0h', '14min', '', 'h', '3 h', '-3h', '1d', '169h'])('--for %s is refused', (text) => {
  expect(() => readFor(text)).toThrow(UsageProblem);
});

test.each([
  ['15min', 900],
  ['3h', 10_800],
  ['1h30min', 5_400],
  ['168h', 604_800],
  ['off', 'off'],
] as const)('--for %s is %s', (text, seconds) => {
  expect(readFor(text)).toBe(seconds);
});

const noScheduler = () => [denied(({ service }) => service === 'scheduler'), dryRuns];
const tell = ({ tell: run, story }: HazardousSystem, limit: Limit) => run((one) => story.up(one, limit));

test('an account without the right is told so before anything is made, and is built and removed all the same', async () => {
  const hazardous = await openWithHazards(system, noScheduler);
  const { cloud, story } = hazardous;
  const { until: limit, before } = await limitWish(cloud, story, 3 * HOUR);
  expect(cloud.journal.writes).toBe(0);
  expect([limit, before.map(inEnglish)]).toEqual([
    undefined,
    [
      'This account allows no time limit (EventBridge Scheduler), so nothing ends by itself. Remove the system when you have finished:  npm run down -- --aws',
    ],
  ]);
  expect((await tell(hazardous, limit)).errors).toEqual([]);
  expect(await now(hazardous)).toBeUndefined();
  const asked = (await rights(cloud, story.parts)).map(findingLine);
  expect(asked.filter(({ check }) => check === 'Rights: EventBridge Scheduler')).toMatchObject([
    { verdict: 'good', found: 'not allowed: so there is no time limit (up -- --for)' },
  ]);
  expect((await hazardous.down()).errors).toEqual([]);
  expect(await hazardous.left()).toEqual([]);
});

test('an account that may look but not write builds the system, and is told not to rely on the limit', async () => {
  const mayLook = () => [denied(({ service, operation }) => service === 'scheduler' && /^(Create|Up)/.test(operation))];
  const hazardous = await openWithHazards(system, mayLook);
  const { cloud, story } = hazardous;
  const { until: limit } = await limitWish(cloud, story, 3 * HOUR);
  const { errors, results, outcomes } = await tell(hazardous, limit);
  expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/scheduler:CreateScheduleGroup/)]);
  expect(outcomes[`Cache ${NAME}`]).toBe('created');
  const after = limitAfter(cloud, story, limit, results);
  expect(after?.fields).toMatchObject({ ends: [], complete: false });
  expect(after?.says.map(inEnglish)).toEqual([
    expect.stringMatching(/^The time limit was not made completely: .*npm run down -- --aws$/),
  ]);
});
