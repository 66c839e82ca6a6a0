//! End to end: a real browser, the real client libraries, the sandbox.
