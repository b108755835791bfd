// Who comes into the page, over real HTTP: with an invitation, without one, with a bad one, from another site.

import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import { until, unwatched } from '../../../engine/wait.ts';
import { revokeAll } from '../../../operate/invite/invite.ts';
import { issue } from '../../../operate/invite/issue.ts';
import { newKey } from '../../../operate/invite/key.ts';
import { openPage, refusedWith } from './testing/open-page.ts';

const { cloud, names, ability, address, visitor, invitation, enter, opened } = await openPage('door');
const nobody = visitor();
const signIn = (text: unknown, headers = {}) => nobody.post('api/session', { invitation: text }, headers);

describe('the page itself', () => {
  test('comes without a sign-in, with headers that let it load nothing of others', async () => {
    const answer = await nobody.get('');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<!doctype html>');
    const { origin } = new URL(address);
    expect(answer.headers.get('content-security-policy')).toMatch(
      new RegExp(`default-src 'none'.*connect-src 'self' ${origin}.*frame-ancestors 'none'`),
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('is not sent again while it is the same', async () => {
    const etag = (await nobody.get('')).headers.get('etag') ?? '';
    const again = await nobody.get('', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await nobody.get('', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test.each(['br', 'gzip'])('is compressed for a browser that knows %s', async (encoding) => {
    const answer = await nobody.get('', { 'accept-encoding': encoding });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(await answer.text()).toContain('<!doctype html>');
  });

  test.each(['index.js', 'flow.json', '../index.js', '%2e%2e/index.js', 'constructor', 'page/index.html'])(
    'no other file comes: %s',
    async (path) => {
      expect((await nobody.get(path)).status).toBe(404);
    },
  );
});

describe('somebody without an invitation', () => {
  test.each(['me', 'files', 'files.csv', 'status', 'mails', 'flow', 'flow/trace?key=a', 'nothing'])(
    'gets 401 for api/%s',
    async (path) => {
      expect(await refusedWith(nobody.get(`api/${path}`))).toBe('401 signed-out');
    },
  );
  test.each([
    'uploads',
    'uploads/parts',
    'uploads/state',
    'uploads/complete',
    'uploads/abort',
    'files/fate',
    'redrive',
  ])('gets 401 for sending to api/%s', async (path) => {
    expect(await refusedWith(nobody.post(`api/${path}`))).toBe('401 signed-out');
  });
});

describe('an invitation', () => {
  test('lets in who it names, for as long as it says, with a cookie that no script reads', async () => {
    const text = await invitation('Ana Souza');
    const answer = await signIn(text);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-ada-door-line-counter=.*; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    const me = await (await visitor(cookie.split(';')[0]).get('api/me')).json();
    const expires = new Date(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '').toISOString();
    expect(me).toMatchObject({ name: 'Ana Souza', role: 'accountant', expires, stack: names.stack, local: true });
    expect(me).toMatchObject({
      bucketOrigin: new URL(address).origin,
      partBytes: 8_388_608,
      largestFile: 83_886_080_000,
    });
  });

  test('leaves with the guest: the browser is told to forget the cookie', async () => {
    const ana = await enter('Ana');
    const answer = await fetch(`${address}api/session`, { method: 'DELETE', headers: { cookie: ana.cookie } });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
  });

  test('that is late, forged, for another page, or none at all lets nobody in', async () => {
    const secret = newKey();
    const whom = { name: 'Mallory', role: 'operator', page: names.stack, days: 1 };
    expect(await refusedWith(signIn((await issue(secret, whom)).invitation))).toBe('401 invitation-revoked');
    for (const text of ['x', undefined, 7]) expect(await refusedWith(signIn(text))).toBe('401 invitation-wrong');
  });

  test('as a cookie is checked again at each request', async () => {
    const ana = await enter('Ana');
    const changed = visitor(`${ana.cookie.slice(0, -4)}AAAA`);
    expect(await refusedWith(changed.get('api/me'))).toBe('401 invitation-wrong');
  });

  test('of earlier is void after --revoke-all, and so is its cookie; a new one is good; `up` leaves it so', async () => {
    const [ana, unused] = [await enter('Ana'), await invitation('Rui')];
    await revokeAll(cloud, ability, unwatched());
    expect(await refusedWith(ana.get('api/me'))).toBe('401 invitation-revoked');
    expect(await refusedWith(signIn(unused))).toBe('401 invitation-revoked');
    expect((await (await enter('Ana')).get('api/me')).status).toBe(200);
    expect(await opened.up()).toMatchObject({ writes: 0, failure: undefined });
  }, 60_000);
});

test('another site can neither sign somebody in nor ask anything with the cookie of a guest', async () => {
  const ana = await enter('Ana');
  const cross = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
  expect(await refusedWith(signIn(await invitation('Ana'), cross))).toBe('403 other-site');
  expect(await refusedWith(ana.get('api/me', cross))).toBe('403 other-site');
  expect(await refusedWith(ana.post('api/uploads', {}, { 'sec-fetch-site': 'same-site' }))).toBe('403 other-site');
});

test('an accountant may not see the flow or give dead letters back', async () => {
  const ana = await enter('Ana');
  expect(await refusedWith(ana.get('api/flow'))).toBe('403 not-allowed');
  expect(await refusedWith(ana.get('api/flow/trace?key=a'))).toBe('403 not-allowed');
  expect(await refusedWith(ana.post('api/redrive'))).toBe('403 not-allowed');
});

test('a body that is no JSON object, or too long, is refused', async () => {
  const send = (body: string) => fetch(`${address}api/session`, { method: 'POST', body });
  for (const body of ['{', '[]', '"x"', 'null']) expect(await refusedWith(send(body))).toBe('400 bad-request');
  expect(await refusedWith(send(JSON.stringify({ invitation: 'x'.repeat(400_000) })))).toBe('413 too-large');
});

test('the log says who came in and who did not, and nothing in it lets anybody in', async () => {
  const text = await invitation('Eva');
  const cookie = (await signIn(text)).headers.getSetCookie()[0] ?? '';
  await visitor(cookie.split(';')[0]).get('api/me');
  await signIn('wrong');
  const logGroupName = `/aws/lambda/${names.page}`;
  const log = await until(unwatched(), 'the lines of the log', 30, async () => {
    const { events = [] } = await cloud.logs.send(new FilterLogEventsCommand({ logGroupName }));
    const lines = events.map(({ message = '' }) => message);
    const told = (...words: string[]) => lines.some((line) => words.every((word) => line.includes(word)));
    return told('signed in', 'Eva') && told('sign-in refused', 'invitation-wrong') ? lines.join('\n') : undefined;
  });
  expect(log).toContain('"RefusedSignIns"');
  for (const part of text.split('.').filter((one) => one.length > 20)) expect(log).not.toContain(part);
  expect(log).not.toContain('__Host-');
});

test('many wrong invitations at once are throttled, with the time to wait; a right one comes in all the same', async () => {
  const right = await invitation('Ana');
  const answers: Response[] = [];
  for (let tries = 0; tries < 12; tries += 1) answers.push(await signIn('wrong'));
  expect(await refusedWith(answers.at(-1) as Response)).toBe('429 slow-down');
  expect(answers.at(-1)?.headers.get('retry-after')).toBe('10');
  expect((await signIn(right)).status).toBe(204);
});
