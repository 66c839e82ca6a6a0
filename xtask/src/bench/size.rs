//! `size`: bytes, after gzip at its best, of everything that an agent's browser loads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::engine::{self, Blocks};
use super::{Bench, Row};
use crate::error::Error;
use crate::shell::Shell;
use crate::target;

const WASM: &str = "connect-cti_bg.wasm";
const PHONE: [&str; 2] = ["phone.js", "phone_bg.wasm"];
const ICONS: &str = "icons.svg";
/// What styles and icons may take together.
const LOOK_AT_MOST: usize = 25_000;
const STREAMS: &str = "vendor/connect-streams-min.js";

pub fn measure(shell: &Shell, bench: &Bench) -> Result<Row, Error> {
    let dist = bench.dist;
    let named = |names: &[&str]| sum(&names.iter().map(|name| dist.join(name)).collect::<Vec<_>>());
    let (wasm, js, css) = (named(&[WASM])?, sum(&ours(dist, "js")?)?, sum(&ours(dist, "css")?)?);
    let icons = named(&[ICONS])?;
    let blocks = blocks(shell)?;
    Ok(Row {
        values: json!({
            "wasm_gzip": wasm,
            "js_gzip": js,
            "css_gzip": css,
            "icons_gzip": icons,
            "phone_gzip": named(&PHONE)?,
            "streams_gzip": named(&[STREAMS])?,
            "block_gzip": blocks.each(1),
            "blocks_100_gzip": blocks.each(100),
        }),
        note: format!(
            "bytes; ours without phone numbers and Streams {}; styles and icons {} of {LOOK_AT_MOST}; {} blocks take {}",
            wasm + js + css + icons,
            css + icons,
            blocks.count,
            blocks.bytes
        ),
    })
}

/// What the blocks of the language take together, after gzip.
struct Catalogue {
    count: usize,
    bytes: usize,
}

impl Catalogue {
    fn each(&self, blocks: usize) -> usize {
        (self.bytes * blocks).checked_div(self.count).unwrap_or_default()
    }
}

/// The engine as a module of its own with all blocks, less the same module with none but Start and End.
///
/// So everything counts that is there for blocks only: their code and names, their effects, and what they
/// alone use of the libraries. The page needs some of that for itself too, so a block costs an agent this
/// much at most. Bytes of functions by their names would leave out what is inlined, shared or data, and say
/// nothing of gzip.
fn blocks(shell: &Shell) -> Result<Catalogue, Error> {
    let folder = target::folder(shell)?.join("bench/blocks");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let built = |blocks| engine::build(shell, blocks, &folder).and_then(|module| sum(&[module]));
    let (bare, all) = (built(Blocks::Bare)?, built(Blocks::All)?);
    let count = count(&shell.root.join("crates/flow/src/blocks"))?;
    Ok(Catalogue { count, bytes: all.saturating_sub(bare) })
}

/// Blocks by their files, Start and End left out.
fn count(folder: &Path) -> Result<usize, Error> {
    let mut count = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
            let path = entry.map_err(Error::file(&folder))?.path();
            if path.is_dir() {
                if !path.ends_with("structure") {
                    folders.push(path);
                }
            } else if fs::read_to_string(&path).map_err(Error::file(&path))?.contains(" BLOCK: Block = ") {
                count += 1;
            }
        }
    }
    Ok(count)
}

/// All files of the page with this ending, without the vendor's and without those of another row.
fn ours(dist: &Path, ending: &str) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut folders = vec![dist.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
            let path = entry.map_err(Error::file(&folder))?.path();
            let elsewhere = path.ends_with("vendor") || PHONE.iter().any(|name| path == dist.join(name));
            if elsewhere {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn sum(files: &[PathBuf]) -> Result<usize, Error> {
    files
        .iter()
        .map(|file| gzip(&fs::read(file).map_err(Error::file(file))?).map_err(Error::file(file)))
        .sum()
}

fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, LOOK_AT_MOST, gzip};
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_hundred_blocks_are_reckoned_from_those_there_are() {
        assert_eq!(Catalogue { count: 50, bytes: 25_010 }.each(100), 50_020);
        assert_eq!(Catalogue { count: 0, bytes: 10 }.each(100), 0);
    }

    /// As they are written; the build makes them smaller.
    #[test]
    fn styles_and_icons_are_small() {
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www");
        let mut styles = fs::read(www.join("icons.svg")).unwrap();
        for file in fs::read_dir(www.join("css")).unwrap() {
            styles.extend(fs::read(file.unwrap().path()).unwrap());
        }
        let size = gzip(&styles).unwrap();
        assert!(
            (1_000..=LOOK_AT_MOST).contains(&size),
            "{size} bytes after gzip, {LOOK_AT_MOST} are allowed"
        );
    }

    #[test]
    fn what_repeats_costs_little() {
        let size = gzip(&[b'a'; 10_000]).unwrap();
        assert!((20..100).contains(&size), "{size}");
    }
}
