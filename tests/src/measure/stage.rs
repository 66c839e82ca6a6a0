//! The one sandbox and the one browser of a benchmark, and what every measure does with them.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::sandbox::Sandbox;

/// Looked at this rarely, a page that loads is not slowed down by the looking.
const LOOK: Duration = Duration::from_millis(150);
const PATIENCE: Duration = Duration::from_secs(60);

/// Functions that measures call in the console page.
const RING: &str = include_str!("ring.js");

/// What stands in the console's softphone panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Softphone {
    Ours,
    /// Streams and nothing else.
    Bare,
    /// A screen pop written by hand.
    Hand,
    /// A list of attributes written by hand.
    Select,
}

impl Softphone {
    fn path(self) -> &'static str {
        match self {
            Self::Ours => "/",
            Self::Bare => "/?softphone=/bench/bare",
            Self::Hand => "/?softphone=/bench/hand",
            Self::Select => "/?softphone=/bench/select",
        }
    }

    /// The mark that it sets when it is ready.
    fn mark(self) -> &'static str {
        match self {
            Self::Ours => "cti:ready",
            Self::Bare => "bare:agent",
            Self::Hand | Self::Select => "hand:agent",
        }
    }
}

#[derive(Debug)]
pub struct Stage {
    pub sandbox: Sandbox,
    pub browser: Browser,
}

impl Stage {
    pub async fn set_up() -> Self {
        let stage = Self { sandbox: Sandbox::start().await, browser: Browser::start().await };
        stage.browser.driver.set_script_timeout(PATIENCE).await.expect("a script timeout");
        stage
    }

    /// Loads the console anew with this softphone; answers how long it took to be ready, in milliseconds from
    /// the start of the navigation of the softphone's own frame.
    pub async fn open(&self, softphone: Softphone) -> f64 {
        self.browser.open("about:blank").await;
        self.browser.open(&self.sandbox.url(softphone.path())).await;
        let begun = std::time::Instant::now();
        loop {
            tokio::time::sleep(LOOK).await;
            if let Some(at) = self.mark(softphone.mark()).await {
                return at;
            }
            assert!(begun.elapsed() < PATIENCE, "`{}` was not set in {PATIENCE:?}", softphone.mark());
        }
    }

    /// When the softphone set a mark, if it has.
    pub async fn mark(&self, name: &str) -> Option<f64> {
        self.browser.softphone().await;
        let script = format!("return performance.getEntriesByName('{name}')[0]?.startTime ?? null");
        self.browser.eval(&script).await.as_f64()
    }

    /// Calls a function of `ring.js` in the console page.
    pub async fn in_console(&self, call: &str) -> Value {
        self.browser.console().await;
        let answer = self.browser.eval_async(&guarded(&format!("{RING}\nreturn {call};"))).await;
        if let Some(problem) = answer["problem"].as_str() {
            panic!("{call}: {problem}");
        }
        answer["value"].clone()
    }

    /// Lets one call after the other ring. Each latency is from the CCP's post of the first snapshot with
    /// the call to the arrival of the screen pop at the console, in milliseconds.
    pub async fn latencies(&self, count: usize) -> Vec<f64> {
        self.browser.ccp().await;
        self.browser.eval("window.__snapshots.length = 0").await;
        let rung = self.in_console(&format!("ring({count})")).await;
        self.browser.ccp().await;
        let posted = self
            .browser
            .eval(
                "const first = {}; \
                 for (const { at, states } of window.__snapshots) { \
                   for (const id of Object.keys(states)) first[id] ??= at; \
                 } \
                 return first",
            )
            .await;
        let latency = |call: &Value| {
            let id = call["contactId"].as_str().expect("a contact id");
            let posted = posted[id].as_f64().unwrap_or_else(|| panic!("the CCP never posted {id}"));
            call["at"].as_f64().expect("a time") - posted
        };
        rung.as_array().expect("calls").iter().map(latency).collect()
    }

    /// A number that the browser counts of the console's process, such as `ProcessTime` or `JSEventListeners`.
    pub async fn metric(&self, name: &str) -> f64 {
        self.command("Performance.enable").await;
        let answer = self.command("Performance.getMetrics").await;
        let metrics = answer["metrics"].as_array().expect("metrics");
        let found = metrics.iter().find(|metric| metric["name"] == name);
        found.and_then(|metric| metric["value"].as_f64()).unwrap_or_else(|| panic!("no metric `{name}`"))
    }

    /// A command of the browser's own protocol, for what WebDriver does not know.
    pub async fn command(&self, name: &str) -> Value {
        let answer = self.browser.driver.cdp().send_raw(name, json!({})).await;
        answer.unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// A script whose failure comes back as text: a promise that is rejected would only run into the time limit.
fn guarded(script: &str) -> String {
    format!(
        "return (async () => {{ {script} }})() \
           .then((value) => ({{ value: value ?? null }}), (problem) => ({{ problem: String(problem) }}));"
    )
}
