//! References that never lead to a value, or that do only by leniency.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use cti_core::Source;

use super::{View, ways};
use crate::blocks::distance;
use crate::flow::{Flow, Node};
use crate::problem::Problem;
use crate::reference::Segment;
use crate::spec::Ports;
use crate::template::{Reference, Root, Template};

/// Members of `$.contact`.
pub(super) const CONTACT: &[&str] = &[
    "contactId",
    "initialContactId",
    "type",
    "state",
    "stateTimestamp",
    "isInbound",
    "initiationMethod",
    "callType",
    "queueName",
    "queueARN",
    "phoneNumber",
    "formattedPhoneNumber",
    "parsedNumber",
    "attributes",
    "name",
    "description",
    "references",
    "isMonitor",
    "isBarge",
    "connections",
    "timeline",
    "unanswered",
];

const PARSED_NUMBER: &[&str] = &["number", "nationalNumber", "phone", "country", "countryCallingCode"];

/// Members of `$.agent`.
pub(super) const AGENT: &[&str] = &[
    "name",
    "username",
    "state",
    "routingProfile",
    "extension",
    "softphoneEnabled",
    "permissions",
    "agentARN",
];

const ENVELOPE: &[&str] = &["results", "success", "exception"];

/// Blocks whose `results.value` is a list.
const LISTS: &[&str] = &[
    "SE_SFQuery",
    "SE_SFQueryValue",
    "SE_AgentGetQuickConnectionList",
    "SE_AgentGetTransferConnectionList",
    "SE_AgentGetAvailableStates",
];

/// Whoever draws a flow by hand stays below this; larger ones are not searched for their ways.
const SEARCHED: usize = 3_000;

pub(super) fn check(view: &mut View<'_>) {
    let mut ahead = BTreeMap::new();
    for (place, node) in view.nodes() {
        for (control, template) in View::leaves(node) {
            let Template::Reference(reference) = template else { continue };
            let mut found: Vec<_> = unknown(view, reference).into_iter().collect();
            found.extend(old_phone(reference));
            if let Root::Action(from) = reference.root {
                found.extend(lenient(view.flow, from, reference));
                found.extend(too_early(view.flow, from, place, reference, &mut ahead));
            }
            let at = |problem: Problem| problem.at(&node.id).in_control(control.name);
            view.problems.extend(found.into_iter().map(at));
        }
    }
}

fn unknown(view: &View<'_>, reference: &Reference) -> Option<Problem> {
    let path = reference.path.as_slice();
    match reference.root {
        Root::Contact => match path {
            [Segment::Key(parsed), rest @ ..] if &**parsed == "parsedNumber" => {
                one_of("the number", PARSED_NUMBER, rest, view.flow, reference)
            }
            path => one_of("the contact", CONTACT, path, view.flow, reference),
        },
        Root::Agent => one_of("the agent", AGENT, path, view.flow, reference),
        Root::Payload => {
            let event = view.event.filter(|event| event.source != Source::CtiAction)?;
            let what = format!("the payload of `{}`", event.name);
            one_of(&what, event.payload, path, view.flow, reference)
        }
        Root::Action(place) => match path {
            [Segment::Key(results), rest @ ..] if &**results == "results" => {
                unknown_result(view.flow, view.flow.node(place)?, rest, reference)
            }
            path => one_of("what a block leaves", ENVELOPE, path, view.flow, reference),
        },
        // Said when it was loaded.
        Root::Actions | Root::Nowhere => None,
    }
}

fn unknown_result(flow: &Flow, node: &Node, path: &[Segment], reference: &Reference) -> Option<Problem> {
    let block = node.block?;
    if block.ports == Ports::TrueFalse && !path.is_empty() {
        let message = format!(
            "`{}` is never defined: {} leaves true or false itself, so refer to `$.actions.{}.results`",
            spell(flow, reference),
            node.title(),
            node.id
        );
        return Some(Problem::warning("unknown-member", message));
    }
    // Its matches stand under their own ids.
    let by_id =
        |key: &str| node.is_a(&["SE_SFSearchAndScreenpop"]) && matches!(key.len(), 15 | 18) && key.is_ascii();
    match path.first() {
        Some(Segment::Key(key)) if !block.results.is_empty() && !by_id(key) => {
            one_of(&format!("the result of {}", node.title()), block.results, path, flow, reference)
        }
        _ => None,
    }
}

/// The first step of the path must be one of the members.
fn one_of(
    what: &str,
    members: &[&str],
    path: &[Segment],
    flow: &Flow,
    reference: &Reference,
) -> Option<Problem> {
    let name = match path.first()? {
        Segment::Key(key) if members.contains(&&**key) => return None,
        Segment::Key(key) => key.to_string(),
        // What is one thing counts as a list of one.
        Segment::Index(0) => return None,
        Segment::Index(index) => index.to_string(),
    };
    let reference = spell(flow, reference);
    let message = match (members, nearest(&name, members)) {
        ([], _) => format!("`{reference}` is never defined: {what} is empty; refer to another value"),
        (_, Some(near)) => {
            format!("`{reference}` is never defined: {what} has no `{name}`; perhaps `{near}` is meant")
        }
        (members, None) => {
            format!("`{reference}` is never defined: {what} has no `{name}`; it has {}", members.join(", "))
        }
    };
    Some(Problem::warning("unknown-member", message))
}

fn nearest<'a>(wanted: &str, members: &[&'a str]) -> Option<&'a str> {
    if wanted.len() > 32 {
        return None;
    }
    let wanted = wanted.to_ascii_lowercase();
    let distance = |member: &&str| distance(&wanted, &member.to_ascii_lowercase());
    let near = members.iter().copied().min_by_key(distance)?;
    (distance(&near) <= (wanted.len() / 2).min(2)).then_some(near)
}

fn old_phone(reference: &Reference) -> Option<Problem> {
    let [Segment::Key(parsed), Segment::Key(phone), ..] = reference.path.as_slice() else { return None };
    let message = "`$.contact.parsedNumber.phone` is the old name of the national number and still works; write `$.contact.parsedNumber.nationalNumber`, or `$.contact.parsedNumber.number` for the number with its country";
    (reference.root == Root::Contact && &**parsed == "parsedNumber" && &**phone == "phone")
        .then(|| Problem::info("old-phone", message))
}

/// A field of a list, or the first of what is none: it works as long as there is one.
fn lenient(flow: &Flow, place: usize, reference: &Reference) -> Option<Problem> {
    let node = flow.node(place)?;
    let [Segment::Key(results), Segment::Key(member), next, ..] = reference.path.as_slice() else {
        return None;
    };
    if &**results != "results" {
        return None;
    }
    let reference = spell(flow, reference);
    let message = match (&**member, next) {
        ("value", Segment::Key(field))
            if node.is_a(LISTS) && &**field != "length" && field.parse::<usize>().is_err() =>
        {
            format!(
                "{} leaves a list; `{reference}` is only defined where the list has one entry, so write `.[0]` before `{field}`",
                node.title()
            )
        }
        ("record", Segment::Index(0)) if node.is_a(&["SE_SFRetrieve"]) => {
            format!("{} leaves one record, not a list; leave `[0]` out of `{reference}`", node.title())
        }
        _ => return None,
    };
    Some(Problem::warning("list-access", message))
}

/// A block that never runs before the one that refers to it.
fn too_early(
    flow: &Flow,
    from: usize,
    to: usize,
    reference: &Reference,
    ahead: &mut BTreeMap<usize, BTreeSet<usize>>,
) -> Option<Problem> {
    if flow.start().is_none() || flow.len() > SEARCHED {
        return None;
    }
    let ahead = ahead.entry(from).or_insert_with(|| ways::ahead(flow, from));
    if ahead.contains(&to) && ways::reachable(flow).contains(&from) {
        return None;
    }
    let message = format!(
        "`{}` is never defined: no way leads from {} to this block; refer to a block that runs before it",
        spell(flow, reference),
        flow.node(from)?.title()
    );
    Some(Problem::warning("never-before", message))
}

fn spell(flow: &Flow, reference: &Reference) -> String {
    let mut text = match reference.root {
        Root::Payload => "$.payload".to_owned(),
        Root::Contact => "$.contact".to_owned(),
        Root::Agent => "$.agent".to_owned(),
        Root::Actions | Root::Nowhere => "$.actions".to_owned(),
        Root::Action(place) => {
            format!("$.actions.{}", flow.node(place).map_or_else(String::new, |node| node.id.to_string()))
        }
    };
    for segment in &reference.path {
        // Writing to a string cannot fail.
        let _ = match segment {
            Segment::Key(key) => write!(text, ".{key}"),
            Segment::Index(index) => write!(text, "[{index}]"),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::{AGENT, CONTACT, PARSED_NUMBER};
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn refer(block: Value, reference: &str, binding: (&str, &str), expected: Expect) {
        let log = json!({ "type": "SE_Log", "controls": { "message": reference } });
        check(&[block, log], binding, expected);
    }

    #[test]
    fn results_have_names() {
        let get = || json!({ "type": "SE_GetProperty", "controls": { "key": "a" } });
        refer(get(), "$.actions.uid-1.results.value.x[0]", ("", ""), expect![""]);
        refer(
            get(),
            "$.actions.uid-1.results.vlaue",
            ("", ""),
            expect![
                "warning[unknown-member] block `uid-2`, control `message`: `$.actions.uid-1.results.vlaue` is never defined: the result of Get Property has no `vlaue`; perhaps `value` is meant"
            ],
        );
        refer(
            get(),
            "$.actions.uid-1.value",
            ("", ""),
            expect![
                "warning[unknown-member] block `uid-2`, control `message`: `$.actions.uid-1.value` is never defined: what a block leaves has no `value`; it has results, success, exception"
            ],
        );
        refer(
            json!({ "type": "SE_ContactIsVoice" }),
            "$.actions.uid-1.results.value",
            ("", ""),
            expect![
                "warning[unknown-member] block `uid-2`, control `message`: `$.actions.uid-1.results.value` is never defined: Is Voice Contact? leaves true or false itself, so refer to `$.actions.uid-1.results`"
            ],
        );
    }

    fn member(reference: &str, expected: Expect) {
        refer(json!({ "type": "SE_GetPayload" }), reference, ("voiceContact", "onConnecting"), expected);
    }

    #[test]
    fn roots_have_members() {
        member(
            "$.contact.queuename",
            expect![
                "warning[unknown-member] block `uid-2`, control `message`: `$.contact.queuename` is never defined: the contact has no `queuename`; perhaps `queueName` is meant"
            ],
        );
        member(
            "$.contact.parsedNumber.e164",
            expect![
                "warning[unknown-member] block `uid-2`, control `message`: `$.contact.parsedNumber.e164` is never defined: the number has no `e164`; it has number, nationalNumber, phone, country, countryCallingCode"
            ],
        );
        member(
            "$.payload.number",
            expect![
                "warning[unknown-member] block `uid-2`, control `message`: `$.payload.number` is never defined: the payload of `onConnecting` has no `number`; it has contactId, initialContactId, type, event"
            ],
        );
        member(
            "$.contact.parsedNumber.phone",
            expect![
                "info[old-phone] block `uid-2`, control `message`: `$.contact.parsedNumber.phone` is the old name of the national number and still works; write `$.contact.parsedNumber.nationalNumber`, or `$.contact.parsedNumber.number` for the number with its country"
            ],
        );
        for fine in ["$.contact", "$.contact.attributes.x.y", "$.agent.state.name", "$.payload", "$.actions"]
        {
            member(fine, expect![""]);
        }
    }

    #[test]
    fn a_value_is_there_after_its_block() {
        refer(
            json!({ "type": "SE_GetPayload" }),
            "$.actions.uid-2.success",
            ("", ""),
            expect![
                "warning[never-before] block `uid-2`, control `message`: `$.actions.uid-2.success` is never defined: no way leads from Log to Console to this block; refer to a block that runs before it"
            ],
        );
    }

    #[test]
    fn one_record_is_no_list() {
        refer(
            json!({ "type": "SE_SFRetrieve", "controls": { "fields": "Id", "type": "Task", "id": "1" } }),
            "$.actions.uid-1.results.record.[0].Id",
            ("", ""),
            expect![
                "warning[list-access] block `uid-2`, control `message`: Retrieve Salesforce Record leaves one record, not a list; leave `[0]` out of `$.actions.uid-1.results.record[0].Id`"
            ],
        );
    }

    /// What is said to exist must be what a run sees.
    #[test]
    fn members_are_those_of_a_run() {
        let keys = |value: Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let contact = cti_core::Contact {
            initial_contact_id: Some("c-1".into()),
            state_timestamp: Some(1.0),
            initiation_method: "inbound".to_owned(),
            is_barge: true,
            timeline: cti_core::Timeline { offered_at: Some(1.0), ..Default::default() },
            unanswered: Some(cti_core::Unanswered::Missed),
            ..Default::default()
        };
        let mut contact = keys(serde_json::to_value(contact).unwrap());
        contact.extend(["callType", "formattedPhoneNumber", "parsedNumber"].map(str::to_owned));
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let known = |names: &[&str]| sorted(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(sorted(contact), known(CONTACT));
        assert_eq!(sorted(keys(serde_json::to_value(cti_core::Agent::default()).unwrap())), known(AGENT));
        let number = cti_effect::json::phone_value(&cti_core::phone::PhoneNumber::default());
        assert_eq!(sorted(keys(number)), known(PARSED_NUMBER));
    }
}
