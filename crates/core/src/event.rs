//! What a flow can be bound to: sources, their events, and one occurrence of an event.

use std::rc::Rc;

use serde_json::Value;

use crate::Contact;
use crate::contact::Channel;

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    Initialization,
    ConnectAgent,
    VoiceContact,
    QueueCallbackContact,
    ChatContact,
    TaskContact,
    EmailContact,
    OtherContact,
    SalesforceAgent,
    SalesforceUi,
    CtiAction,
}

impl Source {
    pub const ALL: [(Self, &'static str, &'static str); 11] = [
        (Self::Initialization, "initialization", "Initialization"),
        (Self::ConnectAgent, "connectAgent", "Amazon Connect Agent"),
        (Self::VoiceContact, "voiceContact", "Amazon Connect Voice Contact"),
        (Self::QueueCallbackContact, "queueCallbackContact", "Amazon Connect Queue Callback Contact"),
        (Self::ChatContact, "chatContact", "Amazon Connect Chat Contact"),
        (Self::TaskContact, "taskContact", "Amazon Connect Task Contact"),
        (Self::EmailContact, "emailContact", "Amazon Connect Email Contact"),
        (Self::OtherContact, "contact", "Amazon Connect Contact"),
        (Self::SalesforceAgent, "salesforceAgent", "Salesforce Agent"),
        (Self::SalesforceUi, "salesforceUi", "Salesforce UI"),
        (Self::CtiAction, "ctiAction", "CTI Action"),
    ];

    /// The name in stored records.
    pub fn api_name(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// Reads a stored name; takes the label that administrators see as well.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .iter()
            .find(|row| row.1.eq_ignore_ascii_case(text) || row.2.eq_ignore_ascii_case(text))
            .map(|row| row.0)
    }

    pub fn of_channel(channel: &Channel) -> Self {
        match channel {
            Channel::Voice => Self::VoiceContact,
            Channel::QueueCallback => Self::QueueCallbackContact,
            Channel::Chat => Self::ChatContact,
            Channel::Task => Self::TaskContact,
            Channel::Email => Self::EmailContact,
            Channel::Other(_) => Self::OtherContact,
        }
    }
}

/// How often one thing may raise an event, and so what the journal keeps of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Once in the life of a contact, whatever reloads and tabs do.
    OncePerContact,
    /// Each occurrence counts; tabs that see the same one agree by its id.
    EachOccurrence,
    /// Happens in one tab and runs there.
    InThisTab,
}

/// One occurrence of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub source: Source,
    pub name: &'static str,
    pub recurrence: Recurrence,
    /// What makes this occurrence the same one in every tab: a contact id, a state's start, a random id.
    pub occurrence: String,
    pub contact: Option<Rc<Contact>>,
    pub payload: Value,
}

impl Event {
    /// The journal's key of one flow's run for this event.
    pub fn key(&self, flow: &str) -> String {
        format!("{}/{}/{}/{}", self.occurrence, self.source.api_name(), self.name, flow)
    }
}
