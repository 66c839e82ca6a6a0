//! A sandbox and a browser, as most tests begin.

use cti_tests::browser::Browser;
use cti_tests::sandbox::Sandbox;
use cti_tests::wait::until;
use serde_json::Value;

pub struct Stage {
    pub sandbox: Sandbox,
    pub browser: Browser,
}

impl Stage {
    /// Nothing opened yet.
    pub async fn dark() -> Self {
        Self { sandbox: Sandbox::start().await, browser: Browser::start().await }
    }

    /// The console is open and the softphone in it ready.
    pub async fn ready() -> Self {
        let stage = Self::dark().await;
        stage.open_console().await;
        stage
    }

    pub async fn open_console(&self) {
        self.browser.open(&self.sandbox.url("/")).await;
        self.browser.ready().await;
    }

    /// Answers the call in the phone itself.
    pub async fn accept(&self) {
        self.press_in_ccp("Accept").await;
    }

    pub async fn press_in_ccp(&self, label: &str) {
        self.browser.ccp().await;
        self.browser.press(label).await;
    }

    /// Waits until a record is open in the workspace; answers its id.
    pub async fn record_named(&self, name: &str) -> String {
        self.browser.console().await;
        self.browser.sees(".record h1", name).await;
        let record = self.browser.find(".record").await;
        record.attr("data-record").await.expect("the page").expect("its record id")
    }

    /// How often the host was asked to search and pop.
    pub async fn searches(&self) -> usize {
        self.sandbox.asked("searchAndScreenPop").await.len()
    }

    /// Lets everything that is on its way arrive: a round trip of a marker call through the same journal.
    ///
    /// A call that should *not* happen cannot be waited for, so what is asked after it must be there first.
    pub async fn settle(&self) {
        self.browser.softphone().await;
        let script =
            "return new Promise(done => setTimeout(() => requestIdleCallback(() => done(true)), 400))";
        self.browser.eval_async(script).await;
    }

    pub async fn contact_state(&self, contact: &str) -> Option<String> {
        let state: Value = self.sandbox.get("/api/state").await;
        let contacts = state["contacts"].as_array().cloned().unwrap_or_default();
        let found = contacts.into_iter().find(|found| found["contactId"] == contact)?;
        found["state"]["type"].as_str().map(str::to_owned)
    }

    pub async fn until_state(&self, contact: &str, state: &str) {
        until(&format!("the contact to be {state}"), || async {
            (self.contact_state(contact).await.as_deref() == Some(state)).then_some(())
        })
        .await;
    }
}
