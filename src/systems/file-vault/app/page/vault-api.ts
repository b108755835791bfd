/// <reference lib="dom" />
// What the page asks of the vault.

import type { AuditRecord } from '../audit/record.ts';
import type { BackupRun } from '../backup/backup.ts';
import type { Person } from '../http/door.ts';
import type { Page } from '../store/catalogue.ts';

/** An answer that is no success. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(path, init);
  const body = answer.status === 204 ? undefined : await answer.json();
  if (!answer.ok) throw new Refused(body.error.code, body.error.message);
  return body as T;
}

export const me = () => ask<Person>('me');
export const audit = () => ask<{ records: readonly AuditRecord[] }>('audit');
export const backups = () => ask<{ last: BackupRun | null }>('backups');
export const backUpNow = () => ask<unknown>('backups', { method: 'POST' });
export const leave = () => ask<void>('session', { method: 'DELETE' });
export const enter = (invitation: string) =>
  ask<void>('session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation }),
  });

export function files(search: string, cursor?: string): Promise<Page> {
  const question = new URLSearchParams({ limit: '100', ...(search && { search }), ...(cursor && { cursor }) });
  return ask<Page>(`files?${question}`);
}

/** `fetch` shows no progress of what it sends. @param progress sent part, 0 to 1 */
export function send(file: File, progress: (part: number) => void): Promise<{ id: string; sha256: string }> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `files?${new URLSearchParams({ name: file.name })}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => progress(file.size ? loaded / file.size : 1);
    request.onload = () => {
      if (request.status === 201) done(request.response);
      else failed(new Refused(request.response?.error?.code ?? 'failed', `status ${request.status}`));
    };
    request.onerror = () => failed(new Refused('cut', 'the connection ended'));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}
