//! Start.

use serde_json::Value;

use crate::call::Next;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(super) static BLOCK: Block = Block {
    r#type: "SE_Start",
    name: "Start",
    aliases: &[],
    since: "5.0",
    category: Category::Structure,
    about: sentence("Where the flow begins; there is exactly one."),
    controls: &[],
    ports: Ports::Done,
    results: &[],
    example: example("", ""),
    run: |_| Next::done(Value::Null),
};
