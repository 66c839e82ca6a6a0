// The page that asks for access to cookies. What the browser answers stands in `data-verdict`:
// `granted` (it has been given already), `ask` (the agent decides), `denied` (whatever the agent says).

const page = document.querySelector('main');
const { verdict } = page.dataset;
let land = '/ccp-v2';

const post = (event, data) => window.parent.postMessage({ event: `storageAccess::${event}`, data }, '*');

function grant() {
  post('granted', {});
  location.replace(land);
}

function deny() {
  post('denied', {});
  document.getElementById('outcome').textContent = 'The browser did not grant access.';
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== window.parent || data?.event !== 'storageAccess::request') return;
  land = data.data?.landat ?? land;
  post('init', { hasAccess: verdict === 'granted' });
  if (verdict === 'granted') grant();
  else page.hidden = false;
});

document.getElementById('allow').addEventListener('click', verdict === 'ask' ? grant : deny);
document.getElementById('refuse').addEventListener('click', deny);
