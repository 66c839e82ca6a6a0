//! CTI Attributes: how the overlay shows a contact's attributes.
//!
//! A rule's format is a template: `{{name}}` stands for the contact attribute `name`, everything else is
//! kept. What comes out is text; a link only ever has the scheme `http`, `https`, `mailto` or `tel`.

use litemap::LiteMap;
use serde::Serialize;

use crate::members::{read_choice, read_members};

/// How much of a row is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Display {
    None,
    #[default]
    #[serde(rename = "Key-Value")]
    KeyValue,
    /// A heading of a section.
    Key,
    Value,
}

read_choice!(Display { None: "None", KeyValue: "Key-Value", Key: "Key", Value: "Value" });

/// Whether a value is text or a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Kind {
    #[default]
    Text,
    Hyperlink,
}

read_choice!(Kind { Text: "Text", Hyperlink: "Hyperlink" });

/// A CTI Attribute record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributeRule {
    pub name: String,
    pub label: String,
    pub display: Display,
    pub r#type: Kind,
    /// CSS declarations; see [`safe_style`].
    pub style: String,
    pub format: String,
    pub default_value: String,
    pub active: bool,
}

read_members!(AttributeRule {
    name: "name",
    label: "label",
    display: "display",
    r#type: "type",
    style: "style",
    format: "format",
    default_value: "defaultValue",
    active: "active",
});

/// One line of the Attributes panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub label: Option<String>,
    pub value: Option<String>,
    /// Present where the value is a link with an allowed scheme.
    pub href: Option<String>,
    /// Declarations that passed the allow-list, as (property, value).
    pub style: Vec<(String, String)>,
    /// A section heading: a label without a value.
    pub is_heading: bool,
}

type Attributes = LiteMap<String, String>;

/// The rows of a contact, in the order of the rules. With `show_all`, attributes that no rule shows follow
/// under their own names.
pub fn rows(rules: &[AttributeRule], attributes: &Attributes, show_all: bool) -> Vec<Row> {
    let active: Vec<_> = rules.iter().filter(|rule| rule.active).collect();
    let mut rows: Vec<Row> = Vec::new();
    for rule in active.iter().filter(|rule| rule.display != Display::None) {
        let row = rule.row(attributes);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    if show_all {
        let shown = |name: &String| active.iter().any(|rule| keys(&rule.format).any(|key| key == name));
        rows.extend(attributes.iter().filter(|(name, _)| !shown(name)).map(|(name, value)| Row {
            label: Some(name.clone()),
            value: Some(value.clone()),
            ..Row::default()
        }));
    }
    rows
}

impl AttributeRule {
    fn row(&self, attributes: &Attributes) -> Row {
        let is_heading = self.display == Display::Key;
        let value = (!is_heading).then(|| self.fill(attributes, |value| value.to_owned()));
        let href = (self.r#type == Kind::Hyperlink && !is_heading)
            .then(|| self.fill(attributes, percent_encode))
            .and_then(|link| safe_link(&link));
        Row {
            label: (self.display != Display::Value).then(|| self.label.clone()),
            value,
            href,
            style: safe_style(&self.style),
            is_heading,
        }
    }

    /// Fills the template; the default value stands in where every attribute it names is missing.
    fn fill(&self, attributes: &Attributes, encode: impl Fn(&str) -> String) -> String {
        let mut names = keys(&self.format).peekable();
        if names.peek().is_some() && names.all(|key| !attributes.contains_key(key)) {
            return self.default_value.clone();
        }
        let whole = whole_placeholder(&self.format);
        pieces(&self.format)
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Key(key) => {
                    let value = attributes.get(key).map_or("", String::as_str);
                    // A template that is nothing but one attribute holds a complete link.
                    if whole { value.to_owned() } else { encode(value) }
                }
            })
            .collect()
    }
}

enum Piece<'a> {
    Text(&'a str),
    Key(&'a str),
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    let mut key = None;
    std::iter::from_fn(move || {
        if let Some(key) = key.take() {
            return Some(Piece::Key(key));
        }
        if rest.is_empty() {
            return None;
        }
        let cut = rest.split_once("{{").and_then(|(text, tail)| {
            let (name, after) = tail.split_once("}}")?;
            Some((text, name.trim(), after))
        });
        let Some((text, name, after)) = cut else {
            return Some(Piece::Text(std::mem::take(&mut rest)));
        };
        rest = after;
        key = Some(name);
        Some(Piece::Text(text))
    })
}

fn keys(template: &str) -> impl Iterator<Item = &str> {
    pieces(template).filter_map(|piece| match piece {
        Piece::Key(key) => Some(key),
        Piece::Text(_) => None,
    })
}

fn whole_placeholder(template: &str) -> bool {
    let mut keys = 0;
    pieces(template).all(|piece| match piece {
        Piece::Key(_) => {
            keys += 1;
            true
        }
        Piece::Text(text) => text.trim().is_empty(),
    }) && keys == 1
}

/// RFC 3986: everything but unreserved characters.
pub fn percent_encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The link, if a click on it cannot run anything: `http`, `https`, `mailto` or `tel`.
pub fn safe_link(link: &str) -> Option<String> {
    let link = link.trim();
    let (scheme, _) = link.split_once(':')?;
    let allowed = ["http", "https", "mailto", "tel"].iter().any(|name| name.eq_ignore_ascii_case(scheme));
    // Browsers drop control characters inside a scheme; a link that has any is not worth the risk.
    (allowed && !link.chars().any(char::is_control)).then(|| link.to_owned())
}

/// Properties that change how a row's text looks and nothing else on the page.
const STYLE_PROPERTIES: [&str; 14] = [
    "background-color",
    "border-radius",
    "color",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "letter-spacing",
    "line-height",
    "padding",
    "text-align",
    "text-decoration",
    "text-transform",
    "white-space",
];

/// Declarations of an administrator's style that pass the allow-list.
///
/// Values are words, numbers, lengths and colours; whatever could load (`url(`), escape or comment is dropped.
pub fn safe_style(style: &str) -> Vec<(String, String)> {
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .map(|(property, value)| (property.trim().to_ascii_lowercase(), value.trim()))
        .filter(|(property, value)| STYLE_PROPERTIES.contains(&property.as_str()) && is_plain(value))
        .map(|(property, value)| (property, value.to_owned()))
        .collect()
}

fn is_plain(value: &str) -> bool {
    let functions = value.matches('(').count();
    let colours =
        ["rgb(", "rgba(", "hsl(", "hsla("].iter().map(|name| value.matches(name).count()).sum::<usize>();
    !value.is_empty()
        && functions == colours
        && value.chars().all(|c| c.is_ascii_alphanumeric() || " #.,%()-+".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn rule(display: Display, kind: Kind, format: &str) -> AttributeRule {
        AttributeRule {
            label: "Label".to_owned(),
            display,
            r#type: kind,
            format: format.to_owned(),
            default_value: "none".to_owned(),
            active: true,
            ..AttributeRule::default()
        }
    }

    fn check(rule: AttributeRule, attributes: &[(&str, &str)], expected: Expect) {
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let text: Vec<_> = rows(&[rule], &attributes, false)
            .into_iter()
            .map(|row| {
                format!(
                    "{}|{}|{}",
                    row.label.unwrap_or("-".to_owned()),
                    row.value.unwrap_or("-".to_owned()),
                    row.href.unwrap_or("-".to_owned())
                )
            })
            .collect();
        expected.assert_eq(&text.join("\n"));
    }

    #[test]
    fn a_template_keeps_its_text() {
        check(
            rule(Display::KeyValue, Kind::Text, "Tier {{ tier }}!"),
            &[("tier", "gold")],
            expect!["Label|Tier gold!|-"],
        );
    }

    #[test]
    fn the_default_stands_in_when_all_are_missing() {
        check(rule(Display::KeyValue, Kind::Text, "{{a}}-{{b}}"), &[], expect!["Label|none|-"]);
    }

    #[test]
    fn some_missing_are_empty() {
        check(rule(Display::KeyValue, Kind::Text, "{{a}}-{{b}}"), &[("b", "2")], expect!["Label|-2|-"]);
    }

    #[test]
    fn values_are_encoded_inside_links() {
        check(
            rule(Display::Value, Kind::Hyperlink, "https://example.com/?q={{q}}"),
            &[("q", "a&b c")],
            expect!["-|https://example.com/?q=a&b c|https://example.com/?q=a%26b%20c"],
        );
    }

    #[test]
    fn a_value_can_be_a_whole_link() {
        check(
            rule(Display::Value, Kind::Hyperlink, "{{url}}"),
            &[("url", "https://example.com/a?b=c")],
            expect!["-|https://example.com/a?b=c|https://example.com/a?b=c"],
        );
    }

    #[test]
    fn a_script_is_never_a_link() {
        for hostile in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "blob:https://x",
        ] {
            assert_eq!(safe_link(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn a_heading_has_no_value() {
        check(rule(Display::Key, Kind::Text, "{{a}}"), &[("a", "1")], expect!["Label|-|-"]);
    }

    #[test]
    fn hidden_and_inactive_rules_show_nothing() {
        check(rule(Display::None, Kind::Text, "{{a}}"), &[("a", "1")], expect![""]);
        let inactive = AttributeRule { active: false, ..rule(Display::KeyValue, Kind::Text, "{{a}}") };
        check(inactive, &[("a", "1")], expect![""]);
    }

    #[test]
    fn all_attributes_follow_the_configured_ones() {
        let attributes =
            [("a", "1"), ("b", "2")].map(|(k, v)| (k.to_owned(), v.to_owned())).into_iter().collect();
        let rows = rows(&[rule(Display::KeyValue, Kind::Text, "{{a}}")], &attributes, true);
        let labels: Vec<_> = rows.iter().map(|row| row.label.as_deref().unwrap()).collect();
        assert_eq!(labels, ["Label", "b"]);
    }

    #[test]
    fn styles_pass_an_allow_list() {
        let style =
            "color: #c00; background-color:rgb(1, 2, 3); position:fixed; color:url(x); font-weight:bold;/**/";
        let kept: Vec<_> = safe_style(style).into_iter().map(|(p, v)| format!("{p}:{v}")).collect();
        assert_eq!(kept, ["color:#c00", "background-color:rgb(1, 2, 3)", "font-weight:bold"]);
    }

    #[test]
    fn an_open_brace_is_text() {
        check(rule(Display::KeyValue, Kind::Text, "a {{ b"), &[], expect!["Label|a {{ b|-"]);
    }
}
