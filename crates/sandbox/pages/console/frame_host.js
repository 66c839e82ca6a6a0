// Answers a softphone frame's Open CTI calls: what crosses the window boundary, and nothing else.

import { post } from './api.js';
import { isClassic, ui } from './places.js';

const RING = 500;

// For measurements: when each call arrived here, in milliseconds since the epoch, newest last.
window.__opencti = [];

export class FrameHost {
  /**
   * `frame` the softphone's iframe, `origin` its origin, `tab` this console tab's name;
   * `desk` has `view()`, `panelVisible()`, `apply({navigate, panel})` and `published(channel, message)`.
   */
  constructor({ frame, origin, tab, desk }) {
    this.frame = frame;
    this.origin = origin;
    this.tab = tab;
    this.desk = desk;
    this.listeners = new Map();
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
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin || call?.apiType !== 'opencti') return;
    window.__opencti.push({
      at: performance.timeOrigin + performance.now(), methodName: call.methodName, args: call.args,
    });
    if (window.__opencti.length > RING) window.__opencti.shift();
    // The count starts anew with every page: what the page before listened to is gone.
    if (call.callId === 0) {
      this.page += 1;
      this.listeners.clear();
    }
    if (call.isListenerRegistered) this.listeners.set(key(call.methodName, call.args?.eventName), call);
    this.answer(call, this.page);
  }

  async answer(call, page) {
    const done = await this.ask(call);
    if (!done) return;
    if (done.delay) await new Promise((resolve) => setTimeout(resolve, done.delay));
    if (done.response.success) {
      this.messages(call);
      this.desk.apply(done);
    }
    if (!call.isCallbackRegistered || page !== this.page) return;
    for (let sent = 0; sent < done.answers; sent += 1) {
      this.send(call, { response: done.response, shouldExecuteCallback: true });
    }
  }

  /** Asks the server, one call after the other: its journal keeps the order in which the frame called. */
  ask({ methodName, args }) {
    const asking = this.asked.then(() => post('/opencti', {
      tab: this.tab, methodName, args, view: this.desk.view(), panelVisible: this.desk.panelVisible(),
    }));
    this.asked = asking.catch((problem) => {
      console.error(`the sandbox's server did not answer ${methodName}: ${problem.message}`);
    });
    return this.asked;
  }

  /** The message channels of Lightning: within one console tab. */
  messages(call) {
    const { eventName, message } = call.args ?? {};
    if (call.methodName === 'unsubscribe') this.listeners.delete(key('subscribe', eventName));
    if (call.methodName === 'publish') {
      this.emit('subscribe', message, eventName);
      this.desk.published(eventName, message);
    }
  }

  /** Tells the frame of an event, once, if it listens. */
  emit(methodName, payload, eventName) {
    const registration = this.listeners.get(key(methodName, eventName));
    if (registration) this.send(registration, { response: payload, eventName, shouldExecuteListener: true });
  }

  send(call, rest) {
    this.frame.contentWindow?.postMessage({
      apiVersion: call.apiVersion, apiType: 'opencti', methodName: call.methodName, callId: call.callId,
      shouldExecuteCallback: false, shouldExecuteListener: false, ...rest,
    }, this.origin);
  }
}

function key(methodName, eventName) {
  return eventName ? `${methodName} ${eventName}` : methodName;
}

/** The softphone's frame, with the address parameters that the user interface gives it. */
export function softphoneFrame() {
  const origin = document.body.dataset.frameOrigin;
  const own = new URLSearchParams(location.search);
  const asked = own.get('softphone') || '/softphone';
  const path = /^\/(?!\/)/.test(asked) ? asked : '/softphone';
  const url = new URL(path, origin);
  const bytes = [...crypto.getRandomValues(new Uint8Array(32))];
  const nonce = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const lightning = {
    mode: 'Lightning', ltn_app_id: '06m5g0000000001', isdtp: 'vw', sfdcIframeOrigin: location.origin,
    clc: own.get('app') === 'standard' ? '0' : '1',
  };
  // One letter of the name is another.
  const classic = { sfdcIFrameOrigin: location.origin, ...(ui === 'classicConsole' ? { isdtp: 'vw' } : {}) };
  // As in a call center with a complete address, or one that is not for this user interface.
  const parameters = own.get('without') === 'mode' ? {} : { ...(isClassic ? classic : lightning), nonce };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const frame = document.createElement('iframe');
  frame.title = 'Phone';
  frame.className = 'softphone';
  frame.allow = `${own.get('without') === 'microphone' ? '' : 'microphone; '}camera; autoplay; clipboard-write; identity-credentials-get; storage-access`;
  frame.src = url;
  return { frame, origin, nonce };
}
