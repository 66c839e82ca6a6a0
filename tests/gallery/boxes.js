// What is wrong with the boxes of a page, in words.
const TARGET = 24;

// What is laid out only once it comes into view is measured as if it were there.
const layOut = (page) => {
  if (page.document.adoptedStyleSheets.length > 0) return;
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  page.document.adoptedStyleSheets = [sheet];
};

const boxes = (page) => {
  layOut(page);
  const root = page.document.querySelector("#app");
  const width = page.document.documentElement.clientWidth;
  const wrong = [];
  const elements = [...root.querySelectorAll("*")].filter((element) => !element.closest("svg") && isThere(element));
  const visible = seen(page);
  const styles = new Map(elements.map((element) => [element, page.getComputedStyle(element)]));

  if (page.document.documentElement.scrollWidth > width) wrong.push("the page scrolls sideways");
  for (const element of elements) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.left < -0.5 || box.right > width + 0.5) && visible(box, element.parentElement)) {
      wrong.push(`sticks out: ${named(element)}`);
    }
    const style = styles.get(element);
    const isField = element.matches("input, select, textarea");
    const tooWide = element.scrollWidth > element.clientWidth + 1 && style.overflowX !== "visible" && !isField;
    const tooHigh = element.scrollHeight > element.clientHeight + 1 && ["hidden", "clip"].includes(style.overflowY);
    const cut = style.display !== "inline" && element.clientWidth > 0 && (tooWide || (tooHigh && !isField));
    if (cut && !element.closest("[title]")) wrong.push(`cuts what is in it: ${named(element)}`);
  }

  const controls = elements.filter((element) => element.matches(CONTROLS));
  for (const control of controls) {
    // Has the focus for those who read or scroll there; nothing happens by pressing it.
    if (control.matches("h1, h2, ul")) continue;
    if (control.matches("[type=checkbox], [type=radio]") && control.closest("label")) continue;
    const box = control.getBoundingClientRect();
    // A link in a sentence is as high as its line (WCAG 2.2, 2.5.8).
    const isInText = styles.get(control).display === "inline" && control.parentElement.childNodes.length > 1;
    if (!isInText && (box.width < TARGET - 0.5 || box.height < TARGET - 0.5)) {
      wrong.push(`${Math.round(box.width)}x${Math.round(box.height)} is too small: ${named(control)}`);
    }
  }
  return [...new Set([...wrong, ...overlaps(page, root, controls, styles, visible)])];
};

// Whatever lies over the page as a whole covers what is under it on purpose.
const layer = (element, styles, root) => {
  for (let at = element; at && at !== root; at = at.parentElement) {
    if (["absolute", "fixed", "sticky"].includes(styles.get(at)?.position)) return at;
  }
  return root;
};

const overlaps = (page, root, controls, styles, visible) => {
  const parts = [];
  for (const control of controls) {
    const box = visible(control.getBoundingClientRect(), control.parentElement);
    if (box) parts.push({ element: control, control: true, box });
  }
  const texts = page.document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = page.document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || !styles.has(element) || element.matches("option")) continue;
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      const box = visible(line, element);
      if (box) parts.push({ element, text, box });
    }
  }
  for (const part of parts) part.layer = layer(part.element, styles, root);
  parts.sort((a, b) => a.box.top - b.box.top);
  const wrong = [];
  parts.forEach((one, at) => {
    for (const other of parts.slice(at + 1)) {
      if (other.box.top > one.box.bottom - 2) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      const apart = across <= 1 || down <= 2 || one.layer !== other.layer;
      const same = one.text && one.text === other.text;
      const inside = one.element.contains(other.element) || other.element.contains(one.element);
      // Texts of one sentence share its lines, and a control contains its own text.
      if (apart || same || (inside && (one.control || other.control))) continue;
      if (one.control && other.control && inside) continue;
      wrong.push(`${named(one.element)} overlaps ${named(other.element)}`);
    }
  });
  return wrong;
};
