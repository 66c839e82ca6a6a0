//! A flow block is one file and one row in its family's list, and there are those of the published language.

use clap::Parser;
use cti_cli::{Arguments, Terminal, execute};
use serde_json::Value;

use crate::none;
use crate::source::rust_files;

const BLOCKS: &str = "crates/flow/src/blocks/";

#[test]
fn every_block_is_in_its_family() {
    let files: Vec<_> = rust_files().filter(|file| file.path.starts_with(BLOCKS)).collect();
    let wrong: Vec<_> = files
        .iter()
        .filter_map(|file| {
            let (family, block) = file.path.strip_prefix(BLOCKS)?.strip_suffix(".rs")?.split_once('/')?;
            let list = format!("{BLOCKS}{family}.rs");
            let row = format!("mod {block};");
            let listed = files
                .iter()
                .any(|file| file.path == list && file.text.lines().any(|line| line.ends_with(&row)));
            (!listed).then(|| format!("{}: no `{row}` in {list}", file.path))
        })
        .collect();
    none("Add the block to its family's list:", &wrong);
}

/// Type, name, version and ports of the 114 blocks, as they were published or, where they never were, decided.
const CATALOGUE: &str = include_str!("catalogue.tsv");

#[test]
fn the_catalogue_is_that_of_the_published_language() {
    let arguments = Arguments::parse_from(["cti", "blocks", "--format", "json"]);
    let blocks: Value = serde_json::from_str(&execute(&arguments, Terminal::default()).output).unwrap();
    let ours: Vec<_> = blocks.as_array().unwrap().iter().map(row).collect();
    let theirs: Vec<_> = CATALOGUE.lines().map(str::to_owned).collect();
    assert_eq!(theirs.len(), 114);
    let missing = theirs.iter().filter(|row| !ours.contains(row)).map(|row| format!("missing: {row}"));
    let own = ours.iter().filter(|row| !theirs.contains(row)).map(|row| format!("not published: {row}"));
    none(
        "Give the block the published type, name, version and ports:",
        &missing.chain(own).collect::<Vec<_>>(),
    );
    assert_eq!(ours, theirs, "the order is the catalogue's");
}

fn row(block: &Value) -> String {
    let text = |name: &str| block[name].as_str().unwrap_or_default();
    let ports: Vec<_> = block["ports"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    [text("type"), text("name"), text("since"), &ports.join(" ")].join("\t")
}
