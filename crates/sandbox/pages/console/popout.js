// The phone in a window of its own: the same frame, its calls carried out by the console tab it came from.

import { FrameHost, softphoneFrame } from './frame_host.js';
import { Relay } from './relay.js';
import { ToolkitHost } from './toolkit_host.js';

const pair = new URLSearchParams(location.search).get('pair');
let view = {};
// What the softphone set so far; the console tab asks for it again after a reload of its own.
let panelState = {};
// Calls about tabs that the console tab has not answered yet.
const asked = new Map();

const relay = new Relay(pair, 'popout', (message) => {
  if (message.kind === 'view') view = message.view;
  if (message.kind === 'event') host.emit(message.method, message.payload, message.eventName);
  if (message.kind === 'toolkitEvent') toolkit.emit(message.event, message.payload);
  if (message.kind === 'toolkit') asked.get(message.of)?.(message.answer);
  if (message.kind === 'ask') relay.say('here', { panel: panelState });
  if (message.kind === 'back') close();
});

const desk = {
  view: () => view,
  panelVisible: () => true,
  apply({ navigate, panel }) {
    panelState = { ...panelState, ...panel, refresh: undefined };
    if (panel?.panelLabel) document.title = panel.panelLabel;
    if (panel?.width || panel?.height) resizeTo(panel.width ?? outerWidth, panel.height ?? outerHeight);
    relay.say('desk', { navigate, panel });
  },
  published: (channel, message) => relay.say('published', { channel, message }),
};

const { frame, origin } = softphoneFrame();
const host = new FrameHost({ frame, origin, tab: pair, desk });
// The tabs are the console's: it is asked, and answers by the call's number.
const act = (method, args) => new Promise((answered) => {
  const id = crypto.randomUUID();
  asked.set(id, (answer) => {
    asked.delete(id);
    answered(answer);
  });
  relay.say('toolkit', { call: { id, method, args } });
});
const toolkit = new ToolkitHost({ frame, origin, tab: pair, act });
document.getElementById('phone').append(frame);
// Held as long as this window lives, however it ends: the console tab waits for its release.
navigator.locks.request(`phone-${pair}`, () => {
  relay.say('here');
  return new Promise(() => {});
});
// The console tab is gone for good: a phone without its desk cannot open records.
setInterval(() => {
  if (window.opener?.closed) close();
}, 1000);
