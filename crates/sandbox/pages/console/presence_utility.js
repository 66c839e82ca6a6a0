// The org's presence utility: does on `lightning:omniToolkitAPI` what the phone asks for on a message channel, and
// reports there what happens. The API is played by the sandbox's server; the messages are those of the guide.

import { post } from './api.js';

const VERSION = 1;
const METHODS = ['login', 'logout', 'getServicePresenceStatusId', 'setServicePresenceStatus', 'getAgentWorkload'];
const EVENTS = {
  'SFORCE_PRESENCE:STATUS_CHANGED': 'StatusChanged', 'SFORCE_PRESENCE:LOGOUT': 'Logout',
  'SFORCE_PRESENCE:WORK_ACCEPTED': 'WorkAccepted', 'SFORCE_PRESENCE:WORKLOAD_CHANGED': 'WorkloadChanged',
};

/** `publish(channel, message)` says something on a channel; without a channel of its own the org has no utility. */
export function presenceUtility(tab, publish) {
  const own = document.body.dataset.presenceUtility;
  if (!own) return { start() {}, receive() {}, report() {} };
  const say = (message) => publish(own, { version: VERSION, from: 'utility', ...message });

  const answer = async ({ id, method, args }) => {
    try {
      const result = await omniToolkit(tab, method, args);
      say({ kind: 'answer', id, result });
    } catch (problem) {
      say({ kind: 'answer', id, error: { message: problem.message } });
    }
  };
  return {
    start: () => say({ kind: 'here' }),
    receive(channel, message) {
      if (channel !== own || message?.from !== 'phone' || message.version !== VERSION) return;
      if (message.kind === 'hello') say({ kind: 'here' });
      if (message.kind === 'call') answer(message);
    },
    report(event, payload) {
      if (EVENTS[event]) say({ kind: 'event', event: EVENTS[event], payload: lightning(payload) });
    },
  };
}

/** As the Aura component answers: promises, numbers as numbers, `true` where there is nothing to tell. */
async function omniToolkit(tab, method, args) {
  if (!METHODS.includes(method)) throw new Error(`no method ${method}`);
  const given = args?.statusId === undefined ? [] : [args.statusId];
  const { response, answers, delay } = await post('/toolkit', { tab, method: `presence.${method}`, args: given });
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
  if (answers === 0) await new Promise(() => {});
  const { success, errors, ...result } = response;
  if (!success) throw new Error(errors?.[0]?.description ?? 'Omni-Channel refused.');
  return Object.keys(result).length === 0 ? true : lightning(result);
}

// The toolkit's texts and capitals are the console's affair.
function lightning(payload) {
  const value = (text) => (typeof text === 'string' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  return Object.fromEntries(Object.entries(payload ?? {}).map(([name, held]) => [
    name[0].toLowerCase() + name.slice(1), value(held),
  ]));
}
