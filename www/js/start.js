// Starts our code once Streams has run and the host's script with it; what only contacts need comes when all is ready.
import init from "../connect-cti.js";
import { code, host, ready } from "./early.js";

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
