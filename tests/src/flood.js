// Run in a frame of another site: posts messages to every other frame of the page, so many a second.
const KINDS = [
  null,
  undefined,
  'a text',
  { type: 'cross-domain-adapter-init' },
  { event: 'agent::update', data: {} },
  { apiType: 'other', payload: 'x'.repeat(1000) },
];
const TICK_MS = 10;

function flood(perSecond, seconds) {
  const targets = Array.from({ length: top.frames.length }, (_, i) => top.frames[i]).filter((frame) => frame !== window);
  const begun = performance.now();
  let sent = 0;
  return new Promise((done) => {
    const timer = setInterval(() => {
      const past = Math.min(performance.now() - begun, seconds * 1000);
      // What a late tick owes it makes up for.
      for (; sent < (past * perSecond) / 1000; sent += 1) {
        for (const target of targets) target.postMessage(KINDS[sent % KINDS.length], '*');
      }
      if (past < seconds * 1000) return;
      clearInterval(timer);
      done(sent);
    }, TICK_MS);
  });
}
