//! Pages of blocks.

use cti_flow::catalogue;
use cti_flow::spec::{Block, Control, Kind, Ports};

use super::example;
use super::markdown::{WRITTEN, cell, codes, slug};
use crate::blocks::{by_category, takes};

pub(crate) fn file_name(block: &Block) -> String {
    format!("{}.md", slug(block.name))
}

pub(crate) fn index() -> String {
    let mut text = format!(
        "{WRITTEN}# Blocks\n\nWhat a flow is made of. [The language](../language.md) says how they work together, [events](../events/README.md) what starts a flow.\n"
    );
    for (category, blocks) in by_category() {
        text += &format!("\n## {}\n\n| block | | type |\n| --- | --- | --- |\n", category.as_str());
        for block in blocks {
            let about = cell(block.about);
            text += &format!("| [{}]({}) | {about} | `{}` |\n", block.name, file_name(block), block.r#type);
        }
    }
    text
}

pub(crate) fn page(block: &Block) -> String {
    let mut text = format!("{WRITTEN}# {}\n\n{}\n\n| | |\n| --- | --- |\n", block.name, block.about);
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            text += &format!("| {name} | {} |\n", cell(&value));
        }
    };
    fact("type", format!("`{}`", block.r#type));
    fact("also read as", codes(block.aliases, ", "));
    fact("family", block.category.as_str().to_owned());
    fact("since", block.since.to_owned());
    fact("ports", ports(block.ports));
    fact("results", results(block));
    text += "\n## Controls\n\n";
    if block.controls.is_empty() {
        text += "None.\n";
    } else {
        text += "| control | takes | required | default | |\n| --- | --- | --- | --- | --- |\n";
        block.controls.iter().for_each(|control| text += &row(control));
    }
    text += &format!("\n## Example\n\n{}\n[All blocks](README.md)\n", example::of_block(block));
    text
}

fn ports(ports: Ports) -> String {
    match ports {
        Ports::None => "none; the flow ends here".to_owned(),
        ports => codes(ports.names(), ", "),
    }
}

/// How other blocks refer to what this one leaves.
fn results(block: &Block) -> String {
    match (block.ports, block.results) {
        (Ports::None, _) => "none; it leaves nothing behind".to_owned(),
        (Ports::TrueFalse, _) => "true or false itself: `$.actions.<id>.results`".to_owned(),
        (_, []) => "none to refer to".to_owned(),
        (_, names) => {
            let paths: Vec<_> = names.iter().map(|name| format!("`$.actions.<id>.results.{name}`")).collect();
            paths.join(", ")
        }
    }
}

fn row(control: &Control) -> String {
    let default = match catalogue::default_value(control.default) {
        serde_json::Value::Null => String::new(),
        value => format!("`{value}`"),
    };
    let required = if control.required { "yes" } else { "" };
    let also = match control.aliases {
        [] => String::new(),
        aliases => format!(" Also read as {}.", codes(aliases, ", ")),
    };
    let takes = match control.kind {
        Kind::Choice(words) => codes(words, ", "),
        kind => takes(kind),
    };
    let about = cell(control.about);
    format!("| `{}` | {takes} | {required} | {} | {about}{also} |\n", control.name, cell(&default))
}
