// What stands in for the assistant: a few articles, and what Streams passes on from the phone.

const ARTICLES = [
  'How to change a delivery address', 'How to return an order', 'What the warranty covers',
  'When an invoice is due', 'Whom to ask about a contract',
];
const HEARD = ['agent::update', 'contact::view', 'acknowledge', 'terminated'];

const at = (id) => document.getElementById(id);
const counts = new Map();

function list() {
  const words = at('search').value.toLowerCase();
  at('articles').replaceChildren(...ARTICLES.filter((title) => title.toLowerCase().includes(words)).map((title) => {
    const item = document.createElement('li');
    item.textContent = title;
    return item;
  }));
}

function about({ snapshot }) {
  const contacts = snapshot?.contacts ?? [];
  const live = contacts.find(({ state }) => state.type === 'connected') ?? contacts[0];
  at('about').textContent = live ? `About contact ${live.contactId}` : 'No contact yet.';
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== window.parent || !HEARD.includes(data?.event)) return;
  counts.set(data.event, (counts.get(data.event) ?? 0) + 1);
  at('heard').textContent = `Heard from the phone: ${[...counts].map(([event, times]) => `${event} ×${times}`).join(', ')}`;
  if (data.event === 'agent::update') about(data.data ?? {});
  if (data.event === 'contact::view' && data.data?.contactId) at('about').textContent = `About contact ${data.data.contactId}`;
});

at('search').addEventListener('input', list);
list();
