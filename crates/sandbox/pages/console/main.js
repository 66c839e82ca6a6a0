// Puts the console together: workspace, search, utility bar, push channel, demo buttons.

import { get } from './api.js';
import { arrowKeys, byId, el } from './dom.js';
import { icon } from './icons.js';
import { demo } from './demo.js';
import { omni } from './omni.js';
import { Phone } from './phone.js';
import { popsReload, tidyAddress } from './places.js';
import { presenceUtility } from './presence_utility.js';
import { listen } from './server.js';
import { Workspace } from './workspace.js';

const tab = new URLSearchParams(location.search).get('tab') || crypto.randomUUID();
document.documentElement.dataset.tab = tab;

const workspace = new Workspace();
const utility = presenceUtility(tab, (channel, message) => phone.emit('subscribe', message, channel));
const phone = new Phone({ tab, workspace, published: utility.receive });
// The phone first: nothing that it does waits for the rest of the console.
phone.start(byId('utility'));
workspace.start();
const presence = omni(byId('utility'), tab);
utility.start();
demo(byId('sandbox'));

listen(tab, (message) => {
  if (message.tab && message.tab !== tab) return;
  if (message.kind === 'event') phone.emit(message.event, message.payload);
  if (message.kind === 'navigate') {
    if (popsReload()) tidyAddress();
    workspace.navigate(message.to);
  }
  if (message.kind === 'toolkit') {
    phone.emitToolkit(message.event, message.payload);
    utility.report(message.event, message.payload);
  }
  if (message.kind === 'omni') presence.show(message.presence);
});

workspace.addEventListener('navigated', () => phone.navigated());
workspace.addEventListener('dial', ({ detail }) => phone.emit('onClickToDial', detail));
addEventListener('focus', () => phone.navigated());

byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = new FormData(event.target).get('text').trim();
  if (text.length >= 3) workspace.navigate({ kind: 'search', text });
});

const home = await get('/data/home');
byId('user').append(el('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(home.user)), home.user ?? '');
byId('objects').append(
  ...home.objects.map(({ name, plural }) => object({ kind: 'list', object: name }, plural, name.toLowerCase())),
);
arrowKeys(byId('objects'), 'button');

function object(to, label, picture) {
  return el('button', { type: 'button', class: 'object', title: label, onclick: () => workspace.navigate(to) },
    icon(picture), el('span', { class: 'object-label' }, label));
}

function initials(name) {
  return (name ?? '?').split(/\s+/).map((word) => word[0]).join('').slice(0, 2);
}
