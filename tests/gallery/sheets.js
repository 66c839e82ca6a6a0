// Copies of all states in frames of their own: still pictures that need no second program.
const sheet = async (states, language) => {
  const live = document.createElement("iframe");
  const board = document.createElement("main");
  board.className = "index exhibits";
  document.body.replaceChildren(live, board);
  await new Promise((done) => {
    live.onload = done;
    live.src = `gallery?state=${states[0]}`;
  });
  live.className = "at-400";
  for (const state of states) {
    await show(live.contentWindow, `state=${state}&lang=${language}`);
    await picture(board, state, live.contentDocument);
  }
  live.remove();
};

const picture = async (board, state, page) => {
  const article = document.createElement("article");
  const frames = document.createElement("div");
  const frame = document.createElement("iframe");
  frames.className = "exhibit-frames";
  frames.append(frame);
  article.append(state, frames);
  board.append(article);
  const copy = frame.contentDocument;
  copy.write("<!doctype html>");
  copy.close();
  const root = copy.importNode(page.documentElement, true);
  root.querySelectorAll("script").forEach((script) => script.remove());
  const styles = [...root.querySelectorAll("link[rel=stylesheet]")];
  const loaded = styles.map((style) => new Promise((done) => (style.onload = done)));
  copy.replaceChild(root, copy.documentElement);
  await Promise.all(loaded);
};

// How wide all pictures are, and in which theme; answers how high the board is.
const hang = (width, theme) => {
  for (const frame of document.querySelectorAll("iframe")) {
    frame.className = `at-${width}`;
    frame.contentDocument.documentElement.dataset.theme = theme;
  }
  document.body.dataset.theme = theme;
  return document.querySelector("main").scrollHeight;
};
