// Shows a state of the gallery in a page of it; answers once all of it is drawn.
const show = (page, fragment) =>
  new Promise((done, failed) => {
    const root = page.document.documentElement;
    const late = setTimeout(() => failed(new Error(`${fragment} is not shown`)), 20000);
    const look = () => {
      if (root.dataset.shown !== fragment) return;
      watch.disconnect();
      clearTimeout(late);
      done();
    };
    const watch = new MutationObserver(look);
    watch.observe(root, { attributes: true });
    page.location.hash = fragment;
    look();
  });

// What is seen of an element or text: a box cut off where what is around it cuts it off.
const seen = (page) => {
  const clips = new Map();
  const all = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
  const meet = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const clip = (element) => {
    if (!element) return all;
    if (!clips.has(element)) {
      const style = page.getComputedStyle(element);
      const around = style.position === "fixed" ? all : clip(element.parentElement);
      const cuts = style.overflowX !== "visible" && style.display !== "contents" && style.display !== "inline";
      clips.set(element, cuts ? meet(around, element.getBoundingClientRect()) : around);
    }
    return clips.get(element);
  };
  return (box, parent) => {
    const met = meet(box, clip(parent));
    return met.right - met.left > 1 && met.bottom - met.top > 1 ? met : null;
  };
};

// What a person can do something with.
const CONTROLS =
  "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=tab], [role=menuitem], [role=option]";

const isThere = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  !element.closest(".said, [inert]") &&
  element.getClientRects().length > 0;

// An element as a person finds it in the source.
const named = (element) => {
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  const text = (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 30);
  return `${element.localName}${classes} "${text}"`;
};
