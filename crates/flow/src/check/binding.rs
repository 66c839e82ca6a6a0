//! The event of a flow: whether anything raises it, and what cannot work on it.

use cti_core::Source;
use cti_core::event::{EVENTS, EventSpec, Recurrence};
use serde_json::Value;

use super::{Binding, View};
use crate::flow::Node;
use crate::problem::Problem;
use crate::spec::Category;
use crate::template::{Root, Template};

/// The event that a record names.
pub(super) fn given(binding: Binding<'_>, problems: &mut Vec<Problem>) -> Option<&'static EventSpec> {
    let Some(source) = Source::parse(binding.source) else {
        let known: Vec<_> = Source::ALL.iter().map(|row| row.1).collect();
        let message = format!(
            "there is no source `{}`, so the flow never runs; choose one of {}",
            binding.source,
            known.join(", ")
        );
        problems.push(Problem::error("unknown-source", message));
        return None;
    };
    let name = source.api_name();
    match EventSpec::find(source, binding.event) {
        Some(spec) if spec.fires() => {
            rings_otherwise(spec, problems);
            Some(spec)
        }
        Some(_) => {
            let message = format!(
                "nothing raises the events of the old source `{name}` any more, so the flow never runs; bind it to another source"
            );
            problems.push(Problem::error("old-source", message));
            None
        }
        None => {
            let message = format!(
                "`{name}` has no event `{}`, so the flow never runs; choose one of {}",
                binding.event,
                events(source)
            );
            problems.push(Problem::error("unknown-event", message));
            None
        }
    }
}

/// What is true only of queued callbacks and previews is easily taken for a phone that rings.
fn rings_otherwise(spec: &EventSpec, problems: &mut Vec<Problem>) {
    if spec.source == Source::VoiceContact && matches!(spec.name, "onIncoming" | "onPending") {
        let message = format!(
            "a call that rings never raises `{}`, only a queued callback or a preview does; for a call that rings bind the flow to `onConnecting`",
            spec.name
        );
        problems.push(Problem::warning("callbacks-only", message));
    }
}

/// The event in a name such as `VoiceContact.onConnecting`, as the default flows have it.
pub(super) fn named(name: &str, problems: &mut Vec<Problem>) -> Option<&'static EventSpec> {
    let (source, event) = name.trim().rsplit_once(['.', ' '])?;
    let source = Source::parse(source)?;
    // Where events have no names, anything at all would be one.
    let spec = EventSpec::find(source, event).filter(|spec| !spec.name.is_empty());
    if spec.is_none() && event.starts_with("on") && !events(source).is_empty() {
        let message = format!(
            "the name says `{event}`, an event that `{}` does not have; bind the flow to one of {}",
            source.api_name(),
            events(source)
        );
        problems.push(Problem::warning("event-in-name", message));
    }
    spec
}

fn events(source: Source) -> String {
    let names = EVENTS.iter().filter(|row| row.source == source && !row.name.is_empty());
    names.map(|row| row.name).collect::<Vec<_>>().join(", ")
}

pub(super) fn check(view: &mut View<'_>) {
    let Some(event) = view.event else { return };
    for (_, node) in view.nodes() {
        if !brings_contact(event.source) && looks_at_contact(node) {
            let message = format!(
                "{} needs a contact, and the events of `{}` come without one; the agent's only or shown contact counts where there is one, else everything about it is empty, so use an event of the contact",
                node.title(),
                event.source.api_name()
            );
            view.problems.push(Problem::warning("no-contact", message).at(&node.id));
        }
        if repeats(event) && creates(node) {
            let message = format!(
                "`{}` comes many times for one contact, and each time {} creates a record; create it on `onConnected` and only pop here",
                event.name,
                node.title()
            );
            view.problems.push(Problem::warning("creates-each-time", message).at(&node.id));
        }
    }
}

fn brings_contact(source: Source) -> bool {
    use Source::{ConnectAgent, Initialization, SalesforceAgent, SalesforceUi};
    !matches!(source, ConnectAgent | Initialization | SalesforceAgent | SalesforceUi)
}

fn looks_at_contact(node: &Node) -> bool {
    let refers =
        |template: &Template| matches!(template, Template::Reference(to) if to.root == Root::Contact);
    node.block.is_some_and(|block| block.category == Category::ConnectContact)
        || View::leaves(node).iter().any(|(_, template)| refers(template))
}

fn repeats(event: &EventSpec) -> bool {
    event.name == "onViewContact" || event.recurrence == Recurrence::LatestOccurrence
}

fn creates(node: &Node) -> bool {
    let new = |name: &str| {
        node.control(name).is_none_or(|slot| match &slot.template {
            Template::Literal(Value::Null) => true,
            Template::Literal(Value::String(id)) => matches!(id.trim(), "" | "null"),
            _ => false,
        })
    };
    node.is_a(&["SE_SFCreateTask", "SE_AgentCreateTask"]) || node.is_a(&["SE_SFSaveLog"]) && new("recordId")
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn named(name: &str, expected: Expect) {
        let mut problems = Vec::new();
        let spec = super::named(name, &mut problems);
        let mut lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        lines.extend(spec.map(|spec| format!("{} {}", spec.source.api_name(), spec.name)));
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn names_say_events() {
        named("VoiceContact.onConnecting", expect!["voiceContact onConnecting"]);
        named("Salesforce UI onClickToDial", expect!["salesforceUi onClickToDial"]);
        named(
            "VoiceContact.onViewContact",
            expect![
                "warning[event-in-name]: the name says `onViewContact`, an event that `voiceContact` does not have; bind the flow to one of onIncoming, onConnecting, onConnected, onEnded, onRefresh, onAccepted, onPending, onMissed, onDestroy, onTransferStarted, onInit"
            ],
        );
        for other in ["", "Create Callback Task", "CTI Action once", "Salesforce UI helper", "flow"] {
            named(other, expect![""]);
        }
    }

    #[test]
    fn events_that_nobody_raises_are_named() {
        check(
            &[],
            ("chatContact", "onIncoming"),
            expect![
                "error[unknown-event]: `chatContact` has no event `onIncoming`, so the flow never runs; choose one of onConnecting, onConnected, onEnded, onRefresh, onAccepted, onPending, onMessageReceived, onMessageSent, onMissed, onDestroy, onViewContact, onInit"
            ],
        );
        check(
            &[],
            ("Browser", "onInit"),
            expect![
                "error[old-source]: nothing raises the events of the old source `browser` any more, so the flow never runs; bind it to another source"
            ],
        );
        check(
            &[],
            ("phone", "x"),
            expect![
                "error[unknown-source]: there is no source `phone`, so the flow never runs; choose one of initialization, connectAgent, voiceContact, queueCallbackContact, chatContact, taskContact, emailContact, contact, salesforceAgent, salesforceUi, ctiAction, browser"
            ],
        );
    }

    #[test]
    fn a_ringing_phone_is_not_incoming() {
        for (source, event, expected) in [
            (
                "voiceContact",
                "onIncoming",
                expect![
                    "warning[callbacks-only]: a call that rings never raises `onIncoming`, only a queued callback or a preview does; for a call that rings bind the flow to `onConnecting`"
                ],
            ),
            ("queueCallbackContact", "onIncoming", expect![""]),
            ("voiceContact", "onConnecting", expect![""]),
        ] {
            check(&[], (source, event), expected);
        }
    }

    #[test]
    fn contacts_are_not_everywhere() {
        let blocks = [
            json!({ "type": "SE_ContactIsVoice" }),
            json!({ "type": "SE_Log", "controls": { "message": "$.contact.queueName" } }),
        ];
        check(
            &blocks,
            ("salesforceUi", "onClickToDial"),
            expect![[r#"
                warning[no-contact] block `uid-1`: Is Voice Contact? needs a contact, and the events of `salesforceUi` come without one; the agent's only or shown contact counts where there is one, else everything about it is empty, so use an event of the contact
                warning[no-contact] block `uid-2`: Log to Console needs a contact, and the events of `salesforceUi` come without one; the agent's only or shown contact counts where there is one, else everything about it is empty, so use an event of the contact"#]],
        );
        check(&blocks, ("ctiAction", ""), expect![""]);
    }

    #[test]
    fn records_are_created_once() {
        let blocks = [
            json!({ "type": "SE_SFSaveLog", "controls": { "recordId": "null", "entityType": "Case", "fieldValues": {} } }),
            json!({ "type": "SE_SFSaveLog", "controls": { "recordId": "$.contact.attributes.case", "entityType": "Case", "fieldValues": {} } }),
        ];
        check(
            &blocks,
            ("chatContact", "onViewContact"),
            expect![
                "warning[creates-each-time] block `uid-1`: `onViewContact` comes many times for one contact, and each time Save (or Create) a Record creates a record; create it on `onConnected` and only pop here"
            ],
        );
        check(&blocks, ("chatContact", "onConnected"), expect![""]);
    }
}
