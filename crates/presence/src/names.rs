//! Stored names: the labels that administrators see, in any case and however spaced.

/// `connectAgentStateChange` is `Connect Agent State Change`.
pub fn find<T: Copy>(rows: &[(T, &'static str)], text: &str) -> Option<T> {
    rows.iter().find(|(_, label)| letters(label).eq(letters(text))).map(|row| row.0)
}

pub fn label<T: Copy + PartialEq>(rows: &[(T, &'static str)], item: T) -> &'static str {
    rows.iter().find(|row| row.0 == item).map_or("", |row| row.1)
}

/// For a message: all of them.
pub fn list<T>(rows: &[(T, &'static str)]) -> String {
    let labels: Vec<_> = rows.iter().map(|row| ["`", row.1, "`"].concat()).collect();
    labels.join(", ")
}

fn letters(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}
