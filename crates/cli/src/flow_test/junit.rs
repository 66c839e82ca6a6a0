//! Results in the XML that continuous integration systems read (JUnit's).

use std::fmt::Write;

use super::{FileResult, Verdict};

pub(crate) fn junit(files: &[FileResult]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    let mut suites = String::new();
    for file in files {
        let name = escape(&file.path.display().to_string());
        let mut cases = String::new();
        for case in &file.cases {
            let open = format!("    <testcase classname=\"{name}\" name=\"{}\"", escape(&case.name));
            match &case.verdict {
                Verdict::Passed | Verdict::Updated => put(&mut cases, &format!("{open}/>")),
                Verdict::Failed => {
                    let summary = escape(&case.summary());
                    let story = escape(&case.story);
                    put(
                        &mut cases,
                        &format!(
                            "{open}>\n      <failure message=\"{summary}\">\n{story}</failure>\n    </testcase>"
                        ),
                    );
                }
            }
        }
        if let Some(error) = &file.error {
            let message = escape(error);
            put(
                &mut cases,
                &format!(
                    "    <testcase classname=\"{name}\" name=\"{name}\">\n      <error message=\"{message}\"/>\n    </testcase>"
                ),
            );
        }
        let failed = file.cases.iter().filter(|case| case.verdict == Verdict::Failed).count();
        let wrong = usize::from(file.error.is_some());
        let count = file.cases.len() + wrong;
        put(
            &mut suites,
            &format!(
                "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{failed}\" errors=\"{wrong}\">\n{cases}  </testsuite>"
            ),
        );
        tests += count;
        failures += failed;
        errors += wrong;
    }
    put(
        &mut text,
        &format!(
            "<testsuites name=\"cti\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{suites}</testsuites>"
        ),
    );
    text
}

fn put(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

/// Text for an attribute or between tags. What XML 1.0 (2.2) has no way to say is replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escape("a<b> & \"c\"\u{1b}\n"), "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}\n");
    }
}
