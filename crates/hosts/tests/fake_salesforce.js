// Salesforce's libraries in the hands of a test: `sforce.opencti`, `sforce.console` and Visualforce remoting.
// Each call takes the next behaviour of the script; without one the answer is null.
const calls = [];
const script = [];
const listeners = {};
let late = 0;

export const will = (behaviour) => script.push(JSON.parse(behaviour));
export const lateAfter = (ms) => (late = ms);
export const calls_json = () => JSON.stringify(calls);
export const raise = (method, payload) => listeners[method].forEach((listener) => listener(JSON.parse(payload)));

function behave(answer, refuse) {
  const { kind, value, code, message } = script.shift() ?? { kind: 'Answers', value: null };
  switch (kind) {
    case 'Answers': return void setTimeout(() => answer(value));
    case 'Refuses': return void setTimeout(() => refuse(code, message));
    case 'Throws': throw message;
    case 'Late': return void setTimeout(() => answer(value), late);
    case 'Twice': return void setTimeout(() => { answer(value); answer(value); });
    case 'Silent': return;
  }
}

function ask(name, known) {
  return (args) => {
    if (Object.keys(args ?? {}).length === 0) throw new Error('Must pass in only one object');
    const { callback, ...rest } = args;
    if (typeof callback !== 'function') throw new Error('Missing the required argument `callback`!');
    calls.push({ name, arguments: structuredClone(rest) });
    behave(
      (returnValue) => callback({ success: true, returnValue, errors: null }),
      (code, description) =>
        callback({ success: false, returnValue: null, errors: [{ code, description, details: null }] }),
    );
  };
}

// The console toolkit: arguments in order, then a function; every value it answers with is text.
function askConsole(name) {
  return (...args) => {
    const callback = args.pop();
    if (typeof callback !== 'function') throw new Error('no callback');
    calls.push({ name, arguments: structuredClone(args) });
    behave(
      (members) => callback({ ...texts(members ?? {}), success: true }),
      (code, message) => callback({ success: false, errors: [{ code, message }] }),
    );
  };
}

const texts = (members) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]));

export function installConsole() {
  const PRESENCE = {};
  for (const name of ['STATUS_CHANGED', 'LOGOUT', 'WORK_ACCEPTED', 'WORKLOAD_CHANGED']) {
    PRESENCE[name] = `SFORCE_PRESENCE:${name}`;
  }
  const console = {
    isInConsole: () => true, ConsoleEvent: { PRESENCE }, presence: {},
    addEventListener: (type, handler) => (listeners[type] ??= []).push(handler),
  };
  for (const name of ['openPrimaryTab', 'openSubtab', 'closeTab', 'getPrimaryTabIds', 'getFocusedPrimaryTabId',
    'getFocusedPrimaryTabObjectId', 'getFocusedSubtabObjectId', 'getPageInfo', 'getTabLink']) console[name] = askConsole(name);
  for (const name of ['getServicePresenceStatusId', 'setServicePresenceStatus', 'login', 'logout', 'getAgentWorkload']) {
    console.presence[name] = askConsole(name);
  }
  (globalThis.sforce ??= {}).console = console;
}

// The page loads the toolkit late: it says so, and later it is there.
let arrive;
export const promiseConsole = () => (globalThis.ctiConsole = new Promise((done) => (arrive = done)));
export function deliverConsole() {
  installConsole();
  arrive();
}

// Windows that would open, newest last; none opens.
export const windows = [];
export const openedWindows = () => JSON.stringify(windows);
export function catchWindows() {
  globalThis.open = (url, target) => {
    windows.push([url, target]);
    return { opener: globalThis };
  };
}

// A Lightning message channel with the bridge's utility on it, or without.
let utility = false;
export const channelMessage = (message) => raise('subscribe', message);
const here = () => channelMessage('{"version":1,"from":"utility","kind":"here"}');
function publish({ channelName, message, callback }) {
  if (channelName !== 'Acme__c') throw new Error(`no channel ${channelName}`);
  setTimeout(() => callback({ success: true, returnValue: null, errors: null }));
  channelMessage(JSON.stringify(message));
  if (!utility) return;
  if (message.kind === 'hello') return void setTimeout(here);
  const answer = (rest) => channelMessage(JSON.stringify({ version: 1, from: 'utility', kind: 'answer', id: message.id, ...rest }));
  calls.push({ name: message.method, arguments: Object.values(message.args) });
  behave((result) => answer({ result }), (code, text) => answer({ error: { code, message: text } }));
}
export function installBridge(isThere) {
  utility = isThere;
  globalThis.sforce.opencti.publish = publish;
  globalThis.sforce.opencti.subscribe = ({ listener }) => (listeners.subscribe ??= []).push(listener);
}

const listen = (name) => ({ listener }) => (listeners[name] ??= []).push(listener);

export function install() {
  const opencti = { notifyInitializationComplete() {}, hvs: { completeWork: ask('completeWork'), onWorkStart: listen('onWorkStart') } };
  for (const name of ['setSoftphonePanelVisibility', 'screenPop', 'searchAndScreenPop',
    'saveLog', 'enableClickToDial', 'disableClickToDial', 'getAppViewInfo', 'getSoftphoneLayout', 'refreshView',
    'setSoftphonePanelHeight', 'setSoftphonePanelWidth', 'runApex']) opencti[name] = ask(name);
  for (const name of ['onClickToDial', 'onNavigationChange']) opencti[name] = listen(name);
  globalThis.sforce = { opencti };
  const Manager = {
    invokeAction(action, ...rest) {
      const options = rest.pop();
      const callback = rest.pop();
      if (options.escape !== false || options.buffer !== false) throw new Error('escaped or buffered');
      const name = action.replace('ConnectCti.SoftphoneController.', '');
      calls.push({ name, arguments: structuredClone(rest) });
      behave(
        (result) => callback(result, { status: true, type: 'rpc', statusCode: 200 }),
        (type, message) => callback(null, { status: false, type, message, where: '', statusCode: 400 }),
      );
    },
  };
  globalThis.Visualforce = { remoting: { Manager } };
}

// Open CTI for Classic: arguments in order, then a function. The test speaks of Lightning's answers and events;
// they are told as Classic tells them.
const SHORT = (id) => (/^\w{18}$/.test(id) ? id.slice(0, 15) : id);
const pageText = ({ number, url, recordId, recordName, objectType }) => JSON.stringify({
  number, url, objectId: SHORT(recordId) ?? '', objectName: recordName ?? '', object: objectType ?? '',
});
const matchesText = (found) => JSON.stringify(Object.fromEntries(Object.entries(found ?? {}).map(([id, row]) => (
  id === 'SCREEN_POP_DATA' ? ['screenPopUrl', row.params.url] : [SHORT(id), { Name: row.Name, object: row.RecordType, displayName: 'x' }]))));
const CLASSIC_ANSWERS = {
  isInConsole: () => ({ result: false }),
  saveLog: (value) => ({ result: true, id: value?.recordId }),
  getPageInfo: (value) => ({ result: pageText(value ?? {}) }),
  'cti.getSoftphoneLayout': (value) => ({ result: JSON.stringify(value) }),
  searchAndScreenPop: (value) => ({ result: matchesText(value) }),
  searchAndGetScreenPopUrl: (value) => ({ result: matchesText(value) }),
  runApex: (value) => ({ result: value?.runApex }),
};

function askClassic(name) {
  return (...args) => {
    const callback = args.pop();
    if (typeof callback !== 'function') throw new Error('no callback');
    calls.push({ name, arguments: structuredClone(args) });
    const told = CLASSIC_ANSWERS[name] ?? (() => ({ result: true }));
    behave((value) => callback({ method: name, ...told(value) }), (code, error) => callback({ method: name, error }));
  };
}

const listenClassic = (name) => (listener) =>
  (listeners[name] ??= []).push((payload) => listener({ method: name, result: pageText(payload) }));

export function installClassic() {
  const cti = { notifyInitializationComplete() {}, onClickToDial: listenClassic('onClickToDial') };
  const interaction = { cti, onFocus: listenClassic('onNavigationChange') };
  for (const name of ['isInConsole', 'screenPop', 'searchAndScreenPop', 'searchAndGetScreenPopUrl', 'getPageInfo', 'saveLog',
    'runApex', 'setVisible', 'isVisible', 'refreshPage']) interaction[name] = askClassic(name);
  for (const name of ['getSoftphoneLayout', 'setSoftphoneHeight', 'setSoftphoneWidth', 'enableClickToDial', 'disableClickToDial']) {
    cti[name] = askClassic(`cti.${name}`);
  }
  globalThis.sforce = { interaction };
}

export function uninstall() {
  for (const name of Object.keys(listeners)) delete listeners[name];
  script.length = 0;

  delete globalThis.sforce;
  delete globalThis.ctiConsole;
  delete globalThis.Visualforce;
}
