//! How the phone is started, what rings and what does not, and where the sound of calls is.

use std::time::{Duration, Instant};

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

/// How many sounds play in the present frame.
const PLAYING: &str = "return [...document.querySelectorAll('audio')].filter(audio => !audio.paused).length";
/// Notes when the sound stops, by the clock that the sandbox has too.
const STOPPED: &str = "document.querySelector('audio').addEventListener('pause', \
    () => { window.stoppedAt = Date.now(); }, { once: true })";
/// Whether leaving this page would ask first.
const ASKS: &str = "const leaving = new Event('beforeunload', { cancelable: true }); dispatchEvent(leaving); \
    return leaving.defaultPrevented";

impl Stage {
    /// What the CCP was last configured with, once it was.
    async fn configured(&self) -> Value {
        until("the phone to be configured", || async {
            let heard = self.sandbox.get("/api/state").await["heard"]["configure"].clone();
            heard.is_object().then_some(heard)
        })
        .await
    }

    async fn plays(&self) -> bool {
        self.browser.softphone().await;
        self.browser.eval(PLAYING).await == 1
    }

    async fn until_plays(&self, expected: bool) {
        until(&format!("sound to play: {expected}"), || async {
            (self.plays().await == expected).then_some(())
        })
        .await;
    }

    /// A click in the page, after which browsers let it be heard.
    async fn click_once(&self) {
        self.browser.softphone().await;
        self.browser.click(".handle").await;
    }

    /// Has the softphone of the tab in view say in shared storage, under this name, for as long as it is heard.
    async fn report_sound(&self, name: usize) {
        self.browser.softphone().await;
        let script = format!(
            "const [audio, key] = [document.querySelector('audio'), 'heard:{name}']; \
             audio.addEventListener('play', () => localStorage.setItem(key, '')); \
             audio.addEventListener('pause', () => localStorage.removeItem(key))"
        );
        self.browser.eval(&script).await;
    }

    /// In how many tabs the phone is heard, without looking at them: the one that is looked at rings.
    async fn heard(&self) -> usize {
        self.browser.softphone().await;
        let script = "return Object.keys(localStorage).filter(key => key.startsWith('heard:')).length";
        self.browser.eval(script).await.as_u64().unwrap_or_default() as usize
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phone_is_started_as_the_adapter_and_its_features_say() {
    let stage = Stage::dark().await;
    let settings = json!({
        "adapter": { "earlyGetUserMedia": false, "audioDeviceSettings": false, "phoneTypeSettings": false,
            "medialess": "perhaps" },
        "features": [{ "name": "VDIPlatform", "value": "Name: AWS_WORKSPACE", "active": true }],
    });
    stage.sandbox.post("/api/settings", settings).await;
    stage.open_console().await;
    let configured = stage.configured().await;
    let softphone = json!({ "allowFramedSoftphone": true, "disableRingtone": true, "allowEarlyGum": false,
        "VDIPlatform": "AWS_WORKSPACE" });
    assert_eq!(configured["softphone"], softphone);
    assert_eq!(configured["chat"], json!({ "disableRingtone": true }));
    let page = json!({ "enableAudioDeviceSettings": false, "enablePhoneTypeSettings": false });
    assert_eq!(configured["pageOptions"], page);
    stage.browser.softphone().await;
    stage.browser.show_panel("notices").await;
    stage.browser.sees(".notices", "`medialess` is neither true nor false").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_heard_as_long_as_it_rings_and_no_longer() {
    let stage = Stage::ready().await;
    stage.click_once().await;
    for step in ["accept", "customerHangup"] {
        assert!(!stage.plays().await);
        let contact = stage.sandbox.ring().await;
        stage.until_plays(true).await;
        stage.browser.eval(STOPPED).await;
        stage.sandbox.step(&contact, step).await;
        stage.until_plays(false).await;
        let left = stage.sandbox.get("/api/state").await["contacts"][0]["state"]["timestamp"].as_f64();
        let stopped = stage.browser.eval("return window.stoppedAt").await.as_f64();
        let took = stopped.zip(left).map(|(stopped, left)| stopped - left).expect("both times");
        assert!(took < 1_000.0, "rang for {took} ms after {step}");
        stage.sandbox.step(&contact, "remove").await;
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_three_tabs_one_is_heard_and_another_when_that_one_closes() {
    let stage = Stage::ready().await;
    let driver = &stage.browser.driver;
    for name in 0..3 {
        if name > 0 {
            let tab = driver.new_tab().await.expect("a tab");
            driver.switch_to_window(tab).await.expect("the tab");
            stage.open_console().await;
        }
        stage.click_once().await;
        stage.report_sound(name).await;
    }
    stage.sandbox.ring().await;
    stage.until_plays(true).await;
    stage.settle().await;
    assert_eq!(stage.heard().await, 1);
    driver.close_window().await.expect("closing the tab in view");
    let left = driver.windows().await.expect("the others");
    driver.switch_to_window(left[0].clone()).await.expect("a tab that is left");
    stage.browser.softphone().await;
    // It had no time to say that it is silent.
    stage.browser.eval("localStorage.removeItem('heard:2')").await;
    stage.until_plays(true).await;
    stage.settle().await;
    assert_eq!(stage.heard().await, 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_that_the_browser_blocks_is_seen_and_one_click_enables_it() {
    let stage = Stage::ready().await;
    stage.sandbox.ring().await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "blocks the sound").await;
    stage.browser.screenshot("sound-blocked").await;
    assert!(!stage.plays().await);
    stage.browser.press("Enable sound").await;
    stage.until_plays(true).await;
    stage.browser.gone(".trouble").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_own_ringtone_is_played_and_one_that_is_gone_is_replaced() {
    for (ringtone, played) in [("/ringtones/chat.wav", "chat.wav"), ("/ringtones/gone.wav", "call.wav")] {
        let stage = Stage::dark().await;
        stage.sandbox.post("/api/settings", json!({ "adapter": { "customRingtone": ringtone } })).await;
        stage.open_console().await;
        stage.click_once().await;
        stage.sandbox.ring().await;
        stage.until_plays(true).await;
        let source = stage.browser.eval("return document.querySelector('audio').currentSrc").await;
        assert!(source.as_str().is_some_and(|source| source.ends_with(played)), "{source}");
        stage.browser.quit().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_asks_first_only_while_somebody_is_being_talked_to() {
    let stage = Stage::ready().await;
    stage.browser.softphone().await;
    assert_eq!(stage.browser.eval(ASKS).await, false);
    let contact = stage.sandbox.ring().await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    stage.browser.softphone().await;
    until("the page to ask", || async { (stage.browser.eval(ASKS).await == true).then_some(()) }).await;
    stage.sandbox.step(&contact, "hangup").await;
    until("the page not to ask", || async { (stage.browser.eval(ASKS).await == false).then_some(()) }).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_of_the_sound_outlives_three_reloads_and_is_found_again() {
    let stage = Stage::dark().await;
    let popout = json!({ "name": "EnableMedialessPopout", "value": "Enabled: true", "active": true });
    stage
        .sandbox
        .post("/api/settings", json!({ "adapter": { "medialess": true }, "features": [popout] }))
        .await;
    stage.open_console().await;
    assert_eq!(stage.configured().await["softphone"]["allowFramedSoftphone"], false);
    let driver = &stage.browser.driver;
    let console = driver.window().await.expect("the console");
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "not open").await;
    stage.browser.screenshot("sound-window-missing").await;
    stage.browser.press("Open the window").await;
    let window = stage.browser.other_window(&console).await;
    driver.switch_to_window(window.clone()).await.expect("the window of the sound");
    stage.browser.find("#ccp iframe").await;
    until("the window to have the sound", || async {
        let heard = stage.sandbox.get("/api/state").await["heard"]["configure"]["softphone"].clone();
        (heard["allowFramedSoftphone"] == true).then_some(())
    })
    .await;
    stage.browser.eval("window.stillTheSame = true").await;
    for _ in 0..3 {
        driver.switch_to_window(console.clone()).await.expect("the console");
        let reloaded = Instant::now();
        stage.open_console().await;
        stage.browser.softphone().await;
        stage.browser.gone(".trouble").await;
        assert!(reloaded.elapsed() < Duration::from_secs(5), "{:?}", reloaded.elapsed());
    }
    // The one page that has the sound rings and asks; the other does neither.
    let contact = stage.sandbox.ring().await;
    stage.until_state(&contact, "connecting").await;
    stage.settle().await;
    assert!(!stage.plays().await);
    driver.switch_to_window(window.clone()).await.expect("the window of the sound");
    assert_eq!(stage.browser.eval("return window.stillTheSame").await, true);
    // Opened by a click, it may be heard at once; whether it is, is the browser's choice.
    until("the window to ring or to say that it may not", || async {
        let rings = stage.browser.eval(PLAYING).await == 1;
        (rings || stage.browser.count(".remedy").await == 1).then_some(())
    })
    .await;
    if stage.browser.count(".remedy").await == 1 {
        stage.browser.press("Enable sound").await;
    }
    until("the window to ring", || async { (stage.browser.eval(PLAYING).await == 1).then_some(()) }).await;
    stage.sandbox.step(&contact, "accept").await;
    until("the window to ask", || async { (stage.browser.eval(ASKS).await == true).then_some(()) }).await;
    // The flows ran in the console alone.
    assert_eq!(stage.searches().await, 1);
    driver.close_window().await.expect("closing the window");
    driver.switch_to_window(console).await.expect("the console");
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "not open").await;
    assert_eq!(stage.browser.eval(ASKS).await, false);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mini_adapter_says_its_message_runs_flows_and_does_not_ring() {
    let stage = Stage::dark().await;
    let hostile = "Welcome: <img src=x onerror=alert(1)>\nCall 4711";
    let message = json!({ "name": "MiniAdapterMessage", "value": hostile, "active": true });
    stage.sandbox.post("/api/settings", json!({ "features": [message] })).await;
    stage.browser.open(&stage.sandbox.url("/?softphone=/softphone%3Fapp%3Dmini")).await;
    stage.browser.ready().await;
    stage.browser.sees(".mini .message", "Welcome: <img src=x onerror=alert(1)>").await;
    stage.browser.sees(".mini .agent-state", "Available").await;
    assert_eq!(stage.browser.count(".drawer").await, 0);
    assert_eq!(stage.browser.count(".mini img").await, 0);
    assert_eq!(stage.configured().await["softphone"]["allowFramedSoftphone"], false);
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.softphone().await;
    stage.browser.sees(".mini .agent-state", "PendingBusy").await;
    assert!(!stage.plays().await);
    assert_eq!(stage.browser.count(".trouble").await, 0);
    stage.browser.screenshot("mini").await;
    stage.browser.quit().await;
}
