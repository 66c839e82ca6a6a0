//! Tab reaches everything that can be used, in the order in which it is read, and shows where it is.

use serde_json::json;

use crate::gallery::{Gallery, SHOW, told};

const KEYBOARD: &str = include_str!("keyboard.js");

#[tokio::test(flavor = "multi_thread")]
async fn tab_reaches_everything_in_the_order_of_reading_and_shows_where_it_is() {
    let gallery = Gallery::open().await;
    gallery.resize(400, 560).await;
    gallery.browser.eval(&format!("{SHOW} {KEYBOARD} window.watchFocus = watchFocus")).await;
    let mut wrong = Vec::new();
    for state in &gallery.states {
        // Two hundred of the same kind are reached as twenty are.
        if state.ends_with("-many") {
            continue;
        }
        gallery.show(state, "").await;
        let steps = gallery.browser.eval("window.watched = watchFocus(window); return watched.steps").await;
        for _ in 0..steps.as_u64().expect("a number of steps") {
            tab(&gallery).await;
        }
        let found = told(gallery.browser.eval("return watched.finish()").await);
        wrong.extend(found.into_iter().map(|what| format!("{state}: {what}")));
    }
    gallery.browser.quit().await;
    assert!(wrong.is_empty(), "{} things:\n{}", wrong.len(), wrong.join("\n"));
}

async fn tab(gallery: &Gallery) {
    for kind in ["rawKeyDown", "keyUp"] {
        let key = json!({"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9});
        gallery.command("Input.dispatchKeyEvent", key).await;
    }
}
