// The shortest way from a selected contact to its attributes on the screen: each row made anew, one listener.
// Every tenth is a link and every tenth bold, as the benchmark's settings have it. Marks `hand:agent`.
const container = document.getElementById('ccp');
const panel = document.querySelector('main');
const SVG = 'http://www.w3.org/2000/svg';

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function copyButton(name) {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M6 6h7v7H6zM3.5 10V3h7');
  icon.append(path);
  const button = element('button', 'copy', icon);
  button.title = `Copy ${name}`;
  button.setAttribute('aria-label', button.title);
  return button;
}

function row([name, { value }], at) {
  let shown = value;
  if (at % 10 === 1) {
    shown = element('a', '', value);
    shown.href = `https://example.com/?q=${encodeURIComponent(value)}`;
  }
  const made = element('div', 'row', element('span', 'key', name), element('span', 'value', shown), copyButton(name));
  if (at % 10 === 2) made.style.fontWeight = 'bold';
  return made;
}

panel.addEventListener('click', ({ target }) => {
  const pressed = target.closest('.row');
  if (target.closest('.copy')) navigator.clipboard.writeText(pressed.querySelector('.value').textContent);
});
connect.core.initCCP(container, {
  ccpUrl: container.dataset.ccpUrl,
  loginPopup: false,
  softphone: { allowFramedSoftphone: true },
});
connect.agent(() => performance.mark('hand:agent'));
connect.core.onViewContact(({ contactId }) => {
  if (!contactId) return;
  panel.replaceChildren(...Object.entries(new connect.Contact(contactId).getAttributes()).map(row));
});
