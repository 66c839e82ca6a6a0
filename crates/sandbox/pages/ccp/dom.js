// Small building blocks for the face. Data only ever becomes text.

/** An element with properties (`class`, `on…`, `data-…`, `aria-…` and the like) and children or texts. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (name in element && !name.includes('-')) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Sets a text only where it differs, so that screen readers and selections are left alone. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

export function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** Makes `list` show `items`, keeping the elements of those that stay: `make(item)` → {element, update}. */
export function keyed(list, make) {
  const kept = new Map();
  return (items, keyOf) => {
    const wanted = new Set(items.map(keyOf));
    for (const [key, { element }] of kept) {
      if (!wanted.has(key)) {
        element.remove();
        kept.delete(key);
      }
    }
    items.forEach((item, place) => {
      const key = keyOf(item);
      if (!kept.has(key)) kept.set(key, make(item));
      const { element, update } = kept.get(key);
      if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
      update(item);
    });
  };
}

/** Minutes and seconds since a time, hours when there are any. */
export function since(date, skew) {
  const seconds = Math.max(0, Math.floor((Date.now() + skew - date.getTime()) / 1000));
  const two = (number) => String(number).padStart(2, '0');
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${minutes}` : minutes;
}
