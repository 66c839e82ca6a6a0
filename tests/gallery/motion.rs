//! Nothing moves for those who have told their computer so.

use serde_json::{Value, json};

use crate::gallery::{Gallery, SHOW, told};

const MOVING: &str =
    "const moving = () => document.getAnimations().filter((one) => one.playState === 'running')";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_where_less_motion_is_wished_for() {
    let gallery = Gallery::open().await;
    let moving = async || {
        let states = json!(gallery.states);
        let script = format!(
            "{SHOW} {MOVING}
            return (async () => {{
                const found = [];
                for (const state of {states}) {{
                    await show(window, `state=${{state}}`);
                    if (moving().length > 0) found.push(state);
                }}
                return found;
            }})()"
        );
        told(gallery.browser.eval_async(&script).await)
    };
    gallery.prefer("prefers-reduced-motion", "reduce").await;
    assert_eq!(moving().await, [""; 0]);
    // The test sees what moves.
    gallery.prefer("prefers-reduced-motion", "no-preference").await;
    gallery.show("status-starting", "").await;
    let count: Value = gallery.browser.eval(&format!("{MOVING}; return moving().length")).await;
    assert!(count.as_u64() > Some(0), "the spinner stands still");
    gallery.browser.quit().await;
}
