//! Versions of the stored form, and the steps from one to the next.
//!
//! A file says its version as `"formatVersion"`; one without it has the published form of 5.x, which is
//! version 1. Flows of every version run as they are: upgrading only spells them as this version would.

use serde_json::{Map, Value};

use crate::blocks::{self, Found};
use crate::problem::Problem;
use crate::reference::{self, Segment};
use crate::wire::{Action, Document};

/// The version that this program writes when it upgrades.
pub const VERSION: u64 = 2;

const MEMBER: &str = "formatVersion";

/// A step to a version: what it does, and how.
type Step = (u64, fn(&mut Document));

/// One row a version.
const STEPS: &[Step] = &[(2, name_as_documented)];

impl Document {
    /// The version of the stored form; 1 where the file does not say it.
    pub fn version(&self) -> u64 {
        self.other.get(MEMBER).and_then(Value::as_u64).filter(|version| *version > 0).unwrap_or(1)
    }

    /// What is to be said of the version, if anything.
    pub(crate) fn format_problem(&self) -> Option<Problem> {
        let stored = self.other.get(MEMBER)?;
        match stored.as_u64() {
            Some(1..=VERSION) => None,
            Some(newer) if newer > VERSION => Some(Problem::warning(
                "newer-format",
                format!(
                    "the file has version {newer} of the format and this program knows up to {VERSION}; it runs what it knows and keeps the rest, but update the adapter before you rely on the flow"
                ),
            )),
            _ => Some(Problem::warning(
                "no-format",
                format!(
                    "`{MEMBER}` is `{stored}`, not a version such as {VERSION}, and counts as 1; delete it"
                ),
            )),
        }
    }

    /// Brings the document to this version; a newer one stays as it is. Says whether anything was to do.
    pub fn upgrade(&mut self) -> bool {
        let version = self.version();
        for (_, step) in STEPS.iter().filter(|(to, _)| *to > version) {
            step(self);
        }
        if version < VERSION {
            self.other.insert(MEMBER.to_owned(), VERSION.into());
        }
        version < VERSION
    }
}

/// Version 2: types, controls and references have the names that the documentation gives them.
fn name_as_documented(document: &mut Document) {
    for action in &mut document.actions {
        if let Found::Exact(block) | Found::Similar(block) = blocks::find(&action.r#type) {
            block.r#type.clone_into(&mut action.r#type);
            for control in block.controls {
                for alias in control.aliases {
                    rename(&mut action.controls, alias, control.name);
                }
            }
        }
        if let Some(Value::Object(fields)) = action.controls.get_mut("otherTaskFields") {
            rename(fields, "TaskSubType", "TaskSubtype");
        }
        rename_references(action);
    }
}

/// Where both names are there, both stay: the canonical one counts already.
fn rename(members: &mut Map<String, Value>, from: &str, to: &str) {
    if members.contains_key(to) || !members.contains_key(from) {
        return;
    }
    *members = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| (if name == from { to.to_owned() } else { name }, value))
        .collect();
}

fn rename_references(action: &mut Action) {
    let mut todo: Vec<_> = action.controls.values_mut().collect();
    while let Some(value) = todo.pop() {
        match value {
            Value::String(text) if is_old_phone(text) => {
                "$.contact.parsedNumber.nationalNumber".clone_into(text);
            }
            Value::Array(items) => todo.extend(items),
            Value::Object(members) => todo.extend(members.values_mut()),
            _ => {}
        }
    }
}

/// `parsedNumber.phone`, which version 5.22 of the published adapter replaced.
fn is_old_phone(text: &str) -> bool {
    reference::parse_reference(text).is_some_and(|path| is_old_phone_path(&path.0))
}

fn is_old_phone_path(path: &[Segment]) -> bool {
    let key = |segment: &Segment, name: &str| matches!(segment, Segment::Key(key) if **key == *name);
    matches!(path, [a, b, c] if key(a, "contact") && key(b, "parsedNumber") && key(c, "phone"))
}

/// The id of the next block that is drawn: one more than the highest number in an id.
pub fn next_id<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let number = |id: &str| {
        let digits = id.strip_prefix("uid-").or_else(|| id.strip_prefix("uid")).unwrap_or(id);
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u64>().ok()).flatten()
    };
    // A number without a successor is nobody's count.
    let next = ids.filter_map(number).filter_map(|number| number.checked_add(1)).max();
    format!("uid-{}", next.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(body: &str, expected: Expect) {
        let mut document = Document::read(body).0.unwrap();
        document.upgrade();
        expected.assert_eq(&document.to_json().to_string());
        assert!(!document.upgrade(), "one upgrade is enough");
    }

    #[test]
    fn names_become_those_of_the_documentation() {
        check(
            r#"{"actions":[{"id":"1","type":"se_sfcreatetask","controls":{"Type":"Call","TaskSubType":"Task","WhoId":["$.contact.parsedNumber.phone"],"otherTaskFields":{"TaskSubType":"x"}}}]}"#,
            expect![[
                r#"{"actions":[{"id":"1","type":"SE_SFCreateTask","meta":{},"controls":{"Type":"Call","TaskSubtype":"Task","WhoId":["$.contact.parsedNumber.nationalNumber"],"otherTaskFields":{"TaskSubtype":"x"}},"ports":{},"position":[0,0]}],"formatVersion":2}"#
            ]],
        );
    }

    #[test]
    fn nothing_is_lost_where_both_names_are_there() {
        check(
            r#"{"actions":[{"id":"1","type":"SE_SFCreateTask","controls":{"TaskSubType":"Call","TaskSubtype":"Task","x":"$.contact.parsedNumber.phone.length"}},{"id":"2","type":"SE_Future","controls":{"a":1}}]}"#,
            expect![[
                r#"{"actions":[{"id":"1","type":"SE_SFCreateTask","meta":{},"controls":{"TaskSubType":"Call","TaskSubtype":"Task","x":"$.contact.parsedNumber.phone.length"},"ports":{},"position":[0,0]},{"id":"2","type":"SE_Future","meta":{},"controls":{"a":1},"ports":{},"position":[0,0]}],"formatVersion":2}"#
            ]],
        );
    }

    #[test]
    fn steps_are_in_order_and_end_at_this_version() {
        let versions: Vec<_> = STEPS.iter().map(|(version, _)| *version).collect();
        assert_eq!(versions, (2..=VERSION).collect::<Vec<_>>());
    }

    #[test]
    fn a_newer_version_is_kept_and_said() {
        let body = r#"{"formatVersion":9,"wires":[1],"actions":[{"id":"1","type":"se_end"}]}"#;
        let (document, problems) = Document::read(body);
        let mut document = document.unwrap();
        assert!(!document.upgrade());
        expect![[
            r#"{"actions":[{"id":"1","type":"se_end","meta":{},"controls":{},"ports":{},"position":[0,0]}],"formatVersion":9,"wires":[1]}"#
        ]]
        .assert_eq(&document.to_json().to_string());
        expect!["warning[newer-format]: the file has version 9 of the format and this program knows up to 2; it runs what it knows and keeps the rest, but update the adapter before you rely on the flow"]
            .assert_eq(&problems.iter().map(ToString::to_string).collect::<String>());
    }

    #[test]
    fn a_version_that_is_none_counts_as_the_first() {
        for stored in ["0", "-1", "1.5", "\"2\"", "null"] {
            let (document, problems) = Document::read(&format!(r#"{{"formatVersion":{stored}}}"#));
            assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["no-format"], "{stored}");
            assert_eq!(document.unwrap().version(), 1);
        }
    }

    #[test]
    fn the_next_id_is_after_the_highest() {
        let next = |ids: &[&str]| next_id(ids.iter().copied());
        assert_eq!(next(&[]), "uid-0");
        assert_eq!(next(&["uid-0", "uid17", "4", "uid-NaN", "uid--20", "x-99", "uid-"]), "uid-18");
        assert_eq!(next(&["uid-18446744073709551615", "uid-7", "99999999999999999999"]), "uid-8");
    }
}
