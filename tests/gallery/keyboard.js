// Watches where the focus goes, and says what is wrong with where it went.
const watchFocus = (page) => {
  const root = page.document.querySelector("#app");
  const reached = [];
  const wrong = [];
  page.document.activeElement.blur();
  const expected = [...root.querySelectorAll(CONTROLS)].filter(
    (element) => isThere(element) && !element.disabled && element.tabIndex >= 0 && isOpen(element),
  );
  for (const scroller of root.querySelectorAll("*")) scroller.scrollTop = 0;
  // Where they stand before anything is scrolled.
  const places = new Map(expected.map((element) => [element, element.getBoundingClientRect()]));
  const look = () => {
    const element = page.document.activeElement;
    if (element === page.document.body || reached.includes(element)) return;
    reached.push(element);
    if (!root.contains(element)) return;
    if (!hasRing(page, element)) wrong.push(`no ring: ${named(element)}`);
    if (!isSeen(page, element)) wrong.push(`hidden while it has the focus: ${named(element)}`);
  };
  page.document.addEventListener("keyup", look);
  return {
    steps: expected.length + 2,
    finish() {
      page.document.removeEventListener("keyup", look);
      for (const element of expected) {
        if (!reached.includes(element)) wrong.push(`not reached: ${named(element)}`);
      }
      for (const element of unreachable(root)) wrong.push(`no way to it by keyboard: ${named(element)}`);
      const start = reached.indexOf(expected[0]);
      const order = [...reached.slice(start), ...reached.slice(0, start)].filter((element) => places.has(element));
      const rtl = page.document.documentElement.dir === "rtl";
      order.slice(1).forEach((next, at) => {
        const before = order[at];
        const [one, two] = [before, next].map((element) => places.get(element));
        const above = two.bottom <= one.top + 1;
        const sameLine = two.top < one.bottom - 1 && one.top < two.bottom - 1;
        const earlier = rtl ? two.left >= one.right - 1 : two.right <= one.left + 1;
        if (above || (sameLine && earlier)) wrong.push(`${named(next)} comes after ${named(before)} and stands before it`);
      });
      return wrong;
    },
  };
};

// What is folded away in closed details is there and cannot take the focus.
const isOpen = (element) => {
  const details = element.closest("details:not([open])");
  return !details || details.firstElementChild.contains(element);
};

// One of these is in the order of Tab; arrow keys go to the others.
const GROUPS = "[role=tablist], [role=menu], [role=radiogroup], [role=listbox], [role=toolbar]";

const unreachable = (root) =>
  [...root.querySelectorAll(CONTROLS)].filter((element) => {
    if (!isThere(element) || element.disabled || element.tabIndex >= 0 || !isOpen(element)) return false;
    const group = element.closest(GROUPS);
    return !group?.querySelector("[tabindex='0']") && !element.matches("[tabindex='-1']:not(button, a, input)");
  });

const hasRing = (page, element) => {
  const style = page.getComputedStyle(element);
  const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return element.matches(":focus-visible") && (outline || style.boxShadow !== "none");
};

// Some of it can be seen: nothing covers all of it, and it has been scrolled to.
const isSeen = (page, element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const at = (from, to, part) => from + (to - from) * part;
  return [0.1, 0.5, 0.9].some((across) =>
    [0.1, 0.5, 0.9].some((down) => {
      const found = page.document.elementFromPoint(at(left, right, across), at(top, bottom, down));
      return found && (element.contains(found) || (found.contains(element) && !found.matches("#app, .softphone, body")));
    }),
  );
};
