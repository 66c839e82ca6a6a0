// The form for a new record, or for changes to one. It covers the workspace only: the phone stays usable.

import { get, post } from './api.js';
import { byId, el, toast } from './dom.js';
import { icon } from './icons.js';

/** `to` is `{object, defaults?}` for a new record, `{object, record}` for an edit. */
export async function openForm(workspace, to) {
  const described = await get(`/data/form/${encodeURIComponent(to.object)}`);
  const held = to.record
    ? Object.fromEntries(to.record.fields.map((cell) => [cell.name, cell.value]))
    : to.defaults ?? {};
  const title = to.record ? `Edit ${to.record.name}` : `New ${described.label}`;
  const problems = el('p', { class: 'problems', role: 'alert', hidden: true });
  const form = el('form', { class: 'form', onsubmit: (event) => {
    event.preventDefault();
    save(workspace, to, described, form, problems);
  } },
  el('header', { class: 'form-head' }, el('h2', { id: 'form-title' }, title), el('button', {
    type: 'button', class: 'button-plain', 'aria-label': 'Cancel', onclick: () => close(workspace) }, icon('close'))),
  problems,
  el('div', { class: 'form-fields' }, ...described.fields.map((field) => input(field, held[field.name]))),
  el('footer', { class: 'form-foot' },
    el('button', { type: 'button', class: 'button', onclick: () => close(workspace) }, 'Cancel'),
    el('button', { type: 'submit', class: 'button button-brand' }, 'Save')));
  const modal = byId('modal');
  modal.replaceChildren(el('div', {
    class: 'sheet', role: 'dialog', 'aria-labelledby': 'form-title', 'data-form': described.object,
    onkeydown: (event) => event.key === 'Escape' && close(workspace),
  }, form));
  // The form belongs to the tab it was opened in: a screen pop brings another to the front.
  workspace.formTab = workspace.front;
  modal.hidden = false;
  form.querySelector('input, select')?.focus();
  workspace.dispatchEvent(new Event('navigated'));
}

function close(workspace) {
  workspace.formTab = null;
  byId('modal').hidden = true;
  byId('modal').replaceChildren();
  byId('workspace').focus();
}

function input(field, value) {
  const id = `field-${field.name}`;
  const name = field.name;
  const label = el('label', { for: id }, field.required ? `${field.label} *` : field.label);
  if (field.kind === 'flag') {
    return el('div', { class: 'field' }, label, el('input', { id, name, type: 'checkbox', checked: value === true }));
  }
  if (field.kind === 'choice' || field.kind === 'reference') {
    const known = field.choices.some(([choice]) => choice === value);
    const more = value && !known ? [[value, String(value)]] : [];
    const options = [['', '—'], ...more, ...field.choices].map(([choice, text]) => el('option', {
      value: choice, selected: choice === (value ?? '') }, text));
    return el('div', { class: 'field' }, label, el('select', { id, name }, ...options));
  }
  const type = { date: 'date', number: 'number', phone: 'tel', email: 'email' }[field.kind] ?? 'text';
  return el('div', { class: 'field' }, label, el('input', {
    id, name, type, value: value ?? '', required: field.required, autocomplete: 'off' }));
}

async function save(workspace, to, described, form, problems) {
  const fields = {};
  for (const field of described.fields) {
    const control = form.elements[field.name];
    const value = field.kind === 'flag' ? control.checked : control.value;
    if (to.record || (value !== '' && value !== false)) fields[field.name] = value;
  }
  try {
    const path = to.record ? `/data/record/${to.record.id}` : '/data/records';
    const { id } = await post(path, to.record ? fields : { object: described.object, fields });
    close(workspace);
    toast(`${described.label} saved.`, 'success');
    await (to.record ? workspace.refresh() : workspace.navigate({ kind: 'record', id, object: described.object }));
  } catch (problem) {
    problems.textContent = problem.message;
    problems.hidden = false;
  }
}
