// The SDK channel ("cross-domain adapter"): requests and topics beside the conduit, over a MessagePort.

const CONTACT = 'aws.connect.contact';
const VOICE = 'aws.connect.voice';
const ACTIVITY = 'aws.connect.activity';

let port = null;
let latest = null;
let topics = [];
let enhancement = 'NONE';
let held = new Set();

/** Offers a fresh channel to the softphone. */
export function offer() {
  if (window.parent === window) {
    return;
  }
  const channel = new MessageChannel();
  port = channel.port1;
  topics = [];
  port.onmessage = ({ data }) => hear(data);
  window.parent.postMessage({ type: 'cross-domain-adapter-init' }, '*', [channel.port2]);
}

/** Takes note of an update and tells who is on hold and who no longer is. */
export function follow(update) {
  latest = update;
  const before = held;
  held = new Set();
  for (const contact of update.snapshot.contacts) {
    for (const { connectionId, state } of contact.connections) {
      const isOnHold = state.type === 'hold';
      if (isOnHold) held.add(connectionId);
      if (isOnHold !== before.has(connectionId)) {
        const key = isOnHold ? 'voice/participantHold' : 'voice/participantResume';
        publish(VOICE, key, { participantId: connectionId, contactId: contact.contactId, isOnHold }, connectionId);
        publish(VOICE, 'voice/onCanResumeParticipantChanged',
          { participantId: connectionId, contactId: contact.contactId, canResumeParticipant: isOnHold });
      }
    }
  }
}

/** Tells that the network is there or gone. */
export function network(status) {
  publish(CONTACT, 'agent/networkConnectionStatusChanged', { status, timestamp: Date.now() });
}

function hear(message) {
  switch (message?.type) {
    case 'cross-domain-site-ready':
      port.postMessage({
        type: 'acknowledge',
        connectionId: crypto.randomUUID(),
        status: { initialized: true, startTime: new Date() },
        healthCheckInterval: 0,
      });
      break;
    case 'request':
      answer(message);
      break;
    case 'subscribe':
      topics.push({ topic: message.topic, handlerId: message.handlerId });
      break;
    case 'unsubscribe':
      topics = topics.filter(({ topic }) => !same(topic, message.topic));
      break;
    case 'healthCheck':
      port.postMessage({ type: 'healthCheckResponse', time: Date.now(), counter: message.counter });
      break;
    default: // Logs and metrics are nobody's business here.
  }
}

const same = (a, b) => a.namespace === b.namespace && a.key === b.key && a.parameter === b.parameter;

// A topic with a parameter reaches only who subscribed with the very same one.
function publish(namespace, key, data, parameter) {
  const topic = parameter === undefined ? { namespace, key } : { namespace, key, parameter };
  for (const subscribed of topics.filter((known) => same(known.topic, topic))) {
    port.postMessage({ type: 'publish', topic, data, handlerId: subscribed.handlerId });
  }
}

function answer({ namespace, command, requestId, data }) {
  try {
    const result = perform(namespace, command, data ?? {});
    port.postMessage({ type: 'response', namespace, requestId, isError: false, data: result });
  } catch (problem) {
    port.postMessage({
      type: 'response', namespace, requestId, isError: true,
      errorKey: problem.key ?? 'noResult', reason: problem.message, details: { command },
    });
  }
}

function perform(namespace, command, data) {
  switch (`${namespace} ${command}`) {
    case `${CONTACT} agent/getNetworkConnectionStatus`:
      return { status: navigator.onLine ? 'connected' : 'disconnected', timestamp: Date.now() };
    case `${CONTACT} contact/getInstanceDetails`:
      return { origin: location.origin, region: region() };
    case `${CONTACT} contact/isPreviewMode`:
      return { isPreviewMode: false };
    case `${VOICE} voice/canResumeParticipant`:
      return { canResumeParticipant: held.has(data.participantId) };
    case `${VOICE} voice/setVoiceEnhancementMode`: {
      const previous = enhancement;
      enhancement = data.voiceEnhancementMode;
      publish(VOICE, 'voice/voiceEnhancementModeChanged', { voiceEnhancementMode: enhancement, previous });
      return { voiceEnhancementMode: enhancement };
    }
    case `${ACTIVITY} sendActivity`:
      return {};
    default:
      throw Object.assign(new Error(`no handler for ${command}`), { key: 'noHandler' });
  }
}

/** The region stands in the agent's ARN. */
function region() {
  return latest?.configuration.agentARN.split(':')[3] ?? 'us-east-1';
}
