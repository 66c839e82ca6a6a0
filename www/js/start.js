// Starts our code once Streams has run and the host's script with it; what only contacts need comes when all is ready.
import init from "../connect-cti.js";
import { code, host, inConsole, script } from "./early.js";

const ready = new Promise((done) => {
  new PerformanceObserver((marks, observer) => {
    if (marks.getEntriesByName("cti:ready").length === 0) return;
    observer.disconnect();
    done();
  }).observe({ type: "mark", buffered: true });
});

const libraries = {};
const load = async (name) => {
  await ready;
  if (await script(`vendor/amazon-connect-${name}.js`)) return;
  delete libraries[name];
  throw new Error(`amazon-connect-${name}.js cannot be loaded`);
};
/** ChatJS (`chat`) or TaskJS (`task`), once, for whoever asks first. */
globalThis.ctiLibrary = (name) => (libraries[name] ??= load(name));

// Tabs and Omni-Channel of a console app: who calls them before they are there awaits this.
if (inConsole) globalThis.ctiConsole = ready.then(() => script("/support/console/66.0/integration.js"));

// Our code asks which host this is as soon as it runs.
await host;
await init({ module_or_path: await code });

const later = async () => {
  // The first call reads the metadata (some 15 ms); better now than when a call rings.
  globalThis.ctiPhone.then(({ parse }) => parse("+12015550123", "US"), () => {});
  await ctiLibrary("chat");
  await ctiLibrary("task");
};
await ready;
requestIdleCallback(() => later().catch(() => {}), { timeout: 1000 });
