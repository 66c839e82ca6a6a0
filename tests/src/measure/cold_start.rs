//! `coldStart`: from the start of the softphone's navigation until nothing that happens can be missed,
//! against a page with nothing but Streams and its first agent.

use serde_json::json;

use super::Row;
use super::figures::{Figures, rounded};
use super::stage::{Softphone, Stage};

const LOADS: usize = 15;

/// Loads both pages alternately, each time without anything in the browser's cache.
pub async fn measure(stage: &Stage) -> Row {
    for softphone in [Softphone::Ours, Softphone::Bare] {
        cold(stage, softphone).await;
    }
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for load in 0..LOADS {
        // Who comes first takes turns too.
        let order = if load % 2 == 0 {
            [Softphone::Ours, Softphone::Bare]
        } else {
            [Softphone::Bare, Softphone::Ours]
        };
        for softphone in order {
            let took = cold(stage, softphone).await;
            if softphone == Softphone::Ours { &mut ours } else { &mut bare }.push(took);
        }
    }
    let (ours, bare) = (Figures::new(ours), Figures::new(bare));
    Row {
        key: "coldStart",
        values: json!({
            "ours_ms": rounded(ours.median()),
            "bare_ms": rounded(bare.median()),
            "ratio": rounded(ours.median() / bare.median()),
        }),
        note: format!("medians, empty cache; ours {ours}; bare {bare}"),
    }
}

async fn cold(stage: &Stage, softphone: Softphone) -> f64 {
    stage.browser.open("about:blank").await;
    stage.command("Network.clearBrowserCache").await;
    stage.open(softphone).await
}
