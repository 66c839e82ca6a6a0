// The utility bar's Phone: the softphone's frame in a panel that docks, minimises and pops out.

import { el, toast } from './dom.js';
import { ClassicHost } from './classic_host.js';
import { tabCall } from './console_tabs.js';
import { FrameHost, softphoneFrame } from './frame_host.js';
import { icon } from './icons.js';
import { addressOf, isClassic, popsReload } from './places.js';
import { Relay } from './relay.js';
import { ToolkitHost } from './toolkit_host.js';

const PAIR = 'phone-pair';
const POPPED = 'phone-popped-out';
const HIDDEN = 'phone-hidden';
// Milliseconds: for a window that opens, and for one that is there.
const WINDOW_OPENS = 5000;
const WINDOW_ANSWERS = 1000;

export class Phone {
  /** `published(channel, message)` hears what the phone says on message channels. */
  constructor({ tab, workspace, published }) {
    this.tab = tab;
    this.workspace = workspace;
    this.published = published;
    // A console tab and its phone window find each other again after a reload of either.
    const pair = sessionStorage.getItem(PAIR) ?? crypto.randomUUID();
    sessionStorage.setItem(PAIR, pair);
    this.pair = pair;
    this.relay = new Relay(pair, 'owner', (message) => this.heard(message));
  }

  start(bar) {
    this.draw(bar);
    const { panelHeight, panelWidth } = document.body.dataset;
    this.resize({ height: Number(panelHeight), width: Number(panelWidth) });
    this.setVisible(sessionStorage.getItem(HIDDEN) !== 'true');
    if (sessionStorage.getItem(POPPED) === 'true') {
      this.undock();
      this.findWindow();
    } else {
      this.dock();
    }
  }

  draw(bar) {
    this.itemLabel = el('span', {}, 'Phone');
    this.item = el('button', {
      type: 'button', class: 'utility-item', 'aria-expanded': 'true', 'aria-controls': 'phone-panel',
      onclick: () => this.setVisible(!this.visible),
    }, icon('phone'), this.itemLabel);
    this.title = el('h2', {}, 'Phone');
    this.body = el('div', { class: 'panel-body' });
    this.panel = el('section', { id: 'phone-panel', class: 'panel', 'aria-label': 'Phone' },
      el('header', { class: 'panel-head' }, icon('phone'), this.title,
        // Classic moves the phone to another window with a whole monitor of tabs, which is not built here.
        isClassic ? null : tool('popout', 'Open the phone in its own window', () => this.popOut()),
        tool('minimize', 'Minimise the phone', () => this.setVisible(false))),
      this.body);
    bar.append(this.item, this.panel);
  }

  /** Loads the softphone here. */
  dock() {
    sessionStorage.removeItem(POPPED);
    const { frame, origin, nonce } = softphoneFrame();
    const desk = {
      view: () => this.workspace.view(),
      panelVisible: () => this.visible,
      apply: (change) => this.apply(change),
      published: (channel, message) => this.published(channel, message),
    };
    const Host = isClassic ? ClassicHost : FrameHost;
    this.host = new Host({ frame, origin, nonce, tab: this.tab, desk, inConsole: true });
    const act = (method, args) => tabCall(this.workspace, method, args);
    this.toolkit = new ToolkitHost({ frame, origin, tab: this.tab, act });
    this.body.replaceChildren(frame);
  }

  popOut() {
    const { panelHeight, panelWidth } = document.body.dataset;
    const address = new URLSearchParams(location.search);
    address.set('pair', this.pair);
    const size = `popup,width=${panelWidth},height=${panelHeight}`;
    this.window = open(`/popout?${address}`, `phone-${this.pair}`, size);
    if (!this.window) {
      toast('The browser blocked the phone window; allow pop-ups for this page.', 'error');
      return;
    }
    this.undock();
    this.findWindow(WINDOW_OPENS);
  }

  undock() {
    sessionStorage.setItem(POPPED, 'true');
    this.host?.end();
    this.toolkit?.end();
    this.host = null;
    this.toolkit = null;
    this.body.replaceChildren(el('div', { class: 'panel-away' }, el('p', {}, 'The phone is open in its own window.'),
      el('button', { type: 'button', class: 'button', onclick: () => this.bringBack() }, 'Bring it back')));
  }

  bringBack() {
    clearTimeout(this.search);
    this.relay.say('back');
    this.dock();
  }

  /** Is the phone's window there? If it does not answer in time, the phone comes back. */
  findWindow(patience = WINDOW_ANSWERS) {
    this.relay.say('ask');
    clearTimeout(this.search);
    this.search = setTimeout(() => this.dock(), patience);
  }

  /** The window holds a lock while it lives; when it closes or reloads, look for it. */
  async watchWindow() {
    await navigator.locks.request(`phone-${this.pair}`, () => {});
    if (!this.host) this.findWindow();
  }

  heard({ kind, navigate, panel, call, channel, message }) {
    if (kind === 'published') this.published(channel, message);
    if (kind === 'toolkit') {
      tabCall(this.workspace, call.method, call.args).then((answer) => this.relay.say('toolkit', { of: call.id, answer }));
    }
    if (kind === 'here') {
      clearTimeout(this.search);
      if (this.host) this.undock();
      this.watchWindow();
      this.relay.say('view', { view: this.workspace.view() });
    }
    // Size and visibility are the window's own affair.
    if (kind === 'desk' || kind === 'here') {
      const { visible, height, width, ...rest } = panel ?? {};
      this.apply({ navigate, panel: rest });
    }
  }

  apply({ navigate, panel }) {
    if (navigate && popsReload()) location.assign((navigate.url ?? addressOf(navigate)) + location.search);
    else if (navigate) this.workspace.navigate(navigate).catch((problem) => toast(problem.message, 'error'));
    if (!panel) return;
    if (typeof panel.visible === 'boolean') this.setVisible(panel.visible);
    if (panel.height || panel.width) this.resize(panel);
    if (panel.panelLabel !== undefined) this.title.textContent = panel.panelLabel;
    if (panel.itemLabel !== undefined) this.itemLabel.textContent = panel.itemLabel;
    if (panel.panelIcon !== undefined) this.title.previousSibling.replaceWith(icon(panel.panelIcon));
    if (panel.itemIcon !== undefined) this.itemLabel.previousSibling.replaceWith(icon(panel.itemIcon));
    if (panel.clickToDial !== undefined) this.workspace.setClickToDial(panel.clickToDial);
    if (panel.refresh) this.workspace.refresh();
  }

  resize({ height, width }) {
    if (height) document.body.style.setProperty('--panel-height', `${height}px`);
    if (width) document.body.style.setProperty('--panel-width', `${width}px`);
  }

  setVisible(visible) {
    this.visible = visible;
    sessionStorage.setItem(HIDDEN, String(!visible));
    // Hidden, not removed: the frame keeps running and calls keep ringing.
    this.panel.classList.toggle('panel-minimised', !visible);
    this.panel.inert = !visible;
    document.body.classList.toggle('phone-open', visible);
    this.item.setAttribute('aria-expanded', String(visible));
  }

  emit(method, payload, eventName) {
    if (this.host) this.host.emit(method, payload, eventName);
    else this.relay.say('event', { method, payload, eventName });
  }

  /** An event of the console toolkit. */
  emitToolkit(event, payload) {
    if (this.toolkit) this.toolkit.emit(event, payload);
    else this.relay.say('toolkitEvent', { event, payload });
  }

  /** Lightning's console reports records and pages, not the way to a list; Classic's reports every tab. */
  navigated() {
    const view = this.workspace.view();
    this.relay.say('view', { view });
    if (isClassic || !['list', 'home'].includes(this.workspace.page().kind)) this.emit('onNavigationChange', view);
  }
}

function tool(picture, label, onclick) {
  return el('button', { type: 'button', class: 'panel-tool', 'aria-label': label, title: label, onclick }, icon(picture));
}
