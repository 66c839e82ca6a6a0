//! Takes personal data out of a record and leaves what a flow decides by: ids, outcomes, what is empty.
//!
//! Three rules: values under certain names; whatever looks like a phone number or an e-mail address; and
//! whatever was hidden once, wherever else it stands. The last one finds a name that a flow has copied
//! from an attribute into a subject line.

mod looks;

use cti_core::attribute::percent_encode;
use cti_core::sorted::sort;
use serde_json::Value;

use super::{Exchange, Record};
use crate::soql;

/// What stands for a value that is not shown.
pub const HIDDEN: &str = "…";

/// What stands for a phone number. A flow that is run again goes other ways where there is none.
pub const NUMBER: &str = "+…";

/// What stands for an e-mail address, for the same reason.
pub const ADDRESS: &str = "…@…";

/// Numbers and addresses that belong to nobody, for runs of records that do not show the real ones.
const NOBODYS_NUMBER: &str = "+12135550100";
const NOBODYS_ADDRESS: &str = "nobody@example.com";

/// Shorter texts are no secret of their own: `1`, `no`.
const SHORTEST_SECRET: usize = 3;

/// Members that say what a neighbour called `value` is about.
const NAMING: [&str; 3] = ["field", "key", "attribute"];

/// What is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// Names in lower case without spaces, `_` and `-`; a `*` at either end stands for anything.
    names: Vec<String>,
    /// Hide what looks like a phone number or an e-mail address, whatever its name.
    by_kind: bool,
}

impl Default for Redaction {
    /// The names under which people and ways to reach them are kept.
    fn default() -> Self {
        let people = [
            "*phone*",
            "*mobile*",
            "*email*",
            "*address*",
            "fax",
            "street",
            "postalcode",
            "zip",
            "birthdate",
            "*dateofbirth*",
            "ssn",
            "name",
            "firstname",
            "middlename",
            "lastname",
            "fullname",
            "customername",
            "displayname",
            "username",
            "recordname",
            "extension",
        ];
        // What somebody wrote in a chat, and what opens doors.
        let others = ["content", "*password*", "*secret*", "*token*", "*apikey*", "authorization", "cookie"];
        Self::new(people.into_iter().chain(others))
    }
}

impl Redaction {
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(plain).filter(|name| !name.trim_matches('*').is_empty());
        Self { names: names.collect(), by_kind: true }
    }

    /// Leaves phone numbers and e-mail addresses where no name says what they are.
    pub fn by_name_only(self) -> Self {
        Self { by_kind: false, ..self }
    }

    /// Whether values under this name are hidden.
    pub fn hides(&self, name: &str) -> bool {
        // Such as `EmailMessageId`: an id is not what it is the id of, unless a rule ends with its name.
        let is_id = ["Id", "ID", "_id", "ARN"].iter().any(|end| name.ends_with(end));
        let name = plain(name);
        self.names.iter().any(|pattern| match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            (Some(end), None) => name.ends_with(end),
            (None, Some(start)) => !is_id && name.starts_with(start),
            (Some(_), Some(_)) => !is_id && name.contains(pattern.trim_matches('*')),
            (None, None) => name == *pattern,
        })
    }

    /// Hides what is personal in a record. Ids, types, the path and the flow itself stay.
    pub fn apply(&self, record: &mut Record) {
        let mut secrets = Vec::new();
        self.visit(record, &mut |redaction, value| redaction.by_name(value, &mut secrets));
        for exchange in &mut record.effects {
            self.unnamed(exchange, &mut secrets);
        }
        let secrets = Secrets::new(secrets);
        self.visit(record, &mut |redaction, value| redaction.by_content(value, &secrets));
        if let Some(message) = &mut record.outcome.message {
            *message = self.text(message, &secrets);
        }
    }

    /// Answers that have no name of their own: what a store gives back, and what the agent typed.
    fn unnamed(&self, exchange: &mut Exchange, secrets: &mut Vec<String>) {
        let key = exchange.args.get("key").and_then(Value::as_str).is_some_and(|key| self.hides(key));
        let Some(answer) = exchange.reply.get_mut("ok") else { return };
        if key {
            hide(answer, secrets);
        } else if exchange.effect == "desk.showModal"
            && let Some(typed) = answer.get_mut("text")
        {
            hide(typed, secrets);
        }
    }

    fn visit(&self, record: &mut Record, see: &mut dyn FnMut(&Self, &mut Value)) {
        see(self, &mut record.event.payload);
        see(self, &mut record.event.contact);
        if let Some(agent) = record.event.agent.as_object_mut() {
            // The name of a state is nobody's name.
            agent.iter_mut().filter(|(name, _)| *name != "state").for_each(|(name, value)| {
                // Wrapped, so that the name is seen with its value.
                let mut member = Value::Object([(name.clone(), value.take())].into_iter().collect());
                see(self, &mut member);
                *value = member.get_mut(name).map(Value::take).unwrap_or_default();
            });
        }
        for exchange in &mut record.effects {
            see(self, &mut exchange.args);
            see(self, &mut exchange.reply);
        }
        record.outcome.actions.values_mut().for_each(|envelope| see(self, envelope));
    }

    fn by_name(&self, value: &mut Value, secrets: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.by_name(item, secrets)),
            Value::Object(members) => {
                let named = NAMING
                    .iter()
                    .any(|name| members.get(*name).and_then(Value::as_str).is_some_and(|n| self.hides(n)));
                for (name, member) in members.iter_mut() {
                    if self.hides(name) || (named && name == "value") {
                        hide(member, secrets);
                    } else {
                        self.by_name(member, secrets);
                    }
                }
            }
            _ => {}
        }
    }

    fn by_content(&self, value: &mut Value, secrets: &Secrets) {
        match value {
            Value::String(text) => *text = self.text(text, secrets),
            Value::Array(items) => items.iter_mut().for_each(|item| self.by_content(item, secrets)),
            Value::Object(members) => {
                members.values_mut().for_each(|member| self.by_content(member, secrets));
            }
            _ => {}
        }
    }

    /// A text without these secrets, and without what looks like a number or an address.
    pub fn text(&self, text: &str, secrets: &Secrets) -> String {
        let mut text = text.to_owned();
        for secret in &secrets.texts {
            text = looks::replace_words(&text, secret, looks::stand_for(secret));
        }
        text = looks::hide_numbers(&text, &secrets.numbers, self.by_kind);
        if self.by_kind { looks::hide_addresses(&text) } else { text }
    }
}

/// What is to be hidden wherever it stands.
#[derive(Debug)]
pub struct Secrets {
    /// The longest first.
    texts: Vec<String>,
    /// The digits of those that are phone numbers.
    numbers: Vec<String>,
}

impl Secrets {
    pub fn new(mut texts: Vec<String>) -> Self {
        texts.retain(|text| text.trim().chars().count() >= SHORTEST_SECRET && !text.contains(HIDDEN));
        // As queries and parameters spell them.
        let spelt: Vec<_> =
            texts.iter().flat_map(|secret| [soql::escaped(secret), percent_encode(secret)]).collect();
        texts.extend(spelt);
        // The longest first: a short one may be a part of it.
        sort(&mut texts, |a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        texts.dedup();
        let numbers =
            texts.iter().filter(|secret| looks::is_number(secret)).map(|secret| looks::digits(secret));
        Self { numbers: numbers.collect(), texts }
    }
}

/// Hides a value with everything in it. What is empty, and true and false, say nothing about anybody.
fn hide(value: &mut Value, secrets: &mut Vec<String>) {
    match value {
        Value::String(text) if text.is_empty() || [HIDDEN, NUMBER, ADDRESS].contains(&text.as_str()) => {}
        Value::String(text) => {
            let stand = looks::stand_for(text);
            if text.trim().chars().count() >= SHORTEST_SECRET {
                secrets.push(text.trim().to_owned());
            }
            *value = stand.into();
        }
        Value::Number(_) => *value = HIDDEN.into(),
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, secrets)),
        Value::Object(members) => members.values_mut().for_each(|member| hide(member, secrets)),
        Value::Null | Value::Bool(_) => {}
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// Puts numbers and addresses of nobody where a record hides real ones, so that a run of it finds some.
pub fn fill_in(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(HIDDEN) => {
            *text = text.replace(ADDRESS, NOBODYS_ADDRESS).replace(NUMBER, NOBODYS_NUMBER);
        }
        Value::Array(items) => items.iter_mut().for_each(fill_in),
        Value::Object(members) => members.values_mut().for_each(fill_in),
        _ => {}
    }
}

/// Whether a value is the one that a record shows, as far as the record shows it.
pub fn shows(recorded: &Value, found: &Value) -> bool {
    match (recorded, found) {
        (Value::String(pattern), found) if pattern.contains(HIDDEN) => {
            let pattern = pattern.replace(ADDRESS, HIDDEN).replace(NUMBER, HIDDEN);
            pattern == HIDDEN || found.as_str().is_some_and(|text| fits(&pattern, text))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| shows(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| shows(a, b)))
        }
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

/// Whether a text has the parts between what is hidden, in their order.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('…');
    let (Some(first), Some(last)) = (parts.next(), parts.next_back()) else { return pattern == text };
    let Some(mut rest) = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Ending, FlowNamed, Occasion};
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn record(contact: Value, exchanges: &[(&str, Value, Value)]) -> Record {
        let exchange = |(effect, args, reply): &(&str, Value, Value)| Exchange {
            block: "uid-1".to_owned(),
            effect: (*effect).to_owned(),
            args: args.clone(),
            reply: reply.clone(),
            ms: Some(1.0),
        };
        Record {
            format: "cti-run".to_owned(),
            version: 1,
            event: Occasion { contact, ..Occasion::default() },
            flow: FlowNamed::default(),
            tab: String::new(),
            started: 0.0,
            ended: 1.0,
            effects: exchanges.iter().map(exchange).collect(),
            outcome: Ending {
                status: "completed".to_owned(),
                path: Vec::new(),
                actions: serde_json::Map::new(),
                message: Some("nobody has +12135550100".to_owned()),
            },
        }
    }

    fn check(mut record: Record, expected: Expect) {
        Redaction::default().apply(&mut record);
        let mut lines = vec![record.event.contact.to_string(), record.event.agent.to_string()];
        lines.extend(record.effects.iter().map(|e| format!("{} {} <- {}", e.effect, e.args, e.reply)));
        lines.extend(record.outcome.actions.values().map(ToString::to_string));
        lines.extend(record.outcome.message);
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn what_is_hidden_is_hidden_in_queries_and_parameters_too() {
        let contact = json!({ "phoneNumber": "+12135550100", "name": "Ada O'Brien" });
        check(
            record(
                contact,
                &[
                    (
                        "org.query",
                        json!({ "query": r"SELECT Id FROM Contact WHERE Name = 'Ada O\'Brien'" }),
                        json!(null),
                    ),
                    (
                        "org.runApex",
                        json!({ "methodParams": "who=Ada%20O%27Brien&number=%2B12135550100" }),
                        json!(null),
                    ),
                ],
            ),
            expect![[r#"
                {"phoneNumber":"+…","name":"…"}
                null
                org.query {"query":"SELECT Id FROM Contact WHERE Name = '…'"} <- null
                org.runApex {"methodParams":"who=…&number=…"} <- null
                nobody has +…"#]],
        );
    }

    #[test]
    fn people_are_hidden_and_ids_stay() {
        let contact = json!({
            "contactId": "11111111-2222-3333-4444-555555555555", "type": "voice", "isInbound": true,
            "queueName": "Support", "queueARN": "arn:aws:connect:us-east-1:123456789012:instance/i/queue/q",
            "phoneNumber": "+12135550100", "name": "",
            "attributes": { "Customer-Name": "Ada Lovelace", "caseId": "500xx0000000001AAA", "tier": "gold" },
        });
        let pop = json!({ "type": "sobject", "params": { "recordId": "003000000000001" } });
        check(
            record(contact, &[("host.screenPop", pop, json!({ "ok": null }))]),
            expect![[r#"
                {"contactId":"11111111-2222-3333-4444-555555555555","type":"voice","isInbound":true,"queueName":"Support","queueARN":"arn:aws:connect:us-east-1:123456789012:instance/i/queue/q","phoneNumber":"+…","name":"","attributes":{"Customer-Name":"…","caseId":"500xx0000000001AAA","tier":"gold"}}
                null
                host.screenPop {"type":"sobject","params":{"recordId":"003000000000001"}} <- {"ok":null}
                nobody has +…"#]],
        );
    }

    #[test]
    fn what_is_hidden_once_is_hidden_everywhere() {
        let log = json!({ "value": { "Subject": "Call with Ada Lovelace at (213) 555-0100", "Status": "Completed" } });
        check(
            record(
                json!({ "attributes": { "customerName": "Ada Lovelace" } }),
                &[("host.saveLog", log, json!({ "ok": { "recordId": "00T000000000001AAA" } }))],
            ),
            expect![[r#"
                {"attributes":{"customerName":"…"}}
                null
                host.saveLog {"value":{"Subject":"Call with … at +…","Status":"Completed"}} <- {"ok":{"recordId":"00T000000000001AAA"}}
                nobody has +…"#]],
        );
    }

    #[test]
    fn a_condition_and_a_property_say_what_they_are_about() {
        let query = json!({ "object": "Lead", "where": [
            { "field": "LastName", "op": "=", "value": "Hopper" }, { "field": "Status", "op": "=", "value": "Open" }] });
        check(
            record(
                Value::Null,
                &[
                    ("org.query", query, json!({ "ok": [{ "Id": "00Q1", "LastName": "Hopper" }] })),
                    ("store.set", json!({ "key": "lastName", "value": "Hopper" }), json!({ "ok": null })),
                    ("store.get", json!({ "key": "mobile" }), json!({ "ok": 5_550_100 })),
                ],
            ),
            expect![[r#"
                null
                null
                org.query {"object":"Lead","where":[{"field":"LastName","op":"=","value":"…"},{"field":"Status","op":"=","value":"Open"}]} <- {"ok":[{"Id":"00Q1","LastName":"…"}]}
                store.set {"key":"lastName","value":"…"} <- {"ok":null}
                store.get {"key":"mobile"} <- {"ok":"…"}
                nobody has +…"#]],
        );
    }

    #[test]
    fn what_the_agent_typed_is_hidden() {
        let answer = json!({ "ok": { "button": "confirm", "text": "Grace from Arlington" } });
        check(
            record(Value::Null, &[("desk.showModal", json!({ "title": "Who calls?" }), answer)]),
            expect![[r#"
                null
                null
                desk.showModal {"title":"Who calls?"} <- {"ok":{"button":"confirm","text":"…"}}
                nobody has +…"#]],
        );
    }

    #[test]
    fn the_agents_state_stays() {
        let mut record = record(Value::Null, &[]);
        record.event.agent =
            json!({ "name": "Grace", "state": { "name": "Available" }, "routingProfile": "Basic" });
        record
            .outcome
            .actions
            .insert("1".to_owned(), json!({ "success": true, "results": { "value": "Grace" } }));
        check(
            record,
            expect![[r#"
                null
                {"name":"…","state":{"name":"Available"},"routingProfile":"Basic"}
                {"success":true,"results":{"value":"…"}}
                nobody has +…"#]],
        );
    }

    #[test]
    fn names_are_patterns() {
        let redaction = Redaction::new(["*id", "My Name", "pre*", "*", ""]);
        let hidden = ["myName", "MY_NAME", "caseId", "prefix", "x"].map(|name| redaction.hides(name));
        assert_eq!(hidden, [true, true, true, true, false]);
    }

    #[test]
    fn a_real_ellipsis_hides_nothing() {
        let mut record = record(json!({ "name": "Ada …" }), &[]);
        Redaction::default().apply(&mut record);
        assert_eq!(record.event.contact, json!({ "name": "…" }));
        let once = record.clone();
        Redaction::default().apply(&mut record);
        assert_eq!(record, once);
    }

    #[test]
    fn kinds_can_be_left() {
        let mut record = record(json!({ "note": "+12135550100" }), &[]);
        Redaction::new(["email"]).by_name_only().apply(&mut record);
        assert_eq!(record.event.contact, json!({ "note": "+12135550100" }));
    }

    #[test]
    fn short_numbers_are_recognised_by_the_contacts() {
        check(
            record(
                json!({ "phoneNumber": "+4722334455", "attributes": { "caseNumber": "00001026", "EmailMessageId": "02s1" } }),
                &[(
                    "host.saveLog",
                    json!({ "value": { "Subject": "22 33 44 55", "Due": "2026-01-05" } }),
                    Value::Null,
                )],
            ),
            expect![[r#"
                {"phoneNumber":"+…","attributes":{"caseNumber":"00001026","EmailMessageId":"02s1"}}
                null
                host.saveLog {"value":{"Subject":"+…","Due":"2026-01-05"}} <- null
                nobody has +…"#]],
        );
    }

    #[test]
    fn numbers_are_filled_in_with_nobodys() {
        let mut value = json!({ "a": ["+…", "Call … at +… or …@…", "…"], "b": 1 });
        fill_in(&mut value);
        let expected =
            json!({ "a": ["+12135550100", "Call … at +12135550100 or nobody@example.com", "…"], "b": 1 });
        assert_eq!(value, expected);
    }

    #[test]
    fn what_is_hidden_fits_anything() {
        assert!(shows(&json!("+…"), &json!(7)));
        assert!(shows(&json!("…@…"), &json!("")));
        assert!(shows(&json!("Call +…."), &json!("Call 213.")));
        assert!(shows(&json!({ "a": ["…"] }), &json!({ "a": [7] })));
        assert!(shows(&json!("Call … at …"), &json!("Call Ada at home")));
        assert!(!shows(&json!("Call …."), &json!("Call Ada!")));
        assert!(!shows(&json!({ "a": "…" }), &json!({ "b": "…" })));
        assert!(!shows(&json!("ab…bc"), &json!("abc")));
        assert!(shows(&json!(1), &json!(1.0)));
    }
}
