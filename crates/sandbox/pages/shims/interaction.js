// Open CTI for Salesforce Classic, client side, API 66: our own script at Salesforce's path, with its wire format
// (a query string behind a prefix) and its traps. On a frame address that is not Salesforce's it stays silent: every
// call does nothing, and nothing is thrown.
(function () {
  'use strict';

  const PREFIX = 'interactionApi/';
  const API_VERSION = 66;
  const parameters = new URLSearchParams(location.search);
  const nonce = parameters.get('nonce');
  const hostOrigin = nonce && parameters.get('sfdcIFrameOrigin')?.toLowerCase();
  const callbacks = new Map();
  const listeners = new Map();
  let count = 0;

  function post(pairs) {
    if (!hostOrigin) return;
    const text = Object.entries({ ...pairs, nonce, apiVersion: API_VERSION })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    parent.postMessage(PREFIX + text, hostOrigin);
  }

  // With a callback the method's name carries a number, which the answer repeats.
  function send(method, args, callback) {
    let name = method;
    if (typeof callback === 'function') {
      name = `${method}_${count++}`;
      callbacks.set(name, callback);
    }
    post({ method: name, ...args });
  }

  function listening(method) {
    return (listener) => {
      if (typeof listener !== 'function') return;
      listeners.set(method, [...(listeners.get(method) || []), listener]);
      post({ method });
    };
  }

  addEventListener('message', ({ data, origin, source }) => {
    if (source !== parent || origin !== hostOrigin || typeof data !== 'string' || !data.startsWith(PREFIX)) return;
    const response = read(data.slice(PREFIX.length));
    const called = callbacks.get(response.method);
    callbacks.delete(response.method);
    for (const act of called ? [called] : listeners.get(response.method) || []) {
      try {
        act(response);
      } catch {
        console.error('Failed to process API response.');
      }
    }
  });

  function read(text) {
    const response = {};
    for (const pair of text.split('&')) {
      const [name, value = ''] = pair.split(/=(.*)/s).map(decodeURIComponent);
      response[name] = value === '' ? null : value;
    }
    if (['true', 'false'].includes(response.result)) response.result = response.result === 'true';
    return response;
  }

  /** A method whose arguments have these names on the wire; the callback comes after them. */
  function method(name, ...names) {
    return (...args) => send(name, Object.fromEntries(names.map((arg, place) => [arg, args[place]])), args[names.length]);
  }

  window.sforce = window.sforce || {};
  window.sforce.interaction = {
    isInConsole: method('isInConsole'),
    screenPop: method('screenPop', 'targetUrl', 'force'),
    searchAndScreenPop: method('searchAndScreenPop', 'searchParams', 'queryParams', 'callType'),
    searchAndGetScreenPopUrl: method('searchAndGetScreenPopUrl', 'searchParams', 'queryParams', 'callType'),
    getPageInfo: method('getPageInfo'),
    onFocus: listening('onFocus'),
    // Encoded here and once more on its way.
    saveLog: (objectName, saveParams, callback) =>
      send('saveLog', { objectName, saveParams: encodeURIComponent(saveParams) }, callback),
    runApex: method('runApex', 'apexClass', 'methodName', 'methodParams'),
    setVisible: method('setVisible', 'value'),
    isVisible: method('isVisible'),
    refreshPage: method('refreshPage'),
    refreshRelatedList: method('refreshRelatedList', 'listName'),
    cti: {
      getCallCenterSettings: method('getCallCenterSettings'),
      getSoftphoneLayout: method('getSoftphoneLayout'),
      setSoftphoneHeight: method('setSoftphoneHeight', 'height'),
      setSoftphoneWidth: method('setSoftphoneWidth', 'width'),
      enableClickToDial: method('enableClickToDial'),
      disableClickToDial: method('disableClickToDial'),
      onClickToDial: listening('onClickToDial'),
      notifyInitializationComplete: () => send('notifyInitializationComplete', {}),
    },
  };
})();
