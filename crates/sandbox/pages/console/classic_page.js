// One page of Classic. Going anywhere loads the next page, and with it the softphone, anew.
// Fires `navigated` once it is drawn, and `dial` for a clicked number, as the workspace of a console does.

import { get } from './api.js';
import { byId, el } from './dom.js';
import { openForm } from './form.js';
import { addressOf, urlOf } from './places.js';
import { draw } from './views.js';

// What the sandbox itself has put into the address stays there.
const OWN = ['softphone', 'tab'];

export class ClassicPage extends EventTarget {
  constructor() {
    super();
    this.front = { kind: 'home', label: 'Home' };
    this.clickToDial = false;
    this.formTab = null;
  }

  async start() {
    const to = await get(`/data/resolve?text=${encodeURIComponent(location.pathname + location.search)}`);
    if (to.kind !== 'new') this.front = to;
    const shown = await draw(this, this.front).catch((problem) => el('p', { class: 'empty' }, problem.message));
    byId('workspace').replaceChildren(shown);
    const name = this.front.label ?? this.front.text ?? this.front.name ?? 'Home';
    byId('workspace').setAttribute('aria-label', name);
    document.title = `${name} | Salesforce Classic (Sandbox)`;
    if (to.kind === 'new') await openForm(this, to);
    this.dispatchEvent(new Event('navigated'));
  }

  navigate(to) {
    if (to.kind === 'new') return openForm(this, to);
    const url = new URL(to.kind === 'url' ? `/classic${to.url}` : addressOf(to), location.origin);
    const here = new URLSearchParams(location.search);
    for (const name of OWN) if (here.has(name)) url.searchParams.set(name, here.get(name));
    location.assign(url);
  }

  refresh() {
    location.reload();
  }

  /** What `getPageInfo` answers, by Lightning's names. */
  view() {
    const { kind, id, object, label } = this.front;
    const url = urlOf(this.front);
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
}
