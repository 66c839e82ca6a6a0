//! The gallery in a browser, one state after the other without loading the page anew.

use std::time::Duration;

use cti_tests::browser::Browser;
use cti_tests::sandbox::Sandbox;
use cti_tests::wait::until;
use serde_json::{Value, json};

/// Functions of the scripts that look at states.
pub const SHOW: &str = include_str!("show.js");

/// For a script that looks at all states.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Gallery {
    pub browser: Browser,
    pub states: Vec<String>,
    index: String,
    _sandbox: Sandbox,
}

impl Gallery {
    /// Opened at its first state.
    pub async fn open() -> Self {
        let sandbox = Sandbox::start().await;
        let browser = Browser::start().await;
        browser.driver.set_script_timeout(PATIENCE).await.expect("a script timeout");
        let index = sandbox.softphone_url("/gallery");
        browser.open(&index).await;
        browser.find("[data-state]").await;
        let names = "return [...document.querySelectorAll('[data-state]')].map((at) => at.dataset.state)";
        let names = browser.eval(names).await;
        let states =
            names.as_array().expect("names").iter().map(|name| name.as_str().expect("a name").to_owned());
        let gallery = Self { browser, states: states.collect(), index, _sandbox: sandbox };
        gallery.browser.open(&gallery.url(&gallery.states[0])).await;
        gallery
    }

    /// The address of the index.
    pub fn index(&self) -> &str {
        &self.index
    }

    /// The address of a state.
    pub fn url(&self, state: &str) -> String {
        format!("{}?state={state}", self.index)
    }

    /// Shows a state; `how` is more of the address, such as `lang=de&dir=rtl`.
    pub async fn show(&self, state: &str, how: &str) {
        let fragment = format!("state={state}{}{how}", if how.is_empty() { "" } else { "&" });
        self.browser.eval(&format!("location.hash = '{fragment}'")).await;
        until(&format!("`{state}` with `{how}`"), || async {
            let shown = self.browser.eval("return document.documentElement.dataset.shown ?? ''").await;
            (shown == fragment.as_str()).then_some(())
        })
        .await;
    }

    /// The size of the page in CSS pixels, whatever the window's is.
    pub async fn resize(&self, width: u32, height: u32) {
        self.resize_scaled(width, height, 1.0).await;
    }

    pub async fn resize_scaled(&self, width: u32, height: u32, scale: f64) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false});
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// What the browser is told that its user likes, such as `prefers-color-scheme`.
    pub async fn prefer(&self, feature: &str, value: &str) {
        let features = json!({"features": [{"name": feature, "value": value}]});
        self.command("Emulation.setEmulatedMedia", features).await;
    }

    /// A command of the browser's own protocol.
    pub async fn command(&self, name: &str, arguments: Value) -> Value {
        let answer = self.browser.driver.cdp().send_raw(name, arguments).await;
        answer.unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// What a script has found, line by line.
pub fn told(found: Value) -> Vec<String> {
    let found = found.as_array().unwrap_or_else(|| panic!("the script answered {found}"));
    found.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}
