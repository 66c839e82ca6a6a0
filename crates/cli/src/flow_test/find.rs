//! Where flow tests are: files by name, and everything below folders.

use std::fs;
use std::path::{Path, PathBuf};

use crate::input::InputError;

/// What the name of a test file ends with.
pub(crate) const ENDING: &str = ".cti-test.json";

/// The test files, in order, each once. A file that is named counts whatever its name.
pub(crate) fn find(places: &[PathBuf]) -> Result<Vec<PathBuf>, InputError> {
    let mut found = Vec::new();
    for place in places {
        if place.is_dir() {
            below(place, &mut found)?;
        } else {
            found.push(place.clone());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

/// Links to folders are not followed, so that there is an end; hidden folders and `node_modules` hold
/// nobody's tests.
fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), InputError> {
    let unreadable = |source| InputError::Unreadable { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        entries.push((entry.file_name(), entry.path(), entry.file_type().map_err(unreadable)?));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, path, kind) in entries {
        let name = name.to_string_lossy();
        if kind.is_dir() {
            if !name.starts_with('.') && name != "node_modules" {
                below(&path, found)?;
            }
        } else if name.ends_with(ENDING) {
            found.push(path);
        }
    }
    Ok(())
}
