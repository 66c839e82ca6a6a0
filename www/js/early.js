// Fetches what does not need Streams, while Streams is on its way: our code, phone numbers, the host's script.

const file = (name) => new URL(`../${name}`, import.meta.url);

export const code = WebAssembly.compileStreaming(fetch(file("connect-cti_bg.wasm")));
code.catch(() => {});

// Awaited in Rust once the first number is near; neither download waits for the other.
const numbers = fetch(file("phone_bg.wasm"));
globalThis.ctiPhone = import("../phone.js").then(async (module) => {
  await module.default({ module_or_path: numbers });
  return module;
});
globalThis.ctiPhone.catch(() => {});

/** Runs a classic script. Whether it failed shows where it is needed. */
export const script = (src) =>
  new Promise((done) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = element.onerror = done;
    document.head.append(element);
  });

const HOST_SCRIPTS = { lightning: "/support/api/66.0/lightning/opencti_min.js" };
const mode = new URLSearchParams(location.search).get("mode")?.toLowerCase();
export const host = HOST_SCRIPTS[mode] ? script(HOST_SCRIPTS[mode]) : undefined;
