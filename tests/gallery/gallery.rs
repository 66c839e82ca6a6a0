//! The gallery in a browser, one state after the other without loading the page anew.

use cti_tests::browser::Browser;
use cti_tests::sandbox::Sandbox;
use cti_tests::wait::until;
use serde_json::{Value, json};

pub struct Gallery {
    pub browser: Browser,
    pub states: Vec<String>,
    url: String,
    _sandbox: Sandbox,
}

impl Gallery {
    /// Opened at its first state.
    pub async fn open() -> Self {
        let sandbox = Sandbox::start().await;
        let browser = Browser::start().await;
        let url = sandbox.softphone_url("/gallery");
        browser.open(&url).await;
        browser.find("[data-state]").await;
        let names = "return [...document.querySelectorAll('[data-state]')].map((at) => at.dataset.state)";
        let names = browser.eval(names).await;
        let states =
            names.as_array().expect("names").iter().map(|name| name.as_str().expect("a name").to_owned());
        let gallery = Self { browser, states: states.collect(), url, _sandbox: sandbox };
        gallery.browser.open(&format!("{}?state={}", gallery.url, gallery.states[0])).await;
        gallery
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
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// What the browser is told that its user likes, such as `prefers-color-scheme`.
    pub async fn prefer(&self, feature: &str, value: &str) {
        let features = json!({"features": [{"name": feature, "value": value}]});
        self.command("Emulation.setEmulatedMedia", features).await;
    }

    async fn command(&self, name: &str, arguments: Value) -> Value {
        let answer = self.browser.driver.cdp().send_raw(name, arguments).await;
        answer.unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}
