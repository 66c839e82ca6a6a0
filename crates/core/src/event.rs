//! What a flow can be bound to: sources, their events, and one occurrence of an event.

mod table;

use std::rc::Rc;

use serde_json::Value;

use crate::Contact;
use crate::contact::Channel;

pub use table::EVENTS;

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
    /// Of the published language before 5.7. Flows on it are imported and never run.
    Browser,
}

impl Source {
    pub const ALL: [(Self, &'static str, &'static str); 12] = [
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
        (Self::Browser, "browser", "Browser"),
    ];

    /// The name in stored records.
    pub fn api_name(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// Reads a stored name; takes the label that administrators see as well, however it is spaced.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|row| same_name(row.1, text) || same_name(row.2, text)).map(|row| row.0)
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
    /// The same, but of several that wait only the latest says anything.
    LatestOccurrence,
    /// Reaches every tab and bears nothing to tell it by: the leading tab runs it.
    SeenByAll,
    /// Happens in one tab and runs there.
    InThisTab,
    /// Nothing raises it any more.
    Never,
}

/// An event that flows can be bound to, as the language describes it.
#[derive(Clone, Copy, Debug)]
pub struct EventSpec {
    pub source: Source,
    /// Empty for a source whose flows are not told apart by events.
    pub name: &'static str,
    /// The version of the published language that brought it; empty for our own.
    pub since: &'static str,
    pub recurrence: Recurrence,
    /// Members of `$.payload`.
    pub payload: &'static [&'static str],
    /// When it fires, see [`sentence`].
    pub about: &'static str,
}

impl EventSpec {
    /// Reads a stored name; takes the one that administrators see as well, however it is spaced.
    pub fn find(source: Source, name: &str) -> Option<&'static Self> {
        let name = ALIASES.iter().find(|(alias, _)| same_name(alias, name)).map_or(name, |row| row.1);
        let mut rows = EVENTS.iter().filter(|row| row.source == source);
        // Where events have no names, whatever stands in the record fits.
        rows.find(|row| row.name.is_empty() || same_name(row.name, name))
    }

    pub fn fires(&self) -> bool {
        self.recurrence != Recurrence::Never
    }
}

/// Names by which the client libraries know the same events.
const ALIASES: [(&str, &str); 3] =
    [("onACW", "onAfterCallWork"), ("onDestroyed", "onDestroy"), ("onHvsWorkStarted", "onHvsWorkStart")];

/// Keeps descriptions out of the program that agents download; see the feature `descriptions`.
pub const fn sentence(text: &'static str) -> &'static str {
    if cfg!(any(feature = "descriptions", test)) { text } else { "" }
}

/// `On Connecting` is `onConnecting`.
fn same_name(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        kept.map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>()
    };
    letters(one) == letters(other)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn read(source: &str, event: &str) -> Option<(&'static str, &'static str)> {
        let spec = EventSpec::find(Source::parse(source)?, event)?;
        Some((spec.source.api_name(), spec.name))
    }

    #[test]
    fn stored_names_labels_and_aliases_are_read() {
        assert_eq!(read("voiceContact", "onConnecting"), Some(("voiceContact", "onConnecting")));
        assert_eq!(
            read(" Amazon Connect Voice Contact", "On Connecting"),
            Some(("voiceContact", "onConnecting"))
        );
        assert_eq!(read("connect_agent", "on-refresh"), Some(("connectAgent", "onRefresh")));
        assert_eq!(read("connectAgent", "onACW"), Some(("connectAgent", "onAfterCallWork")));
        assert_eq!(read("ctiAction", "whatever"), Some(("ctiAction", "")));
        assert_eq!(read("browser", "onInit"), Some(("browser", "")));
        assert_eq!(read("chatContact", "onTaskExpired"), None);
    }

    #[test]
    fn every_row_is_described_and_stands_once() {
        let mut names = BTreeSet::new();
        for row in EVENTS {
            assert!(row.about.ends_with('.'), "{row:?}");
            assert!(names.insert((row.source.api_name(), row.name)), "{row:?} stands twice");
        }
        for (source, ..) in Source::ALL {
            assert!(EVENTS.iter().any(|row| row.source == source), "{source:?} has no event");
        }
    }

    /// 51 documented pairs, the legacy ones and the inferred of callbacks, and ours.
    #[test]
    fn the_published_language_is_complete() {
        let count = |fits: fn(&&EventSpec) -> bool| EVENTS.iter().filter(fits).count();
        assert_eq!(count(|row| !row.since.is_empty() && row.source != Source::Browser), 51 + 2 + 8);
        assert_eq!(count(|row| row.recurrence == Recurrence::Never), 1);
    }
}
