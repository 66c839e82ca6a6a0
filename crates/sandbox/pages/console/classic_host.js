// Answers a softphone frame's calls of Open CTI for Classic: what crosses the window boundary, and nothing else.

import { post } from './api.js';
import { toldId } from './places.js';

const PREFIX = 'interactionApi/';
// These are registered once and never answered; the page is told in their name. By Lightning's names.
const EVENTS = { onClickToDial: 'onClickToDial', onNavigationChange: 'onFocus' };

export class ClassicHost {
  /** As `FrameHost`, and `nonce` of the frame's address, `inConsole`. */
  constructor({ frame, origin, nonce, tab, desk, inConsole }) {
    Object.assign(this, { frame, origin, nonce, tab, desk, inConsole });
    this.listening = new Set();
    this.page = 0;
    this.last = -1;
    this.asked = Promise.resolve();
    this.receive = this.receive.bind(this);
    addEventListener('message', this.receive);
  }

  end() {
    removeEventListener('message', this.receive);
  }

  receive({ data, source, origin }) {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    if (typeof data !== 'string' || !data.startsWith(PREFIX)) return;
    const { method: name, nonce, apiVersion, ...args } = read(data.slice(PREFIX.length));
    if (nonce !== this.nonce || !apiVersion) return;
    const [method, number] = name.split('_');
    if (Object.values(EVENTS).includes(method)) this.listening.add(method);
    // The count starts anew with every page: nobody waits any more for what the page before asked.
    if (number !== undefined) {
      if (Number(number) <= this.last) this.page += 1;
      this.last = Number(number);
    }
    this.answer({ name, method, args, answered: number !== undefined }, this.page);
  }

  async answer(call, page) {
    const done = await this.ask(call);
    if (!done) return;
    if (done.delay) await new Promise((resolve) => setTimeout(resolve, done.delay));
    // First the answer: what it brings about may be the end of this page.
    for (let sent = 0; call.answered && page === this.page && sent < done.answers; sent += 1) {
      this.send({ method: call.name, ...done.response });
    }
    if (done.response?.result !== false) this.desk.apply(done);
  }

  /** Asks the server, one call after the other: its journal keeps the order in which the frame called. */
  ask({ method, args }) {
    const { tab, inConsole } = this;
    const asking = this.asked.then(() => post('/interaction', {
      tab, method, args, inConsole, view: told(this.desk.view()), panelVisible: this.desk.panelVisible(),
    }));
    this.asked = asking.catch((problem) => {
      console.error(`the sandbox's server did not answer ${method}: ${problem.message}`);
    });
    return this.asked;
  }

  /** Tells the frame of an event, if it listens; sales cadences are Lightning's. */
  emit(name, payload) {
    const method = EVENTS[name];
    if (method && this.listening.has(method)) this.send({ method, result: JSON.stringify(told(payload)) });
  }

  send(pairs) {
    const known = Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null);
    const text = known.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    this.frame.contentWindow?.postMessage(PREFIX + text, this.origin);
  }
}

function read(text) {
  return Object.fromEntries(text.split('&').map((pair) => pair.split(/=(.*)/s, 2).map(decodeURIComponent)));
}

/** A page or a clicked number as Classic tells it: what is no record has empty fields of one. */
function told({ url, number, recordId, recordName, objectType, ...rest }) {
  return {
    url, number, objectId: toldId(recordId) ?? '', objectName: recordName ?? '', object: objectType ?? '',
    displayName: objectType ?? '', ...rest,
  };
}
