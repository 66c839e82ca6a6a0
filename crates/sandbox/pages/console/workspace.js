// The workspace of one browser tab: its primary tabs and their subtabs, the one in front, and what it shows.
// Fires `navigated` when the view changes in a way that Lightning reports, and `dial` for a clicked number.

import { get } from './api.js';
import { arrowKeys, byId, el } from './dom.js';
import { icon } from './icons.js';
import { openForm } from './form.js';
import { asked, browserAddress, isClassic, tabId, urlOf } from './places.js';
import { draw } from './views.js';

const STORE = isClassic ? 'classic-workspace' : 'workspace';

export class Workspace extends EventTarget {
  constructor() {
    super();
    this.lastTab = 0;
    this.tabs = [{ key: 'home', kind: 'home', label: 'Home', tabId: 'home', subtabs: [] }];
    this.front = this.tabs[0];
    this.clickToDial = false;
    this.formTab = null;
    this.restore();
  }

  start() {
    arrowKeys(byId('tabs'), '.tab-face');
    arrowKeys(byId('subtabs'), '.tab-face');
    const url = asked(this.front);
    if (url) this.navigate({ kind: 'url', url });
    else this.show(this.front, this.front.sub);
  }

  /** Goes where a screen pop, a link or a search leads; `to.kind` says what it is. */
  async navigate(to) {
    if (to.kind === 'url') return this.navigate(await get(`/data/resolve?text=${encodeURIComponent(to.url)}`));
    if (to.kind === 'new') return openForm(this, to);
    return this.show(this.place(to));
  }

  /** The primary tab for an address, opened if it is not yet, or `reused` for it: the toolkit's `openPrimaryTab`. */
  async open(to, active, reused) {
    const tab = reused ?? this.place(to);
    if (reused) Object.assign(reused, { title: undefined, view: undefined, label: labelOf(to), ...to, key: keyOf(to) });
    await this.settle(active && tab);
    return tab;
  }

  /** A tab below a primary tab: the toolkit's `openSubtab`. */
  async openSub(primary, to, active) {
    const key = keyOf(to);
    let sub = primary.subtabs.find((open) => open.key === key);
    if (!sub) {
      this.lastTab += 1;
      sub = { key, label: labelOf(to), tabId: tabId(this.lastTab, primary) };
      primary.subtabs.push(sub);
    }
    Object.assign(sub, to);
    await this.settle(active && primary, sub.tabId);
    return sub;
  }

  /** Shows a tab, or only that there is one more. */
  async settle(tab, subId) {
    if (tab) return this.show(tab, subId);
    this.drawTabs();
    this.save();
  }

  place(to) {
    const key = keyOf(to);
    let tab = this.tabs.find((open) => open.key === key);
    if (!tab) {
      this.lastTab += 1;
      tab = { key, label: labelOf(to), tabId: tabId(this.lastTab), subtabs: [] };
      this.tabs.push(tab);
    }
    return Object.assign(tab, to);
  }

  /** What is in front: the primary tab's own page, or one of its subtabs. */
  page() {
    return this.front.subtabs.find(({ tabId }) => tabId === this.front.sub) ?? this.front;
  }

  async show(tab, subId) {
    this.front = tab;
    tab.sub = subId;
    const page = this.page();
    byId('modal').hidden = this.formTab !== tab;
    this.drawTabs();
    this.save();
    const shown = await draw(this, page).catch((problem) => el('p', { class: 'empty' }, problem.message));
    // Another tab came to the front while this one was loading.
    if (this.page() !== page) return;
    const place = byId('workspace');
    place.replaceChildren(shown);
    place.scrollTop = 0;
    place.setAttribute('aria-label', nameOf(page));
    this.drawTabs();
    this.save();
    this.dispatchEvent(new Event('navigated'));
  }

  refresh() {
    return this.show(this.front, this.front.sub);
  }

  close(tab) {
    const place = this.tabs.indexOf(tab);
    this.tabs.splice(place, 1);
    const next = this.tabs[Math.max(0, place - 1)];
    if (this.front === tab) this.show(next, next.sub);
    else this.drawTabs();
    this.save();
  }

  closeSub(primary, sub) {
    primary.subtabs.splice(primary.subtabs.indexOf(sub), 1);
    const shown = primary.sub === sub.tabId;
    if (shown) primary.sub = undefined;
    if (shown && this.front === primary) this.show(primary);
    else this.drawTabs();
    this.save();
  }

  /** What `getAppViewInfo` answers: the record in front, or only an address. */
  view() {
    const page = this.page();
    const url = urlOf(page);
    const { kind, id, object, label } = page;
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
    const { front } = this;
    const faces = this.tabs.map((tab) => face(tab, tab === front, () => this.show(tab, tab.sub),
      tab.kind === 'home' ? null : () => this.close(tab)));
    strip(byId('tabs'), faces);
    const subs = front.subtabs.map((sub) => face(sub, sub.tabId === front.sub, () => this.show(front, sub.tabId),
      () => this.closeSub(front, sub)));
    // The primary tab's own page stands first among its subtabs.
    strip(byId('subtabs'), subs.length ? [face(front, !front.sub, () => this.show(front)), ...subs] : []);
  }

  save() {
    const page = this.page();
    history.replaceState(null, '', browserAddress(page));
    document.title = `${nameOf(page)} | ${isClassic ? 'Classic' : 'Service'} Console (Sandbox)`;
    sessionStorage.setItem(STORE, JSON.stringify({ tabs: this.tabs, front: this.front.key, lastTab: this.lastTab }));
  }

  restore() {
    try {
      const { tabs, front, lastTab } = JSON.parse(sessionStorage.getItem(STORE));
      this.tabs = tabs;
      this.lastTab = lastTab;
      this.front = tabs.find((tab) => tab.key === front) ?? tabs[0];
    } catch {
      // Nothing was kept: a fresh browser tab.
    }
  }
}

/** One tab of a strip: its face, and a cross where it can be closed. */
function face(tab, front, onclick, onclose) {
  const name = nameOf(tab);
  const button = el('button', {
    type: 'button', class: 'tab-face', role: 'tab', 'aria-selected': String(front), 'aria-controls': 'workspace',
    tabindex: front ? '0' : '-1', 'data-key': tab.key, 'data-tab-id': tab.tabId, title: name, onclick,
  }, icon(pictureOf(tab)), el('span', { class: 'tab-label' }, name));
  const close = onclose && el('button', {
    type: 'button', class: 'tab-close', 'aria-label': `Close ${name}`, onclick: onclose,
  }, icon('close'));
  return el('div', { class: front ? 'tab tab-front' : 'tab', role: 'presentation' }, button, close);
}

/** Draws a strip anew; the focus stays where it was. */
function strip(place, faces) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...faces);
  place.hidden = faces.length === 0;
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  place.querySelector('.tab-front')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The name that whoever opened the tab gave it, or that of what it shows. */
function nameOf(tab) {
  return tab.title ?? tab.label;
}

/** The same address is the same tab. */
function keyOf(to) {
  if (to.kind === 'record') return `record:${to.id}`;
  return [to.kind, to.object, to.view, to.text, to.name, to.url].filter(Boolean).join(':');
}

function labelOf(to) {
  return to.label ?? { list: to.object, search: to.text, flow: to.name, page: to.url, home: 'Home' }[to.kind] ?? '…';
}

function pictureOf(tab) {
  return tab.kind === 'record' ? (tab.object ?? 'page').toLowerCase() : tab.kind;
}
