// JavaScript remoting of a Visualforce page, client side: our own script with the documented behaviour.
// `Visualforce.remoting.Manager.invokeAction(name, ...arguments, callback, {buffer, escape, timeout})`
(function () {
  'use strict';

  const ENDPOINT = '/apexremote';
  const LARGEST_REQUEST = 4 * 1024 * 1024;
  const DEFAULT_TIMEOUT = 30000;
  const LONGEST_TIMEOUT = 120000;
  const BUFFER_WAIT = 10;

  let nextTransaction = 2;
  let buffered = [];

  function invokeAction(name, ...rest) {
    const options = typeof rest.at(-1) === 'function' ? {} : rest.pop() || {};
    const callback = rest.pop();
    if (typeof name !== 'string' || typeof callback !== 'function') {
      throw new Error('invokeAction needs the name of an action and a callback function');
    }
    const dot = name.lastIndexOf('.');
    const call = {
      callback,
      escape: options.escape !== false,
      timeout: Math.min(Number(options.timeout) || DEFAULT_TIMEOUT, LONGEST_TIMEOUT),
      body: {
        action: name.slice(0, dot), method: name.slice(dot + 1), data: rest.length ? rest : null, type: 'rpc',
        tid: nextTransaction++, ctx: { csrf: '', vid: '', ns: '', ver: 66 },
      },
    };
    if (options.buffer === false) {
      post([call]);
    } else {
      buffered.push(call);
      if (buffered.length === 1) setTimeout(flush, BUFFER_WAIT);
    }
  }

  function flush() {
    const calls = buffered;
    buffered = [];
    post(calls);
  }

  async function post(calls) {
    const bodies = calls.map((call) => call.body);
    const text = JSON.stringify(bodies.length === 1 ? bodies[0] : bodies);
    if (new Blob([text]).size > LARGEST_REQUEST) {
      setTimeout(() => calls.forEach((call) => fail(call, 'Remoting request too large. Max size is 4 MB.')));
      return;
    }
    const limit = Math.max(...calls.map((call) => call.timeout));
    let replies;
    try {
      const response = await fetch(ENDPOINT, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text, signal: AbortSignal.timeout(limit),
      });
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      replies = await response.json();
    } catch (problem) {
      const late = problem.name === 'TimeoutError';
      const message = late
        ? 'Unable to connect to the server (transaction aborted: timeout).'
        : `Unable to connect to the server (${problem.message}).`;
      calls.forEach((call) => fail(call, message));
      return;
    }
    for (const call of calls) deliver(call, replies.find((reply) => reply.tid === call.body.tid));
  }

  function deliver(call, reply) {
    if (!reply) {
      fail(call, 'Unable to connect to the server (no answer for this action).');
    } else if (reply.type === 'exception') {
      fail(call, reply.message, reply.where);
    } else {
      const event = { ...about(call), statusCode: reply.statusCode, type: 'rpc', status: true, ref: false };
      call.callback(call.escape ? escaped(reply.result) : reply.result, event);
    }
  }

  function fail(call, message, where = '') {
    call.callback(null, { ...about(call), statusCode: 400, type: 'exception', status: false, message, where });
  }

  function about({ body }) {
    return { tid: body.tid, action: body.action, method: body.method };
  }

  const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

  // With `escape` (the default) every text of the result comes as HTML.
  function escaped(value) {
    if (typeof value === 'string') return value.replace(/[&<>"']/g, (c) => ENTITIES[c]);
    if (Array.isArray(value)) return value.map(escaped);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, escaped(held)]));
  }

  window.Visualforce = { remoting: { Manager: { invokeAction } } };
})();
