//! `eventToPop`: from the snapshot that the CCP posts to the screen-pop message at the host, default voice
//! flow, against a hand-written page that calls Open CTI straight from Streams' callback.

use serde_json::json;

use super::Row;
use super::figures::{Figures, rounded};
use super::stage::{Softphone, Stage};

const BLOCKS: usize = 8;
const CALLS: usize = 25;
/// The first call of a page load compiles what it runs through; it is told apart.
const FIRST: usize = 1;

pub async fn measure(stage: &Stage) -> Row {
    let (mut ours, mut hand) = (Series::default(), Series::default());
    for block in 0..BLOCKS {
        let order = if block % 2 == 0 {
            [Softphone::Ours, Softphone::Hand]
        } else {
            [Softphone::Hand, Softphone::Ours]
        };
        for softphone in order {
            stage.open(softphone).await;
            let latencies = stage.latencies(FIRST + CALLS).await;
            if softphone == Softphone::Ours { &mut ours } else { &mut hand }.take(&latencies);
        }
    }
    let (first_ours, first_hand) = (Figures::new(ours.first), Figures::new(hand.first));
    let (ours, hand) = (Figures::new(ours.later), Figures::new(hand.later));
    Row {
        key: "eventToPop",
        values: json!({
            "ours_p50_ms": rounded(ours.median()),
            "ours_p99_ms": rounded(ours.at(0.99)),
            "hand_p50_ms": rounded(hand.median()),
            "ratio": rounded(ours.median() / hand.median()),
        }),
        note: format!(
            "ours {ours}; hand {hand}, p99 {}; not among them the first call after a load: ours {}, hand {} (medians of {BLOCKS})",
            rounded(hand.at(0.99)),
            rounded(first_ours.median()),
            rounded(first_hand.median()),
        ),
    }
}

#[derive(Default)]
struct Series {
    first: Vec<f64>,
    later: Vec<f64>,
}

impl Series {
    fn take(&mut self, latencies: &[f64]) {
        let (first, later) = latencies.split_at(FIRST);
        self.first.extend(first);
        self.later.extend(later);
    }
}
