// The tabs, by mouse and by keyboard (WAI-ARIA Authoring Practices, "Tabs"). The one in front is in the page's address.

import type { TabName } from '../contract.ts';
import { byId, el } from './dom.ts';
import { onLanguage, say } from './language.ts';
import type { View } from './view.ts';

export function showTabs(views: readonly (readonly [TabName, View])[]): void {
  const names = views.map(([name]) => name);
  const list = byId('tabs');
  const buttons = names.map((name) =>
    el('button', {
      ...{ id: `tab-${name}`, type: 'button', role: 'tab', 'aria-controls': `panel-${name}` },
      onclick: () => front(name),
    }),
  );
  const panels = views.map(([name, { root }]) =>
    el('div', { id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}` }, root),
  );
  let shown: View | undefined;

  const front = (name: TabName) => {
    const at = names.indexOf(name);
    buttons.forEach((button, index) => {
      button.setAttribute('aria-selected', String(index === at));
      button.tabIndex = index === at ? 0 : -1;
    });
    panels.forEach((panel, index) => {
      panel.hidden = index !== at;
    });
    shown?.hide();
    shown = views[at]?.[1];
    history.replaceState(null, '', `#${name}`);
    shown?.show();
  };
  list.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((button) => button.tabIndex === 0);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const name = to === undefined ? undefined : names.at(to % names.length);
    if (!name) return;
    event.preventDefault();
    front(name);
    buttons[names.indexOf(name)]?.focus();
  });

  const words = () => {
    list.setAttribute('aria-label', say('tabs'));
    for (const [at, button] of buttons.entries()) button.textContent = say(`tab-${names[at] ?? 'send'}`);
    for (const [, view] of views) view.words();
  };
  onLanguage(words);
  list.replaceChildren(...buttons);
  list.hidden = names.length < 2;
  byId('main').replaceChildren(...panels);
  words();
  const wanted = location.hash.slice(1);
  const first = names.find((name) => name === wanted) ?? names[0];
  if (first) front(first);
}
