// Every library reads every message of every frame, and Streams throws at one without data. So what comes neither
// from the host, nor from a frame or window of ours, ends here, before anybody has looked at what it says.

// Salesforce itself writes the name in two ways.
const parameters = [...new URLSearchParams(location.search)];
const hostOrigin = parameters.find(([name]) => name.toLowerCase() === "sfdciframeorigin")?.[1];

/** How many have ended here. */
globalThis.ctiForeign = 0;

// On the way down: whenever this script comes, it is before those that listen in the ordinary way.
addEventListener(
  "message",
  (event) => {
    const { source, origin } = event;
    const known = source === parent || source === window || source === top || origin === hostOrigin
      || source?.parent === window || source?.opener === window;
    if (known && event.data != null) return;
    event.stopImmediatePropagation();
    globalThis.ctiForeign += 1;
  },
  true,
);
