//! `select`: from Connect's word that the agent has selected another contact until its attributes are painted,
//! against a page that draws the same rows by hand.
//!
//! The frame that a browser waits for before it paints is in both numbers: up to 17 ms.

use serde_json::json;

use super::Row;
use super::figures::{Figures, rounded};
use super::stage::{Softphone, Stage};
use crate::wait::until;

const LIVE: usize = 20;
const ATTRIBUTES: usize = 200;
const BLOCKS: usize = 2;
const SELECTIONS: usize = 100;
/// One round over all contacts compiles what the later ones run through.
const FIRST: usize = LIVE;
/// What the project has set itself, in milliseconds.
const AIM: u32 = 100;

const PAINTED: &str = include_str!("painted.js");
const LOCAL: &str = include_str!("local_flow.json");

pub async fn measure(stage: &Stage) -> Row {
    stage.sandbox.post("/api/settings", json!({ "attributes": rules() })).await;
    // With a flow bound, the sandbox's own do not run and open no tabs.
    stage.sandbox.bind("voiceContact", "onDestroy", "Local", LOCAL).await;
    stage.open(Softphone::Ours).await;
    let held = stage.in_console(&format!("hold({LIVE}, {ATTRIBUTES})")).await;
    let held: Vec<_> = held.as_array().into_iter().flatten().filter_map(|id| id.as_str()).collect();
    let (mut ours, mut hand) = (Vec::new(), Vec::new());
    for block in 0..BLOCKS {
        let mut order = [Softphone::Ours, Softphone::Select];
        if block % 2 == 1 {
            order.reverse();
        }
        for softphone in order {
            stage.open(softphone).await;
            if softphone == Softphone::Ours {
                open_drawers(stage, &held).await;
            }
            let took = selections(stage, &held).await;
            if softphone == Softphone::Ours { &mut ours } else { &mut hand }.extend(took);
        }
    }
    stage.sandbox.delete("/api/flows").await;
    stage.sandbox.post("/api/reset", json!({})).await;
    let (ours, hand) = (Figures::new(ours), Figures::new(hand));
    Row {
        key: "select",
        values: json!({
            "ours_p50_ms": rounded(ours.median()),
            "ours_p95_ms": rounded(ours.at(0.95)),
            "hand_p50_ms": rounded(hand.median()),
            "hand_p95_ms": rounded(hand.at(0.95)),
            "ratio_p95": rounded(ours.at(0.95) / hand.at(0.95)),
            "aim_p95_ms": AIM,
        }),
        note: format!("{ATTRIBUTES} attributes, {LIVE} live contacts; ours {ours}; hand {hand}"),
    }
}

/// Every tenth attribute is a link, every tenth has a style.
fn rules() -> Vec<serde_json::Value> {
    let rule = |at: usize| {
        let name = format!("a{at:03}");
        let (kind, format) = match at % 10 {
            1 => ("Hyperlink", format!("https://example.com/?q={{{{{name}}}}}")),
            _ => ("Text", format!("{{{{{name}}}}}")),
        };
        let style = if at % 10 == 2 { "font-weight: bold" } else { "" };
        json!({"name": name, "label": name, "display": "Key-Value", "type": kind, "style": style,
            "format": format, "defaultValue": "", "active": true})
    };
    (0..ATTRIBUTES).map(rule).collect()
}

/// The drawer of a contact is as the agent leaves it.
async fn open_drawers(stage: &Stage, held: &[&str]) {
    for (at, id) in held.iter().enumerate() {
        stage.sandbox.step(id, "view").await;
        stage.browser.softphone().await;
        until("the contact's attributes", || async {
            let script = "document.querySelector('.drawer .handle[aria-expanded=false]')?.click(); \
                return document.querySelector('.row .value')?.textContent ?? ''";
            (stage.browser.eval(script).await == format!("contact {at}")).then_some(())
        })
        .await;
    }
}

async fn selections(stage: &Stage, held: &[&str]) -> Vec<f64> {
    stage.browser.softphone().await;
    stage.browser.eval(PAINTED).await;
    let took = stage.in_console(&format!("select({}, {})", json!(held), FIRST + SELECTIONS)).await;
    took.as_array().into_iter().flatten().skip(FIRST).filter_map(|took| took.as_f64()).collect()
}
