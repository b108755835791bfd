// The beginning: who is here, and which tabs that person sees.

import type { Me, TabName } from '../contract.ts';
import { del, Refused, sentence, session } from './api.ts';
import { byId, el } from './dom.ts';
import { filesView } from './files/view.ts';
import { flowView } from './flow/view.ts';
import { announce, language, onLanguage, say, speak, time } from './language.ts';
import { mailsView } from './mails/view.ts';
import { sendView } from './send/view.ts';
import { enter } from './session.ts';
import { showTabs } from './tabs.ts';
import type { Around, View } from './view.ts';

const VIEWS: Readonly<Record<TabName, (around: Around) => View>> = {
  send: sendView,
  files: filesView,
  flow: flowView,
  mails: mailsView,
};
const ORDER: readonly TabName[] = ['send', 'files', 'flow', 'mails'];

function signedOut(error: unknown): void {
  const [title, why] = [el('h2'), el('p', { id: 'why', role: 'alert' })];
  byId('tabs').hidden = true;
  byId('who').replaceChildren();
  byId('main').replaceChildren(el('section', { class: 'drop' }, title, why));
  const words = () => {
    title.textContent = say('signed-out-title');
    why.textContent = error instanceof Refused && error.code === 'offline' ? say('server-closed') : sentence(error);
  };
  onLanguage(words);
  words();
}

function signedIn(me: Me): void {
  byId('stack').textContent = me.stack;
  const who = byId('who');
  const words = () => {
    const out = async () => {
      await del('api/session');
      signedOut(new Refused('signed-out'));
    };
    const button = el('button', { type: 'button', onclick: () => void out() }, say('sign-out'));
    who.replaceChildren(`${say('welcome', me.name, time(me.expires))} `, button);
  };
  onLanguage(words);
  words();
  const notice = (text: string) => {
    byId('notice').textContent = text;
  };
  const tabs = me.tabs ?? ORDER.filter((name) => name !== 'flow' || me.role === 'operator');
  const around = { me, notice, sent: [] };
  showTabs(ORDER.filter((name) => tabs.includes(name)).map((name) => [name, VIEWS[name](around)] as const));
}

function languageSwitch(): void {
  const buttons = (['en', 'pt'] as const).map((one) =>
    el('button', { type: 'button', lang: one, onclick: () => speak(one) }, one === 'en' ? 'English' : 'Português'),
  );
  byId('language').replaceChildren(...buttons);
  onLanguage(() => {
    byId('language').setAttribute('aria-label', say('language'));
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.lang === language()));
  });
}

languageSwitch();
announce();
session.ended = signedOut;
await enter().then(signedIn, signedOut);
