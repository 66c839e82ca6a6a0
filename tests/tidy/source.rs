//! The project's own files, as the rules see them.

use std::fs;
use std::path::{Path, PathBuf};

/// What other programs make, and what git keeps for itself.
const NOT_OURS: [&str; 7] =
    ["target", "dist", "node_modules", ".git", "fuzz/target", "fuzz/corpus", "fuzz/artifacts"];

#[derive(Debug)]
pub struct File {
    /// From the root, with `/` between folders.
    pub path: String,
    pub bytes: usize,
    /// Empty if the file is not text.
    pub text: String,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every file of the project, in the order of their paths.
pub fn files() -> Vec<File> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if let Ok(bytes) = fs::read(&path) {
                // A file that is gone by now was an editor's; nothing can be said about it.
                found.push(File {
                    path: name,
                    bytes: bytes.len(),
                    text: String::from_utf8(bytes).unwrap_or_default(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

pub fn rust_files() -> impl Iterator<Item = File> {
    files().into_iter().filter(|file| file.path.ends_with(".rs"))
}

impl File {
    /// Whether the whole file is test code.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap();
        self.path.starts_with("tests/") || self.path.contains("/tests/") || name == "tests.rs"
    }

    /// The lines outside comments and before the tests at the file's end, with their numbers.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        lines.map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Whether the word stands in the line on its own, not as a part of a longer name.
pub fn has_word(line: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !part(before) && (!part(after) || word.ends_with('('))
    })
}

#[test]
fn a_word_is_not_a_part_of_a_longer_one() {
    assert!(has_word("let closure: Closure<dyn Fn()>", "Closure"));
    assert!(!has_word("let x: ClosureKind", "Closure"));
    assert!(has_word("web_sys::window().ok()", "window()"));
    assert!(!has_word("self.pop_window()", "window()"));
}

#[test]
fn code_ends_where_the_tests_begin() {
    let text = "//! Says.\nfn a() {}\n// why\n#[cfg(test)]\nmod tests {}\n".to_owned();
    let file = File { path: "src/a.rs".into(), bytes: text.len(), text };
    assert_eq!(file.code().collect::<Vec<_>>(), [(2, "fn a() {}")]);
}
