//! Colours: all of them are tokens, documented, and every pair that is used together can be read.

use std::collections::BTreeMap;

use crate::none;
use crate::source::{File, files};

const TOKENS: &str = "www/css/tokens.css";
const DOCUMENT: &str = "docs/look.md";
const PREFIX: &str = "--cti-color-";

/// WCAG 2.2, 1.4.3 and 1.4.11.
const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

/// The grounds that lie under most things, and what stands on each of them.
const SURFACES: [&str; 4] = ["surface", "surface-container", "surface-hover", "surface-selected"];
const ON_SURFACES: [(&str, f64); 8] = [
    ("on-surface", TEXT),
    ("on-surface-strong", TEXT),
    ("on-surface-weak", TEXT),
    ("accent-text", TEXT),
    ("error", TEXT),
    ("border-strong", SHAPE),
    ("accent", SHAPE),
    ("focus", SHAPE),
];
/// What stands on other grounds.
const PAIRS: [(&str, &str, f64); 25] = [
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("on-accent", "accent-active", TEXT),
    ("on-error-fill", "error", TEXT),
    ("on-error-fill", "error-hover", TEXT),
    ("on-info", "info-container", TEXT),
    ("on-success", "success-container", TEXT),
    ("on-warning", "warning-container", TEXT),
    ("on-error", "error-container", TEXT),
    ("accent-text", "info-container", TEXT),
    ("accent-text", "success-container", TEXT),
    ("accent-text", "warning-container", TEXT),
    ("accent-text", "error-container", TEXT),
    ("on-surface-weak", "info-container", TEXT),
    ("on-surface-weak", "success-container", TEXT),
    ("on-surface-weak", "warning-container", TEXT),
    ("on-surface-weak", "error-container", TEXT),
    ("info", "info-container", SHAPE),
    ("success", "success-container", SHAPE),
    ("warning", "warning-container", SHAPE),
    ("error", "error-container", SHAPE),
    ("info", "surface", SHAPE),
    ("success", "surface", TEXT),
    ("warning", "surface", SHAPE),
    ("focus", "focus-gap", SHAPE),
];
/// What is disabled needs no contrast.
const DISABLED: &str = "on-disabled";

fn pairs() -> impl Iterator<Item = (&'static str, &'static str, f64)> {
    let on = |ground| ON_SURFACES.into_iter().map(move |(colour, ratio)| (colour, ground, ratio));
    SURFACES.into_iter().flat_map(on).chain(PAIRS)
}

/// A token's light and dark value.
type Tokens = BTreeMap<String, [String; 2]>;

fn tokens(text: &str) -> Tokens {
    let usual = text.split("@media").next().unwrap_or_default();
    usual.lines().filter_map(token).collect()
}

fn token(line: &str) -> Option<(String, [String; 2])> {
    let (name, value) = line.trim().strip_prefix(PREFIX)?.split_once(": light-dark(")?;
    let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
    Some((name.to_owned(), [light.to_owned(), dark.to_owned()]))
}

/// WCAG's relative luminance of `#rgb` or `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').unwrap_or_else(|| panic!("{colour} is no opaque colour"));
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A rule's declarations, with the line that it begins in. Rules within rules of `@media` count as any other.
fn rules(text: &str) -> Vec<(usize, Vec<(&str, &str)>)> {
    let mut rules = Vec::new();
    let mut open: Vec<(usize, Vec<(&str, &str)>)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.ends_with('{') {
            open.push((at + 1, Vec::new()));
        } else if line == "}" {
            rules.extend(open.pop());
        } else if let Some((property, value)) = line.trim_end_matches(';').split_once(": ")
            && let Some((_, declarations)) = open.last_mut()
        {
            declarations.push((property, value));
        }
    }
    rules
}

fn of_property<'a>(declarations: &[(&str, &'a str)], names: [&str; 2]) -> Option<&'a str> {
    let value = declarations.iter().rev().find(|(property, _)| names.contains(property))?.1;
    value.split_once(PREFIX)?.1.split(')').next()
}

fn styles() -> Vec<File> {
    files().into_iter().filter(|file| file.path.starts_with("www/css/")).collect()
}

fn known() -> Tokens {
    let text = files().into_iter().find(|file| file.path == TOKENS).map(|file| file.text);
    tokens(&text.unwrap_or_default())
}

#[test]
fn every_pair_of_colours_can_be_read_in_both_themes() {
    let tokens = known();
    let mut weak = Vec::new();
    for (colour, ground, ratio) in pairs() {
        for (theme, name) in ["light", "dark"].into_iter().enumerate() {
            let [colour_value, ground_value] = [colour, ground]
                .map(|token| &tokens.get(token).unwrap_or_else(|| panic!("no {token}"))[theme]);
            let found = contrast(colour_value, ground_value);
            if found < ratio {
                weak.push(format!("{colour} on {ground}, {name}: {found:.2}, {ratio} is needed"));
            }
        }
    }
    none("Choose other colours in `www/css/tokens.css`:", &weak);
}

#[test]
fn the_pairs_are_those_that_the_styles_use() {
    let mut unknown = Vec::new();
    for file in styles() {
        for (line, declarations) in rules(&file.text) {
            let Some(colour) = of_property(&declarations, ["color", "color"]) else { continue };
            let ground = of_property(&declarations, ["background", "background-color"]);
            let tested = colour == DISABLED
                || pairs()
                    .any(|(one, other, _)| one == colour && ground.is_none_or(|ground| ground == other));
            if !tested {
                unknown.push(format!("{}:{line}: {colour} on {}", file.path, ground.unwrap_or("anything")));
            }
        }
    }
    none("Use a pair that `tests/tidy/look.rs` knows, or add it there:", &unknown);
}

/// The names of variables that a text says between these two.
fn names<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn every_colour_and_size_is_a_token_that_exists() {
    let styles = styles();
    let declared: Vec<_> = styles.iter().flat_map(|file| names(&file.text, "\n  --", ":")).collect();
    let mut wrong = Vec::new();
    for file in &styles {
        for (at, line) in file.text.lines().enumerate() {
            let Some((_, value)) = line.split_once(": ").filter(|_| line.starts_with("  ")) else { continue };
            let literal = file.path != TOKENS
                && (value.contains('#') || ["rgb(", "hsl("].iter().any(|start| value.contains(start)));
            let used = names(value, "var(--", ")");
            // What a script sets has a value to fall back on.
            let mut unknown = used.iter().filter(|name| !name.contains(','));
            if literal || unknown.any(|name| !declared.contains(name)) {
                wrong.push(format!("{}:{}: {}", file.path, at + 1, line.trim()));
            }
        }
    }
    none("Take colours and sizes from `www/css/tokens.css`:", &wrong);
}

#[test]
fn every_colour_is_documented_with_both_values() {
    let documents = files();
    let document = documents.iter().find(|file| file.path == DOCUMENT).map_or("", |file| &*file.text);
    let missing: Vec<_> = known()
        .iter()
        .map(|(name, [light, dark])| format!("| `{name}` | `{light}` | `{dark}` |"))
        .filter(|row| !document.contains(row))
        .collect();
    none("Write these rows in `docs/look.md`:", &missing);
}

#[test]
fn contrast_is_reckoned_as_wcag_does() {
    assert_eq!(contrast("#fff", "#000000"), 21.0);
    assert!((contrast("#777777", "#fff") - 4.48).abs() < 0.01);
    assert_eq!(contrast("#abc", "#abc"), 1.0);
}

#[test]
fn a_rule_is_read_with_its_ground() {
    let text = "@media (a) {\n  .x:hover {\n    color: var(--cti-color-error);\n    background: var(--cti-color-surface);\n  }\n}\n";
    let rules = rules(text);
    let (line, declarations) = &rules[0];
    assert_eq!(*line, 2);
    assert_eq!(of_property(declarations, ["color", "color"]), Some("error"));
    assert_eq!(of_property(declarations, ["background", "background-color"]), Some("surface"));
}
