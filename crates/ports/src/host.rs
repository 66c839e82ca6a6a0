//! The host: Salesforce's own user interface around the softphone.

use serde_json::{Map, Value};

use crate::{Answer, PortError, answered};

/// Which host the page runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKind {
    Lightning,
    Classic,
    ClassicConsole,
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
    /// The agent's Omni-Channel status changed: `{statusId, channels, statusName, statusApiName}`,
    /// `channels` being a list of `{channelId, developerName}`.
    PresenceStatusChanged(Value),
    /// The agent left Omni-Channel: `{}`.
    PresenceLoggedOut(Value),
    /// The agent took a work item: `{workItemId, workId}`.
    WorkAccepted(Value),
    /// `{configuredCapacity, previousWorkload, newWorkload}`, all numbers.
    WorkloadChanged(Value),
    /// A screen pop would load Salesforce's whole page anew, and us with it, or would no longer: see the address of
    /// the page. While it would, pops are refused.
    PopsReload(bool),
}

/// Commands to the host. Record ids in answers and events have 18 characters.
///
/// A host spells what it can; the rest says by itself that it cannot, and where it works.
pub trait Host {
    fn kind(&self) -> HostKind;

    /// Tells the host that we are up; ends when the host has answered.
    fn announce(&self) -> Answer<()>;

    /// Passes the host's events on, from now to the end of the page. Called once.
    fn listen(&self, sink: Box<dyn Fn(HostEvent)>);

    /// How Omni-Channel is reached where the console toolkit is not there, or `always`: over a Lightning message
    /// channel, by its API name.
    fn reach_presence(&self, _channel: &str, _always: bool) {}

    // Named and shaped as in Open CTI for Lightning Experience.

    /// `screenPop {type, params}`.
    fn screen_pop(&self, _kind: &str, _params: Value) -> Answer<()> {
        without_salesforce("screenPop")
    }

    /// `searchAndScreenPop`; answers the map of matches.
    fn search_and_screen_pop(&self, _request: Map<String, Value>) -> Answer<Value> {
        without_salesforce("searchAndScreenPop")
    }

    /// `saveLog`; answers what the host answers, normally `{recordId}`.
    fn save_log(&self, _value: Value) -> Answer<Value> {
        without_salesforce("saveLog")
    }

    /// `hvs.completeWork {workId, attributes}`.
    fn complete_work(&self, _work_id: &str, _attributes: Value) -> Answer<()> {
        without_salesforce("completeWork")
    }

    /// Turns phone numbers on the page into links, or back into text.
    fn set_click_to_dial(&self, enabled: bool) -> Answer<()> {
        without_salesforce(if enabled { "enableClickToDial" } else { "disableClickToDial" })
    }

    /// Opens or minimises the softphone panel.
    fn show_panel(&self, _visible: bool) -> Answer<()> {
        without_salesforce("setSoftphonePanelVisibility")
    }

    /// What the user looks at: `{url, recordId?, recordName?, objectType?, …}`.
    fn app_view_info(&self) -> Answer<Value> {
        without_salesforce("getAppViewInfo")
    }

    /// The user's softphone layout: `{Internal, Inbound, Outbound}`.
    fn softphone_layout(&self) -> Answer<Value> {
        without_salesforce("getSoftphoneLayout")
    }

    /// Shows the record in view anew, as it is on the server.
    fn refresh_view(&self) -> Answer<()> {
        without_salesforce("refreshView")
    }

    /// Pixels; Lightning takes 240 to 2560.
    fn set_panel_height(&self, _px: u32) -> Answer<()> {
        without_salesforce("setSoftphonePanelHeight")
    }

    /// Pixels; Lightning takes 200 to 1920.
    fn set_panel_width(&self, _px: u32) -> Answer<()> {
        without_salesforce("setSoftphonePanelWidth")
    }

    // Console tabs, named as in the Console Integration Toolkit.

    /// Opens a primary tab, or shows `url` in the tab `id`; answers the tab's id.
    fn open_primary_tab(
        &self,
        _id: Option<&str>,
        _url: &str,
        _active: bool,
        _label: Option<&str>,
    ) -> Answer<String> {
        without_console("openPrimaryTab")
    }

    /// Opens a tab below a primary tab, or below the one in focus; answers its id. Rejected where none is open.
    fn open_subtab(
        &self,
        _primary_tab_id: Option<&str>,
        _url: &str,
        _active: bool,
        _label: Option<&str>,
    ) -> Answer<String> {
        without_console("openSubtab")
    }

    fn close_tab(&self, _id: &str) -> Answer<()> {
        without_console("closeTab")
    }

    fn primary_tab_ids(&self) -> Answer<Vec<String>> {
        without_console("getPrimaryTabIds")
    }

    /// The record in the primary tab in focus, if it shows one.
    fn focused_primary_tab_object_id(&self) -> Answer<Option<String>> {
        without_console("getFocusedPrimaryTabObjectId")
    }

    /// The record in the subtab in focus, if it shows one.
    fn focused_subtab_object_id(&self) -> Answer<Option<String>> {
        without_console("getFocusedSubtabObjectId")
    }

    /// Every primary tab as `{tabId, url, objectId, object}`; members are null where unknown.
    fn primary_tabs(&self) -> Answer<Vec<Value>> {
        without_console("getPrimaryTabIds")
    }

    // Omni-Channel.

    /// `{statusId, statusName, statusApiName}`.
    fn presence_status(&self) -> Answer<Value> {
        without_omni_channel("getServicePresenceStatusId")
    }

    /// Logs the agent in where needed; answers `{statusId, statusName, statusApiName}`.
    fn set_presence_status(&self, _status_id: &str) -> Answer<Value> {
        without_omni_channel("setServicePresenceStatus")
    }

    fn presence_login(&self, _status_id: &str) -> Answer<()> {
        without_omni_channel("login")
    }

    fn presence_logout(&self) -> Answer<()> {
        without_omni_channel("logout")
    }

    /// `{configuredCapacity, currentWorkload}`, both numbers.
    fn agent_workload(&self) -> Answer<Value> {
        without_omni_channel("getAgentWorkload")
    }
}

/// The answer of a host that is no Salesforce.
pub fn without_salesforce<T: 'static>(call: &'static str) -> Answer<T> {
    unavailable(
        call,
        "this page does not run inside Salesforce; it works in Lightning Experience and in Classic",
    )
}

/// The answer of a host that has no tabs, or does not let us at them.
pub fn without_console<T: 'static>(call: &'static str) -> Answer<T> {
    unavailable(call, "there are no console tabs here; it works in a Salesforce console app")
}

/// The answer of a host that does not let us at Omni-Channel.
pub fn without_omni_channel<T: 'static>(call: &'static str) -> Answer<T> {
    unavailable(call, "there is no Omni-Channel here; it works in a Salesforce console app")
}

fn unavailable<T: 'static>(call: &'static str, reason: &str) -> Answer<T> {
    answered(Err(PortError::Unavailable { call, reason: reason.to_owned() }))
}
