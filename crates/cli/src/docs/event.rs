//! Pages of events.

use cti_core::Source;
use cti_core::event::{EVENTS, EventSpec, Recurrence};
use serde_json::{Map, Value, json};

use super::example;
use super::markdown::{WRITTEN, cell, codes, slug};

/// `voice-contact-on-connecting.md`
pub(crate) fn file_name(spec: &EventSpec) -> String {
    let words: String = format!("{} {}", spec.source.api_name(), spec.name)
        .chars()
        .flat_map(|c| if c.is_uppercase() { vec![' ', c] } else { vec![c] })
        .collect();
    format!("{}.md", slug(&words))
}

fn label(source: Source) -> &'static str {
    Source::ALL.iter().find(|row| row.0 == source).map_or("", |row| row.2)
}

fn title(spec: &EventSpec) -> String {
    match spec.name {
        "" => label(spec.source).to_owned(),
        name => format!("{}: {name}", label(spec.source)),
    }
}

pub(crate) fn index() -> String {
    let mut text = format!(
        "{WRITTEN}# Events\n\nWhat starts a flow: it is bound to a source and one of its events. [The language](../language.md) says what a flow can see of them, [blocks](../blocks/README.md) what it can do.\n"
    );
    for (source, api_name, label) in Source::ALL {
        text += &format!("\n## {label}\n\nSource `{api_name}`.\n\n| event | fires when |\n| --- | --- |\n");
        for spec in EVENTS.iter().filter(|spec| spec.source == source) {
            let name = if spec.name.is_empty() { "every event" } else { spec.name };
            text += &format!("| [{name}]({}) | {} |\n", file_name(spec), cell(spec.about));
        }
    }
    text
}

pub(crate) fn page(spec: &EventSpec) -> String {
    let mut text = format!("{WRITTEN}# {}\n\n{}\n\n| | |\n| --- | --- |\n", title(spec), spec.about);
    let mut fact = |name: &str, value: String| text += &format!("| {name} | {} |\n", cell(&value));
    fact("source", format!("`{}`", spec.source.api_name()));
    if !spec.name.is_empty() {
        fact("event", format!("`{}`", spec.name));
    }
    fact("since", if spec.since.is_empty() { "connect-cti".to_owned() } else { spec.since.to_owned() });
    fact("runs", runs(spec.recurrence).to_owned());
    let members: Vec<_> = spec.payload.iter().map(|member| format!("$.payload.{member}")).collect();
    let members: Vec<_> = members.iter().map(String::as_str).collect();
    fact("payload", if members.is_empty() { "none of its own".to_owned() } else { codes(&members, ", ") });
    if spec.fires() {
        text += &format!("\n## Example\n\n{}", example::show(&flow(spec), &scenario(spec)));
    }
    text + "\n[All events](README.md)\n"
}

fn runs(recurrence: Recurrence) -> &'static str {
    match recurrence {
        Recurrence::OncePerContact => "once in the life of a contact, whatever reloads and tabs do",
        Recurrence::EachOccurrence => "each time, in one of the agent's tabs",
        Recurrence::LatestOccurrence => {
            "each time, in one of the agent's tabs; of several that wait only the latest"
        }
        Recurrence::SeenByAll => "each time, in the tab that leads",
        Recurrence::InThisTab => "each time, in the tab where it happened",
        Recurrence::Never => "never any more; flows of it are kept and do not run",
    }
}

/// Writes down what came with the event.
fn flow(spec: &EventSpec) -> Value {
    json!({ "name": title(spec), "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_Log", "controls": { "message": "$.payload" }, "ports": { "done": "uid-2" } },
        { "id": "uid-2", "type": "SE_End" },
    ]})
}

fn scenario(spec: &EventSpec) -> Value {
    let mut scenario = Map::new();
    scenario.insert("source".to_owned(), spec.source.api_name().into());
    if !spec.name.is_empty() {
        scenario.insert("event".to_owned(), spec.name.into());
    }
    if let Some(contact) = contact(spec.source) {
        scenario.insert("contact".to_owned(), contact);
    }
    scenario.insert("agent".to_owned(), json!({ "name": "Ada", "state": { "name": "Available" } }));
    let payload =
        spec.payload.iter().filter_map(|member| Some(((*member).to_owned(), sample(spec, member)?)));
    scenario.insert("payload".to_owned(), Value::Object(payload.collect()));
    Value::Object(scenario)
}

fn contact(source: Source) -> Option<Value> {
    match source {
        Source::VoiceContact | Source::QueueCallbackContact => {
            Some(json!({ "contactId": "c-1", "phoneNumber": "+12135550100", "queueName": "Support" }))
        }
        Source::ChatContact | Source::EmailContact | Source::OtherContact => {
            Some(json!({ "contactId": "c-1", "queueName": "Support" }))
        }
        Source::TaskContact => Some(json!({ "contactId": "c-1", "name": "Call back" })),
        _ => None,
    }
}

/// A value that the member may have; `None` for members that are mostly not there.
fn sample(spec: &EventSpec, member: &str) -> Option<Value> {
    Some(match member {
        "contactId" | "initialContactId" if spec.source == Source::SalesforceUi => return None,
        "contactId" | "initialContactId" | "ContactId" | "InitialContactId" => json!("c-1"),
        "event" => json!(spec.name),
        "type" => json!(channel(spec.source)),
        "number" => json!("+12135550100"),
        "recordId" => json!("003000000000001AAA"),
        "recordName" | "name" => json!("Ada"),
        "objectType" => json!("Contact"),
        "url" => json!("/lightning/r/Contact/003000000000001AAA/view"),
        "username" => json!("ada"),
        "state" => json!({ "name": "Available", "type": "routable" }),
        "target" => json!("Billing"),
        "oldState" => json!("Offline"),
        "newState" => json!("Available"),
        "routingProfile" => json!("Basic Routing Profile"),
        "softphoneEnabled" => json!(true),
        "permissions" => json!(["outboundCall"]),
        "statusId" => json!("0N5000000000001AAA"),
        "statusName" => json!("Available for chat"),
        "statusApiName" => json!("Available_for_chat"),
        "workItemId" => json!("0Bz000000000001AAA"),
        "workId" if spec.name == "onHvsWorkStart" => json!("0W0000000000001AAA"),
        "workId" => json!("500000000000001AAA"),
        "configuredCapacity" => json!(10),
        "previousWorkload" => json!(0),
        "newWorkload" => json!(5),
        "completeWorkWhen" => json!("always"),
        "attributes" => json!({ "to": "+12135550100" }),
        "Id" => json!("m-1"),
        "Type" => json!("MESSAGE"),
        "Content" => json!("Hello"),
        "ContentType" if spec.source == Source::TaskContact => {
            json!("application/vnd.amazonaws.connect.event.transfer.initiated")
        }
        "ContentType" => json!("text/plain"),
        "ParticipantRole" => json!(if spec.name == "onMessageSent" { "AGENT" } else { "CUSTOMER" }),
        "AbsoluteTime" => json!("2026-01-05T10:00:00.000Z"),
        _ => return None,
    })
}

fn channel(source: Source) -> &'static str {
    match source {
        Source::QueueCallbackContact => "queue_callback",
        Source::ChatContact => "chat",
        Source::TaskContact => "task",
        Source::EmailContact => "email",
        _ => "voice",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_completes() {
        for spec in EVENTS.iter().filter(|spec| spec.fires()) {
            let text = page(spec);
            let ended = text.lines().any(|line| line.starts_with("completed after "));
            assert!(ended, "{}: the example does not complete\n{text}", title(spec));
        }
    }

    #[test]
    fn files_are_named_by_source_and_event() {
        let names: Vec<_> = EVENTS.iter().map(file_name).collect();
        assert!(names.contains(&"voice-contact-on-connecting.md".to_owned()), "{names:?}");
        assert!(names.contains(&"cti-action.md".to_owned()), "{names:?}");
    }
}
