//! The host: Salesforce's own user interface around the softphone.

use serde_json::{Map, Value};

use crate::Answer;

/// Which host the page runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKind {
    Lightning,
    Standalone,
}

/// What the host tells us.
#[derive(Clone, Debug, PartialEq)]
pub enum HostEvent {
    /// A phone number was clicked: `{number, recordId?, recordName?, objectType?, …}`.
    ClickToDial(Value),
    /// Another record or list came into view: `{url, recordId?, …}`.
    Navigated(Value),
    /// A call step of a sales cadence began: `{workId, completeWorkWhen, attributes}`.
    WorkStarted(Value),
}

/// Commands to the host, named and shaped as in Open CTI for Lightning Experience.
pub trait Host {
    fn kind(&self) -> HostKind;

    /// Tells the host that we are up; ends when the host has answered.
    fn announce(&self) -> Answer<()>;

    /// Passes the host's events on, from now to the end of the page. Called once.
    fn listen(&self, sink: Box<dyn Fn(HostEvent)>);

    /// `screenPop {type, params}`.
    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()>;

    /// `searchAndScreenPop`; answers the map of matches.
    fn search_and_screen_pop(&self, request: Map<String, Value>) -> Answer<Value>;

    /// `saveLog`; answers what the host answers, normally `{recordId}`.
    fn save_log(&self, value: Value) -> Answer<Value>;

    /// `hvs.completeWork {workId, attributes}`.
    fn complete_work(&self, work_id: &str, attributes: Value) -> Answer<()>;

    /// Turns phone numbers on the page into links, or back into text.
    fn set_click_to_dial(&self, enabled: bool) -> Answer<()>;

    /// Opens or minimises the softphone panel.
    fn show_panel(&self, visible: bool) -> Answer<()>;
}
