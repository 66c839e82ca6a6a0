//! Tasks that the agent creates with TaskJS, with and without a template.

use serde_json::{Map, Value, json};

use super::call::Params;
use super::contact::Direction;
use super::{Channel, ContactState, Failure, Instance, NewContact};

/// The instance's one task template, as the templates API shows it.
const TEMPLATE_ID: &str = "5f3a1c1e-7d6b-4a57-9d0e-2b1f8c9a4e10";

/// What can befall a task, and how its content type ends.
const TASK_EVENTS: [(&str, &str); 5] = [
    ("transferInitiated", "transfer.initiated"),
    ("transferSucceeded", "transfer.succeeded"),
    ("transferFailed", "transfer.failed"),
    ("expiring", "expire.warning"),
    ("expired", "expire.complete"),
];

impl Instance {
    pub(super) fn create_task(&mut self, params: &Params<'_>) -> Result<Value, Failure> {
        let name = params.text("name")?.to_owned();
        let endpoint = self.reachable(params.endpoint()?)?;
        if endpoint.kind == "phone_number" {
            return Err(Failure::bad_endpoint("a task goes to an agent or a queue"));
        }
        let token = params.text_if_any("idempotencyToken").unwrap_or_default();
        if let Some(id) = self.task_tokens.get(token) {
            return Ok(json!({ "contactId": id }));
        }
        let related = params.text_if_any("previousContactId").or(params.text_if_any("relatedContactId"));
        let new = NewContact {
            name: Some(name),
            description: params.text_if_any("description").map(str::to_owned),
            references: params.get("references").as_object().cloned().unwrap_or_default(),
            related_contact_id: related.map(str::to_owned),
            ..NewContact::default()
        };
        // Scheduled work comes another day; what goes to a colleague or another queue never comes here.
        let here = endpoint.agent_login.as_deref() == Some(self.agent.username);
        let arrives = here && params.get("scheduledTime").is_null();
        let id = self.new_task(&new, None, arrives);
        if !token.is_empty() {
            self.task_tokens.insert(token.to_owned(), id.clone());
        }
        Ok(json!({ "contactId": id }))
    }

    /// Keys come in PascalCase, and the template decides where the task goes: to its creator.
    pub(super) fn create_templated_task(&mut self, params: &Params<'_>) -> Result<Value, Failure> {
        let template = params.text("TaskTemplateId")?;
        if template != TEMPLATE_ID {
            return Err(Failure::validation(format!("no task template `{template}`")));
        }
        let related = params.text_if_any("PreviousContactId").or(params.text_if_any("RelatedContactId"));
        let new = NewContact {
            name: Some(params.text("Name")?.to_owned()),
            description: params.text_if_any("Description").map(str::to_owned),
            references: references(params.get("References")),
            related_contact_id: related.map(str::to_owned),
            ..NewContact::default()
        };
        let context = json!({ "scheduledTime": 0, "taskTemplateId": TEMPLATE_ID, "taskTemplateVersion": 1 });
        let arrives = params.get("ScheduledTime").is_null();
        let id = self.new_task(&new, Some(context), arrives);
        Ok(json!({ "ContactId": id, "contactId": id }))
    }

    /// Tells the listeners of a task what befell it, as TaskJS hears it.
    pub(super) fn task_event(&mut self, id: &str, event: &str) -> Result<(), Failure> {
        let contact = self.contact(id).ok_or_else(|| Failure::contact_not_found(id))?;
        if contact.channel != Channel::Task || contact.state.is_over() {
            return Err(Failure::invalid_state("only a task that is not over has such events"));
        }
        let Some((_, kind)) = TASK_EVENTS.iter().find(|(known, _)| *known == event) else {
            let known: Vec<_> = TASK_EVENTS.iter().map(|row| row.0).collect();
            return Err(Failure::validation(format!(
                "no task event `{event}`; there are {}",
                known.join(", ")
            )));
        };
        let item = json!({
            "AbsoluteTime": super::chat::iso(self.now), "Id": id, "InitialContactId": id,
            "ContentType": format!("application/vnd.amazonaws.connect.event.{kind}"),
        });
        let frame =
            json!({ "topic": "aws/task", "contentType": "application/json", "content": item.to_string() });
        self.post(0, "webSocket::all_message", frame);
        Ok(())
    }

    fn new_task(&mut self, new: &NewContact, context: Option<Value>, arrives: bool) -> String {
        let queue = self.directory.queues.last().cloned();
        let queue =
            queue.unwrap_or_else(|| super::directory::Queue { name: String::new(), arn: String::new() });
        let mut contact = self.blank(Channel::Task, Direction::Inbound, queue);
        contact.channel_context = context;
        contact.description = new.description.clone();
        contact.references = new.references.clone();
        contact.related_id = new.related_contact_id.clone();
        self.compose_task(&mut contact, new);
        let id = contact.id.clone();
        if arrives {
            self.contacts.push(contact);
        }
        id
    }

    pub(super) fn update_task(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let id = params.text("ContactId")?;
        let contact = self.contact_mut(id).ok_or_else(|| Failure::contact_not_found(id))?;
        if contact.channel != Channel::Task || contact.state == ContactState::Ended {
            return Err(Failure::invalid_state("only a task that is not over can be updated"));
        }
        if let Some(name) = params.text_if_any("Name") {
            contact.name = Some(name.to_owned());
        }
        if let Some(description) = params.text_if_any("Description") {
            contact.description = Some(description.to_owned());
        }
        contact.references.extend(references(params.get("References")));
        Ok(())
    }

    pub(super) fn task_templates(&self) -> Value {
        let arn = self.directory.arn(&format!("task-template/{TEMPLATE_ID}"));
        json!({ "TaskTemplates": [{
            "Id": TEMPLATE_ID, "Arn": arn, "Name": "Call back", "Description": "Ring a customer back",
            "Status": "ACTIVE",
        }] })
    }

    pub(super) fn task_template(&self, params: &Params<'_>) -> Result<Value, Failure> {
        let id = Params(params.get("templateParams")).text("id")?;
        if id != TEMPLATE_ID {
            return Err(Failure::validation(format!("no task template `{id}`")));
        }
        Ok(json!({
            "InstanceId": self.directory.instance_id, "Id": TEMPLATE_ID, "Name": "Call back",
            "Arn": self.directory.arn(&format!("task-template/{TEMPLATE_ID}")), "Status": "ACTIVE", "Version": 1,
            "Fields": [
                { "Id": { "Name": "Name" }, "Type": "NAME" },
                { "Id": { "Name": "Description" }, "Type": "DESCRIPTION" },
                { "Id": { "Name": "Customer number" }, "Type": "TEXT" },
            ],
            "Constraints": { "RequiredFields": [{ "Id": { "Name": "Name" } }] },
            "Defaults": { "DefaultFieldValues": [] },
        }))
    }
}

/// `{key: {Type, Value}}` as the templates API takes it, to `{key: {type, value}}` as snapshots show it.
fn references(value: &Value) -> Map<String, Value> {
    let entries = value.as_object().cloned().unwrap_or_default();
    let lower = |reference: &Value| {
        json!({
            "type": reference.get("Type").or(reference.get("type")),
            "value": reference.get("Value").or(reference.get("value")),
        })
    };
    entries.into_iter().map(|(key, reference)| (key, lower(&reference))).collect()
}
