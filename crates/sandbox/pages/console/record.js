// A record page: its fields on the left, what belongs to it on the right; numbers can be clicked to dial.

import { get } from './api.js';
import { el } from './dom.js';
import { badge, icon } from './icons.js';
import { card, recordLink, rows } from './views.js';

const SAFE_LINK = /^https?:\/\//i;

export async function drawRecord(workspace, tab) {
  const record = await get(`/data/record/${encodeURIComponent(tab.id)}`);
  Object.assign(tab, { label: record.name, object: record.object });
  return el('div', { class: 'page record', 'data-record': record.id },
    header(workspace, record),
    el('div', { class: 'columns' },
      card('Details', el('dl', { class: 'fields' }, ...record.fields.flatMap((cell) => [
        el('dt', {}, cell.label), el('dd', {}, drawValue(workspace, record, cell)),
      ]))),
      el('div', { class: 'related' }, ...record.related.map((list) => related(workspace, list)))));
}

function header(workspace, record) {
  const highlights = record.about.map((cell) => el('div', { class: 'highlight' },
    el('span', { class: 'highlight-label' }, cell.label), drawValue(workspace, record, cell)));
  const edit = el('button', {
    type: 'button', class: 'button', onclick: () => workspace.navigate({ kind: 'new', object: record.object, record }),
  }, 'Edit');
  const refresh = el('button', {
    type: 'button', class: 'button', 'aria-label': 'Refresh', title: 'Refresh', onclick: () => workspace.refresh(),
  }, icon('refresh'));
  return el('header', { class: 'heading heading-record' }, badge(record.object),
    el('div', { class: 'heading-text' }, el('p', {}, record.label), el('h1', {}, record.name)),
    el('div', { class: 'heading-actions' }, edit, refresh),
    el('div', { class: 'highlights' }, ...highlights));
}

function related(workspace, { object, title, rows: records }) {
  return card(`${title} (${records.length})`, rows(workspace, records, true), object === 'Case' ? el('button', {
    type: 'button', class: 'button button-small', onclick: () => workspace.navigate({ kind: 'new', object }),
  }, icon('plus'), 'New case') : null);
}

/** A field's value as the reader can use it: a link, a number to dial, a date in words. */
export function drawValue(workspace, record, { name, kind, value, link }) {
  if (value === null || value === undefined || value === '') return '—';
  if (link) return recordLink(workspace, link);
  if (kind === 'phone') return dialButton(workspace, record, value);
  if (kind === 'email') return el('a', { href: `mailto:${encodeURIComponent(value)}` }, value);
  if (kind === 'link' && SAFE_LINK.test(value)) {
    return el('a', { href: value, target: '_blank', rel: 'noopener noreferrer' }, value);
  }
  if (value === true || value === false) return value ? 'Yes' : 'No';
  if (name.endsWith('Date') && String(value).includes('T')) return new Date(value).toLocaleString();
  return String(value);
}

function dialButton(workspace, record, number) {
  return el('button', {
    type: 'button', class: 'dial', disabled: !workspace.clickToDial, title: `Dial ${number}`,
    onclick: () => workspace.dial(number, record),
  }, icon('phone'), el('span', {}, number));
}
