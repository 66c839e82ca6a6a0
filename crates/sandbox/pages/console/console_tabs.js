// The console toolkit's methods for tabs, over the workspace. Home is a place of the console, not a tab of it.

import { get } from './api.js';
import { isClassic, toldId, urlOf } from './places.js';

const FAILED = { success: false };

/** Answers what the toolkit's callback gets. */
export async function tabCall(workspace, method, args) {
  return METHODS[method] ? METHODS[method](workspace, ...args) : FAILED;
}

const METHODS = {
  // Lightning ignores the id of a tab to reuse.
  async openPrimaryTab(workspace, id, url, active, label) {
    const to = await destination(url, label);
    const reused = isClassic ? primaryTab(workspace, id) : undefined;
    return to ? { success: true, id: (await workspace.open(to, active === true, reused)).tabId } : FAILED;
  },
  async openSubtab(workspace, primaryId, url, active, label) {
    const primary = primaryTab(workspace, primaryId);
    const to = primary && await destination(url, label);
    return to ? { success: true, id: (await workspace.openSub(primary, to, active === true)).tabId } : FAILED;
  },
  closeTab(workspace, id) {
    const { primary, sub } = find(workspace, id);
    if (sub) workspace.closeSub(primary, sub);
    else if (primary) workspace.close(primary);
    return primary ? { success: true } : { ...FAILED, error: `no tab ${id}` };
  },
  getPrimaryTabIds: (workspace) => ({ success: true, ids: primaryTabs(workspace).map(({ tabId }) => tabId) }),
  getSubtabIds(workspace, primaryId) {
    const primary = primaryId ? primaryTab(workspace, primaryId) : focused(workspace);
    return primary ? { success: true, ids: primary.subtabs.map(({ tabId }) => tabId) } : FAILED;
  },
  getFocusedPrimaryTabId: (workspace) => ({ success: true, id: focused(workspace)?.tabId ?? null }),
  getFocusedPrimaryTabObjectId: (workspace) => ({ success: true, id: objectId(focused(workspace)) }),
  getFocusedSubtabId: (workspace) => ({ success: true, id: workspace.front.sub ?? null }),
  getFocusedSubtabObjectId(workspace) {
    return { success: true, id: workspace.front.sub ? objectId(workspace.page()) : null };
  },
  getPageInfo(workspace, id) {
    const tab = page(workspace, id);
    if (!tab) return FAILED;
    const info = { url: urlOf(tab), objectId: objectId(tab) ?? '', objectName: tab.label };
    // Lightning does not say which object it is.
    const object = isClassic ? { object: tab.object ?? '', displayName: tab.object ?? '' } : {};
    return { success: true, pageInfo: JSON.stringify({ ...info, ...object }) };
  },
  getTabLink(workspace, level, id) {
    const tab = id ? page(workspace, id) : workspace.page();
    return tab ? { success: true, tabLink: urlOf(tab) } : FAILED;
  },
  focusPrimaryTabById(workspace, id) {
    const primary = primaryTab(workspace, id);
    if (primary) workspace.show(primary, primary.sub);
    return { success: Boolean(primary) };
  },
  focusSubtabById(workspace, id) {
    const { primary, sub } = find(workspace, id);
    if (sub) workspace.show(primary, sub.tabId);
    return { success: Boolean(sub) };
  },
};

/** Where an address leads; forms and what is no address are nothing that a tab shows. */
async function destination(url, label) {
  if (typeof url !== 'string' || url === '') return null;
  const path = url.startsWith(`${location.origin}/`) ? url.slice(location.origin.length) : url;
  const to = await get(`/data/resolve?text=${encodeURIComponent(path)}`);
  const shown = ['new', 'home'].includes(to.kind) ? { kind: 'page', url: path } : to;
  // A tab in the background knows its record too.
  const record = shown.kind === 'record' && await get(`/data/record/${shown.id}`).catch(() => null);
  if (record) Object.assign(shown, { object: record.object, label: record.name });
  return label ? { ...shown, title: String(label) } : shown;
}

function primaryTabs(workspace) {
  return workspace.tabs.filter(({ kind }) => kind !== 'home');
}

function primaryTab(workspace, id) {
  return primaryTabs(workspace).find((tab) => tab.tabId === id);
}

function focused(workspace) {
  return primaryTab(workspace, workspace.front.tabId);
}

function find(workspace, id) {
  const primary = primaryTabs(workspace).find((tab) => tab.tabId === id || tab.subtabs.some((sub) => sub.tabId === id));
  return { primary, sub: primary?.subtabs.find((sub) => sub.tabId === id) };
}

function page(workspace, id) {
  const { primary, sub } = find(workspace, id);
  return sub ?? primary;
}

function objectId(tab) {
  return tab?.kind === 'record' ? toldId(tab.id) : null;
}
