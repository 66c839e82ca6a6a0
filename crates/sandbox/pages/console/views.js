// What a workspace tab shows, by its kind: home, list, search, record, flow, any other page.

import { get } from './api.js';
import { el } from './dom.js';
import { badge, icon } from './icons.js';
import { addressOf } from './places.js';
import { drawRecord, drawValue } from './record.js';

export function draw(workspace, tab) {
  const views = { home: drawHome, list: drawList, search: drawSearch, record: drawRecord, flow: drawFlow };
  return (views[tab.kind] ?? drawPage)(workspace, tab);
}

async function drawHome(workspace) {
  const home = await get('/data/home');
  return el('div', { class: 'page' },
    heading(picture('home'), 'Home', 'Recently changed records'),
    el('div', { class: 'tiles' }, ...home.objects.map((object) => el('button', {
      type: 'button', class: 'tile', onclick: () => workspace.navigate({ kind: 'list', object: object.name }),
    }, badge(object.name), el('span', { class: 'tile-count' }, String(object.count)), object.plural))),
    card('Recent records', rows(workspace, home.recent, true)));
}

async function drawList(workspace, tab) {
  const list = await get(`/data/list/${encodeURIComponent(tab.object)}`);
  tab.label = list.plural;
  const add = el('button', {
    type: 'button', class: 'button', onclick: () => workspace.navigate({ kind: 'new', object: list.object }),
  }, icon('plus'), 'New');
  return el('div', { class: 'page' },
    heading(badge(list.object), list.plural, `${list.rows.length} records`, add),
    card(tab.view ? `List ${tab.view}` : 'All', rows(workspace, list.rows)));
}

async function drawSearch(workspace, tab) {
  const found = await get(`/data/search?text=${encodeURIComponent(tab.text)}`);
  return el('div', { class: 'page' },
    heading(picture('search'), `“${tab.text}”`, found.length === 1 ? '1 result' : `${found.length} results`),
    found.length ? card('Top results', rows(workspace, found, true)) : el('p', { class: 'empty' }, 'Nothing was found.'));
}

async function drawFlow(workspace, tab) {
  const args = Array.isArray(tab.args) ? tab.args : [];
  return el('div', { class: 'page' },
    heading(picture('flow'), tab.name, 'Screen flow'),
    card('Input', args.length
      ? table(['Name', 'Type', 'Value'], args.map((arg) => [arg.name, arg.type, arg.value].map((v) => String(v ?? ''))))
      : el('p', { class: 'empty' }, 'The flow was started without input.')));
}

async function drawPage(workspace, tab) {
  return el('div', { class: 'page' },
    heading(picture('page'), 'Page of the org', tab.url),
    el('p', { class: 'empty' }, 'The sandbox has no such page; in a real org this address would open here.'));
}

function picture(name) {
  return el('span', { class: 'badge' }, icon(name));
}

function heading(badgeOrPicture, title, subtitle, ...actions) {
  return el('header', { class: 'heading' }, badgeOrPicture,
    el('div', { class: 'heading-text' }, el('h1', {}, title), el('p', {}, subtitle)),
    el('div', { class: 'heading-actions' }, ...actions));
}

export function card(title, ...content) {
  return el('section', { class: 'card' }, el('h2', {}, title), ...content);
}

function table(heads, lines) {
  return el('table', { class: 'rows' },
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...lines.map((line) => el('tr', {}, ...line.map((cell) => el('td', {}, cell))))));
}

/** Records as lines: what each is called, and what tells it from others. */
export function rows(workspace, records, mixed = false) {
  if (records.length === 0) return el('p', { class: 'empty' }, 'None yet.');
  if (mixed) {
    return el('ul', { class: 'lines' }, ...records.map((record) => el('li', {}, badge(record.object),
      el('div', {}, recordLink(workspace, record), el('p', { class: 'about' }, ...about(workspace, record))))));
  }
  const names = [...new Map(records.flatMap((record) => record.about.map((cell) => [cell.name, cell.label])))];
  const cell = (record, name) => record.about.find((one) => one.name === name);
  return el('div', { class: 'scroll' }, table(['Name', ...names.map(([, label]) => label)], records.map((record) => [
    recordLink(workspace, record),
    ...names.map(([name]) => (cell(record, name) ? drawValue(workspace, record, cell(record, name)) : '')),
  ])));
}

function about(workspace, record) {
  const parts = record.about.slice(0, 3).flatMap((cell) => [' · ', drawValue(workspace, record, cell)]);
  return [record.label, ...parts];
}

export function recordLink(workspace, { id, name, object }) {
  return el('a', {
    href: addressOf({ kind: 'record', id, object }),
    onclick: (event) => {
      event.preventDefault();
      workspace.navigate({ kind: 'record', id, object, label: name });
    },
  }, name);
}
