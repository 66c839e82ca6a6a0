// Open CTI for Lightning, client side, API 66: our own script at Salesforce's path, with its wire format,
// argument checks and traps. Initialises itself; on a wrong frame address it throws a text, not an Error,
// and leaves `sforce.opencti` behind whose methods do nothing.
(function () {
  'use strict';

  const API_VERSION = 66;
  const API_TYPE = 'opencti';
  const SCREENPOP_TYPE = {
    URL: 'url', SOBJECT: 'sobject', OBJECTHOME: 'objecthome', LIST: 'list', SEARCH: 'search',
    NEW_RECORD_MODAL: 'newRecord', FLOW: 'flow',
  };
  const CALL_TYPE = { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' };

  const DOMAINS = 'force\\.com|visualforce\\.com|my-visualforce\\.com|my-lightning\\.com|salesforce\\.com|'
    + 'my-salesforce\\.com|salesforce\\.(?:mil|ms)|crmforce\\.(?:mil|ms)';
  const SALESFORCE = new RegExp(`^https?://(?:[\\w-]+\\.)+(?:${DOMAINS})(?::\\d+)?$`);
  // Not in Salesforce's own script: the sandbox's console stands on this machine.
  const LOCAL = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/;

  let hostOrigin = null;
  let nextCallId = 0;
  const callbacks = new Map();
  const listeners = new Map();

  function readParameters(search) {
    const found = {};
    for (const pair of search.replace(/^\?/, '').split('&')) {
      const [key, value = ''] = pair.split(/=(.*)/s).map(decodeURIComponent);
      if (key in found) found[key] = [].concat(found[key], value);
      else found[key] = value;
    }
    return found;
  }

  function initialize() {
    const { sfdcIframeOrigin: origin, mode } = readParameters(location.search);
    const fits = typeof origin === 'string' && mode && (SALESFORCE.test(origin) || LOCAL.test(origin))
      && origin.startsWith(location.protocol);
    if (!fits) {
      throw 'Failed to initialize Open CTI. Ensure that it is loaded from the right frame with correct URL parameters';
    }
    hostOrigin = origin;
    addEventListener('message', receive);
  }

  function receive({ data, origin }) {
    if (origin !== hostOrigin || !data || data.apiVersion !== API_VERSION || data.apiType !== API_TYPE) return;
    if (data.shouldExecuteListener === true) {
      for (const listener of listeners.get(listenerKey(data.methodName, data.eventName)) || []) {
        listener(data.response);
      }
    }
    if (data.shouldExecuteCallback === true) {
      const key = `${data.methodName}_${data.callId}`;
      const callback = callbacks.get(key);
      callbacks.delete(key);
      if (callback) callback(data.response);
    }
  }

  function listenerKey(methodName, eventName) {
    return eventName ? `${methodName} ${eventName}` : methodName;
  }

  function send(methodName, args, callback, listener) {
    if (!hostOrigin) return;
    const callId = nextCallId++;
    const hasCallback = typeof callback === 'function';
    const hasListener = typeof listener === 'function';
    if (hasCallback) callbacks.set(`${methodName}_${callId}`, callback);
    if (hasListener) {
      const key = listenerKey(methodName, args.eventName);
      listeners.set(key, [...(listeners.get(key) || []), listener]);
    }
    parent.postMessage({
      methodName, callId, apiVersion: API_VERSION, apiType: API_TYPE,
      isCallbackRegistered: hasCallback, isListenerRegistered: hasListener, args,
    }, hostOrigin);
  }

  function check(received) {
    const [args] = received;
    const whole = received.length === 1 && args !== null && typeof args === 'object' && Object.keys(args).length > 0;
    if (!whole) throw new Error('Must pass in only one object which holds arguments to this API method call.');
    return args;
  }

  function requireFunction(args, name) {
    if (typeof args[name] !== 'function') throw new Error(`Missing the required argument \`${name}\`!`);
  }

  // The arguments named here go over the wire, each in its place; the callback never does.
  function method(methodName, ...names) {
    return (...received) => {
      const args = check(received);
      send(methodName, Object.fromEntries(names.map((name) => [name, args[name]])), args.callback);
    };
  }

  function getter(methodName) {
    return (...received) => {
      const args = check(received);
      requireFunction(args, 'callback');
      send(methodName, {}, args.callback);
    };
  }

  function optional(methodName) {
    return (...received) => {
      const args = received.length === 0 ? {} : check(received);
      send(methodName, {}, args.callback);
    };
  }

  function listening(methodName) {
    return (...received) => {
      const args = check(received);
      requireFunction(args, 'listener');
      send(methodName, {}, args.callback, args.listener);
    };
  }

  function saveLog(...received) {
    const args = check(received);
    if (typeof args.value !== 'object') throw new Error('Missing the required argument `value object`!');
    send('saveLog', { object: args.value }, args.callback);
  }

  // ---- Lightning Message Service ----

  const subscriptions = new WeakMap();

  function requireChannel(args) {
    if (typeof args.channelName !== 'string' || args.channelName === '') {
      throw new Error('The argument `channelName` must be a non-empty string!');
    }
  }

  function subscribe(...received) {
    const args = check(received);
    requireFunction(args, 'listener');
    requireChannel(args);
    const subscription = Object.freeze({});
    const { channelName: eventName, listener, callback } = args;
    subscriptions.set(subscription, { eventName, listener });
    const answered = callback && ((response) => callback({ ...response, subscription }));
    send('subscribe', { eventName, subscription: {} }, answered, listener);
  }

  function unsubscribe(...received) {
    const args = check(received);
    if (args.subscription === null || typeof args.subscription !== 'object') {
      throw new Error('The argument `subscription` must be an object!');
    }
    const known = subscriptions.get(args.subscription);
    if (!known) return;
    subscriptions.delete(args.subscription);
    const key = listenerKey('subscribe', known.eventName);
    const rest = [...(listeners.get(key) || [])];
    rest.splice(rest.indexOf(known.listener), 1);
    listeners.set(key, rest);
    // The host hears of it, and answers, only when nobody listens to the channel any more.
    if (rest.length === 0) send('unsubscribe', { eventName: known.eventName, subscription: {} }, args.callback);
  }

  function publish(...received) {
    const args = check(received);
    requireChannel(args);
    let { message } = args;
    if (message !== undefined && message !== null) {
      message = serializable(message);
      if (message === null || typeof message !== 'object') {
        throw new Error('The argument `message` must be a serializable object or null!');
      }
    }
    send('publish', { eventName: args.channelName, message }, args.callback);
  }

  function serializable(message) {
    try {
      return JSON.parse(JSON.stringify(message));
    } catch {
      return null;
    }
  }

  window.sforce = window.sforce || {};
  window.sforce.opencti = {
    SCREENPOP_TYPE,
    CALL_TYPE,
    notifyInitializationComplete: (args) => send('notifyInitializationComplete', {}, args && args.callback),
    isSoftphonePanelVisible: getter('isSoftphonePanelVisible'),
    setSoftphonePanelVisibility: method('setSoftphonePanelVisibility', 'visible'),
    setSoftphonePanelHeight: method('setSoftphonePanelHeight', 'heightPX'),
    setSoftphonePanelWidth: method('setSoftphonePanelWidth', 'widthPX'),
    setSoftphonePanelLabel: method('setSoftphonePanelLabel', 'label'),
    setSoftphoneItemLabel: method('setSoftphoneItemLabel', 'label'),
    setSoftphonePanelIcon: method('setSoftphonePanelIcon', 'key'),
    setSoftphoneItemIcon: method('setSoftphoneItemIcon', 'key'),
    enableClickToDial: optional('enableClickToDial'),
    disableClickToDial: optional('disableClickToDial'),
    onClickToDial: listening('onClickToDial'),
    onNavigationChange: listening('onNavigationChange'),
    getAppViewInfo: getter('getAppViewInfo'),
    screenPop: method('screenPop', 'type', 'params'),
    searchAndScreenPop: method('searchAndScreenPop', 'searchParams', 'callType', 'queryParams', 'defaultFieldValues',
      'deferred', 'params'),
    saveLog,
    runApex: method('runApex', 'apexClass', 'methodName', 'methodParams'),
    refreshView: optional('refreshView'),
    getCallCenterSettings: getter('getCallCenterSettings'),
    getSoftphoneLayout: getter('getSoftphoneLayout'),
    hvs: {
      onWorkStart: listening('onWorkStart'),
      completeWork: method('completeWork', 'workId', 'attributes'),
    },
    subscribe,
    publish,
    unsubscribe,
  };
  initialize();
})();
