// The user interface at hand (Lightning, Classic, or Classic's console): what addresses and ids look like in it.

export const ui = document.body.dataset.ui ?? 'lightning';
export const isClassic = ui !== 'lightning';

/** Where the user interface begins. */
export const HOME = { lightning: '/', classic: '/classic', classicConsole: '/console' }[ui];

// What record ids begin with; Classic's addresses of lists and new records do too.
const PREFIXES = { Account: '001', Contact: '003', User: '005', Lead: '00Q', Task: '00T', Case: '500' };
// Classic's.
const HOME_PAGE = 'home/home.jsp';
// With this in Lightning's address, a screen pop loads the whole page anew.
const RELOADS = '0.source=aloha';

/** Classic gives ids with 15 characters. */
export function toldId(id) {
  return isClassic && typeof id === 'string' ? id.slice(0, 15) : id;
}

/** The id of the console's n-th tab. */
export function tabId(number, primary) {
  if (isClassic) return `scc-${primary ? 'st' : 'pt'}-${number}`;
  return primary ? `${primary.tabId}_${number}` : `ctab${number}`;
}

/** A page's address as the browser shows it, without what the sandbox itself puts there. */
export function addressOf(page) {
  if (ui === 'classic') return `/classic${classicPath(page)}`;
  return ui === 'classicConsole' ? `/console#${encodeURIComponent(classicPath(page))}` : lightningPath(page);
}

/** The same with everything, for this window. */
export function browserAddress(page) {
  const [path, hash] = addressOf(page).split('#');
  return path + location.search + (hash ? `#${hash}` : '');
}

/** A page's address as the softphone is told. */
export function urlOf(page) {
  if (ui === 'classicConsole') return location.origin + classicPath(page);
  return location.origin + addressOf(page) + (popsReload() ? `?${RELOADS}` : '');
}

export function popsReload() {
  return ui === 'lightning' && location.search.includes(RELOADS);
}

/** Takes what makes pops reload out of the address. */
export function tidyAddress() {
  const rest = location.search.slice(1).split('&').filter((part) => part && part !== RELOADS);
  history.replaceState(null, '', location.pathname + (rest.length ? `?${rest.join('&')}` : ''));
}

/** Where the window's address leads that the page in front does not show; null if nowhere else. */
export function asked(front) {
  const classic = ui === 'classicConsole';
  const path = classic ? decodeURIComponent(location.hash.slice(1)) : location.pathname;
  const known = classic ? classicPath(front) : addressOf(front);
  return (classic ? path : path.startsWith('/lightning/')) && path !== known ? path : null;
}

function lightningPath(page) {
  switch (page.kind) {
    case 'record': return `/lightning/r/${page.object ?? 'sObject'}/${page.id}/view`;
    case 'list': return `/lightning/o/${page.object}/list`;
    case 'search': return `/lightning/search/${encodeURIComponent(page.text)}`;
    case 'flow': return `/lightning/flow/${encodeURIComponent(page.name)}`;
    case 'page': return `/lightning/page/other${page.url.split(/[?#]/)[0]}`;
    default: return '/lightning/page/home';
  }
}

function classicPath(page) {
  const prefix = PREFIXES[page.object];
  switch (page.kind) {
    case 'record': return `/${toldId(page.id)}`;
    case 'list': {
      if (!prefix) return `/lightning/o/${page.object}/list`;
      return page.view ? `/${prefix}?fcf=${encodeURIComponent(page.view)}` : `/${prefix}/o`;
    }
    case 'search': return `/_ui/search/ui/UnifiedSearchResults?str=${encodeURIComponent(page.text)}`;
    case 'flow': {
      const input = (Array.isArray(page.args) ? page.args : []).map(({ name, value }) => [name, value ?? '']);
      return `/flow/${encodeURIComponent(page.name)}?${new URLSearchParams(input)}`;
    }
    case 'page': return page.url.startsWith('/') ? page.url : `/${page.url}`;
    default: return `/${HOME_PAGE}`;
  }
}
