//! `engine`: the flow engine against a plain JavaScript interpreter of the same file, on one page.

use serde_json::json;

use super::Row;
use super::figures::Figures;
use super::stage::Stage;

const ROUNDS: usize = 15;
/// Runs of the flow a round: some tenths of a second.
const RUNS: usize = 4000;
/// Both compilers have done their best by then.
const WARM_UP: usize = 3;

pub async fn measure(stage: &Stage) -> Row {
    // On the softphone's origin, under its policy.
    let url = format!("http://localhost:{}/engine/index.html", stage.sandbox.port + 1);
    stage.browser.open(&url).await;
    stage.browser.eval_async(LOADED).await;
    let blocks = stage.browser.eval_async("return window.bench.prepare()").await;
    let blocks = blocks.as_u64().unwrap_or_else(|| panic!("the engine's page did not start: {blocks}"));
    let (mut ours, mut js) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + ROUNDS {
        let (a, b) = (rate(stage, "ours").await, rate(stage, "js").await);
        if round >= WARM_UP {
            ours.push(a);
            js.push(b);
        }
    }
    let (ours, js) = (Figures::new(ours), Figures::new(js));
    Row {
        key: "engine",
        values: json!({
            "ours_blocks_per_s": ours.median().round(),
            "js_blocks_per_s": js.median().round(),
            "ratio": super::figures::rounded(ours.median() / js.median()),
        }),
        note: format!("a flow of {blocks} blocks, {RUNS} runs a time; ours {ours}; JavaScript {js}"),
    }
}

const LOADED: &str = "return new Promise((done) => { \
                        const look = () => (window.bench ? done(true) : setTimeout(look, 20)); look(); })";

async fn rate(stage: &Stage, who: &str) -> f64 {
    let rate = stage.browser.eval(&format!("return window.bench.{who}({RUNS})")).await;
    rate.as_f64().expect("blocks per second")
}
