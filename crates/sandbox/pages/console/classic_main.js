// Puts a page of Classic together: softphone in the sidebar, tabs, search, recent items, push channel, demo buttons.

import { get } from './api.js';
import { ClassicHost } from './classic_host.js';
import { ClassicPage } from './classic_page.js';
import { demo } from './demo.js';
import { byId, el } from './dom.js';
import { softphoneFrame } from './frame_host.js';
import { listen } from './server.js';
import { recordLink } from './views.js';

const TAB = 'classic-tab';
// The browser's tab stays the same from page to page.
const tab = new URLSearchParams(location.search).get('tab') ?? sessionStorage.getItem(TAB) ?? crypto.randomUUID();
sessionStorage.setItem(TAB, tab);
document.documentElement.dataset.tab = tab;

const page = new ClassicPage();
const { frame, origin, nonce } = softphoneFrame();
const resize = (height) => document.body.style.setProperty('--panel-height', `${height}px`);
const desk = {
  view: () => page.view(),
  panelVisible: () => true,
  apply({ navigate, panel }) {
    if (panel?.height) resize(panel.height);
    if (panel?.clickToDial !== undefined) page.setClickToDial(panel.clickToDial);
    if (navigate) page.navigate(navigate);
    else if (panel?.refresh) page.refresh();
  },
};
// The softphone first: nothing that it does waits for the rest of the page.
const host = new ClassicHost({ frame, origin, nonce, tab, desk, inConsole: false });
resize(document.body.dataset.panelHeight);
byId('softphone').append(frame);
page.addEventListener('dial', ({ detail }) => host.emit('onClickToDial', detail));
const drawn = page.start();
demo(byId('sandbox'));

listen(tab, (message) => {
  if (message.tab && message.tab !== tab) return;
  if (message.kind === 'event') host.emit(message.event, message.payload);
  if (message.kind === 'navigate') page.navigate(message.to);
});

const tell = () => host.emit('onNavigationChange', page.view());
page.addEventListener('navigated', tell);
addEventListener('focus', tell);

byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = new FormData(event.target).get('text').trim();
  if (text.length >= 3) page.navigate({ kind: 'search', text });
});

const home = await get('/data/home');
await drawn;
byId('user').textContent = home.user ?? '';
const link = (to, label) => el('a', {
  href: '#', class: 'classic-tab', 'aria-current': isHere(to) ? 'page' : null,
  onclick: (event) => {
    event.preventDefault();
    page.navigate(to);
  },
}, label);
byId('objects').append(link({ kind: 'home' }, 'Home'),
  ...home.objects.map(({ name, plural }) => link({ kind: 'list', object: name }, plural)));
byId('recent').append(...home.recent.map((record) => el('li', {}, recordLink(page, record))));

function isHere(to) {
  return to.kind === 'home' ? page.front.kind === 'home' : to.object === page.front.object;
}
