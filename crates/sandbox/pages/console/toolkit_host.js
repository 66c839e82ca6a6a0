// Answers a softphone frame's calls of the console toolkit: Omni-Channel from the server, tabs from `act`.

import { post } from './api.js';
import { toldId } from './places.js';

const API_TYPE = 'toolkit';

export class ToolkitHost {
  /** `act(method, args)` answers what concerns tabs, in time; see `console_tabs.js`. */
  constructor({ frame, origin, tab, act }) {
    Object.assign(this, { frame, origin, tab, act });
    this.listening = new Set();
    this.page = 0;
    this.asked = Promise.resolve();
    this.receive = this.receive.bind(this);
    addEventListener('message', this.receive);
  }

  end() {
    removeEventListener('message', this.receive);
  }

  receive(event) {
    const call = event.data;
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin || call?.apiType !== API_TYPE) return;
    // The count starts anew with every page: what the page before listened to is gone.
    if (call.callId === 0) {
      this.page += 1;
      this.listening.clear();
    }
    const { page } = this;
    // One after the other: the server's journal keeps the order in which the frame called.
    this.asked = this.asked.then(() => this.ask(call)).catch((problem) => {
      console.error(`the sandbox did not answer ${call.method}: ${problem.message}`);
    });
    this.asked.then((done) => done && this.deliver(call, page, done));
  }

  /** Every call is in the server's journal; what is not answered there is done here. */
  async ask({ method, args }) {
    const done = await post('/toolkit', { tab: this.tab, method, args });
    if (done.response) return done;
    const response = method === 'addEventListener' ? this.listen(args[0]) : await this.act(method, args);
    if (done.answers) await post(`/toolkit/${done.entry}`, response);
    return { ...done, response };
  }

  listen(type) {
    this.listening.add(type);
    return { success: true };
  }

  async deliver({ callId }, page, { response, answers, delay }) {
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    if (page !== this.page) return;
    for (let sent = 0; sent < answers; sent += 1) this.send({ callId, result: short(response) });
  }

  emit(event, payload) {
    if (this.listening.has(event)) this.send({ event, payload: short(payload) });
  }

  send(message) {
    this.frame.contentWindow?.postMessage({ apiType: API_TYPE, ...message }, this.origin);
  }
}

/** With the ids of records as the user interface gives them; lists of them are JSON text and stay as they are. */
function short(members) {
  const one = ([name, value]) => [name, /Id$/.test(name) ? toldId(value) : value];
  return members && Object.fromEntries(Object.entries(members).map(one));
}
