//! Settings that the server merges into the page, because the phone starts before any call could fetch them.
//!
//! They are read one by one: a wrong one costs only itself, and says what it should be.

use serde_json::{Map, Value};

use crate::members::Member;
use crate::settings::Feature;

/// `{"adapter": {…}, "features": [{name, value, active}]}`, the adapter's record with its features.
#[derive(Debug, Default)]
pub struct Merged {
    adapter: Map<String, Value>,
    features: Vec<Feature>,
    /// What was wrong with what was read so far, for an administrator.
    pub problems: Vec<String>,
}

impl Merged {
    /// Where it cannot be read at all, every setting has its default.
    pub fn parse(json: &str) -> Self {
        let mut merged = Self::default();
        let Ok(Value::Object(mut parts)) = serde_json::from_str(json) else {
            merged.problems.push("the phone settings of the page are no JSON object".to_owned());
            return merged;
        };
        if let Some(Value::Object(adapter)) = parts.swap_remove("adapter") {
            merged.adapter = adapter;
        }
        if let Some(Value::Array(features)) = parts.swap_remove("features") {
            for feature in features {
                match Feature::read(feature) {
                    Ok(feature) => merged.features.push(feature),
                    Err(error) => {
                        merged.problems.push(["a feature cannot be read: ", &error.to_string()].concat())
                    }
                }
            }
        }
        merged
    }

    /// A switch of the adapter.
    pub fn flag(&mut self, name: &str, default: bool) -> bool {
        match self.adapter.get(name) {
            None | Some(Value::Null) => default,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.wrong(name, "is neither true nor false");
                default
            }
        }
    }

    /// A text of the adapter; nothing where it is empty.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let text = match self.adapter.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Null => return None,
            _ => {
                self.wrong(name, "is no text");
                return None;
            }
        };
        (!text.is_empty()).then_some(text)
    }

    /// The address of a sound or page: complete with `https`, or relative to this page.
    pub fn address(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if is_safe_address(&text) {
            return Some(text);
        }
        self.wrong(name, "is neither an https address nor a relative one");
        None
    }

    /// A record that belongs to the adapter.
    pub fn record(&self, name: &str) -> Option<&Map<String, Value>> {
        self.adapter.get(name)?.as_object()
    }

    pub fn feature(&self, name: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.active && feature.name == name)
    }

    fn wrong(&mut self, name: &str, what: &str) {
        self.problems.push(["adapter: `", name, "` ", what].concat());
    }
}

/// Relative addresses have no scheme, and no `//` that would name another server.
fn is_safe_address(text: &str) -> bool {
    let scheme = text.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    let https = text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    https || !(scheme || text.starts_with("//") || text.contains('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_costs_only_itself() {
        let mut merged = Merged::parse(
            r#"{"adapter": {"a": "yes", "b": true, "c": 5, "d": " x ", "e": null}, "features": [
                {"name": 5}, {"name": "F", "value": "K: v", "active": true}, {"name": "G", "active": false}]}"#,
        );
        assert!(!merged.flag("a", false));
        assert!(merged.flag("b", false));
        assert_eq!(merged.text("c"), None);
        assert_eq!(merged.text("d").as_deref(), Some("x"));
        assert_eq!((merged.text("e"), merged.flag("e", true)), (None, true));
        assert_eq!(merged.feature("F").and_then(|feature| feature.get("K")), Some("v"));
        assert!(merged.feature("G").is_none());
        let problems = [
            "a feature cannot be read: `name`: a number where a text should be",
            "adapter: `a` is neither true nor false",
            "adapter: `c` is no text",
        ];
        assert_eq!(merged.problems, problems);
    }

    #[test]
    fn what_is_no_json_leaves_every_default() {
        for json in ["", "{", "[]", "{\"adapter\": 5, \"features\": {}}"] {
            let mut merged = Merged::parse(json);
            assert!(merged.flag("medialess", true) && merged.text("region").is_none(), "{json}");
        }
    }

    #[test]
    fn a_sound_comes_by_https_or_from_this_server() {
        for good in
            ["https://a.example/r.mp3", "HTTPS://a.example/r", "/resource/ring.wav", "r.wav", "a/b?c=d:e"]
        {
            assert!(is_safe_address(good), "{good}");
        }
        for bad in
            ["http://a.example/r.mp3", "//a.example/r", "javascript:alert(1)", "data:audio/wav,", "\\\\a\\b"]
        {
            assert!(!is_safe_address(bad), "{bad}");
        }
    }
}
