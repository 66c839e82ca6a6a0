// Timers of half a second and more run `times` as fast after `hurry(times)`. `passed` is the time, in seconds, that
// the watch over the phone has seen go by.
(() => {
  const later = window.setTimeout.bind(window);
  const never = window.clearTimeout.bind(window);
  const repeating = new Map();
  let speed = 1;
  let last = 0;
  window.passed = 0;
  window.hurry = (times) => { speed = times; };
  window.setTimeout = (act, ms = 0, ...rest) => later(act, ms >= 500 ? ms / speed : ms, ...rest);
  window.setInterval = (act, ms = 0, ...rest) => {
    // No timer of the browser has an id like this.
    last -= 1;
    const id = last;
    const again = () => repeating.set(id, later(() => {
      again();
      if (ms === 1000) window.passed += 1;
      act(...rest);
    }, ms / speed));
    again();
    return id;
  };
  window.clearInterval = (id) => {
    never(repeating.get(id) ?? id);
    repeating.delete(id);
  };
})();
