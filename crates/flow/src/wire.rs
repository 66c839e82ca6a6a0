//! The stored form of a flow: reads what ten years of editors wrote, writes the strict form.
//!
//! Nothing is lost on the way: members and block types that we do not know are kept as they are.

use serde_json::{Map, Value, json};

use crate::problem::Problem;

type Members = Map<String, Value>;

/// A flow file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub name: Option<String>,
    pub actions: Vec<Action>,
    /// Entries of `actions` that are no blocks, with their places; written as they were read.
    pub strays: Vec<(usize, Value)>,
    /// Members that we do not know.
    pub other: Members,
}

/// A block of a flow file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Action {
    pub id: String,
    pub r#type: String,
    pub meta: Members,
    pub controls: Members,
    /// Port name to block id; unconnected ports are null.
    pub ports: Vec<(String, Option<String>)>,
    /// Ports whose target is no id; written as they were read.
    pub odd_ports: Members,
    pub position: Option<[f64; 2]>,
    /// Members that we do not know, and those that we know with a value that they cannot have.
    pub other: Members,
}

impl Document {
    /// Reads a stored body; there is no document where the body is no flow at all.
    pub fn read(body: &str) -> (Option<Self>, Vec<Problem>) {
        let body = body.trim_start_matches('\u{feff}').trim();
        if body.is_empty() {
            return (Some(Self::default()), Vec::new());
        }
        let mut problems = Vec::new();
        let document = match serde_json::from_str(body) {
            Ok(Value::Object(members)) => Self::from_members(members, &mut problems),
            // What an editor saves before anything is drawn.
            Ok(Value::Null) => Some(Self::default()),
            Ok(other) => {
                problems.push(Problem::error(
                    "not-a-flow",
                    format!(
                        "the body is {}, not an object with `actions`; upload a flow file",
                        article(&other)
                    ),
                ));
                None
            }
            Err(error) => {
                problems.push(not_json(body, &error));
                None
            }
        };
        (document, problems)
    }

    fn from_members(mut members: Members, problems: &mut Vec<Problem>) -> Option<Self> {
        let name = match members.shift_remove("name") {
            Some(Value::String(name)) => Some(name),
            None | Some(Value::Null) => None,
            Some(odd) => {
                members.insert("name".to_owned(), odd);
                None
            }
        };
        let entries = match members.shift_remove("actions") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(entries)) => entries,
            Some(other) => {
                let message =
                    format!("`actions` is {}, not a list of blocks; upload a flow file", article(&other));
                problems.push(Problem::error("not-a-flow", message));
                return None;
            }
        };
        let mut document = Self { name, other: members, ..Self::default() };
        problems.extend(document.format_problem());
        for (index, entry) in entries.into_iter().enumerate() {
            match Action::read(index, entry, problems) {
                Ok(action) => document.actions.push(action),
                Err(stray) => document.strays.push((index, stray)),
            }
        }
        Some(document)
    }

    /// The strict form.
    pub fn to_json(&self) -> Value {
        let mut members = Members::new();
        if let Some(name) = &self.name {
            members.insert("name".to_owned(), name.as_str().into());
        }
        let mut entries: Vec<_> = self.actions.iter().map(Action::to_json).collect();
        for (index, stray) in &self.strays {
            entries.insert((*index).min(entries.len()), stray.clone());
        }
        members.insert("actions".to_owned(), entries.into());
        members.extend(self.other.clone());
        Value::Object(members)
    }

    /// The strict form as text, as the editor's download has it.
    pub fn write(&self) -> String {
        format!("{:#}", self.to_json())
    }
}

impl Action {
    /// Gives back what is no block.
    fn read(index: usize, action: Value, problems: &mut Vec<Problem>) -> Result<Self, Value> {
        let Value::Object(mut members) = action else {
            let message =
                format!("entry {} of `actions` is {}, not a block; delete it", index + 1, article(&action));
            problems.push(Problem::error("not-a-block", message));
            return Err(action);
        };
        let Some(id) = members.get("id").and_then(id_text) else {
            let message =
                format!("entry {} of `actions` has no `id`; give it one that no other has", index + 1);
            problems.push(Problem::error("no-id", message));
            return Err(Value::Object(members));
        };
        members.shift_remove("id");
        let r#type = match members.shift_remove("type") {
            Some(Value::String(r#type)) => r#type,
            odd => {
                members.extend(odd.filter(|odd| !odd.is_null()).map(|odd| ("type".to_owned(), odd)));
                let message =
                    "the block has no `type`, so nobody knows what it does; delete it and draw it anew";
                problems.push(Problem::error("no-type", message).at(&id));
                String::new()
            }
        };
        let position = members.get("position").and_then(place);
        if position.is_some() || members.get("position").is_some_and(Value::is_null) {
            members.shift_remove("position");
        }
        let mut object = |member: &str| match members.get(member) {
            None => Members::new(),
            Some(Value::Null | Value::Object(_)) => match members.shift_remove(member) {
                Some(Value::Object(members)) => members,
                _ => Members::new(),
            },
            Some(other) => {
                let message = format!("`{member}` is {}, not an object, and counts as empty", article(other));
                problems.push(Problem::warning("not-an-object", message).at(&id));
                Members::new()
            }
        };
        let (meta, controls, stored) = (object("meta"), object("controls"), object("ports"));
        let mut ports = Vec::new();
        let mut odd_ports = Members::new();
        for (port, target) in stored {
            match id_text(&target) {
                None if !target.is_null() => {
                    let message = format!(
                        "port `{port}` leads to {}, not to a block; connect it anew",
                        article(&target)
                    );
                    problems.push(Problem::warning("not-a-target", message).at(&id));
                    odd_ports.insert(port, target);
                }
                target => ports.push((port, target.filter(|target| !target.is_empty()))),
            }
        }
        Ok(Self { id, r#type, meta, controls, ports, odd_ports, position, other: members })
    }

    fn to_json(&self) -> Value {
        let ports = self.ports.iter().filter_map(|(port, target)| {
            let target = target.as_ref()?;
            Some((port.clone(), Value::String(target.clone())))
        });
        let ports = ports.chain(self.odd_ports.clone());
        let position = self.position.unwrap_or_default().map(crate::value::from_number);
        let mut action = json!({
            "id": self.id,
            "type": self.r#type,
            "meta": self.meta,
            "controls": self.controls,
            "ports": ports.collect::<Members>(),
            "position": position,
        });
        if let Some(members) = action.as_object_mut() {
            members.extend(self.other.clone());
        }
        action
    }
}

/// Two numbers and nothing else.
fn place(position: &Value) -> Option<[f64; 2]> {
    match position.as_array()?.as_slice() {
        [x, y] => Some([x.as_f64()?, y.as_f64()?]),
        _ => None,
    }
}

/// Ids are text; numbers that stand for ids become text.
fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn article(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Version 4 of the adapter stored scripts where flows are now.
fn not_json(body: &str, error: &serde_json::Error) -> Problem {
    let words = ["function", "=>", "var ", "const ", "let ", "//", "/*", "connect.", "sforce.", "return"];
    if !body.starts_with(['{', '[', '"']) && words.iter().any(|word| body.contains(word)) {
        return Problem::error(
            "script",
            "the body is a JavaScript script of version 4, which cannot run any more; keep a copy and draw it anew as a flow",
        );
    }
    let (line, column) = (error.line(), error.column());
    // The parser stops there, so that no file can use up the stack.
    if reason(error).starts_with("recursion limit") {
        return Problem::error(
            "too-deep",
            format!(
                "the body holds lists or objects more than 127 deep at line {line}, column {column}; no flow needs that, so upload another file"
            ),
        );
    }
    Problem::error(
        "not-json",
        format!(
            "the body is broken JSON at line {line}, column {column} ({}); mend it or upload the file again",
            reason(error)
        ),
    )
}

/// The parser's words without the place, which the message gives already.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn problems(body: &str, expected: Expect) {
        let (_, problems) = Document::read(body);
        expected.assert_eq(&problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }

    fn round_trip(body: &str, expected: Expect) {
        let (document, problems) = Document::read(body);
        assert_eq!(problems, []);
        let document = document.unwrap();
        expected.assert_eq(&document.to_json().to_string());
        // What is written is read as the same again.
        let again = Document::read(&document.write()).0.unwrap();
        assert_eq!(again.to_json(), document.to_json());
    }

    #[test]
    fn numbers_as_ids_become_text() {
        round_trip(
            r#"{"actions":[{"id":0,"type":"SE_Start","controls":null,"ports":{"done":1,"x":null,"y":""}}]}"#,
            expect![[
                r#"{"actions":[{"id":"0","type":"SE_Start","meta":{},"controls":{},"ports":{"done":"1"},"position":[0,0]}]}"#
            ]],
        );
    }

    #[test]
    fn unknown_members_are_kept() {
        round_trip(
            r#"{"version":2,"name":"N","actions":[{"note":"x","id":"a","type":"SE_Future","meta":{"color":"red"},"position":[1.5,-2]}]}"#,
            expect![[
                r#"{"name":"N","actions":[{"id":"a","type":"SE_Future","meta":{"color":"red"},"controls":{},"ports":{},"position":[1.5,-2],"note":"x"}],"version":2}"#
            ]],
        );
    }

    #[test]
    fn nothing_drawn_is_an_empty_flow() {
        for body in ["", "  ", "null", "{}", r#"{"actions":null}"#, "\u{feff}{\"actions\":[]}"] {
            assert_eq!(Document::read(body), (Some(Document::default()), Vec::new()), "{body}");
        }
    }

    #[test]
    fn broken_json_has_a_place() {
        problems(
            "{\n  \"actions\": [\n    {\"id\": \"1\",}\n  ]\n}",
            expect![
                "error[not-json]: the body is broken JSON at line 3, column 16 (trailing comma); mend it or upload the file again"
            ],
        );
    }

    #[test]
    fn an_old_script_is_named_as_such() {
        problems(
            "(function(){ connect.contact(function(c){}); })",
            expect![
                "error[script]: the body is a JavaScript script of version 4, which cannot run any more; keep a copy and draw it anew as a flow"
            ],
        );
    }

    #[test]
    fn what_is_odd_is_kept_as_it_is() {
        let body = r#"{"name":7,"actions":[null,{"type":"SE_End"},{"id":"a","type":["x"],"meta":"m","controls":[1],"ports":{"done":{"to":"b"},"x":"y"},"position":[1,2,3]},"z"]}"#;
        let (document, _) = Document::read(body);
        expect![[
            r#"{"actions":[null,{"type":"SE_End"},{"id":"a","type":["x"],"meta":"m","controls":[1],"ports":{"x":"y","done":{"to":"b"}},"position":[1,2,3]},"z"],"name":7}"#
        ]]
        .assert_eq(&document.unwrap().to_json().to_string());
    }

    #[test]
    fn deep_files_are_refused() {
        problems(
            &format!(r#"{{"actions":{}"#, "[".repeat(200_000)),
            expect![
                "error[too-deep]: the body holds lists or objects more than 127 deep at line 1, column 138; no flow needs that, so upload another file"
            ],
        );
    }

    #[test]
    fn of_members_with_one_name_the_last_counts() {
        round_trip(
            r#"{"actions":[],"actions":[{"id":"uid-NaN","id":"b","type":"SE_End"}]}"#,
            expect![[
                r#"{"actions":[{"id":"b","type":"SE_End","meta":{},"controls":{},"ports":{},"position":[0,0]}]}"#
            ]],
        );
    }

    #[test]
    fn other_json_is_no_flow() {
        problems(
            "[]",
            expect![
                "error[not-a-flow]: the body is a list, not an object with `actions`; upload a flow file"
            ],
        );
        problems(
            r#"{"actions":{}}"#,
            expect!["error[not-a-flow]: `actions` is an object, not a list of blocks; upload a flow file"],
        );
    }

    #[test]
    fn blocks_that_are_none_are_all_named() {
        problems(
            r#"{"actions":[7,{"type":"SE_End"},{"id":"a"},{"id":"b","type":"SE_End","ports":[]}]}"#,
            expect![[r#"
                error[not-a-block]: entry 1 of `actions` is a number, not a block; delete it
                error[no-id]: entry 2 of `actions` has no `id`; give it one that no other has
                error[no-type] block `a`: the block has no `type`, so nobody knows what it does; delete it and draw it anew
                warning[not-an-object] block `b`: `ports` is a list, not an object, and counts as empty"#]],
        );
    }
}
