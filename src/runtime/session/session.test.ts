// Who comes in with an invitation, and who does not. The cookie, and requests of other sites.

import { importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { issue } from '../../operate/invite/issue.ts';
import { isKey, newKey, publicHalf, secretFor } from '../../operate/invite/key.ts';
import { cookieOf, invitationIn, noCookie } from './cookie.ts';
import { readInvitation } from './invitation.ts';
import { isOwnRequest } from './same-site.ts';

const secret = newKey();
const key = publicHalf(secret);
const page = 'ada-dev-shop';
const ANA = { name: 'Ana Souza', role: 'accountant', page, days: 7 };
const at = { key, page, roles: ['accountant', 'operator'] };
const flaw = async (invitation: string) => readInvitation(invitation, at);

describe('an invitation', () => {
  test('lets in who it names, as what it says, until it ends', async () => {
    const { invitation, expires } = await issue(secret, ANA);
    expect(await flaw(invitation)).toEqual({
      ...{ name: 'Ana Souza', role: 'accountant', expires },
      invitation: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(expires.getTime() - Date.now()).toBeLessThanOrEqual(7 * 24 * 3600 * 1000);
  });

  test('is late when its time is over', async () => {
    const { invitation } = await issue(secret, { ...ANA, days: 1 }, new Date(Date.now() - 25 * 3600 * 1000));
    expect(await flaw(invitation)).toBe('invitation-late');
  });

  test('of an earlier key is revoked', async () => {
    expect(await flaw((await issue(newKey(), ANA)).invitation)).toBe('invitation-revoked');
  });

  test('for another page is wrong', async () => {
    expect(await flaw((await issue(secret, { ...ANA, page: 'ada-prod-shop' })).invitation)).toBe('invitation-wrong');
  });

  test('for a role that the page does not know is wrong', async () => {
    expect(await flaw((await issue(secret, { ...ANA, role: 'root' })).invitation)).toBe('invitation-wrong');
  });

  test('with one changed letter anywhere is refused', async () => {
    const { invitation } = await issue(secret, ANA);
    for (let place = 0; place < invitation.length - 2; place += 7) {
      if (invitation[place] === '.') continue;
      const other = invitation[place] === 'A' ? 'B' : 'A';
      const changed = invitation.slice(0, place) + other + invitation.slice(place + 1);
      expect(typeof (await flaw(changed)), `letter ${place}`).toBe('string');
    }
  });

  test('without a signature, or signed with the public half as a password, is wrong', async () => {
    const claims = { role: 'operator', sub: 'Mallory', aud: page, jti: 'x' };
    const none = new UnsecuredJWT(claims).setExpirationTime('1h').encode();
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: key.id })).toString('base64url');
    expect(await flaw(`${header}.${none.split('.')[1]}.`)).toBe('invitation-wrong');
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: key.id })
      .setExpirationTime('1h')
      .sign(Buffer.from(key.x));
    expect(await flaw(shared)).toBe('invitation-wrong');
  });

  test('without an end is wrong', async () => {
    const endless = await new SignJWT({ role: 'operator', sub: 'Ana', aud: page, jti: 'x' })
      .setProtectedHeader({ alg: 'EdDSA', kid: key.id })
      .sign(await importJWK(JSON.parse(secret), 'EdDSA'));
    expect(await flaw(endless)).toBe('invitation-wrong');
  });

  test.each(['', 'x', '..', 'a.b.c', '{"alg":"EdDSA"}', 'é'.repeat(5_000)])('that is %j is wrong', async (text) => {
    expect(await flaw(text)).toBe('invitation-wrong');
  });
});

describe('the key', () => {
  test('is known as one, and other texts are not', () => {
    expect(isKey(secret)).toBe(true);
    for (const text of ['', 'mine', '{}', '{"kty":"OKP","crv":"Ed25519","d":"x"}', JSON.stringify(key)])
      expect(isKey(text), text).toBe(false);
  });

  test('gives a secret for each purpose, and another key gives other ones', () => {
    expect(secretFor('uploads', secret)).toBe(secretFor('uploads', secret));
    expect(Buffer.from(secretFor('uploads', secret), 'base64url')).toHaveLength(32);
    const all = [secretFor('uploads', secret), secretFor('other', secret), secretFor('uploads', newKey()), key.x];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the cookie', () => {
  test('lives no longer than the invitation, and no script reads it', () => {
    const text = cookieOf(page, 'a.b.c', new Date('2026-12-03T10:00:00Z'));
    expect(text).toBe(
      '__Host-ada-dev-shop=a.b.c; Expires=Thu, 03 Dec 2026 10:00:00 GMT; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
    expect(noCookie(page)).toContain('Max-Age=0');
  });

  test('is found among others, in a header and in a list', () => {
    const mine = '__Host-ada-dev-shop=a.b.c';
    for (const cookies of [mine, `x=1; ${mine}; y=2`, ['x=1', mine]]) expect(invitationIn(cookies, page)).toBe('a.b.c');
    for (const cookies of [undefined, '', 'x=1', '__Host-ada-dev-shop2=a', []])
      expect(invitationIn(cookies, page)).toBeUndefined();
  });
});

describe('a request', () => {
  const site = (value: string, more = {}) => ({ 'sec-fetch-site': value, host: 'a.example', ...more });
  test.each<[boolean, string, string, Record<string, string>]>([
    [true, 'of the page', 'POST', site('same-origin')],
    [false, 'of another site', 'POST', site('cross-site')],
    [false, 'of a neighbouring host', 'POST', site('same-site')],
    [false, 'that somebody typed', 'POST', site('none')],
    [true, 'of a program', 'POST', {}],
    [true, 'of an old browser, of the page', 'POST', { origin: 'https://a.example', host: 'a.example' }],
    [false, 'of an old browser, of another site', 'POST', { origin: 'https://b.example', host: 'a.example' }],
    [false, 'of an old browser, of a hidden site', 'DELETE', { origin: 'null', host: 'a.example' }],
    [true, 'that reads, of the page', 'GET', site('same-origin')],
    [true, 'that reads, by a link in a mail', 'GET', site('none')],
    [
      true,
      'that visits, by a link of another site',
      'GET',
      site('cross-site', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }),
    ],
    [false, 'that reads, of a script of another site', 'GET', site('cross-site', { 'sec-fetch-mode': 'cors' })],
    [
      false,
      'that reads, in a frame of another site',
      'GET',
      site('cross-site', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
    ],
  ])('%s: %s', (allowed, _, method, headers) => {
    expect(isOwnRequest(method, headers)).toBe(allowed);
  });
});
