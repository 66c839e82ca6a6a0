// The top bar: who the agent is, the status menu, and how long the status has lasted.

import { el, hide, since, text } from './dom.js';

/** What the states that calls cause are called on the screen. */
const NAMES = {
  PendingBusy: 'Incoming call',
  Busy: 'On a call',
  CallingCustomer: 'Calling',
  AfterCallWork: 'After call work',
  MissedCallAgent: 'Missed call',
  FailedConnectCustomer: 'Call failed',
  BadAddressCustomer: 'Wrong number',
  LineEngagedCustomer: 'Line engaged',
};

export function agentBar(act) {
  const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
  const state = el('span', { class: 'state' });
  const timer = el('span', { class: 'timer' });
  const next = el('span', { class: 'next', hidden: true });
  const menu = el('select', { id: 'agent-status', 'aria-label': 'Your status' });
  const name = el('span', { class: 'name' });
  const dialpad = el('button', { type: 'button', class: 'icon', 'aria-label': 'Number pad', title: 'Number pad' }, '⌨');
  let states = [];
  let view = null;

  menu.addEventListener('change', () => {
    const wanted = states.find(({ agentStateARN }) => agentStateARN === menu.value);
    const busy = view.contacts.some(({ state: { type } }) => ['incoming', 'pending', 'connecting', 'connected', 'paused'].includes(type));
    if (wanted) act.call('putAgentState', { state: wanted, enqueueNextState: busy });
  });
  dialpad.addEventListener('click', () => act.dial(!view?.dialling));

  const fill = (wanted) => {
    if (wanted.map(({ agentStateARN }) => agentStateARN).join() !== states.map(({ agentStateARN }) => agentStateARN).join()) {
      states = wanted;
      menu.replaceChildren(...states.map((one) => el('option', { value: one.agentStateARN }, one.name)));
    }
  };

  const show = (fresh) => {
    view = fresh;
    const { snapshot, configuration } = view;
    fill(configuration.agentStates);
    text(name, configuration.name);
    const chosen = snapshot.nextState?.agentStateARN ?? snapshot.agentAvailabilityState.agentStateARN;
    if (document.activeElement !== menu && menu.value !== chosen) menu.value = chosen;
    dot.dataset.type = snapshot.state.type;
    const system = snapshot.state.type === 'system' || snapshot.state.type === 'error';
    text(state, NAMES[snapshot.state.name] ?? snapshot.state.name);
    hide(state, !system);
    text(timer, since(snapshot.state.startTimestamp, snapshot.skew));
    text(next, snapshot.nextState ? 'next' : '');
    hide(next, !snapshot.nextState);
    dialpad.setAttribute('aria-pressed', String(view.dialling || view.contacts.length === 0));
    hide(dialpad, view.contacts.length === 0);
  };

  const element = el('header', { class: 'agent' },
    el('div', { class: 'who' }, dot, name, timer),
    el('div', { class: 'what' }, state, next, menu, dialpad));
  return { element, show };
}
