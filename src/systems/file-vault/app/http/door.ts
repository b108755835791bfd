// Who is asking. The module of the invitations answers this (src/runtime/session); the vault only needs these questions.

export interface Person {
  readonly name: string;
  readonly role: 'accountant' | 'operator';
  /** ISO 8601. */
  readonly expires: string;
}

export interface Door {
  /** Exchanges an invitation for a cookie (the value of Set-Cookie). @throws Refusal 401 invitation-… */
  enter(invitation: string): Promise<{ readonly cookie: string; readonly person: Person }>;
  /** @param cookies the header of the request */
  who(cookies: string | undefined): Promise<Person | undefined>;
  /** The value of Set-Cookie that ends a session. */
  readonly leaving: string;
}
