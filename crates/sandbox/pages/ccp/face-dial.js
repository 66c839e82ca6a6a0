// The number pad: dials when idle, sends tones during a call.

import { el, hide, text } from './dom.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LETTERS = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ', 0: '+' };

export function dialPad(act) {
  let call = null;
  const number = el('input', {
    id: 'number', type: 'tel', inputMode: 'tel', autocomplete: 'off', placeholder: '+1 213 555 0100',
    'aria-label': 'Phone number',
  });
  const go = el('button', { type: 'submit', class: 'main go' }, 'Call');
  const hint = el('p', { class: 'quiet' });

  const press = (key) => {
    if (call) {
      act.call('sendDigits', { contactId: call.contactId, connectionId: call.connectionId, digits: key });
    }
    number.value += key === '0' && number.value === '' && !call ? '+' : key;
    number.focus();
  };
  const keys = el('div', { class: 'keys', role: 'group', 'aria-label': 'Keys' }, ...KEYS.map((key) =>
    el('button', { type: 'button', class: 'key', onclick: () => press(key) },
      el('span', {}, key), el('small', { 'aria-hidden': 'true' }, LETTERS[key] ?? ' '))));

  const dial = async (event) => {
    event.preventDefault();
    const phoneNumber = number.value.replace(/[^\d+]/g, '');
    if (!phoneNumber || call) return;
    await act.call('createOutboundContact', { endpoint: { type: 'phone_number', phoneNumber } });
  };
  const element = el('form', { class: 'dial', 'aria-label': 'Number pad', onsubmit: dial },
    el('div', { class: 'entry' }, number), keys, go, hint);

  const show = ({ current, contacts, dialling }) => {
    const voice = current && ['voice', 'queue_callback'].includes(current.type) && current.state.type === 'connected';
    const leg = voice ? current.connections.find(({ initial, state }) => initial && state.type === 'connected') : null;
    const before = call;
    call = leg ? { contactId: current.contactId, connectionId: leg.connectionId } : null;
    if (before?.contactId !== call?.contactId) number.value = '';
    hide(go, Boolean(call));
    text(hint, call ? 'Keys send tones to the call.' : 'Use the international format, such as +12135550100.');
    hide(element, contacts.length > 0 && !dialling);
  };
  return { element, show, focus: () => number.focus() };
}
