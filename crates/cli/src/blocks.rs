//! `cti blocks`.

use cti_flow::blocks;
use cti_flow::catalogue;
use cti_flow::spec::{Block, Category, Control, Kind};

use crate::CatalogueFormat;
use crate::docs::markdown::codes;

pub(crate) fn print(format: CatalogueFormat) -> String {
    match format {
        CatalogueFormat::Json => format!("{:#}\n", catalogue::to_json()),
        CatalogueFormat::Markdown => markdown(),
    }
}

const CATEGORIES: [Category; 7] = [
    Category::Structure,
    Category::Core,
    Category::Overlay,
    Category::Salesforce,
    Category::SalesforceConsole,
    Category::ConnectAgent,
    Category::ConnectContact,
];

/// The blocks of each category that has any.
pub(crate) fn by_category() -> impl Iterator<Item = (Category, Vec<&'static Block>)> {
    let members = |category| blocks::all().filter(|block| block.category == category).collect::<Vec<_>>();
    CATEGORIES
        .map(|category| (category, members(category)))
        .into_iter()
        .filter(|(_, found)| !found.is_empty())
}

fn markdown() -> String {
    let mut text = "# Blocks\n".to_owned();
    for (category, members) in by_category() {
        text += &format!("\n## {}\n", category.as_str());
        members.into_iter().for_each(|block| text += &section(block));
    }
    text
}

fn section(block: &Block) -> String {
    let mut text = format!("\n### {}\n\n{}\n\n", block.name, block.about);
    let ports =
        if block.ports.names().is_empty() { "none".to_owned() } else { codes(block.ports.names(), " / ") };
    text += &format!("Type `{}`, since {}. Ports: {ports}.", block.r#type, block.since);
    if !block.results.is_empty() {
        text += &format!(" Results: {}.", codes(block.results, ", "));
    }
    if !block.aliases.is_empty() {
        text += &format!(" Also read as {}.", codes(block.aliases, ", "));
    }
    text += "\n";
    if !block.controls.is_empty() {
        text += "\n| control | takes | default | |\n| --- | --- | --- | --- |\n";
        block.controls.iter().for_each(|control| text += &row(control));
    }
    text
}

fn row(control: &Control) -> String {
    let takes = match control.kind {
        Kind::Choice(words) => words.join(", "),
        kind => takes(kind),
    };
    let default = match catalogue::default_value(control.default) {
        serde_json::Value::Null if control.required => "required".to_owned(),
        serde_json::Value::Null => String::new(),
        value => format!("`{value}`"),
    };
    let about = control.about.replace('|', "\\|");
    let also = match control.aliases {
        [] => String::new(),
        aliases => format!(" Also read as {}.", codes(aliases, ", ")),
    };
    format!("| `{}` | {takes} | {default} | {about}{also} |\n", control.name)
}

/// What a control takes, in a word.
pub(crate) fn takes(kind: Kind) -> String {
    kind.as_str().to_owned()
}
