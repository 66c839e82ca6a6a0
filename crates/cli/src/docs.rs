//! `cti docs`: the reference of blocks and events, written from what the program knows of them.

mod block;
mod event;
mod example;
pub(crate) mod markdown;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cti_core::event::EVENTS;
use cti_flow::blocks;

use crate::input::{InputError, read_text};
use crate::{Report, exit};

/// The folders that hold nothing but written pages.
const FOLDERS: [&str; 2] = ["blocks", "events"];

/// Every page, by its path below the folder.
pub(crate) fn pages() -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    pages.insert(Path::new("blocks").join("README.md"), block::index());
    for block in blocks::all() {
        pages.insert(Path::new("blocks").join(block::file_name(block)), block::page(block));
    }
    pages.insert(Path::new("events").join("README.md"), event::index());
    for spec in EVENTS {
        pages.insert(Path::new("events").join(event::file_name(spec)), event::page(spec));
    }
    pages
}

pub(crate) fn docs(folder: &Path, check: bool) -> Report {
    let done = if check { differ(folder) } else { write(folder) };
    done.unwrap_or_else(|error| Report::unreadable(&error))
}

fn write(folder: &Path) -> Result<Report, InputError> {
    let pages = pages();
    let mut written = 0;
    for (name, text) in &pages {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
            continue;
        }
        let unwritable = |source| InputError::Unwritable { path: path.clone(), source };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(unwritable)?;
        }
        fs::write(&path, text).map_err(unwritable)?;
        written += 1;
    }
    let stray = stray(folder, &pages)?;
    for path in &stray {
        fs::remove_file(path).map_err(|source| InputError::Unwritable { path: path.clone(), source })?;
    }
    let output = format!("{} pages, {written} of them written, {} removed\n", pages.len(), stray.len());
    Ok(Report { output, ..Report::default() })
}

/// Whether the pages are those that would be written.
fn differ(folder: &Path) -> Result<Report, InputError> {
    let pages = pages();
    let mut report = Report::default();
    let mut tell = |path: &Path, what: &str| {
        report.errors += &format!("cti: `{}` {what}; run `cti docs`\n", path.display());
        report.code = exit::FAILED;
    };
    for (name, text) in &pages {
        let path = folder.join(name);
        if !path.exists() {
            tell(&path, "is missing");
        } else if read_text(&path)?.replace("\r\n", "\n") != *text {
            tell(&path, "is out of date");
        }
    }
    for path in stray(folder, &pages)? {
        tell(&path, "is about nothing that there is");
    }
    Ok(report)
}

/// Pages of blocks and events that are no more. Other files are nobody's business here.
fn stray(folder: &Path, pages: &BTreeMap<PathBuf, String>) -> Result<Vec<PathBuf>, InputError> {
    let mut stray = Vec::new();
    for name in FOLDERS {
        let below = folder.join(name);
        if !below.is_dir() {
            continue;
        }
        let unreadable = |source| InputError::Unreadable { path: below.clone(), source };
        for entry in fs::read_dir(&below).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.file_name();
            let page = Path::new(name).join(&file);
            let written = page.extension().is_some_and(|ending| ending == "md");
            if written && !pages.contains_key(&page) {
                stray.push(folder.join(page));
            }
        }
    }
    stray.sort();
    Ok(stray)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_and_event_has_a_page_of_its_own() {
        assert_eq!(pages().len(), blocks::all().count() + EVENTS.len() + 2);
    }

    #[test]
    fn links_lead_to_pages() {
        let pages = pages();
        for (path, text) in &pages {
            let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            for target in targets.filter(|target| !target.starts_with("../")) {
                assert!(pages.contains_key(&path.with_file_name(target)), "{}: {target}", path.display());
            }
        }
    }
}
