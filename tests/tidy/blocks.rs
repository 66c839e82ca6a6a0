//! A flow block is one file and one row in its family's list.

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
