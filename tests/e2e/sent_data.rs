//! The Data panel: whatever a flow sends can be read, opened, followed and copied, and never stops the page.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::attributes::{alone, clipboard, told};
use crate::stage::Stage;
use cti_tests::wait::until;

async fn sent(data: Value) -> Stage {
    let stage = alone(json!({})).await;
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_CoreSendDataToCcpOverlay", "controls": {"value": data}, "ports": {"done": "2"}},
        {"id": "2", "type": "SE_End"},
    ]});
    stage.sandbox.bind("voiceContact", "onConnecting", "Send", &flow.to_string()).await;
    // Flows are read at the start.
    stage.browser.driver.refresh().await.expect("a page");
    until("the softphone to be ready", || async {
        let marks = stage.browser.eval("return performance.getEntriesByName('cti:ready').length").await;
        (marks == 1).then_some(())
    })
    .await;
    stage.sandbox.ring().await;
    stage.browser.sees(".drawer .handle", "Voice").await;
    let shown = "return document.querySelector('.drawer-body')?.checkVisibility() ?? false";
    if stage.browser.eval(shown).await == false {
        stage.browser.click(".drawer .handle").await;
    }
    stage.browser.show_panel("data").await;
    stage.browser.find(".data .row").await;
    stage
}

/// By keyboard: a row may be behind what stays at the top, and taking the focus brings it out.
async fn press(stage: &Stage, selector: &str) {
    stage.browser.find(selector).await.send_keys(Key::Enter + "").await.expect("a key");
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_in_objects_are_read_opened_and_copied() {
    let order = json!({"number": 4711, "paid": true, "gift": false, "note": null, "lines": [{"item": "lamp"}, "cup"]});
    let stage = sent(json!({
        "Order": order, "Site": "https://example.com/a?b=c", "Mail": "mailto:a@example.com",
        "Script": "javascript:alert(1)", "Sentence": "see https://example.com/", "\u{5e9}\u{5dd}": "1 (a)",
        "Large": (0..60).collect::<Vec<_>>(), "None": {},
    }))
    .await;
    let browser = &stage.browser;
    let read = |level: &str| {
        format!(
            "return [...document.querySelectorAll('.data{level} > li > .row, .data{level} > .row')].map(row => \
            [...row.querySelectorAll('.key, .value, .size')].map(part => part.textContent).join('='))"
        )
    };
    let top = " > .entries";
    assert_eq!(
        browser.eval(&read(top)).await,
        json!([
            "Order=5 entries",
            "Site=https://example.com/a?b=c",
            "Mail=mailto:a@example.com",
            "Script=javascript:alert(1)",
            "Sentence=see https://example.com/",
            "\u{5e9}\u{5dd}=1 (a)",
            "Large=60 entries",
            "None=0 entries"
        ])
    );
    // What is small is open.
    let below = " > .entries > .branch:first-child > .entries";
    let order_shown = json!(["number=4711", "paid=Yes", "gift=No", "note=empty", "lines=2 entries"]);
    assert_eq!(browser.eval(&read(below)).await, order_shown);
    let lines = browser.eval(&read(&format!("{below} > .branch > .entries"))).await;
    assert_eq!(lines, json!(["1=1 entry", "2=cup"]));
    let links = "return [...document.querySelectorAll('.data a')].map(link => link.href)";
    assert_eq!(browser.eval(links).await, json!(["https://example.com/a?b=c", "mailto:a@example.com"]));
    browser.screenshot("data-nested").await;
    browser.press("Copy number").await;
    told(&stage, "number copied").await;
    assert_eq!(clipboard(&stage).await, "4711");
    browser.press("Copy Order").await;
    told(&stage, "Order copied").await;
    let copied: Value = serde_json::from_str(&clipboard(&stage).await).expect("JSON");
    assert_eq!(copied, order);
    browser.press("Copy all as JSON").await;
    told(&stage, "Data copied as JSON").await;
    let copied: Value = serde_json::from_str(&clipboard(&stage).await).expect("JSON");
    assert_eq!((&copied["Order"], &copied["Large"][59]), (&order, &json!(59)));
    // What is large is closed, and opened a part at a time.
    let large = ".data > .entries > .branch:nth-last-child(2)";
    assert_eq!(browser.count(&format!("{large} > .entries")).await, 0);
    press(&stage, &format!("{large} .fold")).await;
    browser.find(&format!("{large} .fold[aria-expanded=true]")).await;
    assert_eq!(browser.count(&format!("{large} > .entries > .row")).await, 51);
    browser.press("Show more (10 left)").await;
    browser.gone(&format!("{large} [data-more]")).await;
    assert_eq!(browser.count(&format!("{large} > .entries > .row")).await, 60);
    press(&stage, &format!("{large} .fold")).await;
    browser.gone(&format!("{large} > .entries")).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_is_shown_in_parts() {
    let numbers: Vec<_> = (0..60_000).map(|at| at * 7).collect();
    let deep = (0..60).fold(json!("end"), |value, at| json!({ at.to_string(): value }));
    let wide: serde_json::Map<_, _> = (0..20_000).map(|at| (format!("name {at}"), json!([at]))).collect();
    let data = json!({"numbers": numbers, "text": "long ".repeat(60_000), "deep": deep, "wide": wide});
    assert!(data.to_string().len() > 1_000_000);
    let stage = sent(data).await;
    let browser = &stage.browser;
    let size = "return document.querySelectorAll('.data *').length";
    let count = |size: Value| size.as_u64().expect("a number");
    assert!(count(browser.eval(size).await) < 100);
    let longest =
        "return [...document.querySelectorAll('.data .value')].map(value => value.textContent.length)";
    assert!(browser.eval(longest).await[0].as_u64().is_some_and(|length| length < 2_100));
    browser.press("Show more (298,000 left)").await;
    browser.press("Show more (292,000 left)").await;
    let folds = browser.count(".data > .entries > .branch > .row .fold").await;
    assert_eq!(folds, 3);
    let begun = "return performance.now()";
    let before = browser.eval(begun).await.as_f64().expect("a time");
    for at in [1, 3, 4] {
        let fold = format!(".data > .entries > li:nth-child({at}) > .row .fold");
        press(&stage, &fold).await;
        browser.find(&format!("{fold}[aria-expanded=true]")).await;
    }
    for (at, left) in [(4, "19,950"), (1, "59,950")] {
        let more = format!(".data > .entries > li:nth-child({at}) > .entries > .row [data-more]");
        browser.sees(&more, &format!("Show more ({left} left)")).await;
        press(&stage, &more).await;
    }
    let after = browser.eval(begun).await.as_f64().expect("a time");
    println!("three large values opened and two grown in {:.0} ms", after - before);
    assert!(count(browser.eval(size).await) < 10_000);
    stage.browser.quit().await;
}
