// The Console Integration Toolkit, client side, API 66: our own script at Salesforce's path, with the
// documented methods, argument order and results. Everything arrives as text, and nobody promises an answer.
// Its wire is our own: objects with `apiType: 'toolkit'` between the frame and the window around it.
(function () {
  'use strict';

  const API_TYPE = 'toolkit';
  const parameters = new URLSearchParams(location.search);
  const hostOrigin = parameters.get('sfdcIframeOrigin') || parameters.get('sfdcIFrameOrigin');
  const handlers = new Map();
  const callbacks = new Map();
  let nextCallId = 0;

  function send(method, args, callback) {
    if (!hostOrigin || !parameters.get('nonce') || parent === window) return;
    const callId = nextCallId++;
    if (callback) callbacks.set(callId, callback);
    parent.postMessage({ apiType: API_TYPE, callId, method, args: args.map((arg) => arg ?? null) }, hostOrigin);
  }

  addEventListener('message', ({ data, origin, source }) => {
    if (source !== parent || origin !== hostOrigin || data?.apiType !== API_TYPE) return;
    if (data.event) {
      for (const handler of [...(handlers.get(data.event) ?? [])]) handler(texts(data.payload) ?? {});
      return;
    }
    const callback = callbacks.get(data.callId);
    callbacks.delete(data.callId);
    callback?.(texts(data.result));
  });

  // What is neither text nor flag nor list becomes text.
  function texts(value) {
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value)) return value.map(texts);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, texts(held)]));
  }

  // The callback stands at the end of the arguments, or before an optional name that only Classic reads.
  function method(name) {
    return (...received) => {
      const place = received.findIndex((arg) => typeof arg === 'function');
      if (place < 0) send(name, received);
      else send(name, received.slice(0, place), received[place]);
    };
  }

  function methods(names, prefix = '') {
    return Object.fromEntries(names.map((name) => [name, method(prefix + name)]));
  }

  function events(names) {
    return Object.fromEntries(names.map((name) => [name, `SFORCE_PRESENCE:${name}`]));
  }

  window.sforce = window.sforce || {};
  window.sforce.console = {
    isInConsole() {
      const console = parameters.get('clc');
      return console === '1' || (console !== '0' && parameters.has('isdtp'));
    },
    ConsoleEvent: {
      OPEN_TAB: 'SFORCE_CONSOLE:OPEN_TAB',
      CLOSE_TAB: 'SFORCE_CONSOLE:CLOSE_TAB',
      CONSOLE_LOGOUT: 'SFORCE_CONSOLE:LOGOUT',
      PRESENCE: events(['LOGIN_SUCCESS', 'STATUS_CHANGED', 'LOGOUT', 'WORK_ASSIGNED', 'WORK_ACCEPTED', 'WORK_DECLINED',
        'WORK_CLOSED', 'WORKLOAD_CHANGED']),
    },
    TabLink: { TAB_ONLY: 'TAB_ONLY', PARENT_ONLY: 'PARENT_ONLY', PARENT_AND_CHILDREN: 'PARENT_AND_CHILDREN' },
    addEventListener(type, handler) {
      if (!handlers.has(type)) send('addEventListener', [type]);
      handlers.set(type, [...(handlers.get(type) ?? []), handler]);
    },
    // As in Salesforce's own script, the host is not told.
    removeEventListener(type, handler) {
      handlers.set(type, (handlers.get(type) ?? []).filter((known) => known !== handler));
    },
    ...methods(['openPrimaryTab', 'openSubtab', 'closeTab', 'getPrimaryTabIds', 'getSubtabIds', 'getFocusedPrimaryTabId',
      'getFocusedPrimaryTabObjectId', 'getFocusedSubtabId', 'getFocusedSubtabObjectId', 'getPageInfo', 'getTabLink',
      'focusPrimaryTabById', 'focusSubtabById']),
    presence: methods(['login', 'logout', 'getServicePresenceStatusId', 'getServicePresenceStatusChannels',
      'setServicePresenceStatus', 'getAgentWorks', 'getAgentWorkload', 'acceptAgentWork', 'declineAgentWork',
      'closeAgentWork'], 'presence.'),
  };
})();
