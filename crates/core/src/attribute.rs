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
    /// CSS declarations that passed the allow-list; see [`safe_style`].
    pub style: String,
    /// A section heading: a label without a value.
    pub is_heading: bool,
}

type Attributes = LiteMap<String, String>;

/// The rows of a contact, in the order of the rules; what would show the same again is left out, and so is a
/// value that is empty. With `show_all` empty ones are shown too, and attributes that no rule is about follow
/// under their own names.
pub fn rows(rules: &[AttributeRule], attributes: &Attributes, show_all: bool) -> Vec<Row> {
    let active = || rules.iter().filter(|rule| rule.active);
    let mut rows: Vec<Row> = Vec::new();
    for rule in active().filter(|rule| rule.display != Display::None) {
        let row = rule.row(attributes);
        let is_empty = row.value.as_ref().is_some_and(String::is_empty);
        if (show_all || !is_empty) && !rows.contains(&row) {
            rows.push(row);
        }
    }
    if show_all {
        // A heading shows no value, whatever its format names.
        let valued = active().filter(|rule| rule.display != Display::Key);
        let named: Vec<&str> = valued.flat_map(|rule| keys(&rule.format)).collect();
        let unnamed = attributes.iter().filter(|(name, _)| !named.contains(&name.as_str()));
        rows.extend(unnamed.map(|(name, value)| Row {
            label: Some(name.clone()),
            value: Some(value.clone()),
            ..Row::default()
        }));
    }
    rows
}

/// The rows as text, a line each: `label: value`, or what there is of the two.
pub fn text(rows: &[&Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let [label, value] = [&row.label, &row.value].map(|part| part.as_deref().unwrap_or_default());
        let between = if label.is_empty() || value.is_empty() { "" } else { ": " };
        text.extend([label, between, value, "\n"]);
    }
    text
}

impl Row {
    /// Whether label or value contain what is looked for, both read through `fold`.
    pub fn contains(&self, wanted: &str, fold: &dyn Fn(&str) -> String) -> bool {
        [&self.label, &self.value].into_iter().flatten().any(|text| fold(text).contains(wanted))
    }
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
    let (scheme, rest) = link.split_once(':')?;
    let is = |name: &str| name.eq_ignore_ascii_case(scheme);
    // Without the slashes a browser takes the address for one of our own.
    let web = (is("http") || is("https")) && rest.starts_with("//");
    let allowed = web || is("mailto") || is("tel");
    // Browsers drop control characters inside a scheme, and others have an address read from the wrong end: a
    // link that has any is not worth the risk.
    (allowed && !link.chars().any(is_invisible)).then(|| link.to_owned())
}

/// Control characters and those that turn the direction of writing.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
pub fn safe_style(style: &str) -> String {
    let mut safe = String::new();
    for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        if STYLE_PROPERTIES.contains(&property.as_str()) && is_plain(value) {
            safe.extend([&*property, ": ", value, ";"]);
        }
    }
    safe
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
            "https:evil.example",
            "http:/evil.example",
            "https",
            "\u{200b}https://example.com",
            "filesystem:https://x",
            "http://\u{202e}gnp.elpmaxe.live",
            "https://example.com/\nX",
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
    fn a_default_may_be_a_link() {
        let rule = AttributeRule {
            default_value: "tel:+12135550100".to_owned(),
            ..rule(Display::Value, Kind::Hyperlink, "{{number}}")
        };
        check(rule, &[], expect!["-|tel:+12135550100|tel:+12135550100"]);
    }

    /// The rows that are shown, as text, of a contact with these attributes; the rules' defaults are empty.
    fn check_all(rules: &[(Display, &str)], attributes: &[(&str, &str)], show_all: bool, expected: Expect) {
        let rules: Vec<_> = rules
            .iter()
            .map(|(display, format)| AttributeRule {
                default_value: String::new(),
                ..rule(*display, Kind::Text, format)
            })
            .collect();
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let rows = rows(&rules, &attributes, show_all);
        expected.assert_eq(&text(&rows.iter().collect::<Vec<_>>()));
    }

    #[test]
    fn all_attributes_follow_the_configured_ones() {
        check_all(
            &[(Display::KeyValue, "{{a}}")],
            &[("a", "1"), ("b", "2")],
            true,
            expect![[r#"
                Label: 1
                b: 2
            "#]],
        );
    }

    #[test]
    fn an_empty_value_is_shown_only_among_all() {
        let rules =
            [(Display::KeyValue, "{{a}}"), (Display::KeyValue, "{{gone}}"), (Display::Value, "{{b}}")];
        let attributes = [("a", ""), ("b", "2"), ("c", "")];
        check_all(
            &rules,
            &attributes,
            false,
            expect![[r#"
            2
        "#]],
        );
        check_all(
            &rules,
            &attributes,
            true,
            expect![[r#"
                Label
                2
                c
            "#]],
        );
    }

    #[test]
    fn what_is_hidden_stays_so_among_all_and_still_fills_other_formats() {
        let rules = [(Display::None, "{{a}}"), (Display::KeyValue, "{{a}}/{{b}}")];
        check_all(
            &rules,
            &[("a", "1"), ("b", "2")],
            false,
            expect![[r#"
            Label: 1/2
        "#]],
        );
        check_all(&[(Display::None, "{{a}}")], &[("a", "1")], true, expect![""]);
    }

    #[test]
    fn a_heading_does_not_hide_what_its_format_names() {
        check_all(
            &[(Display::Key, "{{a}}")],
            &[("a", "1")],
            true,
            expect![[r#"
                Label
                a: 1
            "#]],
        );
    }

    #[test]
    fn what_would_show_the_same_again_is_left_out() {
        let rules =
            [(Display::KeyValue, "{{a}}"), (Display::KeyValue, "{{ a }}"), (Display::KeyValue, "{{b}}")];
        check_all(
            &rules,
            &[("a", "1"), ("b", "2")],
            false,
            expect![[r#"
                Label: 1
                Label: 2
            "#]],
        );
    }

    #[test]
    fn a_row_is_found_by_label_or_value() {
        let row = Row { label: Some("Tier".into()), value: Some("Gold".into()), ..Row::default() };
        let found = |wanted| row.contains(wanted, &|text| text.to_lowercase());
        assert!(found("tie") && found("old") && found(""));
        assert!(!found("tiergold"));
    }

    #[test]
    fn styles_pass_an_allow_list() {
        let style =
            "color: #c00; background-color:rgb(1, 2, 3); position:fixed; color:url(x); font-weight:bold;/**/";
        assert_eq!(safe_style(style), "color: #c00;background-color: rgb(1, 2, 3);font-weight: bold;");
        for hostile in [
            "color: var(--surface)",
            "color: expression(1)",
            "background-color: image-set('x')",
            "color: #c00\\; position: fixed",
            "color: red } body { color: blue",
            "font-size: calc(1px * 99999)",
            "content: 'x'",
            "--x: 1",
        ] {
            assert_eq!(safe_style(hostile), "", "{hostile}");
        }
    }

    #[test]
    fn an_open_brace_is_text() {
        check(rule(Display::KeyValue, Kind::Text, "a {{ b"), &[], expect!["Label|a {{ b|-"]);
    }
}
