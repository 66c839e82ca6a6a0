//! `size`: bytes, after gzip at its best, of everything that an agent's browser loads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::{Bench, Row};
use crate::error::Error;

const WASM: &str = "connect-cti_bg.wasm";
const PHONE: [&str; 2] = ["phone.js", "phone_bg.wasm"];
const STREAMS: &str = "vendor/connect-streams-min.js";

pub fn measure(bench: &Bench) -> Result<Row, Error> {
    let dist = bench.dist;
    let named = |names: &[&str]| sum(&names.iter().map(|name| dist.join(name)).collect::<Vec<_>>());
    let (wasm, js, css) = (named(&[WASM])?, sum(&ours(dist, "js")?)?, sum(&ours(dist, "css")?)?);
    Ok(Row {
        values: json!({
            "wasm_gzip": wasm,
            "js_gzip": js,
            "css_gzip": css,
            "phone_gzip": named(&PHONE)?,
            "streams_gzip": named(&[STREAMS])?,
        }),
        note: format!("bytes; ours without phone numbers and Streams {}", wasm + js + css),
    })
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
    use super::gzip;

    #[test]
    fn what_repeats_costs_little() {
        let size = gzip(&[b'a'; 10_000]).unwrap();
        assert!((20..100).contains(&size), "{size}");
    }
}
