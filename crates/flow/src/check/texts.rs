//! Fixed values that were meant to be something else.

use serde_json::Value;

use super::View;
use super::references::{AGENT, CONTACT};
use crate::flow::{Flow, Node};
use crate::problem::Problem;
use crate::reference::{Segment, parse_path, parse_reference};
use crate::spec::{Control, Kind, Ports};
use crate::template::{Root, Template};

/// The longest that a run may take, in milliseconds.
const BUDGET: f64 = 60_000.0;

pub(super) fn check(view: &mut View<'_>) {
    for (_, node) in view.nodes() {
        for (control, template) in View::leaves(node) {
            if let Template::Literal(Value::String(text)) = template {
                let problem =
                    meant_as_reference(view.flow, control, text).or_else(|| inside(node, control, text));
                view.problems.extend(problem.map(|problem| problem.at(&node.id).in_control(control.name)));
            }
        }
        let more = [false_text(view.flow, node), long_delay(node)];
        view.problems.extend(more.into_iter().flatten().map(|problem| problem.at(&node.id)));
    }
}

/// `actions.uid-1.results.value`
fn meant_as_reference(flow: &Flow, control: &Control, text: &str) -> Option<Problem> {
    let text = text.trim();
    // Names of properties and paths into a value may look like that.
    if matches!(control.name, "key" | "keyPath") || text.contains(char::is_whitespace) {
        return None;
    }
    let path = parse_path(text)?;
    let [Segment::Key(root), Segment::Key(member), ..] = path.0.as_slice() else { return None };
    let meant = match &**root {
        "actions" => flow.nodes().iter().any(|node| *node.id == **member),
        "contact" => CONTACT.contains(&&**member),
        "agent" => AGENT.contains(&&**member),
        "payload" => member.chars().all(|c| c.is_alphanumeric() || c == '_'),
        _ => false,
    };
    let message = format!("`{text}` is plain text; to refer to the value, write `$.{text}`");
    meant.then(|| Problem::warning("no-dollar", message))
}

/// `Dear {{name}}`, `Call from $.contact.phoneNumber`
fn inside(node: &Node, control: &Control, text: &str) -> Option<Problem> {
    let fills = node.is_a(&["SE_CoreStringTemplate"]) && control.name == "template";
    let variable = || text.split_once("{{").and_then(|(_, rest)| rest.split_once("}}")).is_some();
    let roots = ["$.payload.", "$.contact.", "$.agent.", "$.actions."];
    let refers = parse_reference(text).is_none() && roots.iter().any(|root| text.contains(root));
    let message = match (!fills && variable(), refers) {
        (true, _) => {
            "`{{…}}` is filled in by String Template only and stands here as it is; build the text with String Template and refer to its result"
        }
        (_, true) if fills => {
            "a reference within text stays as it is; write `{{name}}` there and give the reference to the variable `name`"
        }
        (_, true) => {
            "a reference within text stays as it is; build the text with String Template and refer to its result"
        }
        _ => return None,
    };
    Some(Problem::warning("no-interpolation", message))
}

/// Is Truthy of a value whose default is the text `false`, which is true.
fn false_text(flow: &Flow, node: &Node) -> Option<Problem> {
    let decides =
        node.block.is_some_and(|block| block.ports == Ports::TrueFalse && block.controls.len() == 1);
    let [slot] = node.controls.as_slice() else { return None };
    let Template::Reference(reference) = &slot.template else { return None };
    let Root::Action(place) = reference.root else { return None };
    let source = flow.node(place).filter(|_| decides && slot.spec.kind == Kind::Any)?;
    let says_false = |name: &str| {
        let text = source.control(name).map(|slot| &slot.template);
        matches!(text, Some(Template::Literal(Value::String(text))) if text.trim() == "false")
    };
    let named = ["defaultValue", "value"].into_iter().find(|name| says_false(name))?;
    let message = format!(
        "`{named}` of {} is the text `false`, which counts as true like any text; leave it empty instead",
        source.title()
    );
    Some(Problem::warning("false-text", message).in_control(slot.spec.name))
}

fn long_delay(node: &Node) -> Option<Problem> {
    if !node.is_a(&["SE_CoreDelay"]) {
        return None;
    }
    let slot = node.controls.iter().find(|slot| slot.spec.kind == Kind::Number)?;
    let Template::Literal(value) = &slot.template else { return None };
    let ms = crate::value::number(value).filter(|ms| *ms >= BUDGET)?;
    let message = format!(
        "a flow is stopped after 60 s, so it never gets past a delay of {} ms; wait for an event instead",
        crate::value::from_number(ms)
    );
    Some(Problem::warning("long-delay", message).in_control(slot.spec.name))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn log(message: &str, expected: Expect) {
        let blocks = [
            json!({ "type": "SE_GetPayload" }),
            json!({ "type": "SE_Log", "controls": { "message": message } }),
        ];
        check(&blocks, ("", ""), expected);
    }

    #[test]
    fn references_begin_with_a_dollar() {
        log(
            "actions.uid-1.results.value",
            expect![
                "warning[no-dollar] block `uid-2`, control `message`: `actions.uid-1.results.value` is plain text; to refer to the value, write `$.actions.uid-1.results.value`"
            ],
        );
        log(
            "contact.queueName",
            expect![
                "warning[no-dollar] block `uid-2`, control `message`: `contact.queueName` is plain text; to refer to the value, write `$.contact.queueName`"
            ],
        );
        for fine in ["contact.us", "actions.json", "contact", "payload.the end", "agent.smith"] {
            log(fine, expect![""]);
        }
    }

    #[test]
    fn only_a_template_puts_values_into_text() {
        log(
            "Dear {{name}}",
            expect![
                "warning[no-interpolation] block `uid-2`, control `message`: `{{…}}` is filled in by String Template only and stands here as it is; build the text with String Template and refer to its result"
            ],
        );
        log(
            "Call from $.contact.phoneNumber",
            expect![
                "warning[no-interpolation] block `uid-2`, control `message`: a reference within text stays as it is; build the text with String Template and refer to its result"
            ],
        );
        log("{\"a\": {\"b\": 1}} costs $.50", expect![""]);
    }

    fn template(template: &str, expected: Expect) {
        let controls = json!({ "template": template, "variables": { "name": "$.contact.name" } });
        check(&[json!({ "type": "SE_CoreStringTemplate", "controls": controls })], ("", ""), expected);
    }

    #[test]
    fn a_template_has_variables() {
        template("Dear {{name}}", expect![""]);
        template(
            "Dear $.contact.name",
            expect![
                "warning[no-interpolation] block `uid-1`, control `template`: a reference within text stays as it is; write `{{name}}` there and give the reference to the variable `name`"
            ],
        );
    }

    #[test]
    fn the_text_false_is_true() {
        let truthy =
            json!({ "type": "SE_CoreTruthy", "controls": { "value": "$.actions.uid-1.results.value" } });
        let get = |default: Value| json!({ "type": "SE_GetProperty", "controls": { "key": "vip", "defaultValue": default } });
        check(
            &[get(json!("false")), truthy.clone()],
            ("", ""),
            expect![
                "warning[false-text] block `uid-2`, control `value`: `defaultValue` of Get Property is the text `false`, which counts as true like any text; leave it empty instead"
            ],
        );
        check(&[get(json!(false)), truthy.clone()], ("", ""), expect![""]);
        check(&[get(json!("")), truthy], ("", ""), expect![""]);
    }

    #[test]
    fn a_delay_ends_before_its_flow() {
        let delay = |ms: Value, expected: Expect| {
            check(&[json!({ "type": "SE_CoreDelay", "controls": { "delay": ms } })], ("", ""), expected);
        };
        delay(
            json!("60000"),
            expect![
                "warning[long-delay] block `uid-1`, control `delay`: a flow is stopped after 60 s, so it never gets past a delay of 60000 ms; wait for an event instead"
            ],
        );
        delay(json!(59_999), expect![""]);
    }
}
