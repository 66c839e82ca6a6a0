//! `coldStart`: from the start of the softphone's navigation until nothing that happens can be missed,
//! against a page with nothing but Streams and its first agent.

use serde_json::json;

use super::Row;
use super::figures::{Figures, rounded};
use super::stage::{Softphone, Stage};

const LOADS: usize = 15;
const ON_THE_WAY: [&str; 3] = ["cti:boot", "cti:subscribed", "cti:agent"];

/// Loads both pages alternately, each time without anything in the browser's cache.
pub async fn measure(stage: &Stage) -> Row {
    for softphone in [Softphone::Ours, Softphone::Bare] {
        cold(stage, softphone).await;
    }
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let mut on_the_way = ON_THE_WAY.map(|_| Vec::new());
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
            if softphone == Softphone::Ours {
                for (mark, times) in ON_THE_WAY.iter().zip(&mut on_the_way) {
                    times.push(stage.mark(mark).await.unwrap_or_else(|| panic!("no mark `{mark}`")));
                }
            }
        }
    }
    let (ours, bare) = (Figures::new(ours), Figures::new(bare));
    let marks = ON_THE_WAY.iter().zip(on_the_way);
    let marks = marks.map(|(mark, times)| format!("{mark} {}", rounded(Figures::new(times).median())));
    Row {
        key: "coldStart",
        values: json!({
            "ours_ms": rounded(ours.median()),
            "bare_ms": rounded(bare.median()),
            "ratio": rounded(ours.median() / bare.median()),
        }),
        note: format!(
            "medians, empty cache; ours {ours}, on the way {}; bare {bare}",
            marks.collect::<Vec<_>>().join(", ")
        ),
    }
}

async fn cold(stage: &Stage, softphone: Softphone) -> f64 {
    stage.browser.open("about:blank").await;
    stage.command("Network.clearBrowserCache").await;
    stage.open(softphone).await
}
