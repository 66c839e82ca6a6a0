//! A flood of window messages from a frame that is nobody's: of another site, so in a process of its own.

use crate::browser::Browser;
use crate::sandbox::Sandbox;

const SCRIPT: &str = include_str!("flood.js");

/// Puts the frame into the console page.
pub async fn prepare(browser: &Browser, sandbox: &Sandbox) {
    browser.console().await;
    let script = format!(
        "return new Promise((done) => {{ \
           const frame = document.createElement('iframe'); \
           frame.className = 'foreign'; \
           frame.onload = () => done(true); \
           frame.src = 'http://127.0.0.1:{}/echo'; \
           document.body.append(frame); \
         }})",
        sandbox.port + 2
    );
    browser.eval_async(&script).await;
}

/// Floods every other frame of the page; answers how many messages each was sent.
pub async fn send(browser: &Browser, per_second: u32, seconds: u32) -> u64 {
    browser.frame(&["iframe.foreign"]).await;
    let sent = browser.eval_async(&format!("{SCRIPT}\nreturn flood({per_second}, {seconds});")).await;
    sent.as_u64().expect("a number of messages")
}

/// How many messages the softphone has stopped.
pub async fn stopped(browser: &Browser) -> u64 {
    browser.softphone().await;
    browser.eval("return globalThis.ctiForeign ?? 0").await.as_u64().expect("a number")
}
