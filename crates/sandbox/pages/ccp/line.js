// The line to the server: one websocket, taken up again whenever it breaks.

const RETRY_MS = 500;

/** This page's name towards the server and, as port id, towards the softphone. */
export const tab = crypto.randomUUID();

/**
 * Opens the line. `handlers` has one function for each kind of message (`hello`, `update`, `post`, `reply`,
 * `session`, `failOver`), and `lost` / `gained` for the line itself.
 */
export function open(handlers) {
  let socket = null;
  const waiting = new Map();

  const dial = () => {
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/push?tab=${tab}`);
    socket.onopen = () => handlers.gained();
    socket.onmessage = ({ data }) => hear(JSON.parse(data));
    socket.onclose = () => {
      handlers.lost();
      setTimeout(again, RETRY_MS);
    };
  };

  // The server turns away pages whose login is over; those show the way to the login instead.
  const again = async () => {
    try {
      const page = await fetch('/ccp-v2', { cache: 'no-store' });
      if (!(await page.text()).includes('/ccp/main.js')) {
        location.reload();
        return;
      }
      dial();
    } catch {
      setTimeout(again, RETRY_MS);
    }
  };

  const hear = (message) => {
    if (message.except === tab) {
      return;
    }
    if (message.update) handlers.update(message.update);
    if (message.face) handlers.face(message.face);
    if (message.hello) handlers.hello(message.hello);
    if (message.post) handlers.post(message.post.event, message.post.data);
    if (message.session) handlers.session(message.session);
    if (message.failOver) handlers.failOver(message.failOver);
    if (message.reply) reply(message.reply);
  };

  const reply = (response) => {
    const own = waiting.get(response.requestId);
    if (!own) {
      handlers.reply(response);
      return;
    }
    waiting.delete(response.requestId);
    if (response.err) own.reject(new Error(JSON.parse(response.err).message));
    else own.resolve(response.data);
  };

  const send = (message) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  /** The agent's own click in this page; not a request of the softphone. */
  const call = (method, params) => new Promise((resolve, reject) => {
    const requestId = crypto.randomUUID();
    waiting.set(requestId, { resolve, reject });
    send({ request: { requestId, method, params, by: 'ccp' } });
  });

  dial();
  return { send, call };
}
