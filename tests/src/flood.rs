//! A flood of window messages from a frame that is nobody's: of another site, so in a process of its own.

use crate::browser::Browser;
use crate::sandbox::Sandbox;

const SCRIPT: &str = include_str!("flood.js");

/// Who gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Softphone,
    /// A frame in the softphone's process in which nobody listens.
    Nobody,
}

/// Puts two frames into the console page: the one that floods, and the one in which nobody listens.
pub async fn prepare(browser: &Browser, sandbox: &Sandbox) {
    browser.console().await;
    let port = sandbox.port + 2;
    for (name, site) in [("foreign", "127.0.0.1"), ("empty", "localhost")] {
        let script = format!(
            "return new Promise((done) => {{ \
               const frame = document.createElement('iframe'); \
               frame.className = frame.name = '{name}'; \
               frame.onload = () => done(true); \
               frame.src = 'http://{site}:{port}/echo'; \
               document.body.append(frame); \
             }})"
        );
        browser.eval_async(&script).await;
    }
}

/// Floods a frame; answers how many messages it was sent.
pub async fn send(browser: &Browser, to: To, per_second: u32, seconds: u32) -> u64 {
    browser.frame(&["iframe.foreign"]).await;
    let empty = to == To::Nobody;
    let sent =
        browser.eval_async(&format!("{SCRIPT}\nreturn flood({per_second}, {seconds}, {empty});")).await;
    sent.as_u64().expect("a number of messages")
}

/// How many messages the softphone has stopped.
pub async fn stopped(browser: &Browser) -> u64 {
    browser.softphone().await;
    browser.eval("return globalThis.ctiForeign ?? 0").await.as_u64().expect("a number")
}
