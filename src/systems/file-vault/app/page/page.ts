/// <reference lib="dom" />
// The page of the vault: signs in with the invitation in the address, then shows documents, backup and journal.

import { auditRow, fileRow, localWhen } from './lists.ts';
import { takeFiles } from './sending.ts';
import { chooseLanguage, language, otherLanguage, REFUSALS, texts, type Word } from './texts.ts';
import * as vault from './vault-api.ts';

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const EVERY_MS = 30_000;
let cursor: string | undefined;

function speak(): void {
  document.documentElement.lang = language() === 'pt' ? 'pt-BR' : 'en';
  document.title = texts().title;
  for (const one of document.querySelectorAll<HTMLElement>('[data-text]'))
    one.textContent = texts()[one.dataset.text as Word];
  byId('language').textContent = texts().other;
}

function say(error: unknown): void {
  const code = error instanceof vault.Refused ? error.code : undefined;
  const out = code === 'signed-out';
  if (out) byId('inside').hidden = true;
  byId('message').textContent = out
    ? texts().signIn
    : code
      ? (REFUSALS[language()][code] ?? (error as Error).message)
      : texts().lost;
}

async function showFiles(further?: string): Promise<void> {
  const page = await vault.files(byId<HTMLInputElement>('search').value, further);
  const rows = page.files.map(fileRow);
  if (further) byId('files').append(...rows);
  else byId('files').replaceChildren(...rows);
  cursor = page.cursor;
  byId('more').hidden = !cursor;
  byId('total').textContent = texts().total(page.total);
}

async function showBackup(): Promise<void> {
  const { last } = await vault.backups();
  byId('backup').textContent = !last
    ? texts().noBackup
    : last.failed
      ? texts().backupFailed(localWhen(last.at), last.failed)
      : texts().lastBackup(localWhen(last.at), last.copied);
}

async function showAudit(): Promise<void> {
  const { records } = await vault.audit();
  byId('audit').replaceChildren(...records.slice(0, 50).map(auditRow));
}

async function show(): Promise<void> {
  try {
    const { name, role } = await vault.me();
    byId('who').textContent = name;
    byId('leave').hidden = false;
    byId('backup-now').hidden = role !== 'operator';
    byId('inside').hidden = false;
    await Promise.all([showFiles(), showBackup()]);
    await showAudit();
    byId('message').textContent = '';
  } catch (error) {
    say(error);
  }
}

/** Does a thing that somebody clicked, and shows what came of it. */
const on = (id: string, event: string, work: () => unknown) =>
  byId(id).addEventListener(event, async () => {
    try {
      await work();
    } catch (error) {
      say(error);
    }
  });

on('language', 'click', () => {
  otherLanguage();
  speak();
  return show();
});
on('leave', 'click', async () => {
  await vault.leave();
  location.reload();
});
on('more', 'click', () => showFiles(cursor));
on('search', 'input', () => showFiles());
on('backup-now', 'click', async () => {
  await vault.backUpNow();
  byId('message').textContent = texts().backupWanted;
});

const take = takeFiles(byId('sending'), () => void show());
on('choose', 'change', () => {
  const chosen = byId<HTMLInputElement>('choose');
  take([...(chosen.files ?? [])]);
  chosen.value = '';
});
const drop = byId('drop');
for (const [name, over] of [
  ['dragover', true],
  ['dragleave', false],
  ['drop', false],
] as const)
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', over);
    if (name === 'drop') take([...(event.dataTransfer?.files ?? [])]);
  });

chooseLanguage();
speak();
const invitation = location.hash.slice(1);
if (invitation) {
  history.replaceState(null, '', location.pathname); // nobody reads it off the screen
  await vault.enter(invitation).catch(say);
}
await show();
setInterval(() => document.visibilityState === 'visible' && void show(), EVERY_MS);
