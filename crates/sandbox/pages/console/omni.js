// The Omni-Channel widget: the user's presence status, kept by the server and shared by all tabs.

import { get, post } from './api.js';
import { el, toast } from './dom.js';
import { icon } from './icons.js';

export function omni(bar) {
  const select = el('select', { 'aria-label': 'Omni-Channel status', onchange: () => set(select.value) });
  const dot = el('span', { class: 'presence', 'aria-hidden': 'true' });
  bar.append(el('label', { class: 'utility-item utility-omni' }, icon('omni'), 'Omni-Channel', dot, select));
  const show = ({ status, statuses }) => {
    select.replaceChildren(...statuses.map(({ name, label }) => el('option', { value: name }, label)));
    select.value = status;
    dot.dataset.status = status;
  };
  get('/data/omni').then(show, (problem) => toast(problem.message, 'error'));
  return { show };
}

async function set(status) {
  try {
    await post('/data/omni', { status });
  } catch (problem) {
    toast(problem.message, 'error');
  }
}
