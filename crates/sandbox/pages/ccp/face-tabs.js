// One tab a contact: channel, who, state and time.

import { el, hide, keyed, since, text } from './dom.js';

const CHANNELS = {
  voice: ['✆', 'Call'],
  queue_callback: ['↩', 'Callback'],
  chat: ['✉', 'Chat'],
  task: ['☑', 'Task'],
  email: ['@', 'E-mail'],
};

/** The sign and the word for a contact's channel. */
export const channel = (contact) => CHANNELS[contact.type] ?? ['◆', contact.type];

/** Telephony, of whatever kind. */
export const isVoice = ({ type }) => type === 'voice' || type === 'queue_callback';

/** Who or what the contact is, in a few words. */
export function title(contact) {
  const customer = contact.connections.find(({ initial }) => initial);
  const agent = contact.connections.find(({ type }) => type === 'agent');
  return contact.name
    ?? agent?.chatMediaInfo?.customerName
    ?? customer?.endpoint?.name ?? customer?.endpoint?.phoneNumber ?? customer?.endpoint?.emailAddress
    ?? channel(contact)[1];
}

export function contactTabs(act) {
  const list = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Contacts', hidden: true });
  let view = null;

  const make = ({ contactId }) => {
    const sign = el('span', { class: 'sign', 'aria-hidden': 'true' });
    const who = el('span', { class: 'who' });
    const state = el('span', { class: 'state' });
    const element = el('button', {
      type: 'button', class: 'tab', role: 'tab', 'aria-controls': 'contact', onclick: () => act.select(contactId),
    }, sign, el('span', { class: 'lines' }, who, state));
    const update = (contact) => {
      const current = contact.contactId === view.current?.contactId;
      text(sign, channel(contact)[0]);
      text(who, title(contact));
      text(state, `${contact.state.type} ${since(contact.state.timestamp, view.snapshot.skew)}`);
      element.dataset.state = contact.state.type;
      element.setAttribute('aria-selected', String(current));
      element.tabIndex = current ? 0 : -1;
    };
    return { element, update };
  };
  const fill = keyed(list, make);

  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tabs = [...list.children];
    const place = tabs.indexOf(document.activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    const next = tabs[(place + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });

  return {
    element: list,
    show: (fresh) => {
      view = fresh;
      hide(list, view.contacts.length === 0);
      fill(view.contacts, ({ contactId }) => contactId);
    },
  };
}
