// The CCP page: between the softphone around it and the server behind it.

import * as conduit from './conduit.js';
import { revive } from './dates.js';
import { mediaDevices } from './devices.js';
import * as line from './line.js';
import * as sdk from './sdk.js';

const CONFIGURE_MS = 1000;
const RELOAD_MS = 200;

let acknowledged = false;
let booted = false;
let configured = false;
let connected = false;
// The regions, where there are two: `{instanceRegion, activeRegion}` as of the start of this page.
let resilience = null;
let workerLost = false;
let drawing = 0;
let face = null;
const shown = { update: null, face: null, problem: null };

const server = line.open({
  hello: start,
  update,
  face: (part) => show({ face: part }),
  post: conduit.post,
  reply: (response) => conduit.post('api_response', response),
  session,
  failOver,
  gained: () => setOnline(true),
  lost: () => setOnline(false),
});
conduit.listen(hear);

/** The server told everything: speak up, in the order in which the real page does. */
function start({ tabs, silent, resilience: regions, update: first, face: part }) {
  conduit.speak(!silent && !workerLost);
  resilience = regions;
  if (resilience && !booted) conduit.takeCharge(isActive());
  if (!booted) {
    booted = true;
    if (!silent) acknowledge(tabs);
    setTimeout(() => configured || conduit.post('request_configure'), CONFIGURE_MS);
  }
  update(first);
  show({ face: part });
}

/** Only this lets the softphone start. */
function acknowledge(tabs) {
  acknowledged = true;
  conduit.post('acknowledge', { id: line.tab });
  conduit.post('update_connected_ccps', { length: tabs });
  sdk.offer();
}

const isActive = () => resilience.instanceRegion === resilience.activeRegion;

/** This region fails. Contacts that are being talked to are lost with it: nobody waits for them here. */
function failOver({ activeRegion, pending }) {
  conduit.post('globalResiliency::failover_detected', { activeRegion });
  if (pending) conduit.post('globalResiliency::failover_pending', { activeRegion });
  conduit.post('globalResiliency::failover_initiated', { activeRegion });
}

function update(fresh) {
  revive(fresh);
  conduit.postUpdate(fresh);
  sdk.follow(fresh);
  show({ update: fresh });
}

function hear(event, data) {
  switch (event) {
    case 'synchronize':
      conduit.post('acknowledge');
      break;
    case 'api_request': {
      const { requestId, method, params } = data;
      server.send({ request: { requestId, method, params } });
      break;
    }
    case 'master_request':
      server.send({ master: data });
      break;
    case 'broadcast':
      server.send({ broadcast: { event: data.event, data: data.data ?? null } });
      break;
    case 'media_device_request':
      mediaDevices().then((devices) => conduit.post('media_device_response', devices));
      break;
    case 'webSocket::subscribe':
      server.send({ notice: { event, data } });
      conduit.post('webSocket::subscription_update', {
        topic: 'aws/subscribe', content: { status: 'success', topics: data },
      });
      break;
    case 'configure':
      configured = true;
      server.send({ notice: { event, data } });
      conduit.post('configuration::configure', data);
      conduit.post('webSocket::connection_gain');
      if (resilience) {
        conduit.post('globalResiliency::init', { ...resilience, instanceState: isActive() ? 'active' : 'inactive' });
      }
      break;
    case 'globalResiliency::validate_global_signin':
      conduit.post('globalResiliency::global_signin_valid', {});
      break;
    case 'globalResiliency::configure_ccp_conduit':
      conduit.takeCharge(data.instanceState === 'active');
      break;
    case 'agent::fetch_agent_data_from_ccp':
      conduit.post(event, shown.update);
      // The next update, as soon as this one is digested, is what completes a fail-over.
      setTimeout(() => conduit.postUpdate(shown.update));
      break;
    default:
      server.send({ notice: { event, data: data === undefined || data?.event === event ? null : data } });
  }
}

function session(word) {
  switch (word) {
    case 'silent':
    case 'asleep':
      conduit.speak(false);
      break;
    // After a long sleep the page speaks and does not know yet that its login is over.
    case 'expired':
    case 'resumed':
      resume();
      break;
    case 'refused':
      conduit.post('auth_fail', { authorize: true });
      break;
    // Only another page gets another worker.
    case 'workerLost':
      workerLost = true;
      conduit.speak(false);
      break;
    default:
      if (word === 'terminated') conduit.post('terminated');
      else conduit.post('auth_fail', { authorize: true });
      conduit.speak(false);
      setTimeout(() => location.reload(), RELOAD_MS);
  }
}

function resume() {
  conduit.speak(!workerLost);
  if (!acknowledged) acknowledge(1);
}

function setOnline(online) {
  if (connected !== online && booted) {
    if (online) conduit.post('agent::websocket_connection_gained');
    else conduit.post('agent::websocket_connection_lost', { code: 1006, reason: 'the sandbox is gone' });
    sdk.network(online ? 'connected' : 'disconnected');
  }
  connected = online;
  show({ problem: online ? null : 'The connection to the sandbox is lost. Trying again…' });
}

/** The face follows after the message is out: a screen pop must not wait for it. */
function show(part) {
  Object.assign(shown, part);
  if (!drawing && face) drawing = requestAnimationFrame(() => {
    drawing = 0;
    face(shown);
  });
}

import('./face.js').then(({ mount }) => {
  face = mount(document.getElementById('face'), {
    call: server.call,
    click: (clickType, contactId) => server.send({
      broadcast: { event: 'click_stream_data', data: { contactId, clickType, clickTime: new Date().toISOString() } },
    }),
    mute: (mute) => server.send({ hand: { event: 'mute', data: mute } }),
    say: (contactId, content) => server.send({ hand: { event: 'say', data: { contactId, content } } }),
    view: (contactId) => server.send({ hand: { event: 'view', data: { contactId } } }),
    signOut: () => server.send({ hand: { event: 'signOut' } }),
  });
  face(shown);
});
