//! The Recording panel: its buttons and the blocks of flows drive one machine, in every tab.

use cti_tests::wait::until;
use serde_json::json;

use crate::drawer::page;
use crate::stage::Stage;

async fn panel(stage: &Stage) {
    page(stage, 300, 640).await;
    stage.browser.show_panel("recording").await;
}

/// The word, and each button with what it says of itself.
async fn stands(stage: &Stage, word: &str, buttons: [&str; 2]) {
    let script = "const shown = document.querySelector('.recording'); \
        return [shown.querySelector('.standing strong').textContent, ...[...shown.querySelectorAll('button')] \
            .map(b => (b.ariaDisabled === 'true' ? '-' : '') + b.textContent)]";
    let expected = json!([word, buttons[0], buttons[1]]);
    until(&format!("the panel to show {expected}"), || async {
        (stage.browser.eval(script).await == expected).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_and_blocks_drive_one_recording_until_it_is_stopped_for_good() {
    let stage = Stage::dark().await;
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_ContactStartRecording", "ports": {"success": "2", "failure": "2"}},
        {"id": "2", "type": "SE_End"},
    ]});
    stage.sandbox.bind("voiceContact", "onConnected", "Record", &flow.to_string()).await;
    panel(&stage).await;
    stands(&stage, "Recording not started", ["-Start recording", "-Pause recording"]).await;
    stage.browser.sees(".recording", "There is no call to record.").await;
    let call = stage.sandbox.ring().await;
    stage.browser.show_panel("recording").await;
    stage.browser.sees(".recording", "Recording is possible while the call is connected.").await;
    stands(&stage, "Recording not started", ["-Start recording", "-Pause recording"]).await;

    // The block starts it.
    stage.sandbox.step(&call, "accept").await;
    stands(&stage, "Recording", ["Stop recording", "Pause recording"]).await;
    stage.browser.screenshot("recording-running").await;
    stage.browser.press("Pause recording").await;
    stands(&stage, "Recording paused", ["Stop recording", "Resume recording"]).await;
    assert_eq!(stage.sandbox.get("/api/state").await["recordings"][&call], "suspended");
    stage.browser.press("Resume recording").await;
    stands(&stage, "Recording", ["Stop recording", "Pause recording"]).await;

    // A failure is told where the button is, and changes nothing.
    stage
        .sandbox
        .fault(
            "salesforce",
            "SoftphoneController.stopContactRecording",
            "error",
            json!({"times": 1, "error": "Connect is busy"}),
        )
        .await;
    stage.browser.press("Stop recording").await;
    stage.browser.sees(".recording .outcome", "Stop recording did not work").await;
    stage.browser.sees(".recording .outcome", "Connect is busy").await;
    stage.browser.screenshot("recording-failed").await;
    stands(&stage, "Recording", ["Stop recording", "Pause recording"]).await;
    stage.browser.press("Stop recording").await;
    stands(&stage, "Recording stopped", ["-Start recording", "-Pause recording"]).await;
    stage.browser.sees(".recording", "cannot be started again for this call").await;
    let asked = stage.sandbox.asked("SoftphoneController.startContactRecording").await.len();
    stage.browser.press("Start recording").await;
    let later = "return new Promise(done => setTimeout(() => requestIdleCallback(() => done(true)), 400))";
    stage.browser.eval_async(later).await;
    assert_eq!(stage.sandbox.asked("SoftphoneController.startContactRecording").await.len(), asked);
    stage.browser.screenshot("recording-stopped").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recording_is_that_of_the_selected_call_and_the_same_in_every_tab() {
    let stage = Stage::dark().await;
    panel(&stage).await;
    let call = stage
        .sandbox
        .contact(json!({"channel": "queue_callback", "direction": "inbound", "phone": "+12135550100",
            "attributes": {"RECORDING_STARTED": " True "}}))
        .await;
    stage.sandbox.step(&call, "accept").await;
    stage.browser.sees(".handle-text", "Callback").await;
    stage.browser.show_panel("recording").await;
    // The contact flow records it.
    stands(&stage, "Recording", ["Stop recording", "Pause recording"]).await;
    let first = stage.browser.driver.window().await.expect("this tab");
    stage.browser.driver.new_tab().await.expect("another tab");
    let second = stage.browser.other_window(&first).await;
    stage.browser.driver.switch_to_window(second).await.expect("the other tab");
    panel(&stage).await;
    stage.browser.sees(".handle-text", "Callback").await;
    stage.browser.show_panel("recording").await;
    stage.browser.press("Pause recording").await;
    stands(&stage, "Recording paused", ["Stop recording", "Resume recording"]).await;
    stage.browser.driver.switch_to_window(first).await.expect("the first tab");
    stands(&stage, "Recording paused", ["Stop recording", "Resume recording"]).await;

    let chat =
        stage.sandbox.contact(json!({"channel": "chat", "direction": "inbound", "name": "Grace"})).await;
    stage.sandbox.step(&chat, "accept").await;
    stage.sandbox.step(&chat, "view").await;
    stage.browser.sees(".handle-text", "Chat").await;
    stage.browser.show_panel("recording").await;
    stage.browser.sees(".recording", "Only calls are recorded.").await;
    stage.sandbox.step(&call, "view").await;
    stands(&stage, "Recording paused", ["Stop recording", "Resume recording"]).await;
    until("both buttons", || async { (stage.browser.count(".recording button").await == 2).then_some(()) })
        .await;
    stage.browser.quit().await;
}
