// Put into every frame before its own scripts: notes whatever a hostile text brings about.
globalThis.ran = [];
globalThis.owned = () => { globalThis.ran.push('owned'); };
for (const name of ['alert', 'confirm', 'prompt', 'print']) {
  globalThis[name] = () => { globalThis.ran.push(name); };
}
globalThis.refused = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, lineNumber }) => {
  globalThis.refused.push(`${effectiveDirective}: ${blockedURI} at ${lineNumber}`);
});

/** Elements with their attributes, without what is in them: a text that is a link has an element more. */
globalThis.shape = (selector) => {
  const lines = [];
  const walk = (element, depth) => {
    if (element.localName === 'a') return;
    const names = element.getAttributeNames().filter((name) => name !== 'style').sort();
    lines.push(`${depth} ${element.localName} ${names} .${element.getAttribute('class') ?? ''}`);
    for (const child of element.children) walk(child, depth + 1);
  };
  for (const element of document.querySelectorAll(selector)) walk(element, 0);
  return lines.sort();
};

/** Which of the texts no element of the selector has, to the letter. */
globalThis.missing = (selector, texts) => {
  const shown = new Set([...document.querySelectorAll(selector)].map((element) => element.textContent));
  return texts.filter((text) => !shown.has(text));
};

/** Which of the texts are nowhere in the selector's element. */
globalThis.unsaid = (selector, texts) => {
  const said = document.querySelector(selector)?.textContent ?? '';
  return texts.filter((text) => !said.includes(text));
};

/** All that there must not be. */
globalThis.harm = () => {
  const wrong = [...globalThis.ran, ...globalThis.refused];
  for (const { name } of performance.getEntriesByType('resource')) {
    if (new URL(name).hostname !== location.hostname) wrong.push(`asked ${name}`);
  }
  for (const link of document.querySelectorAll('#app a')) {
    if (!['http:', 'https:', 'mailto:', 'tel:'].includes(link.protocol)) wrong.push(`links ${link.href}`);
    if (link.querySelector(':not(svg, path, use)')) wrong.push(`a link with ${link.innerHTML}`);
  }
  for (const element of document.querySelectorAll('#app [style]')) {
    const allowed = ['color', 'background-color', 'font-size'];
    wrong.push(...[...element.style].filter((property) => !allowed.includes(property)).map((property) => `styled ${property}`));
    if (getComputedStyle(element).position === 'fixed') wrong.push(`fixed ${element.outerHTML}`);
  }
  return wrong;
};
