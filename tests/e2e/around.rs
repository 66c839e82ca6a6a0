//! What stands around the panels: a call that is not heard, short outcomes, languages, and the self-check.

use cti_tests::browser::Browser;
use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

impl Stage {
    /// The page itself, without a console around it.
    fn bare_page(&self, parameters: &str) -> String {
        format!("http://localhost:{}/softphone{parameters}", self.sandbox.port + 1)
    }

    /// The self-check of the softphone in view: the settings that are to be mended, each with its words.
    async fn wrong(&self) -> Vec<(String, String)> {
        let script = "return [...document.querySelectorAll('.check .wrong')].map(row => [row.dataset.check, row.innerText])";
        let rows = self.browser.eval(script).await;
        serde_json::from_value(rows).expect("rows")
    }

    /// Waits until the one thing to be mended is this, and is told in these words.
    async fn diagnosed(&self, check: &str, words: &str) {
        let told = until(&format!("only {check} to be wrong"), || async {
            let wrong = self.wrong().await;
            (wrong.len() == 1 && wrong[0].0 == check).then(|| wrong[0].1.clone())
        })
        .await;
        assert!(told.contains(words), "{check}: {told}");
    }
}

async fn send(browser: &Browser, command: &str, parameters: Value) {
    browser
        .driver
        .cdp()
        .send_raw(command, parameters)
        .await
        .unwrap_or_else(|error| panic!("{command}: {error}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_not_heard_has_a_sign_and_the_way_back() {
    let stage = Stage::ready().await;
    let (sandbox, browser) = (&stage.sandbox, &stage.browser);
    let call = sandbox.ring().await;
    sandbox.step(&call, "accept").await;
    stage.until_state(&call, "connected").await;
    stage.press_in_ccp("Mute").await;
    browser.softphone().await;
    browser.sees(".sign", "Your microphone is muted").await;
    browser.find(".signs[role=status]").await;
    sandbox.step(&call, "hold").await;
    browser.sees(".sign:nth-child(2)", "The customer is on hold").await;
    browser.screenshot("muted-and-held").await;
    // Another contact comes into view: the signs say whom they are about.
    let chat = sandbox.contact(json!({"channel": "chat", "name": "Grace"})).await;
    sandbox.step(&chat, "accept").await;
    sandbox.step(&chat, "view").await;
    browser.sees(".sign .whom", "+12135550100").await;
    browser.press("Resume").await;
    browser.gone(".sign:nth-child(2)").await;
    browser.press("Unmute").await;
    browser.gone(".sign").await;
    assert_eq!(browser.count(".line.severe").await, 0, "what the agent opens is no alarm");
    let muted = sandbox.asked("mute").await.last().map(|entry| entry["args"].clone());
    assert_eq!(muted, Some(json!({"mute": false})));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_microphone_that_the_agent_opens_in_the_phone_is_no_alarm() {
    let stage = Stage::ready().await;
    let call = stage.sandbox.ring().await;
    stage.sandbox.step(&call, "accept").await;
    stage.until_state(&call, "connected").await;
    stage.press_in_ccp("Mute").await;
    stage.browser.softphone().await;
    stage.browser.sees(".sign", "Your microphone is muted").await;
    stage.press_in_ccp("Unmute").await;
    stage.browser.softphone().await;
    stage.browser.gone(".sign").await;
    stage.settle().await;
    stage.settle().await;
    assert_eq!(stage.browser.count(".alarm").await, 0);
    // And what nobody opened is one, muted by whomever.
    stage.press_in_ccp("Mute").await;
    stage.browser.softphone().await;
    stage.browser.sees(".sign", "Your microphone is muted").await;
    stage.sandbox.step(&call, "unmute").await;
    stage.browser.sees(".alarm", "Your microphone is on again").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_texts_of_a_language_are_fetched_until_they_are_there() {
    let stage = Stage::dark().await;
    let browser = &stage.browser;
    send(browser, "Network.enable", json!({})).await;
    send(browser, "Network.setBlockedURLs", json!({"urls": ["*locales/de.json*"]})).await;
    browser.open(&stage.bare_page("?lang=de")).await;
    browser.sees(".handle-text", "Contact details").await;
    send(browser, "Network.setBlockedURLs", json!({"urls": []})).await;
    let first = browser.eval("return performance.timeOrigin").await;
    browser.sees(".handle-text", "Kontaktdetails").await;
    assert_eq!(browser.eval("return performance.timeOrigin").await, first, "loaded anew");
    stage.browser.quit().await;
}

/// What is injected, which setting the check names, and what it says of it.
#[tokio::test(flavor = "multi_thread")]
async fn each_injected_fault_is_named_by_the_self_check() {
    let stage = Stage::dark().await;
    let (sandbox, browser) = (&stage.sandbox, &stage.browser);
    let check = "/?softphone=/softphone%3Fapp%3Dcheck";
    let at = |more: &str| stage.sandbox.url(&format!("{check}{more}"));
    let open = |more: &str| {
        let url = at(more);
        async move {
            browser.open(&url).await;
            browser.softphone().await;
        }
    };

    open("").await;
    until("a sound page", || async {
        let rows = browser.count(".check .fine").await;
        (rows >= 10 && stage.wrong().await.is_empty()).then_some(())
    })
    .await;
    browser.screenshot("check-fine").await;

    open("&without=mode").await;
    stage.diagnosed("check.host", "CTI Adapter URL").await;

    open("&without=microphone").await;
    stage.diagnosed("check.microphone", "Browser Feature Permissions").await;

    let url = stage.bare_page("?app=check");
    browser.open(&url).await;
    stage.diagnosed("check.frame", "outside Salesforce").await;

    send(browser, "Network.enable", json!({})).await;
    send(browser, "Network.setBlockedURLs", json!({"urls": ["*/opencti_min.js*"]})).await;
    open("").await;
    stage.diagnosed("check.host", "script is not there").await;
    send(browser, "Network.setBlockedURLs", json!({"urls": []})).await;

    sandbox
        .fault("salesforce", "SoftphoneController.configuration", "error", json!({"error": "no access"}))
        .await;
    open("").await;
    stage.diagnosed("check.settings", "permission set").await;
    sandbox.post("/api/faults", json!([])).await;

    sandbox.fault("salesforce", "getAppViewInfo", "drop", json!({})).await;
    open("").await;
    stage.diagnosed("check.host", "does not answer").await;
    sandbox.post("/api/faults", json!([])).await;

    sandbox.post("/api/settings", json!({"adapter": {"ccpUrl": "acme.my.connect.aws"}})).await;
    open("").await;
    let row = browser.find("[data-check='check.phone']").await.text().await.expect("its text");
    assert!(row.contains("To be mended") && row.contains("acme.my.connect.aws"), "{row}");
    sandbox.post("/api/settings", json!({"adapter": {"ccpUrl": null}})).await;

    sandbox.post("/api/instance", json!({"action": "logout"})).await;
    open("").await;
    stage.diagnosed("check.signIn", "Press Sign in").await;
    sandbox.post("/api/instance", json!({"action": "login"})).await;

    let denied = json!({"permission": {"name": "microphone"}, "setting": "denied"});
    send(browser, "Browser.setPermission", denied).await;
    open("").await;
    stage.diagnosed("check.microphone", "The browser blocks the microphone").await;
    browser.screenshot("check-microphone").await;
    stage.browser.quit().await;
}
