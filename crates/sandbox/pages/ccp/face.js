// The face of the CCP: what an agent sees and presses. It shows the last update and keeps no state of its
// own but which contact is selected.

import { el, hide, text } from './dom.js';
import { agentBar } from './face-agent.js';
import { contactPanel } from './face-contact.js';
import { dialPad } from './face-dial.js';
import { contactTabs } from './face-tabs.js';

const TICK_MS = 1000;
const COMPLAINT_MS = 6000;

/** Builds the face into `root`; answers the function that shows `{update, face, problem}`. */
export function mount(root, actions) {
  let shown = null;
  let selected = null;
  let dialling = false;
  const complaint = el('p', { class: 'complaint', role: 'alert', hidden: true });
  let silence = 0;

  const complain = (problem) => {
    text(complaint, problem.message);
    hide(complaint, false);
    clearTimeout(silence);
    silence = setTimeout(() => hide(complaint, true), COMPLAINT_MS);
  };
  const act = {
    ...actions,
    call: (method, params) => actions.call(method, params).catch((problem) => { complain(problem); }),
    select: (contactId) => {
      selected = contactId;
      dialling = false;
      actions.view(contactId);
      draw();
    },
    dial: (open) => {
      dialling = open;
      draw();
      if (open) pad.focus();
    },
  };

  const bar = agentBar(act);
  const tabs = contactTabs(act);
  const panel = contactPanel(act);
  const pad = dialPad(act);
  const status = el('p', { class: 'status', role: 'status', hidden: true });
  const signOut = el('button', { type: 'button', class: 'link', onclick: actions.signOut }, 'Sign out');
  const footer = el('footer', {}, el('span', {}, 'Sandbox instance'), signOut);
  root.replaceChildren(bar.element, tabs.element, status, complaint, panel.element, pad.element, footer);

  const draw = () => {
    text(status, shown?.problem ?? '');
    hide(status, !shown?.problem);
    if (!shown?.update) return;
    const { snapshot, configuration } = shown.update;
    const contacts = [...snapshot.contacts].sort((a, b) => a.queueTimestamp - b.queueTimestamp);
    const current = choose(contacts);
    const view = { snapshot, configuration, contacts, current, dialling, face: shown.face ?? {} };
    bar.show(view);
    tabs.show(view);
    panel.show(view);
    pad.show(view);
  };

  // A contact that rings or is alone needs no click to be seen.
  const choose = (contacts) => {
    const ids = contacts.map(({ contactId }) => contactId);
    if (!ids.includes(selected)) {
      selected = ids.at(-1) ?? null;
      if (selected) dialling = false;
    }
    return contacts.find(({ contactId }) => contactId === selected) ?? null;
  };

  setInterval(() => document.hidden || draw(), TICK_MS);
  return (next) => {
    const known = new Set(shown?.update?.snapshot.contacts.map(({ contactId }) => contactId) ?? []);
    const fresh = next.update?.snapshot.contacts.find(({ contactId, state }) =>
      !known.has(contactId) && ['incoming', 'connecting'].includes(state.type));
    // Whoever is talking or typing is not interrupted; the tab rings visibly enough.
    const busy = shown?.update?.snapshot.contacts.some(({ contactId, state }) =>
      contactId === selected && ['connected', 'paused'].includes(state.type));
    if (fresh && !busy) {
      selected = fresh.contactId;
      dialling = false;
    }
    shown = { ...next };
    draw();
  };
}
