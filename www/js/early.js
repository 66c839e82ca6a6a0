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

// Salesforce says in the frame's address which of its two is around us; `cti_hosts::detect` reads the same.
const parameters = new URLSearchParams(location.search);
const HOST_SCRIPTS = { lightning: "lightning/opencti_min.js", classic: "interaction.js" };
const classic = parameters.get("sfdcIFrameOrigin") && parameters.get("nonce") ? "classic" : undefined;
const ui = parameters.get("mode") === "Lightning" && parameters.get("sfdcIframeOrigin") ? "lightning" : classic;
export const host = ui && script(`/support/api/66.0/${HOST_SCRIPTS[ui]}`);
const clc = parameters.get("clc");
export const inConsole = ui && (clc === "1" || (ui === "classic" && clc !== "0" && parameters.has("isdtp")));
