//! Flows that cannot run are named with their block and what to do; the others run.

use crate::stage::Stage;

const START: &str = r#"{"id":"0","type":"SE_Start","ports":{"done":"1"}}"#;
const FINE: &str = r#"{"actions":[{"id":"0","type":"SE_Start","ports":{"done":"1"}},
    {"id":"1","type":"SE_SFSaveLog","controls":{"entityType":"Task","fieldValues":{"Subject":"fine"}},"ports":{"success":"2"}},
    {"id":"2","type":"SE_End"}]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn each_is_reported_and_the_others_run() {
    let stage = Stage::dark().await;
    let unknown = format!(r#"{{"actions":[{START},{{"id":"1","type":"SE_Teleport","ports":{{}}}}]}}"#);
    let dangling = format!(
        r#"{{"actions":[{START},{{"id":"1","type":"SE_Log","controls":{{"message":"x"}},"ports":{{"done":"77"}}}}]}}"#
    );
    for (name, body) in [
        ("broken JSON", "{ not json"),
        ("dangling port", dangling.as_str()),
        ("no start", r#"{"actions":[{"id":"1","type":"SE_End"}]}"#),
        ("unknown block", unknown.as_str()),
        ("zz fine", FINE),
    ] {
        stage.sandbox.bind("voiceContact", "onConnecting", name, body).await;
    }
    stage.open_console().await;
    stage.browser.softphone().await;
    stage.browser.show_panel("notices").await;
    for (flow, word) in [
        ("broken JSON", "line 1"),
        ("dangling port", "77"),
        ("no start", "Start"),
        ("unknown block", "SE_Teleport"),
    ] {
        stage.browser.sees(".notices", flow).await;
        stage.browser.sees(".notices", word).await;
    }
    stage.browser.screenshot("broken-flows").await;
    stage.sandbox.ring().await;
    let saved = stage.sandbox.asked_times("saveLog", 1).await;
    assert_eq!(saved["args"]["object"]["Subject"], "fine");
    stage.browser.quit().await;
}
