//! How text is laid out and coloured on a terminal.

use clap::builder::styling::{AnsiColor, Style};
use cti_flow::Status;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Where text goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// Colours are for people who look at a terminal and have not said no.
    pub colours: bool,
    /// How wide it is, where somebody knows.
    pub columns: Option<usize>,
}

impl Terminal {
    pub(crate) fn bold(self, text: &str) -> String {
        self.style(Style::new().bold(), text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.style(Style::new().dimmed(), text)
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.style(AnsiColor::Green.on_default(), text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.style(AnsiColor::Red.on_default().bold(), text)
    }

    pub(crate) fn status(self, status: Status) -> String {
        match status {
            Status::Completed => self.good(status.as_str()),
            _ => self.bad(status.as_str()),
        }
    }

    fn style(self, style: Style, text: &str) -> String {
        if self.colours && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Flow data is text: what would move the cursor or change colours is not let through.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// At most this many columns of a text, with `…` in place of the rest.
pub(crate) fn shorten(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or_default();
        if width > columns {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Fills a text with blanks. Colours take no columns, so `shown` is the text without them.
pub(crate) fn pad(text: &str, shown: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(shown.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_texts_are_shortened_by_columns() {
        assert_eq!(shorten("abc", 3), "abc");
        assert_eq!(shorten("abcd", 3), "ab…");
        assert_eq!(shorten("日本語", 5), "日本…");
        assert_eq!(shorten("日本語", 6), "日本語");
        assert_eq!(shorten("abc", 0), "…");
    }

    #[test]
    fn colours_take_no_columns() {
        let red = Terminal { colours: true, columns: None }.bad("no");
        assert_eq!(red, "\u{1b}[1m\u{1b}[31mno\u{1b}[0m");
        assert_eq!(pad(&red, "no", 4), format!("{red}  "));
        assert_eq!(Terminal::default().bad("no"), "no");
    }

    #[test]
    fn flow_data_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[31m\u{9b}b\n"), "a\u{fffd}[31m\u{fffd}b\u{fffd}");
    }
}
