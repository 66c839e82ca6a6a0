//! Every text in every language, and no key that has no text.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::none;
use crate::source::{File, files, rust_files};

const FOLDER: &str = "www/locales/";
/// The language that the others are compared with.
const FIRST: &str = "www/locales/en.json";

fn locales() -> Vec<File> {
    files().into_iter().filter(|file| file.path.starts_with(FOLDER) && file.path.ends_with(".json")).collect()
}

fn texts(file: &File) -> Vec<(String, String)> {
    let json: Value =
        serde_json::from_str(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let object = json.as_object().unwrap_or_else(|| panic!("{}: not an object", file.path));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    object
        .iter()
        .map(|(key, value)| {
            (key.clone(), text(value).unwrap_or_else(|| panic!("{}: `{key}` is no text", file.path)))
        })
        .collect()
}

fn first() -> Vec<(String, String)> {
    let locales = locales();
    texts(locales.iter().find(|file| file.path == FIRST).unwrap_or_else(|| panic!("{FIRST} is missing")))
}

fn keys(texts: &[(String, String)]) -> BTreeSet<&str> {
    texts.iter().map(|(key, _)| key.as_str()).collect()
}

/// The `{names}` that a text leaves to be filled, in the order of the alphabet.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn languages_have_the_same_keys() {
    let first = first();
    let wrong: Vec<_> = locales()
        .iter()
        .flat_map(|file| {
            let texts = texts(file);
            let (wanted, had) = (keys(&first), keys(&texts));
            let missing = wanted.difference(&had).map(|key| format!("{}: `{key}` is missing", file.path));
            let extra =
                had.difference(&wanted).map(|key| format!("{}: `{key}` is not in {FIRST}", file.path));
            missing.chain(extra).collect::<Vec<_>>()
        })
        .collect();
    none("Give every language every key:", &wrong);
}

#[test]
fn languages_fill_the_same_placeholders() {
    let first = first();
    let wrong: Vec<_> = locales()
        .iter()
        .flat_map(|file| {
            let english =
                |key: &str| first.iter().find(|(other, _)| other == key).map(|(_, text)| text.clone());
            let texts = texts(file).into_iter();
            let differ = texts.filter(|(key, text)| {
                english(key).is_some_and(|english| placeholders(&english) != placeholders(text))
            });
            differ.map(|(key, _)| format!("{}: `{key}`", file.path)).collect::<Vec<_>>()
        })
        .collect();
    none("Use the placeholders of the English text, all and no others:", &wrong);
}

#[test]
fn every_key_in_the_code_has_a_text() {
    let first = first();
    let keys = keys(&first);
    let groups: BTreeSet<_> =
        keys.iter().filter_map(|key| key.split_once('.')).map(|(group, _)| group).collect();
    let wrong: Vec<_> = page_sources()
        .iter()
        .flat_map(|file| {
            let literals = literals(file);
            let unknown = literals.into_iter().filter(|(_, literal)| {
                looks_like_a_key(literal)
                    && literal.split_once('.').is_some_and(|(group, _)| groups.contains(group))
                    && !keys.contains(literal.as_str())
            });
            unknown.map(|(line, literal)| format!("{}:{line}: `{literal}`", file.path)).collect::<Vec<_>>()
        })
        .collect();
    none(&format!("Write the text in {FIRST} and in the other languages:"), &wrong);
}

#[test]
fn every_text_is_used() {
    let used: BTreeSet<_> = page_sources().iter().flat_map(literals).map(|(_, literal)| literal).collect();
    // `format!("channel.{…}")` uses the whole group.
    let group_used = |key: &str| {
        used.iter()
            .filter_map(|literal| literal.split_once('{'))
            .any(|(start, _)| start.ends_with('.') && key.starts_with(start))
    };
    let unused: Vec<_> = first()
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !used.contains(key) && !group_used(key))
        .collect();
    none("Take the key out of every language, or use it:", &unused);
}

fn page_sources() -> Vec<File> {
    rust_files()
        .filter(|file| file.path.starts_with("src/") || file.path.starts_with("crates/studio/src/"))
        .collect()
}

/// The string literals of a file's code, each with its line.
fn literals(file: &File) -> Vec<(usize, String)> {
    let lines = file.code();
    lines
        .flat_map(|(number, line)| {
            line.split('"').skip(1).step_by(2).map(move |text| (number, text.to_owned()))
        })
        .collect()
}

fn looks_like_a_key(literal: &str) -> bool {
    !literal.is_empty() && literal.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_')
}

#[test]
fn placeholders_are_found() {
    assert_eq!(placeholders("{name}: {count} of {name}"), BTreeSet::from(["count", "name"]));
}
