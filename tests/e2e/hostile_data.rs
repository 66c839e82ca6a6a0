//! What customers and records contain is text, never markup, code or a link that runs.

mod corpus;

use serde_json::json;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn hostile_attributes_do_nothing() {
    let stage = Stage::dark().await;
    let rule = |name: &str, kind: &str, style: &str| {
        json!({"name": name, "label": format!("<b>{name}</b>"), "display": "Key-Value", "type": kind,
               "style": style, "format": format!("{{{{{name}}}}}"), "defaultValue": "", "active": true})
    };
    stage
        .sandbox
        .post(
            "/api/settings",
            json!({"attributes": [
                rule("image", "Text", "background: url(javascript:document.title='owned')"),
                rule("script", "Hyperlink", "color: #c00; position: fixed"),
                rule("data", "Hyperlink", ""),
                rule("good", "Hyperlink", ""),
            ]}),
        )
        .await;
    stage.open_console().await;
    stage
        .sandbox
        .contact(json!({"channel": "voice", "direction": "inbound", "phone": "+12135550100", "attributes": {
            "image": "<img src=x onerror=\"document.title='owned'\">",
            "script": "javascript:document.title='owned'",
            "data": "data:text/html,<script>parent.document.title='owned'</script>",
            "good": "https://example.com/?q=<script>",
        }}))
        .await;
    stage.browser.softphone().await;
    stage.browser.click(".drawer .handle").await;
    stage.browser.sees(".rows", "<img src=x onerror=").await;
    stage.browser.sees(".rows", "<b>image</b>").await;
    assert_eq!(stage.browser.count(".rows img, .rows script, .rows b").await, 0);
    assert_eq!(stage.browser.count(".rows a").await, 1);
    let link =
        stage.browser.find(".rows a").await.attr("href").await.expect("the page").expect("its address");
    assert!(link.starts_with("https://example.com/"), "{link}");
    let position =
        "return [...document.querySelectorAll('.rows .row')].map(row => getComputedStyle(row).position)";
    let positions = stage.browser.eval(position).await;
    assert!(!positions.to_string().contains("fixed"), "{positions}");
    assert_eq!(stage.browser.eval("return document.title").await, "Amazon Connect");
    stage.browser.quit().await;
}

/// The page runs under its policy and never once asks for more.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_keeps_to_its_policy() {
    let stage = Stage::ready().await;
    let policy = stage.sandbox.frame_header("/softphone?mode=Lightning", "content-security-policy").await;
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.softphone().await;
    let inline = "return document.querySelectorAll('script:not([src]), style, [onclick], [onload]').length";
    assert_eq!(stage.browser.eval(inline).await, 0);
    let log = stage.browser.console_log().await;
    let refused: Vec<_> = log.iter().filter(|line| line.contains("Content Security Policy")).collect();
    assert!(refused.is_empty(), "{refused:?}");
    stage.browser.quit().await;
}
