// The conduit to the softphone around this frame: `{event, data}` by postMessage, in both directions.
//
// `window.__snapshots` keeps the last 500 `agent::update` posts for the benchmark: `at` is
// `performance.timeOrigin + performance.now()` just before the post, `states` the contacts' states by id.

const KEPT = 500;
const snapshots = [];
window.__snapshots = snapshots;

// What the page of a region that is not in charge may still say.
const ON_STANDBY = /^(globalResiliency::.*|agent::fetch_agent_data_from_ccp|acknowledge|synchronize|configure|log|server_bound_internal_log|download_log_from_ccp)$/;

let speaking = true;
let inCharge = true;

/** Whether this page may say anything; a silent page does not even acknowledge. */
export function speak(on) {
  speaking = on;
}

/** Whether this page's region is the one where contacts arrive. */
export function takeCharge(on) {
  inCharge = on;
}

export function post(event, data) {
  if (!inCharge && !ON_STANDBY.test(event)) return;

  // In a window of its own, as after a login in a popup, there is nobody to tell.
  if (speaking && window.parent !== window) {
    window.parent.postMessage(data === undefined ? { event } : { event, data }, '*');
  }
}

/** Posts a revived update; the fast path from the server's push to the softphone. */
export function postUpdate(update) {
  const at = performance.timeOrigin + performance.now();
  post('agent::update', update);
  const states = {};
  for (const contact of update.snapshot.contacts) states[contact.contactId] = contact.state.type;
  snapshots.push({ at, states });
  if (snapshots.length > KEPT) snapshots.shift();
}

/** Calls `handler(event, data)` for every message of the softphone. */
export function listen(handler) {
  window.addEventListener('message', (message) => {
    if (message.source === window.parent && message.source !== window && message.data?.event && speaking) {
      handler(message.data.event, message.data.data ?? message.data);
    }
  });
}
