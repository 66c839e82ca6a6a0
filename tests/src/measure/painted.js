// Run in the softphone's frame: tells the page around it how long after Connect's word that a contact is
// selected its first attribute was painted, which says whose it is.
let told = 0;
let shown = '';
const { port1, port2 } = new MessageChannel();

// The page's own listeners come first, and may have drawn by now: the message knows when it came.
addEventListener('message', ({ data, timeStamp }) => {
  if (data?.event === 'contact::view' && data.data?.contactId) told = timeStamp;
});

new MutationObserver(() => {
  const painted = document.querySelector('.row .value')?.textContent ?? '';
  if (painted === shown || !painted.startsWith('contact')) return;
  shown = painted;
  // What follows the next frame's callbacks comes after the frame was drawn.
  requestAnimationFrame(() => {
    port1.onmessage = () => parent.postMessage({ painted, took: performance.now() - told }, '*');
    port2.postMessage(null);
  });
}).observe(document.body, { subtree: true, childList: true, characterData: true });
