// The push channel of the sandbox's server, and what this tab tells it of itself.

const RETRY = 500;

/** Calls `receive(message)` for each push; tells the server whether this tab is the one in sight. */
export function listen(tab, receive) {
  let socket;
  const say = () => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ tab, visible: document.visibilityState === 'visible' }));
  };
  const open = () => {
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/push`);
    socket.addEventListener('open', say);
    socket.addEventListener('message', (event) => receive(JSON.parse(event.data)));
    socket.addEventListener('close', () => setTimeout(open, RETRY));
  };
  document.addEventListener('visibilitychange', say);
  addEventListener('focus', say);
  open();
}
