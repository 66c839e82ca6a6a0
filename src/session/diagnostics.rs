//! What went on here, as one file for whoever has to find out: no personal data, and nothing to be asked for twice.
//!
//! Of settings, flows and contacts it says what they are called and how they stand, never what is in them. Free
//! texts, such as errors of Salesforce, are cleared of everything that is known about the contacts.

use std::rc::Rc;

use cti_core::Contact;
use cti_core::settings::Configuration;
use cti_flow::record::{Exchange, Record, Redaction, Secrets};
use cti_ports::{Link, LogLine};
use serde_json::{Map, Value, json};

use super::Session;
use crate::state::Settings;

/// What `format` of the file says.
const FORMAT: &str = "cti-diagnostics";

impl Session {
    /// The whole of it, or what concerns one contact: its runs, its lines of the log, its claims.
    pub async fn diagnostics(&self, contact: Option<&str>) -> Value {
        let records: Vec<Record> =
            self.ports.archive.all().await.iter().filter_map(|text| Record::parse(text).ok()).collect();
        let state = self.hub.state();
        let secrets = Secrets::new(secrets(&state.contacts, &records));
        let clear = |text: &str| Redaction::default().text(text, &secrets);
        let about = |id: &str| contact.is_none_or(|contact| contact == id);
        let log = self.ports.log.recent();
        let lines = log.iter().filter(|line| line.contact.is_empty() || about(&line.contact));
        let runs = records.iter().filter(|record| about(contact_id(record)));
        let claims = self
            .journal
            .claimed()
            .into_iter()
            .filter(|(key, _)| contact.is_none_or(|contact| key.contains(contact)));
        json!({
            "format": FORMAT,
            "version": 1,
            "at": self.ports.clock.now(),
            "contact": contact,
            "page": (self.ports.surroundings)(),
            "tab": self.journal.tab(),
            "host": format!("{:?}", self.ports.host.kind()),
            "ready": state.ready,
            "hostSilent": state.host_silent.as_deref().map(clear),
            "settings": match &state.settings {
                Settings::Loading => json!("loading"),
                Settings::Failed(reason) => json!({ "failed": clear(reason) }),
                Settings::Loaded(configuration) => settings(configuration),
            },
            "link": self.links(),
            "contacts": state.contacts.iter().filter(|known| about(known.contact_id.as_str())).map(|known| json!({
                "contactId": known.contact_id.as_str(),
                "type": known.r#type.as_str(),
                "state": known.state,
            })).collect::<Vec<_>>(),
            "days": self.journal.days().all().iter().map(|day| day.line()).collect::<Vec<_>>(),
            "durable": self.journal.is_durable(),
            "claims": claims.map(|(key, at)| (key, Value::from(at))).collect::<serde_json::Map<_, _>>(),
            "runs": runs.map(|record| run(record, &clear)).collect::<Vec<_>>(),
            "log": lines.map(|line| entry(line, &clear)).collect::<Vec<_>>(),
        })
    }

    fn links(&self) -> Vec<Value> {
        let name = |link: &Link| match link {
            Link::Failed(reason) => format!("failed: {reason}"),
            link => format!("{link:?}"),
        };
        self.inner.borrow().links.iter().map(|(at, link)| json!([at, name(link)])).collect()
    }
}

/// All that is known of contacts, of those that are there and of those that flows ran for.
fn secrets(contacts: &[Rc<Contact>], records: &[Record]) -> Vec<String> {
    let mut found = Vec::new();
    for contact in contacts {
        found.extend([contact.name.clone(), contact.phone_number.clone()]);
        found.extend(contact.attributes.values().map(|value| value.to_string()));
    }
    for record in records {
        for part in [record.event.contact.get("attributes"), Some(&record.event.payload)] {
            texts(part.unwrap_or(&Value::Null), &mut found);
        }
    }
    found
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.values().for_each(|member| texts(member, found)),
        _ => {}
    }
}

fn contact_id(record: &Record) -> &str {
    record.event.contact.get("contactId").and_then(Value::as_str).unwrap_or_default()
}

fn settings(configuration: &Configuration) -> Value {
    let adapter = &configuration.adapter;
    let flows = configuration
        .flows
        .iter()
        .map(|flow| json!([flow.name, flow.id, flow.source, flow.event, flow.active, flow.body.len()]));
    json!({
        "adapter": adapter.name,
        "ccpUrl": adapter.ccp_url,
        "region": adapter.region,
        "defaultRegion": adapter.default_region,
        "ssoUrl": adapter.sso_url.is_some(),
        "participantUrl": adapter.participant_url.is_some(),
        "debugLevel": adapter.debug_level,
        "elementCalls": adapter.element_calls,
        "attributes": configuration.attributes.len(),
        "actions": configuration.actions.len(),
        "features": configuration.features.iter().map(|feature| json!([feature.name, feature.active])).collect::<Vec<_>>(),
        "language": configuration.user.language,
        "flows": flows.collect::<Vec<_>>(),
    })
}

/// Where a run went and how; not what it was told.
fn run(record: &Record, clear: &dyn Fn(&str) -> String) -> Value {
    let exception = |envelope: &Value| envelope.get("exception").and_then(Value::as_str).map(clear);
    let exceptions: Map<String, Value> = record
        .outcome
        .actions
        .iter()
        .filter_map(|(block, envelope)| Some((block.clone(), exception(envelope)?.into())))
        .collect();
    json!({
        "event": [record.event.source, record.event.event],
        "contact": contact_id(record),
        "flow": [record.flow.name, record.flow.id, record.flow.version],
        "titles": record.flow.titles,
        "tab": record.tab,
        "started": record.started,
        "ended": record.ended,
        "status": record.outcome.status,
        "message": record.outcome.message.as_deref().map(clear),
        "path": record.outcome.path,
        "exceptions": exceptions,
        "effects": record.effects.iter().map(effect).collect::<Vec<_>>(),
    })
}

/// Block, effect, whether it worked, how long it took.
fn effect(exchange: &Exchange) -> Value {
    let went = if exchange.reply.get("ok").is_some() {
        Some(true)
    } else {
        exchange.reply.get("error").map(|_| false)
    };
    json!([exchange.block, exchange.effect, went, exchange.ms])
}

fn entry(line: &LogLine, clear: &dyn Fn(&str) -> String) -> Value {
    let mut entry = json!({
        "at": line.at,
        "level": line.level.as_str(),
        "text": clear(&line.text),
    });
    if let Some(members) = entry.as_object_mut() {
        if !line.contact.is_empty() {
            members.insert("contact".to_owned(), line.contact.clone().into());
        }
        if line.times > 1 {
            members.insert("times".to_owned(), line.times.into());
            members.insert("last".to_owned(), line.last.into());
        }
    }
    entry
}
