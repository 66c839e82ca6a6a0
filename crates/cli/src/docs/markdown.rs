//! Pieces of Markdown.

use serde_json::Value;

/// Said at the top of each page, for whoever wants to change it.
pub(crate) const WRITTEN: &str = "<!-- Written by `cti docs`; change the source, not this page. -->\n";

/// `a`, `b`
pub(crate) fn codes(words: &[&str], separator: &str) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(separator)
}

pub(crate) fn fence(language: &str, text: &str) -> String {
    // One more than the longest run inside, or the block would end there.
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

pub(crate) fn json(value: &Value) -> String {
    fence("json", &format!("{value:#}"))
}

/// Text for a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A name as a file has it: `Is Truthy?` is `is-truthy`.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_files() {
        assert_eq!(slug("Is Truthy?"), "is-truthy");
        assert_eq!(slug("Format Phone Number (E164)"), "format-phone-number-e164");
    }

    #[test]
    fn a_fence_holds_what_is_inside() {
        assert_eq!(fence("", "a\n"), "```\na\n```\n");
        assert_eq!(fence("json", "```"), "````json\n```\n````\n");
    }
}
