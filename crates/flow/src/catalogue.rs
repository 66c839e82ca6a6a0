//! The catalogue of blocks as data, for forms, documentation and the command line.

use serde_json::{Map, Value, json};

use crate::blocks;
use crate::spec::{Block, Control, Kind, Preset};

/// Every block: `[{type, name, aliases, since, category, about, controls, ports, results}]`.
pub fn to_json() -> Value {
    blocks::all().map(block_json).collect()
}

pub fn block_json(block: &Block) -> Value {
    json!({
        "type": block.r#type,
        "name": block.name,
        "aliases": block.aliases,
        "since": block.since,
        "category": block.category.as_str(),
        "about": block.about,
        "controls": block.controls.iter().map(control_json).collect::<Vec<_>>(),
        "ports": block.ports.names(),
        "results": block.results,
    })
}

fn control_json(control: &Control) -> Value {
    let mut json = json!({
        "name": control.name,
        "type": control.kind.as_str(),
        "required": control.required,
        "default": default_value(control.default),
        "aliases": control.aliases,
        "about": control.about,
    });
    if let (Kind::Choice(words), Some(members)) = (control.kind, json.as_object_mut()) {
        members.insert("options".to_owned(), words.iter().copied().map(Value::from).collect());
    }
    json
}

/// What stands in for a control that a flow leaves out; null where nothing does.
pub fn default_value(preset: Preset) -> Value {
    match preset {
        Preset::Nothing => Value::Null,
        Preset::Text(text) => text.into(),
        Preset::Flag(flag) => flag.into(),
        Preset::Number(number) => crate::value::from_number(number),
        Preset::EmptyMap => Value::Object(Map::new()),
    }
}
