//! What of a run is not as expected, and how that is shown: side by side, the first difference marked.

use std::fmt::Write;

use cti_flow::record::Exchange;
use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

use crate::found::Titles;
use crate::mismatch::{Manner, mismatch};
use crate::paint::{Terminal, harmless, pad, shorten};

/// How wide each side may be.
const SIDE: usize = 58;

/// One part of a run that is not as expected.
#[derive(Debug)]
pub(crate) struct Difference {
    /// `status`, `message`, `path`, `effects`, `actions` or `problems`.
    pub(crate) part: &'static str,
    pub(crate) expected: Value,
    pub(crate) found: Value,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    expected: String,
    found: String,
    same: bool,
    /// Where exactly it differs.
    place: Option<String>,
}

impl Row {
    fn new(expected: String, found: String, same: bool) -> Self {
        Self { expected, found, same, place: None }
    }
}

/// An effect that a run must ask for.
#[derive(Debug)]
pub(crate) struct WantedEffect<'a> {
    pub(crate) block: Option<&'a str>,
    pub(crate) effect: &'a str,
    pub(crate) args: Option<&'a Value>,
    pub(crate) manner: Manner,
}

impl WantedEffect<'_> {
    /// `Ok` where the effect is the one; else where it is not, if it is the same effect at all.
    pub(crate) fn meets(&self, found: &Exchange) -> Result<(), Option<String>> {
        if self.effect != found.effect || self.block.is_some_and(|block| block != found.block) {
            return Err(None);
        }
        match self.args.and_then(|args| mismatch(args, Some(&found.args), self.manner)) {
            Some(mismatch) => Err(Some(mismatch.to_string())),
            None => Ok(()),
        }
    }

    fn label(&self, titles: &Titles) -> String {
        let block = self.block.map(|id| format!("{}: ", titles.label(id))).unwrap_or_default();
        let args = self.args.map(|args| format!(" {args}")).unwrap_or_default();
        format!("{block}{}{args}", self.effect)
    }
}

pub(crate) fn text(part: &'static str, expected: &str, found: &str, same: bool) -> Option<Difference> {
    let rows = vec![Row::new(expected.to_owned(), found.to_owned(), same)];
    (!same).then(|| Difference { part, expected: expected.into(), found: found.into(), rows })
}

pub(crate) fn path(expected: &[String], found: &[String], titles: &Titles) -> Option<Difference> {
    if expected == found {
        return None;
    }
    let label = |id: Option<&String>| id.map(|id| titles.label(id)).unwrap_or_default();
    let rows = (0..expected.len().max(found.len())).map(|at| {
        let (wanted, is) = (expected.get(at), found.get(at));
        Row::new(label(wanted), label(is), wanted == is)
    });
    Some(Difference { part: "path", rows: rows.collect(), expected: json!(expected), found: json!(found) })
}

/// Effects are compared in order, and there may be no others.
pub(crate) fn effects(
    expected: &[WantedEffect<'_>],
    found: &[Exchange],
    titles: &Titles,
) -> Option<Difference> {
    let rows = (0..expected.len().max(found.len())).map(|at| {
        let (wanted, is) = (expected.get(at), found.get(at));
        let met = match (wanted, is) {
            (Some(wanted), Some(is)) => wanted.meets(is),
            _ => Err(None),
        };
        let names_blocks = wanted.is_some_and(|wanted| wanted.block.is_some());
        let tell = |is: &Exchange| {
            let block = if names_blocks { format!("{}: ", titles.label(&is.block)) } else { String::new() };
            format!("{block}{} {}", is.effect, is.args)
        };
        Row {
            expected: wanted.map(|wanted| wanted.label(titles)).unwrap_or_default(),
            found: is.map(tell).unwrap_or_default(),
            same: met.is_ok(),
            place: met.err().flatten(),
        }
    });
    let rows: Vec<Row> = rows.collect();
    if rows.iter().all(|row| row.same) {
        return None;
    }
    let wanted_json = |wanted: &WantedEffect<'_>| {
        let members = [
            ("block", wanted.block.map(Value::from)),
            ("effect", Some(wanted.effect.into())),
            ("args", wanted.args.cloned()),
        ];
        let members = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(members.collect())
    };
    let found_json = |is: &Exchange| json!({ "block": is.block, "effect": is.effect, "args": is.args });
    Some(Difference {
        part: "effects",
        rows,
        expected: expected.iter().map(wanted_json).collect(),
        found: found.iter().map(found_json).collect(),
    })
}

/// What blocks left; null is a block that must not have run.
pub(crate) fn actions<'a>(
    expected: impl Iterator<Item = (&'a str, Value)>,
    found: &Map<String, Value>,
    manner: Manner,
    titles: &Titles,
) -> Option<Difference> {
    let mut rows = Vec::new();
    let (mut wanted_json, mut found_json) = (Map::new(), Map::new());
    for (id, wanted) in expected {
        let left = found.get(id);
        let place = envelope_mismatch(&wanted, left, manner);
        let tell = |envelope: Option<&Value>| match envelope {
            None | Some(Value::Null) => "was not reached".to_owned(),
            Some(envelope) => envelope.to_string(),
        };
        rows.push(Row {
            expected: format!("{}: {}", titles.label(id), tell(Some(&wanted))),
            found: format!("{}: {}", titles.label(id), tell(left)),
            same: place.is_none(),
            place: place.filter(|place| !place.is_empty()),
        });
        wanted_json.insert(id.to_owned(), wanted);
        found_json.insert(id.to_owned(), left.cloned().unwrap_or_default());
    }
    if rows.iter().all(|row| row.same) {
        return None;
    }
    let (expected, found) = (Value::Object(wanted_json), Value::Object(found_json));
    Some(Difference { part: "actions", rows, expected, found })
}

/// Members of an envelope that are not expected may always be there; `manner` is about their values.
pub(crate) fn envelope_mismatch(wanted: &Value, left: Option<&Value>, manner: Manner) -> Option<String> {
    match (wanted, left) {
        (Value::Null, None) => None,
        (Value::Object(members), Some(left)) => members.iter().find_map(|(name, wanted)| {
            // A block without results has nothing there, which is null to everybody else.
            let value = left.get(name).or_else(|| wanted.is_null().then_some(&Value::Null));
            let mut found = mismatch(wanted, value, manner)?;
            found.at = if found.at.is_empty() { name.clone() } else { format!("{name}.{}", found.at) };
            Some(found.to_string())
        }),
        _ => Some(String::new()),
    }
}

/// Problems in any order, each code once.
pub(crate) fn problems(expected: &[String], found: &[&str]) -> Option<Difference> {
    let sorted = |codes: &mut dyn Iterator<Item = String>| {
        let mut codes: Vec<String> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let expected = sorted(&mut expected.iter().cloned());
    let found = sorted(&mut found.iter().map(|code| (*code).to_owned()));
    let mut all: Vec<&String> = expected.iter().chain(&found).collect();
    all.sort_unstable();
    all.dedup();
    let side = |has: bool, code: &str| if has { code.to_owned() } else { String::new() };
    let rows = all.into_iter().map(|code| {
        let (wanted, is) = (expected.contains(code), found.contains(code));
        Row::new(side(wanted, code), side(is, code), wanted == is)
    });
    let rows = rows.collect();
    (expected != found).then(|| Difference {
        part: "problems",
        rows,
        expected: json!(expected),
        found: json!(found),
    })
}

impl Difference {
    pub(crate) fn to_json(&self) -> Value {
        json!({ "part": self.part, "expected": self.expected, "found": self.found })
    }

    fn show(&self) -> String {
        let fit = |text: &str| shorten(&harmless(text), SIDE);
        let sides: Vec<_> = self.rows.iter().map(|row| (fit(&row.expected), fit(&row.found), row)).collect();
        let left =
            sides.iter().map(|(left, ..)| left.width()).max().unwrap_or_default().max("expected".len());
        let mut text = String::new();
        let heading = format!("    {}", pad(self.part, self.part, 10));
        put(&mut text, &format!("{heading}{}  found", pad("expected", "expected", left)));
        let mut first = true;
        for (expected, found, row) in sides {
            let mark = if !row.same && first { ">" } else { " " };
            first &= row.same;
            let line = format!("  {mark}           {}  {found}", pad(&expected, &expected, left));
            put(&mut text, &line);
            if let Some(place) = &row.place {
                put(&mut text, &format!("              {}", harmless(place)));
            }
        }
        text
    }
}

/// Differences one after another, and why the run did not complete.
pub(crate) fn story(differences: &[Difference], message: Option<&str>) -> String {
    let mut story: String = differences.iter().map(Difference::show).collect();
    if let Some(message) = message.filter(|_| !differences.is_empty()) {
        put(&mut story, &format!("    {}{}", pad("message", "message", 10), harmless(message)));
    }
    story
}

/// A story with its marked lines in colour.
pub(crate) fn paint(story: &str, terminal: Terminal) -> String {
    let line = |line: &str| {
        let line = if line.starts_with("  >") { terminal.bad(line) } else { line.to_owned() };
        line + "\n"
    };
    story.lines().map(line).collect()
}

fn put(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", line.trim_end());
}
