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

/** Runs a classic script; answers whether it is there. */
export const script = (src) =>
  new Promise((done) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = () => done(true);
    element.onerror = () => done(false);
    document.head.append(element);
  });

const HOST_SCRIPTS = { lightning: "/support/api/66.0/lightning/opencti_min.js" };
const parameters = new URLSearchParams(location.search);
const mode = parameters.get("mode")?.toLowerCase();
export const host = HOST_SCRIPTS[mode] ? script(HOST_SCRIPTS[mode]) : undefined;
export const inConsole = mode === "lightning" && parameters.get("clc") === "1";
