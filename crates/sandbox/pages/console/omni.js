// The Omni-Channel widget: the user's status, work and workload, kept by the server and shared by all tabs.

import { get, post } from './api.js';
import { el, toast } from './dom.js';
import { icon } from './icons.js';

/** `tab` is this console tab's name: what is changed here, the phone of this tab hears of. */
export function omni(bar, tab) {
  const select = el('select', { 'aria-label': 'Omni-Channel status', onchange: () => change({ status: select.value }) });
  const dot = el('span', { class: 'presence', 'aria-hidden': 'true' });
  const load = el('span', { class: 'omni-load', title: 'Workload of capacity' });
  const works = el('ul', { class: 'omni-works', 'aria-label': 'Omni-Channel work' });
  bar.append(el('div', { class: 'utility-item utility-omni' },
    el('label', {}, icon('omni'), 'Omni-Channel', dot, select), load, works));

  const change = async (wanted) => {
    try {
      await post('/data/omni', { ...wanted, tab });
    } catch (problem) {
      toast(problem.message, 'error');
    }
  };
  const step = (workId, state, label) => el('button', {
    type: 'button', class: 'button button-small', onclick: () => change({ work: { workId, state } }),
  }, label);
  const work = ({ workId, name, engaged }) => el('li', { class: 'omni-work', 'data-work': workId }, el('span', {}, name),
    engaged ? step(workId, 'closed', 'Close') : [step(workId, 'accepted', 'Accept'), step(workId, 'declined', 'Decline')]);
  const show = (presence) => {
    const { status, statuses } = presence;
    select.replaceChildren(...statuses.map(({ name, label }) => el('option', { value: name }, label)));
    select.value = status;
    dot.dataset.status = status;
    load.textContent = status === 'Offline' ? '' : `${presence.currentWorkload} / ${presence.configuredCapacity}`;
    works.replaceChildren(...presence.works.map(work));
    works.hidden = presence.works.length === 0;
  };
  get('/data/omni').then(show, (problem) => toast(problem.message, 'error'));
  return { show };
}
