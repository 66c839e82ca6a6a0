// The selected contact: who it is, what state it is in, and what can be done with it now.

import { el, hide, keyed, since, text } from './dom.js';
import { chatBox } from './face-chat.js';
import { quickConnects } from './face-quick.js';
import { channel, isVoice, title } from './face-tabs.js';

const RINGING = ['incoming', 'pending', 'connecting'];
const OVER = ['ended', 'missed', 'rejected', 'error'];
const STATES = {
  incoming: 'Ringing', pending: 'Preparing', connecting: 'Ringing', connected: 'Connected', paused: 'Paused',
  missed: 'Missed', rejected: 'Rejected', error: 'Failed', ended: 'Ended',
};

const agentLeg = ({ connections }) => connections.find(({ type }) => type === 'agent' || type === 'monitoring');
const customer = ({ connections }) => connections.find(({ initial, type }) => initial && type !== 'agent');
const third = ({ connections }) => connections.filter(({ initial, type, state }) =>
  !initial && type !== 'agent' && state.type !== 'disconnected');

/** Which buttons make sense for a contact in its present state. */
function possible(contact) {
  const type = contact.state.type;
  const voice = isVoice(contact);
  const outbound = contact.connections.some((leg) => leg.initial && leg.type === 'outbound');
  const talking = type === 'connected';
  const monitoring = contact.connections.some((leg) => leg.type === 'monitoring');
  const held = customer(contact)?.state.type === 'hold';
  const others = third(contact).length;
  const anyHeld = contact.connections.some(({ state }) => state.type === 'hold');
  const sound = contact.connections.some((leg) => leg.softphoneMediaInfo);
  return {
    accept: RINGING.includes(type) && !outbound && type !== 'pending',
    reject: RINGING.includes(type) && !outbound && type !== 'pending',
    end: talking || type === 'paused' || (RINGING.includes(type) && outbound),
    clear: OVER.includes(type),
    hold: talking && voice && !monitoring && !held,
    resume: talking && voice && !monitoring && held,
    mute: talking && sound,
    pause: talking && contact.type === 'task',
    restart: type === 'paused',
    swap: talking && others > 0 && anyHeld,
    join: talking && others > 0 && anyHeld,
    keys: talking && voice && !monitoring,
    transfer: talking && !monitoring && !others,
  };
}

export function contactPanel(act) {
  let now = null;
  let view = null;
  const button = (label, kind, press) => el('button', { type: 'button', class: kind, onclick: () => press(now) }, label);
  const of = (method) => ({ contactId }) => act.call(method, { contactId });
  const ofLeg = (method, find) => (contact) => {
    const leg = find(contact);
    return leg && act.call(method, { contactId: contact.contactId, connectionId: leg.connectionId });
  };
  const buttons = {
    accept: button('Accept', 'main go', of('acceptContact')),
    reject: button('Reject', 'main stop', (contact) => {
      act.click('Reject', contact.contactId);
      return of('rejectContact')(contact);
    }),
    hold: button('Hold', '', ofLeg('holdConnection', customer)),
    resume: button('Resume', '', ofLeg('resumeConnection', customer)),
    mute: button('Mute', '', () => act.mute(!view.face.muted)),
    pause: button('Pause', '', of('pauseContact')),
    restart: button('Resume', '', of('resumeContact')),
    swap: button('Swap', '', of('toggleActiveConnections')),
    join: button('Join', '', of('conferenceConnections')),
    keys: button('Number pad', '', () => act.dial(!view.dialling)),
    transfer: button('Quick connects', '', () => quick.toggle(now)),
    end: button('End', 'main stop', ofLeg('destroyConnection', agentLeg)),
    clear: button('Close contact', 'main', of('clearContact')),
  };

  const sign = el('span', { class: 'sign', 'aria-hidden': 'true' });
  const who = el('h2', {});
  const where = el('p', { class: 'quiet' });
  const state = el('span', { class: 'badge' });
  const timer = el('span', { class: 'timer' });
  const parties = el('ul', { class: 'parties' });
  const quick = quickConnects(act);
  const chat = chatBox(act);
  const main = el('div', { class: 'actions main-actions' }, buttons.accept, buttons.reject, buttons.end, buttons.clear);
  const more = el('div', { class: 'actions' }, ...['hold', 'resume', 'mute', 'pause', 'restart', 'swap', 'join', 'keys', 'transfer'].map((name) => buttons[name]));
  const head = el('div', { class: 'caller' }, sign, el('div', {}, who, where), el('div', { class: 'when' }, state, timer));
  const element = el('section', { id: 'contact', class: 'contact', role: 'tabpanel', hidden: true }, head, parties, main, more, quick.element, chat.element);

  const showParties = keyed(parties, () => {
    const name = el('span', {});
    const how = el('span', { class: 'quiet' });
    const drop = el('button', { type: 'button', class: 'link' }, 'Hang up');
    const item = el('li', {}, name, how, drop);
    const update = (leg) => {
      text(name, leg.quickConnectName ?? leg.endpoint?.phoneNumber ?? leg.endpoint?.name ?? 'Third party');
      text(how, leg.state.type);
      drop.onclick = () => act.call('destroyConnection', { contactId: now.contactId, connectionId: leg.connectionId });
    };
    return { element: item, update };
  });

  const show = (fresh) => {
    view = fresh;
    const contact = view.current;
    hide(element, !contact || (view.dialling && !isVoice(contact)));
    if (!contact) return;
    if (now?.contactId !== contact.contactId) quick.close();
    now = contact;
    const [glyph, word] = channel(contact);
    text(sign, glyph);
    text(who, title(contact));
    const outbound = contact.initiationMethod === 'outbound';
    text(where, [outbound ? `Outbound ${word.toLowerCase()}` : word, contact.queue?.name].filter(Boolean).join(' · '));
    const held = customer(contact)?.state.type === 'hold';
    text(state, held ? 'On hold' : outbound && contact.state.type === 'connecting' ? 'Calling' : STATES[contact.state.type] ?? contact.state.type);
    text(timer, since(contact.state.timestamp, view.snapshot.skew));
    element.dataset.state = held ? 'hold' : contact.state.type;
    const can = possible(contact);
    for (const [name, one] of Object.entries(buttons)) hide(one, !can[name]);
    text(buttons.mute, view.face.muted ? 'Unmute' : 'Mute');
    text(buttons.end, RINGING.includes(contact.state.type) ? 'Cancel' : contact.type === 'chat' ? 'End chat' : contact.type === 'task' ? 'End task' : 'Hang up');
    buttons.mute.setAttribute('aria-pressed', String(Boolean(view.face.muted)));
    if (!can.transfer) quick.close();
    showParties(can.end ? third(contact) : [], ({ connectionId }) => connectionId);
    chat.show(contact, view.face.chats?.[contact.contactId] ?? []);
  };
  return { element, show };
}
