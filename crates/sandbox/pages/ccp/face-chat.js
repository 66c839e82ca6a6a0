// The conversation of a chat contact and a box to answer in.

import { el, hide, keyed, text } from './dom.js';

export function chatBox(act) {
  let contact = null;
  let count = 0;
  const log = el('ol', { class: 'messages', role: 'log', 'aria-label': 'Conversation', tabIndex: 0 });
  const input = el('textarea', { id: 'answer', rows: 2, 'aria-label': 'Your message', placeholder: 'Write a message' });
  const form = el('form', { class: 'answer' }, input, el('button', { type: 'submit', class: 'main' }, 'Send'));
  const element = el('div', { class: 'chat', hidden: true }, log, form);

  const send = async () => {
    const content = input.value.trim();
    if (!content) return;
    input.value = '';
    act.say(contact.contactId, content);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });

  const fill = keyed(log, () => {
    const by = el('span', { class: 'by' });
    const what = el('p', {});
    const item = el('li', {}, by, what);
    const update = (message) => {
      item.dataset.role = message.ParticipantRole.toLowerCase();
      const time = new Date(message.AbsoluteTime).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
      text(by, `${message.DisplayName || 'System'} ${time}`);
      text(what, message.Type === 'EVENT' ? event(message.ContentType) : message.Content);
    };
    return { element: item, update };
  });
  const event = (contentType) => contentType.split('.').slice(-2).join(' ');

  const show = (fresh, messages) => {
    const changed = fresh.contactId !== contact?.contactId || messages.length !== count;
    contact = fresh;
    count = messages.length;
    hide(element, contact.type !== 'chat' || ['incoming', 'connecting'].includes(contact.state.type) && messages.length === 0);
    hide(form, contact.state.type !== 'connected');
    fill(messages, ({ Id }) => Id);
    if (changed) log.scrollTop = log.scrollHeight;
  };
  return { element, show };
}
