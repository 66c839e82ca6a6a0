//! Words that have one place, or none.

use crate::none;
use crate::source::{File, files, has_word, rust_files};

/// JavaScript's values and the browser's own objects.
const EDGE: [&str; 5] = ["JsValue", "Reflect", "Closure", "spawn_local", "window()"];
/// Where they belong: the two adapters, the services of page and gallery, and the phone engine's one export.
const EDGE_FOLDERS: [&str; 5] = [
    "crates/connect/src/",
    "crates/hosts/src/",
    "crates/gallery/src/browser.rs",
    "src/browser/",
    "src/browser.rs",
];
const PHONE: &str = "crates/phone/src/";

/// Lints that nobody may switch off outside tests: what they forbid would take an agent's call down.
const NEVER_ALLOWED: [&str; 9] = [
    "unwrap_used",
    "expect_used",
    "clippy::panic",
    "clippy::todo",
    "clippy::unimplemented",
    "clippy::unreachable",
    "indexing_slicing",
    "string_slice",
    "unsafe_code",
];

/// Written in two halves, so that this file holds none of them.
const UNFINISHED: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!"),
    concat!("unimplemen", "ted!"),
];

/// Beginnings of paths that exist on one machine only.
const MACHINE: [&str; 5] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!(r"C:\", "Users"),
];

fn offences(file: &File, wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = file.code().filter(|(_, line)| wrong(line));
    lines.map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim())).collect()
}

#[test]
fn javascript_stays_at_the_edge() {
    let at_the_edge = |file: &File| {
        let wasm_export = file.path.starts_with(PHONE) && file.text.contains("#[wasm_bindgen");
        file.is_test() || wasm_export || EDGE_FOLDERS.iter().any(|folder| file.path.starts_with(folder))
    };
    let wrong: Vec<_> = rust_files()
        .filter(|file| !at_the_edge(file))
        .flat_map(|file| offences(&file, |line| EDGE.iter().any(|word| has_word(line, word))))
        .collect();
    none(
        "Put this behind a function of src/browser/ or of an adapter crate, which keeps JavaScript's values in:",
        &wrong,
    );
}

#[test]
fn nobody_switches_the_panic_lints_off() {
    let switched_off = |line: &str| {
        (line.contains("allow(") || line.contains("expect("))
            && line.contains("#")
            && NEVER_ALLOWED.iter().any(|lint| line.contains(lint))
    };
    let wrong: Vec<_> =
        rust_files().filter(|file| !file.is_test()).flat_map(|file| offences(&file, switched_off)).collect();
    none("Return the failure instead (`?`, `.get()`, `let … else`): a panic ends the agent's phone:", &wrong);
}

#[test]
fn nothing_is_left_for_later() {
    let generated = ["Cargo.lock", "package-lock.json"];
    let wrong: Vec<_> = files()
        .iter()
        .filter(|file| !generated.contains(&file.path.as_str()))
        .flat_map(|file| {
            let lines = file.text.lines().enumerate();
            let wrong = lines.filter(|(_, line)| UNFINISHED.iter().any(|word| unfinished(line, word)));
            wrong
                .map(|(index, line)| format!("{}:{}: {}", file.path, index + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    none("Finish it, or open an issue and take the note out:", &wrong);
}

fn unfinished(line: &str, word: &str) -> bool {
    if word.ends_with('!') { line.contains(word) } else { has_word(line, word) }
}

#[test]
fn no_path_of_one_machine() {
    let wrong: Vec<_> = files()
        .iter()
        .flat_map(|file| {
            let lines = file.text.lines().enumerate();
            let wrong = lines.filter(|(_, line)| MACHINE.iter().any(|path| line.contains(path)));
            wrong
                .map(|(index, line)| format!("{}:{}: {}", file.path, index + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    none("Write the path relative to the project, or take it from the environment:", &wrong);
}
