//! End.

use serde_json::Value;

use crate::call::Next;
use crate::spec::{Block, Category, Ports, example, sentence};

/// A run stops when it comes here, before the behaviour is asked, so End leaves no envelope.
pub(super) static BLOCK: Block = Block {
    r#type: "SE_End",
    name: "End",
    aliases: &[],
    since: "5.0",
    category: Category::Structure,
    about: sentence("Ends the flow."),
    controls: &[],
    ports: Ports::None,
    results: &[],
    example: example("", ""),
    run: |_| Next::done(Value::Null),
};
