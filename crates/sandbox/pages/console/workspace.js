// The workspace of one browser tab: its open tabs, the one in front, and what the user is looking at.
// Fires `navigated` when the view changes in a way that Lightning reports, and `dial` for a clicked number.

import { get } from './api.js';
import { arrowKeys, byId, el } from './dom.js';
import { icon } from './icons.js';
import { openForm } from './form.js';
import { draw } from './views.js';

const STORE = 'workspace';

export class Workspace extends EventTarget {
  constructor() {
    super();
    this.tabs = [{ key: 'home', kind: 'home', label: 'Home' }];
    this.front = this.tabs[0];
    this.clickToDial = false;
    this.formTab = null;
    this.restore();
  }

  start() {
    arrowKeys(byId('tabs'), '.tab-face');
    const path = location.pathname;
    if (path.startsWith('/lightning/') && path !== addressOf(this.front)) this.navigate({ kind: 'url', url: path });
    else this.show(this.front);
  }

  /** Goes where a screen pop, a link or a search leads; `to.kind` says what it is. */
  async navigate(to) {
    if (to.kind === 'url') return this.navigate(await get(`/data/resolve?text=${encodeURIComponent(to.url)}`));
    if (to.kind === 'new') return openForm(this, to);
    const key = [to.kind, to.id, to.object, to.view, to.text, to.name, to.url].filter(Boolean).join(':');
    let tab = this.tabs.find((open) => open.key === key);
    if (!tab) {
      tab = { key, label: labelOf(to), ...to };
      this.tabs.push(tab);
    } else {
      Object.assign(tab, to);
    }
    return this.show(tab);
  }

  async show(tab) {
    this.front = tab;
    byId('modal').hidden = this.formTab !== tab;
    this.drawTabs();
    this.save();
    const shown = await draw(this, tab).catch((problem) => el('p', { class: 'empty' }, problem.message));
    // Another tab came to the front while this one was loading.
    if (this.front !== tab) return;
    const place = byId('workspace');
    place.replaceChildren(shown);
    place.scrollTop = 0;
    place.setAttribute('aria-label', tab.label);
    this.drawTabs();
    this.save();
    this.dispatchEvent(new Event('navigated'));
  }

  refresh() {
    return this.show(this.front);
  }

  close(tab) {
    const place = this.tabs.indexOf(tab);
    this.tabs.splice(place, 1);
    if (this.front === tab) this.show(this.tabs[Math.max(0, place - 1)]);
    else this.drawTabs();
    this.save();
  }

  /** What `getAppViewInfo` answers: the record in front, or only an address. */
  view() {
    const url = location.origin + addressOf(this.front);
    const { kind, id, object, label } = this.front;
    return kind === 'record' ? { url, recordId: id, recordName: label, objectType: object } : { url };
  }

  dial(number, record) {
    this.dispatchEvent(new CustomEvent('dial', {
      detail: { number, recordId: record.id, recordName: record.name, objectType: record.object },
    }));
  }

  setClickToDial(enabled) {
    this.clickToDial = enabled;
    for (const button of document.querySelectorAll('.dial')) button.disabled = !enabled;
  }

  drawTabs() {
    const focused = document.activeElement?.dataset?.key;
    byId('tabs').replaceChildren(...this.tabs.map((tab) => this.drawTab(tab)));
    if (focused) byId('tabs').querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    byId('tabs').querySelector('.tab-front')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  drawTab(tab) {
    const front = tab === this.front;
    const face = el('button', {
      type: 'button', class: 'tab-face', role: 'tab', 'aria-selected': String(front), 'aria-controls': 'workspace',
      tabindex: front ? '0' : '-1', 'data-key': tab.key, title: tab.label, onclick: () => this.show(tab),
    }, icon(pictureOf(tab)), el('span', { class: 'tab-label' }, tab.label));
    const close = tab.key === 'home' ? null : el('button', {
      type: 'button', class: 'tab-close', 'aria-label': `Close ${tab.label}`, onclick: () => this.close(tab),
    }, icon('close'));
    return el('div', { class: front ? 'tab tab-front' : 'tab', role: 'presentation' }, face, close);
  }

  save() {
    history.replaceState(null, '', addressOf(this.front) + location.search);
    document.title = `${this.front.label} | Service Console (Sandbox)`;
    sessionStorage.setItem(STORE, JSON.stringify({ tabs: this.tabs, front: this.front.key }));
  }

  restore() {
    try {
      const { tabs, front } = JSON.parse(sessionStorage.getItem(STORE));
      this.tabs = tabs;
      this.front = tabs.find((tab) => tab.key === front) ?? tabs[0];
    } catch {
      // Nothing was kept: a fresh browser tab.
    }
  }
}

function labelOf(to) {
  return to.label ?? { list: to.object, search: to.text, flow: to.name, page: to.url, home: 'Home' }[to.kind] ?? '…';
}

function addressOf(tab) {
  switch (tab.kind) {
    case 'record': return `/lightning/r/${tab.object ?? 'sObject'}/${tab.id}/view`;
    case 'list': return `/lightning/o/${tab.object}/list`;
    case 'search': return `/lightning/search/${encodeURIComponent(tab.text)}`;
    case 'flow': return `/lightning/flow/${encodeURIComponent(tab.name)}`;
    case 'page': return `/lightning/page/other${tab.url.split(/[?#]/)[0]}`;
    default: return '/lightning/page/home';
  }
}

function pictureOf(tab) {
  return tab.kind === 'record' ? (tab.object ?? 'page').toLowerCase() : tab.kind;
}
