// Quick connects: whom a call can take in, and to whom anything else can be handed over.

import { el, hide } from './dom.js';
import { isVoice } from './face-tabs.js';

export function quickConnects(act) {
  const element = el('ul', { class: 'quick', hidden: true, 'aria-label': 'Quick connects' });
  const close = () => hide(element, true);

  const send = (contact, endpoint) => {
    close();
    const method = isVoice(contact) ? 'createAdditionalConnection' : 'transferContact';
    return act.call(method, { contactId: contact.contactId, endpoint });
  };
  const item = (contact, endpoint) => el('li', {},
    el('button', { type: 'button', onclick: () => send(contact, endpoint) },
      el('span', {}, endpoint.name), el('small', {}, endpoint.phoneNumber ?? endpoint.type)));

  const toggle = async (contact) => {
    if (!element.hidden) {
      close();
      return;
    }
    const answer = await act.call('getEndpoints', { queueARNs: [], nextToken: null, maxResults: 500 });
    const endpoints = (answer?.endpoints ?? []).filter(({ type }) => isVoice(contact) || type !== 'phone_number');
    element.replaceChildren(...endpoints.map((endpoint) => item(contact, endpoint)));
    hide(element, false);
    element.querySelector('button')?.focus();
  };
  return { element, toggle, close };
}
