//! Every text in every language, and no key that has no text.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::none;
use crate::source::{File, files, rust_files};

const FOLDER: &str = "www/locales/";
/// The language that the others are compared with.
const FIRST: &str = "www/locales/en.json";

/// The categories of Unicode's plural rules for whole numbers (CLDR 48), by the language of the file.
const PLURALS: [(&str, &[&str]); 10] = [
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("it", &["one", "many", "other"]),
    ("ja", &["other"]),
    ("ko", &["other"]),
    ("pt-BR", &["one", "many", "other"]),
    ("zh-Hans", &["other"]),
    ("zh-Hant", &["other"]),
];
/// What a text about a number of things leaves to be filled; its key ends with a category.
const COUNT: &str = "count";
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

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

/// A key as the code writes it: without the category, where the text is about a number of things.
fn written<'a>(key: &'a str, text: &str) -> &'a str {
    match key.rsplit_once('.') {
        Some((start, category)) if CATEGORIES.contains(&category) && placeholders(text).contains(COUNT) => {
            start
        }
        _ => key,
    }
}

/// The keys that a language must have: English's, with its own categories.
fn wanted(code: &str, first: &[(String, String)]) -> BTreeSet<String> {
    let own = PLURALS.iter().find(|(other, _)| *other == code).map(|(_, categories)| *categories);
    let own = own.unwrap_or_else(|| panic!("Give `{code}` a row in PLURALS of tests/tidy/locales.rs"));
    let of = |(key, text): &(String, String)| match written(key, text) {
        start if start == key => vec![key.clone()],
        start => own.iter().map(|category| format!("{start}.{category}")).collect(),
    };
    first.iter().flat_map(of).collect()
}

fn code(file: &File) -> &str {
    file.path.trim_start_matches(FOLDER).trim_end_matches(".json")
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
            let wanted = wanted(code(file), &first);
            let (wanted, had) = (wanted.iter().map(String::as_str).collect::<BTreeSet<_>>(), keys(&texts));
            let missing = wanted.difference(&had).map(|key| format!("{}: `{key}` is missing", file.path));
            let extra = had.difference(&wanted).map(|key| format!("{}: `{key}` is not asked for", file.path));
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
            let english = |key: &str, text: &str| {
                let same =
                    |(other, english): &&(String, String)| written(other, english) == written(key, text);
                first.iter().find(same).map(|(_, text)| text.clone())
            };
            let texts = texts(file).into_iter();
            let differ = texts.filter(|(key, text)| {
                english(key, text).is_none_or(|english| placeholders(&english) != placeholders(text))
            });
            differ.map(|(key, _)| format!("{}: `{key}`", file.path)).collect::<Vec<_>>()
        })
        .collect();
    none("Use the placeholders of the English text, all and no others:", &wrong);
}

#[test]
fn a_text_is_no_markup() {
    let markup =
        |text: &str| text.contains(['<', '>', '&', '\n', '\t']) || text != text.trim() || text.is_empty();
    let wrong: Vec<_> = locales()
        .iter()
        .flat_map(|file| {
            let texts = texts(file).into_iter().filter(|(_, text)| markup(text));
            texts.map(|(key, text)| format!("{}: `{key}`: {text:?}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    none("Write plain words, on one line, with no space around them:", &wrong);
}

#[test]
fn every_key_in_the_code_has_a_text() {
    let first = first();
    let keys: BTreeSet<_> = first.iter().map(|(key, text)| written(key, text)).collect();
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
        .iter()
        .map(|(key, text)| written(key, text).to_owned())
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
fn a_category_belongs_to_a_key_whose_text_counts() {
    assert_eq!(written("drawer.handle.one", "{count} notice"), "drawer.handle");
    assert_eq!(written("channel.other", "Contact"), "channel.other");
}

#[test]
fn each_language_wants_its_own_categories() {
    let first = [("a.one", "{count} note"), ("a.other", "{count} notes"), ("b.other", "Contact")];
    let first = first.map(|(key, text)| (key.to_owned(), text.to_owned()));
    let check = |code, expected: &[&str]| {
        assert_eq!(wanted(code, &first), expected.iter().map(|key| key.to_string()).collect())
    };
    check("en", &["a.one", "a.other", "b.other"]);
    check("fr", &["a.many", "a.one", "a.other", "b.other"]);
    check("ja", &["a.other", "b.other"]);
}

#[test]
fn placeholders_are_found() {
    assert_eq!(placeholders("{name}: {count} of {name}"), BTreeSet::from(["count", "name"]));
}
