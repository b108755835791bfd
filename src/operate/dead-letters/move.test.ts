// Dead letters that go back: every message arrives or stays, with a move task or by hand, and with errors too.

import { describe, expect, onTestFinished, test } from 'vitest';
import type { Cloud } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { moving, openQueues } from '../../testing/dead-letters.ts';
import { moveTasks } from '../../testing/hazards/move-tasks.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { asked, type Hazard, is } from '../../testing/hazards/wire.ts';
import { move } from './move.ts';

async function open(hazard?: (ground: Cloud) => Hazard) {
  const queues = await openQueues(hazard);
  onTestFinished(queues.close);
  return queues;
}

const texts = (count: number) => Array.from({ length: count }, (_, at) => `${String.fromCharCode(97 + at)}`);
const noted = (list: readonly string[]) => list.map((text) => `${text}, of ${text}`);

describe('by hand, where the endpoint has no move tasks', () => {
  test('more than one batch, with the attributes of the messages', async () => {
    const { cloud, url, setAside, receive } = await open();
    await setAside(...texts(12));
    const seen: number[] = [];
    const moved = await move(cloud, moving({ progress: (count) => void seen.push(count) }));
    expect(moved).toEqual({ by: 'this command', moved: 12, stopped: false, stayed: [] });
    expect(seen.at(-1)).toBe(12);
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([noted(texts(12)), []]);
  });

  test('what cannot be sent stays, is visible again at once, and does not stop the rest', async () => {
    const refusing: Hazard = async (call, pass) =>
      is(call, 'SendMessage') && asked(call, 'MessageBody') === 'b'
        ? refuse(call, 'InvalidMessageContents', 'The message contains characters outside the allowed set.')
        : pass();
    const { cloud, url, setAside, receive } = await open(() => refusing);
    const [, id] = await setAside('a', 'b', 'c');
    const { moved, stayed } = await move(cloud, moving());
    expect(moved).toBe(2);
    expect(stayed).toEqual([{ messageId: id, why: expect.stringContaining('InvalidMessageContents') }]);
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([noted(['a', 'c']), noted(['b'])]);
  });

  test('when none can be sent it ends with a sentence, and all are in their old queue', async () => {
    const { cloud, url, setAside, receive } = await open(
      () => async (call, pass) => (is(call, 'SendMessage') ? refuse(call, 'AccessDenied', 'no') : pass()),
    );
    await setAside('a', 'b');
    const ended = move(cloud, moving());
    await expect(ended).rejects.toThrow('Moved 0, and then none of 2 could be moved: AccessDenied: no.');
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([[], noted(['a', 'b'])]);
  });

  test('sent, but not deleted: the message is in both queues, never in none', async () => {
    const { cloud, url, setAside, receive } = await open(
      () => async (call, pass) =>
        is(call, 'DeleteMessage') ? refuse(call, 'ServiceUnavailable', 'later', 503) : pass(),
    );
    await setAside('a');
    await expect(move(cloud, moving())).rejects.toThrow(Problem);
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([noted(['a']), noted(['a'])]);
  });

  test('no faster than asked; Ctrl-C ends it after the running batch, and a second run moves the rest', async () => {
    const { cloud, url, setAside, receive } = await open();
    await setAside(...texts(5));
    const stopped = new AbortController();
    const progress = (count: number) => void (count >= 4 && stopped.abort());
    const begun = performance.now();
    const first = await move(cloud, moving({ perSecond: 2, signal: stopped.signal, progress }));
    expect(first).toMatchObject({ moved: 4, stopped: true });
    expect(performance.now() - begun).toBeGreaterThan(1_900);
    expect(await move(cloud, moving())).toMatchObject({ moved: 1, stopped: false });
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([noted(texts(5)), []]);
  });
});

describe('by a task of SQS, as on AWS', () => {
  test('it is started, followed to its end, and counted', async () => {
    const { cloud, url, setAside, receive } = await open(moveTasks);
    await setAside(...texts(3));
    const seen: number[] = [];
    const moved = await move(cloud, moving({ progress: (count) => void seen.push(count) }));
    expect(moved).toEqual({ by: 'sqs', moved: 3, stopped: false, stayed: [] });
    expect(seen).toEqual([0, 2, 3, 3]);
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([noted(texts(3)), []]);
  });

  test('Ctrl-C cancels it, and a second run moves the rest; one that somebody else started is followed', async () => {
    const { cloud, url, setAside, receive } = await open((ground) => moveTasks(ground, { step: 1 }));
    await setAside(...texts(4));
    const stopped = new AbortController();
    const progress = (count: number) => void (count >= 1 && stopped.abort());
    const first = await move(cloud, moving({ signal: stopped.signal, progress }));
    expect(first).toMatchObject({ by: 'sqs', stopped: true });
    expect(first.moved).toBeLessThan(4);

    const told: string[] = [];
    const mine = move(cloud, moving());
    await new Promise((done) => setTimeout(done, 500));
    const theirs = move(cloud, moving({ say: ({ en }) => void told.push(en) }));
    const both = await Promise.all([mine, theirs]);
    expect(both.map(({ moved }) => moved)).toEqual([4 - first.moved, 4 - first.moved]);
    expect(told.join()).toContain('A queue has one move at a time: following that one.');
    expect([await receive(url.jobs), await receive(url.dead)]).toEqual([noted(texts(4)), []]);
  });

  test('when SQS gives up, its reason is shown', async () => {
    const { cloud, setAside } = await open((ground) => moveTasks(ground, { failing: true }));
    await setAside('a', 'b', 'c');
    await expect(move(cloud, moving())).rejects.toThrow('SQS moved 2 and then gave up: AccessDenied.');
  });

  test('a start that is refused for another reason throws that refusal', async () => {
    const { cloud, setAside } = await open((ground) => {
      const tasks = moveTasks(ground);
      return async (call, pass) =>
        is(call, 'StartMessageMoveTask') ? refuse(call, 'AccessDenied', 'not you') : tasks(call, pass);
    });
    await setAside('a');
    await expect(move(cloud, moving())).rejects.toThrow('not you');
  });
});
