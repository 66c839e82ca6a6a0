// A CCP in the hands of a test. It speaks the few messages of the conduit that the real Streams needs.
// All state lives here, in the page around it, so that it survives when its iframe is made anew.
let ccp;

const PAGE = `<script>
  window.say = (event, data) => parent.postMessage({ event, data }, '*');
  addEventListener('message', (message) => parent.fakeCcp.heard(message.data));
  parent.fakeCcp.opened(window);
</script>`;

const QUEUE = { name: 'Support', queueARN: 'arn:aws:connect:eu-central-1:1:instance/a-1/queue/support' };
const SECOND_LEVEL = { endpointARN: 'arn:second', type: 'queue', name: 'Second level', queue: QUEUE.queueARN };
const STATES = [
  { name: 'Available', type: 'routable', agentStateARN: 'arn:available' },
  { name: 'Lunch', type: 'not_routable', agentStateARN: 'arn:lunch' },
  { name: 'Offline', type: 'offline', agentStateARN: 'arn:offline' },
];
const TOKEN = { chatTokenTransport: { participantToken: 't', expiry: '2030-01-01T00:00:00.000Z' } };
const WRAPPED_ATTRIBUTES = { tier: { name: 'tier', value: '<b>gold</b>' } };

// A page without Streams, and a fresh CCP. Answers the address of its page.
export function reset(options) {
  // The Streams of an earlier test would go on replacing iframes, whosever they are.
  const core = globalThis.connect?.core;
  clearTimeout(core?.iframeRefreshTimeout);
  clearTimeout(core?.ccpLoadTimeoutInstance);
  if (core) core._replaceCCPIframe = core.authenticate = () => {};
  delete globalThis.connect;
  document.querySelectorAll('.phone').forEach((container) => container.remove());
  ccp = {
    signedIn: true, silent: false, contacts: [], agentState: 'Available',
    endpoints: [SECOND_LEVEL], softphone: true, libraries: {}, asked: [], refused: 0, participant: [], transcript: [],
    script: [], calls: [], late: [], pages: 0, reloads: 0, windows: [], snapshots: 0, ...JSON.parse(options),
  };
  globalThis.ctiLibrary = () => new Promise(() => {});
  globalThis.fakeCcp = { opened, heard, windows: () => ccp.windows };
  globalThis.open = (url, name) => {
    if (ccp.blocked) return null;
    const window = { url, name, closed: false, focused: 0, focus() { this.focused += 1; }, close() { this.closed = true; } };
    ccp.windows.push(window);
    return window;
  };
  return URL.createObjectURL(new Blob([PAGE], { type: 'text/html' }));
}

export function loadScript(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

// The libraries that the page could load, by name, and the participant service that ChatJS talks to.
export function offerLibrary(name, source) {
  ccp.libraries[name] = source;
  globalThis.ctiLibrary = async (wanted) => {
    ccp.asked.push(wanted);
    if (!ccp.libraries[wanted]) throw new Error(`no ${wanted}`);
    await loadScript(ccp.libraries[wanted]);
    // No SDK channel here that could tell the region.
    globalThis.connect._getContactRegion = async () => 'us-east-1';
  };
  globalThis.fetch = async (request) => {
    const call = new URL(request.url ?? request).pathname.split('/').pop();
    ccp.participant.push(call);
    if (ccp.refused) return ccp.refused -= 1, new Response('{}', { status: 403 });
    const answer = {
      connection: { ConnectionCredentials: { ConnectionToken: 't', Expiry: '2030-01-01T00:00:00.000Z' } },
      transcript: { Transcript: ccp.transcript },
    }[call];
    return new Response(JSON.stringify(answer ?? {}), { headers: { 'content-type': 'application/json' } });
  };
}

export const ccp_json = () => JSON.stringify(ccp, (key, value) => (key === 'frame' ? undefined : value));
export const set = (options) => Object.assign(ccp, JSON.parse(options));
export const say = (event, data) => ccp.frame.say(event, JSON.parse(data));
export const evaluate = (expression) => (0, eval)(expression);

function opened(frame) {
  ccp.frame = frame;
  ccp.pages += 1;
  // A sign-in page stays one until it is loaded anew.
  ccp.isPhone = ccp.signedIn;
  if (!ccp.isPhone) return;
  frame.say('acknowledge', { id: `port-${ccp.pages}` });
  post();
}

function heard({ event, data }) {
  if (!ccp.isPhone || !ccp.signedIn || ccp.silent) return;
  switch (event) {
    case 'synchronize': return ccp.frame.say('acknowledge');
    case 'reload_agent_configuration': ccp.reloads += 1; return post();
    case 'api_request': return answer(data);
    case 'broadcast':
      if (/log/.test(data.event)) return;
      ccp.frame.say(data.event, data.data);
      if (data.event === 'mute') mute(data.data);
  }
}

function answer({ requestId, method, params }) {
  const respond = (data, err) => ccp.frame.say('api_response', { event: 'api_response', requestId, data, err });
  const usual = { getEndpoints: { endpoints: ccp.endpoints }, createTransport: TOKEN }[method] ?? {};
  behave(method, params, (data) => respond(data ?? usual, null), (err) => respond(null, err));
}

// Without a wish it is a question.
function mute(wish) {
  behave('mute', { ...wish }, () => {
    ccp.muted = wish?.mute ?? ccp.muted ?? false;
    ccp.frame.say('agent::mute_toggle', { muted: ccp.muted });
  });
}

function behave(method, params, succeed, fail) {
  ccp.calls.push({ method, params });
  const { kind, data, code, message } = ccp.script.shift() ?? { kind: 'Answers' };
  switch (kind) {
    case 'Answers': return succeed(data);
    case 'Refuses': return fail(JSON.stringify({ type: code, message, stack: [], retryStatus: 'NEVER_RETRY' }));
    case 'Late': return void ccp.late.push(() => succeed(data));
    case 'Twice': succeed(data); return succeed(data);
    case 'Silent': return;
  }
}

// Time limits last until a test lets them pass.
const LIMIT_MS = 10_000;
const limits = new Map();
const { setTimeout: start, clearTimeout: stop } = globalThis;
globalThis.setTimeout = (act, ms, ...rest) => {
  if (ms !== LIMIT_MS) return start(act, ms, ...rest);
  const timer = -1 - limits.size - Math.random();
  limits.set(timer, act);
  return timer;
};
globalThis.clearTimeout = (timer) => (limits.delete(timer) ? undefined : stop(timer));

// Lets them pass, and then what is late arrive.
export function passLimit() {
  for (const [timer, act] of limits) {
    limits.delete(timer);
    act();
  }
  for (const answer of ccp.late.splice(0)) start(answer, 0);
}

// The next behaviour. What throws is the library itself, when it is about to say something.
export function will(text) {
  const { core } = globalThis.connect;
  core.realClient ??= core.getClient;
  core.getClient = () => {
    if (ccp.script[0]?.kind === 'Throws') throw ccp.script.shift().message;
    return core.realClient();
  };
  ccp.script.push(JSON.parse(text));
}

// Sends the agent and the contacts, as of now.
export function post() {
  ccp.snapshots += 1;
  const now = new Date();
  const state = { type: 'routable', name: ccp.agentState, agentStateARN: 'arn:state', startTimestamp: new Date(5000) };
  ccp.frame.say('agent::update', {
    snapshot: {
      state, agentAvailabilityState: { state: ccp.agentState, timeStamp: now }, snapshotTimestamp: now,
      localTimestamp: Date.now(), skew: 0, contacts: ccp.contacts.map(contact),
    },
    configuration: {
      name: 'Ada', username: 'ada', agentARN: 'arn:agent', extension: '', softphoneEnabled: true,
      softphoneAutoAccept: false, agentPreferences: { LANGUAGE: 'en_US' },
      permissions: ['outboundCall'], dialableCountries: ['us'], agentStates: STATES,
      routingProfile: {
        name: 'Basic', routingProfileARN: 'arn:aws:connect:eu-central-1:1:instance/a-1/routing-profile/b',
        routingProfileId: 'arn:aws:connect:eu-central-1:1:instance/a-1/routing-profile/b',
        defaultOutboundQueue: QUEUE, queues: [QUEUE], channelConcurrencyMap: { VOICE: 1, CHAT: 2, TASK: 2 },
      },
    },
  });
}

// A call has its sound in the browser; nothing else has any.
function sound(type) {
  const isCall = ['voice', 'queue_callback'].includes(type);
  return isCall && ccp.softphone ? { softphoneMediaInfo: { callType: 'audio', autoAccept: false } } : {};
}

function contact({ contactId, type = 'voice', state = 'connecting', phone = '+12135550100', raw = {} }) {
  const leg = (connectionId, legType, initial, endpoint) =>
    ({ connectionId, type: legType, initial, state: { type: 'connected', timestamp: new Date(7000) }, endpoint });
  const connections = type === 'task'
    ? [leg(`${contactId}-a`, 'agent', true, undefined)]
    : [{ ...leg(`${contactId}-a`, 'agent', false, { type: 'agent' }), ...sound(type) },
      leg(`${contactId}-c`, 'inbound', true, { type: 'phone_number', phoneNumber: phone })];
  if (type === 'chat') connections[0].chatMediaInfo = { connectionData: '{"ConnectionAuthenticationToken":"p"}' };
  return {
    contactId, initialContactId: contactId, type, state: { type: state, timestamp: new Date(7000) }, queue: QUEUE,
    queueTimestamp: new Date(6000), connections, attributes: WRAPPED_ATTRIBUTES, contactDuration: '0',
    initiationMethod: 'inbound', segmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    references: type === 'task' ? { site: { type: 'URL', value: 'https://example.com' } } : {}, ...raw,
  };
}

// A snapshot that is broken in one way or another.
export function post_broken(kind) {
  const cyclic = { contactId: 'cyclic', state: { type: 'connected' } };
  cyclic.self = cyclic;
  const contacts = { missing: undefined, text: 'none', cyclic: [cyclic], odd: [null, 7, {}, { contactId: 5 }] }[kind];
  const state = { type: 'routable', name: 'Available' };
  ccp.frame.say('agent::update', { snapshot: { state, contacts }, configuration: {} });
}
