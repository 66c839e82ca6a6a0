// Run in a frame of another site: posts messages to the softphone, or to the empty frame, so many a second.
const KINDS = [
  null,
  undefined,
  'a text',
  { type: 'cross-domain-adapter-init' },
  { event: 'agent::update', data: {} },
  { apiType: 'other', payload: 'x'.repeat(1000) },
];
const TICK_MS = 10;

function flood(perSecond, seconds, toEmpty) {
  const frames = Array.from({ length: top.frames.length }, (_, i) => top.frames[i]);
  const { empty } = top.frames;
  const target = toEmpty ? empty : frames.find((frame) => frame !== window && frame !== empty);
  const begun = performance.now();
  let sent = 0;
  return new Promise((done) => {
    const timer = setInterval(() => {
      const past = Math.min(performance.now() - begun, seconds * 1000);
      // What a late tick owes it makes up for.
      for (; sent < (past * perSecond) / 1000; sent += 1) {
        target.postMessage(KINDS[sent % KINDS.length], '*');
      }
      if (past < seconds * 1000) return;
      clearInterval(timer);
      done(sent);
    }, TICK_MS);
  });
}
