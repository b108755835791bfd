// A door that knows the people whom a test names.

import { randomUUID } from 'node:crypto';
import type { Door, Person } from '../http/door.ts';
import { Refusal } from '../refusal.ts';

export async function testDoor() {
  const people = new Map<string, Person>();
  const admit = (name: string, role: Person['role'] = 'accountant') => {
    const token = randomUUID();
    people.set(token, { name, role, expires: '2099-01-01T00:00:00.000Z' });
    return token;
  };
  const door: Door = {
    async enter(invitation) {
      const person = people.get(invitation);
      if (!person) throw new Refusal(401, 'invitation-wrong', 'This is not an invitation to this vault.');
      return { cookie: `vault=${invitation}; HttpOnly; SameSite=Strict; Path=/`, person };
    },
    who: async (cookies = '') => people.get(/vault=([\w-]+)/.exec(cookies)?.[1] ?? ''),
    leaving: 'vault=; Max-Age=0; Path=/',
  };
  return {
    door,
    invitation: admit,
    cookie: async (name: string, role?: Person['role']) => `vault=${admit(name, role)}`,
  };
}
