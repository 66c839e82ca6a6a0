//! How much of a flow's data is shown at once, and what the agent has asked to see besides.

use cti_core::attribute::safe_link;
use serde_json::{Map, Value};

/// Entries of one object or list that are shown at first.
const ENTRIES: usize = 50;
/// Characters of one text that are shown at first.
const CHARACTERS: usize = 2_000;
/// With each press four times as much is shown as before.
const GROWTH: usize = 4;
/// What has no more values in it than this is open at first.
const SMALL: usize = 12;

/// What the agent has opened, closed and asked more of, by the path of the value: `3.0.12`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    toggled: Vec<String>,
    /// A path for each press.
    more: Vec<String>,
}

impl Opened {
    pub fn is_open(&self, path: &str, value: &Value) -> bool {
        let mut room = SMALL;
        is_small(value, &mut room) != self.toggled.iter().any(|toggled| toggled == path)
    }

    pub fn toggle(&mut self, path: String) {
        let before = self.toggled.len();
        self.toggled.retain(|toggled| *toggled != path);
        if self.toggled.len() == before {
            self.toggled.push(path);
        }
    }

    pub fn show_more(&mut self, path: String) {
        self.more.push(path);
    }

    /// How many entries are shown of an object or list.
    pub fn entries(&self, path: &str) -> usize {
        self.grown(ENTRIES, path)
    }

    /// The part of a text that is shown, and how many characters are left.
    pub fn part<'a>(&self, path: &str, text: &'a str) -> (&'a str, usize) {
        let limit = self.grown(CHARACTERS, path);
        match text.char_indices().nth(limit).and_then(|(at, _)| text.split_at_checked(at)) {
            Some((part, rest)) => (part, rest.chars().count()),
            None => (text, 0),
        }
    }

    fn grown(&self, first: usize, path: &str) -> usize {
        let presses = self.more.iter().filter(|more| *more == path);
        presses.fold(first, |shown, _| shown.saturating_mul(GROWTH))
    }
}

/// Stops looking as soon as there is no room left: an object may have a hundred thousand values.
fn is_small(value: &Value, room: &mut usize) -> bool {
    let Some(left) = room.checked_sub(1) else { return false };
    *room = left;
    match value {
        Value::Object(entries) => entries.values().all(|value| is_small(value, room)),
        Value::Array(entries) => entries.iter().all(|value| is_small(value, room)),
        _ => true,
    }
}

/// The path of an entry of the object or list with this path; the data itself has the empty one.
pub fn below(path: &str, at: usize) -> String {
    let at = at.to_string();
    if path.is_empty() { at } else { [path, ".", &at].concat() }
}

/// The name and the value at a path; an entry of a list has its number for a name.
pub fn find(data: &Map<String, Value>, path: &str) -> Option<(String, Value)> {
    let mut places = path.split('.').map(|place| place.parse::<usize>().ok());
    let (name, mut value) = data.iter().nth(places.next()??)?;
    let mut name = name.clone();
    for place in places {
        (name, value) = match value {
            Value::Object(entries) => {
                entries.iter().nth(place?).map(|(name, value)| (name.clone(), value))?
            }
            Value::Array(entries) => ((place? + 1).to_string(), entries.get(place?)?),
            _ => return None,
        };
    }
    Some((name, value.clone()))
}

/// What is copied of a value: a text as it is, all else as JSON.
pub fn copied(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}

/// The address, where the whole text is one that may be followed.
pub fn link(text: &str) -> Option<String> {
    safe_link(text).filter(|link| !link.contains(char::is_whitespace) && !link.ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_small_is_open_until_it_is_closed() {
        let mut opened = Opened::default();
        let small = json!({"a": [1, 2], "b": {"c": null}});
        assert!(opened.is_open("0", &small));
        opened.toggle("0".into());
        assert!(!opened.is_open("0", &small));
        assert!(opened.is_open("1", &small));
        opened.toggle("0".into());
        assert!(opened.is_open("0", &small));
    }

    #[test]
    fn what_is_large_or_deep_is_closed_until_it_is_opened() {
        let mut opened = Opened::default();
        let deep = (0..SMALL).fold(json!("x"), |value, _| json!([value]));
        let large = json!(vec![0; 100_000]);
        for (path, value) in [("0", &deep), ("1", &large)] {
            assert!(!opened.is_open(path, value));
            opened.toggle(path.into());
            assert!(opened.is_open(path, value));
        }
    }

    #[test]
    fn each_press_shows_four_times_as_much() {
        let mut opened = Opened::default();
        assert_eq!(opened.entries("3"), 50);
        opened.show_more("3".into());
        opened.show_more("3".into());
        assert_eq!((opened.entries("3"), opened.entries("3.1")), (800, 50));
        (0..100).for_each(|_| opened.show_more("0".into()));
        assert_eq!(opened.entries("0"), usize::MAX);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let mut opened = Opened::default();
        let text = "ä".repeat(2_001);
        let (part, left) = opened.part("0", &text);
        assert_eq!((part.chars().count(), left), (2_000, 1));
        opened.show_more("0".into());
        assert_eq!(opened.part("0", &text), (&*text, 0));
        assert_eq!(opened.part("1", "short"), ("short", 0));
    }

    #[test]
    fn a_value_is_found_by_its_path() {
        let data = json!({"a": 1, "b": [{"c": "x"}, "y"]});
        let find = |path: &str| find(data.as_object().unwrap(), path);
        assert_eq!(find("0"), Some(("a".into(), json!(1))));
        assert_eq!(find(&below(&below("1", 0), 0)), Some(("c".into(), json!("x"))));
        assert_eq!(find("1.1"), Some(("2".into(), json!("y"))));
        for wrong in ["", "2", "0.0", "1.2", "x", "1.", "1.0.0.0"] {
            assert_eq!(find(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_a_text_that_is_an_address_is_a_link() {
        for text in ["https://example.com/?a=b", "mailto:a@example.com", "tel:+12135550100"] {
            assert_eq!(link(text).as_deref(), Some(text));
        }
        for text in [
            "see https://example.com",
            "https://example.com is it",
            "tel:",
            "javascript:alert(1)",
            "a: b",
            "",
        ] {
            assert_eq!(link(text), None, "{text}");
        }
    }

    #[test]
    fn texts_are_copied_as_they_are_and_all_else_as_json() {
        assert_eq!(copied(&json!("a \"b\"")), "a \"b\"");
        assert_eq!(copied(&json!(true)), "true");
        assert_eq!(copied(&json!([1])), "[\n  1\n]");
    }
}
