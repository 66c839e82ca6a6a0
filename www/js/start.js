// Starts what the softphone needs, side by side: our module, the phone numbers' module, the host's script.
import init from "../connect-cti.js";

const wasm = fetch(new URL("../connect-cti_bg.wasm", import.meta.url));

// Awaited in Rust once the first number is near; neither download waits for the other.
globalThis.ctiPhone = import("../phone.js").then(async (module) => (await module.default(), module));
globalThis.ctiPhone.catch(() => {});

// The host's script must have run before our code asks which host this is. Whether it failed shows there.
const script = (src) =>
  new Promise((done) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = element.onerror = done;
    document.head.append(element);
  });

const HOST_SCRIPTS = { lightning: "/support/api/66.0/lightning/opencti_min.js" };
const mode = new URLSearchParams(location.search).get("mode")?.toLowerCase();
if (HOST_SCRIPTS[mode]) await script(HOST_SCRIPTS[mode]);

await init({ module_or_path: wasm });
