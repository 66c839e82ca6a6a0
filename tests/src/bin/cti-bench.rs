//! Takes the measures that need a browser; `cargo xtask bench` builds what they need and prints the table.
//!
//! Prints one JSON object: `{key: {values, note}}`. Arguments name the rows to take; without any it is all.

use std::future::Future;
use std::pin::Pin;

use cti_tests::measure::{
    Row, Stage, cold_start, contacts, engine, event_to_pop, flood, heap, select, shift,
};
use serde_json::{Map, json};

type Measure = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = Row> + 'a>>;

const MEASURES: [(&str, Measure); 8] = [
    ("coldStart", |stage| Box::pin(cold_start::measure(stage))),
    ("eventToPop", |stage| Box::pin(event_to_pop::measure(stage))),
    ("engine", |stage| Box::pin(engine::measure(stage))),
    ("heap", |stage| Box::pin(heap::measure(stage))),
    ("contacts", |stage| Box::pin(contacts::measure(stage))),
    ("select", |stage| Box::pin(select::measure(stage))),
    ("flood", |stage| Box::pin(flood::measure(stage))),
    ("shift", |stage| Box::pin(shift::measure(stage))),
];

#[tokio::main]
async fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let stage = Stage::set_up().await;
    let mut rows = Map::new();
    for (key, measure) in MEASURES {
        if wanted.is_empty() || wanted.iter().any(|name| name == key) {
            eprintln!("bench: {key}");
            let row = measure(&stage).await;
            rows.insert(row.key.to_owned(), json!({ "values": row.values, "note": row.note }));
        }
    }
    stage.browser.quit().await;
    println!("{}", serde_json::Value::Object(rows));
}
