// The sandbox's own buttons: they make things happen over the control API, as a test would.

import { get, post } from './api.js';
import { el, toast } from './dom.js';
import { icon } from './icons.js';
import { HOME } from './places.js';

const FOLDED = 'sandbox-folded';

const ARRIVALS = {
  'Known caller': {
    channel: 'voice', direction: 'inbound', phone: '+12135550100', queue: 'Support',
    attributes: { tier: 'Gold', language: 'en-US', caseId: '00001001', reason: 'cold storage' },
  },
  'Unknown caller': { channel: 'voice', direction: 'inbound', phone: '+13125550199', queue: 'Support', attributes: {} },
  Chat: {
    channel: 'chat', direction: 'inbound', name: 'Grace Whitfield', queue: 'Support',
    attributes: { email: 'grace.whitfield@example.co.uk', tier: 'Silver' },
  },
  Task: {
    channel: 'task', direction: 'inbound', name: 'Send the recall list', queue: 'Support', attributes: {},
  },
  'Queue callback': { channel: 'queue_callback', direction: 'inbound', phone: '+493090182012', queue: 'Support', attributes: {} },
};

export function demo(place) {
  const buttons = el('div', { class: 'sandbox-buttons', id: 'sandbox-buttons' },
    ...Object.entries(ARRIVALS).map(([label, contact]) => button(label, () => post('/api/contacts', contact))),
    button('Customer hangs up', hangUp),
    button('Reset', reset));
  const fold = el('button', { type: 'button', class: 'sandbox-fold', 'aria-controls': 'sandbox-buttons',
    onclick: () => show(!buttons.hidden) }, icon('chevron'), 'Sandbox');
  const show = (folded) => {
    buttons.hidden = folded;
    fold.setAttribute('aria-expanded', String(!folded));
    localStorage.setItem(FOLDED, String(folded));
  };
  place.replaceChildren(fold, buttons);
  show(localStorage.getItem(FOLDED) === 'true');
}

function button(label, act) {
  return el('button', { type: 'button', class: 'sandbox-button', onclick: async () => {
    try {
      await act();
    } catch (problem) {
      toast(`${label}: ${problem.message}`, 'error');
    }
  } }, label);
}

/** The customer of the contact that came last and is still there. */
async function hangUp() {
  const contacts = await get('/api/contacts');
  const contact = contacts.findLast(({ state }) => ['incoming', 'connecting', 'connected'].includes(state?.type));
  if (!contact) {
    toast('No contact to hang up.');
    return;
  }
  await post(`/api/contacts/${encodeURIComponent(contact.contactId)}/customerHangup`, {});
}

async function reset() {
  for (const kept of ['workspace', 'classic-workspace']) sessionStorage.removeItem(kept);
  await post('/api/reset', {});
  location.assign(HOME + location.search);
}
