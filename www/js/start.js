// Starts our code once Streams has run and the host's script with it; what only contacts need comes when all is ready.
import init from "../connect-cti.js";
import { code, host, script } from "./early.js";

// Our code asks which host this is as soon as it runs.
await host;
await init({ module_or_path: await code });

const later = async () => {
  // The first call reads the metadata (some 15 ms); better now than when a call rings.
  globalThis.ctiPhone.then(({ parse }) => parse("+12015550123", "US"), () => {});
  await script("vendor/amazon-connect-chat.js");
  await script("vendor/amazon-connect-task.js");
};
new PerformanceObserver((marks, observer) => {
  if (marks.getEntriesByName("cti:ready").length === 0) return;
  observer.disconnect();
  requestIdleCallback(later, { timeout: 1000 });
}).observe({ type: "mark", buffered: true });
