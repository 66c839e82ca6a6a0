// Makes elements. Data only ever becomes text, never markup.

/**
 * `el('button', {class: 'x', type: 'button', onclick: f, 'aria-label': 'Close'}, 'text', child)`:
 * functions become listeners, `true` an empty attribute, `null`, `undefined` and `false` nothing.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Moves the focus along the buttons of a strip with the arrow keys. */
export function arrowKeys(container, selector) {
  container.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const items = [...container.querySelectorAll(selector)];
    const next = items[(items.indexOf(document.activeElement) + step + items.length) % items.length];
    if (next) {
      next.focus();
      event.preventDefault();
    }
  });
}

/** A short message at the foot of the page. */
export function toast(text, kind = 'info') {
  const node = el('p', { class: `toast toast-${kind}` }, text);
  byId('toasts')?.append(node);
  setTimeout(() => node.remove(), 6000);
}
