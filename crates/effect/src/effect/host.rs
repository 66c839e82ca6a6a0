//! What a flow asks of Salesforce's user interface.

use serde_json::{Map, Value};

use super::{map, text, with_some};
use crate::json::object;

#[derive(Clone, Debug, PartialEq)]
pub enum Host {
    /// Answer: ignored.
    ScreenPop(ScreenPop),
    /// Answer: a map of record id to record; `SCREEN_POP_DATA` beside them where `deferred`.
    SearchAndScreenPop(SearchAndScreenPop),
    /// Creates (`entityApiName`) or updates (`Id`) a record. Answer: `{recordId}`, `{id}` or the id.
    SaveLog {
        value: Map<String, Value>,
    },
    /// Reports the outcome of a step of a sales cadence. Answer: ignored.
    CompleteWork {
        work_id: String,
        disposition: Option<String>,
        task_id: Option<String>,
        was_connected: bool,
    },
    /// Turns phone numbers on the page into links. Answer: ignored.
    EnableClickToDial,
    /// Turns them back into text. Answer: ignored.
    DisableClickToDial,
    /// Answer: `{url, recordId?, recordName?, objectType?, …}`.
    GetAppViewInfo,
    /// Answer: the softphone layout.
    GetSoftphoneLayout,
    /// Answer: ignored.
    RefreshView,
    /// Answer: ignored.
    SetPanelVisibility {
        visible: bool,
    },
    /// In pixels. Answer: ignored.
    SetPanelHeight {
        height: u32,
    },
    /// In pixels. Answer: ignored.
    SetPanelWidth {
        width: u32,
    },
    Tab(Tab),
    Presence(Presence),
}

/// What a flow asks of the tabs of a console.
#[derive(Clone, Debug, PartialEq)]
pub enum Tab {
    /// Answer: the id of the tab.
    OpenPrimary { id: Option<String>, url: String, active: bool, label: Option<String> },
    /// In the focused primary tab where none is named. Answer: the id of the tab.
    OpenSubtab { primary_tab_id: Option<String>, url: String, active: bool, label: Option<String> },
    /// Answer: ignored.
    Close { id: String },
    /// Answer: a list of ids.
    GetPrimaryIds,
    /// Answer: a list of `{tabId, url, objectId, object}`, each but the first null where unknown.
    GetPrimaries,
    /// Answer: the record id, or null.
    GetFocusedPrimaryObjectId,
    /// Answer: the record id, or null.
    GetFocusedSubtabObjectId,
}

/// What a flow asks of Omni-Channel.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// Answer: `{statusId, statusName, statusApiName}`.
    GetStatus,
    /// Answer: as [`GetStatus`](Self::GetStatus).
    SetStatus { status_id: String },
    /// Answer: ignored.
    Login { status_id: String },
    /// Answer: ignored.
    Logout,
    /// Answer: `{configuredCapacity, currentWorkload}`.
    GetWorkload,
}

/// Where a screen pop leads.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenPop {
    Url { url: String },
    Record { record_id: String },
    ObjectHome { scope: String },
    List { list_view_id: String, scope: String },
    Search { search_string: String },
    NewRecord { entity_name: String, default_field_values: Map<String, Value> },
    Flow { flow_dev_name: String, flow_args: Vec<Value> },
}

#[derive(Clone, Debug, PartialEq)]
pub struct SearchAndScreenPop {
    pub search_params: String,
    pub call_type: CallType,
    pub query_params: Option<String>,
    pub default_field_values: Map<String, Value>,
    pub deferred: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallType {
    #[default]
    Inbound,
    Outbound,
    Internal,
}

impl CallType {
    pub const NAMES: &[&str] = &["inbound", "outbound", "internal"];

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Inbound, Self::Outbound, Self::Internal]
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(text.trim()))
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Internal => "internal",
        }
    }

    /// As the picklist `Task.CallType` spells it.
    pub fn capitalised(self) -> &'static str {
        match self {
            Self::Inbound => "Inbound",
            Self::Outbound => "Outbound",
            Self::Internal => "Internal",
        }
    }
}

impl ScreenPop {
    /// The value of the host's constant for this target.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Url { .. } => "url",
            Self::Record { .. } => "sobject",
            Self::ObjectHome { .. } => "objecthome",
            Self::List { .. } => "list",
            Self::Search { .. } => "search",
            Self::NewRecord { .. } => "newRecord",
            Self::Flow { .. } => "flow",
        }
    }

    pub fn params(&self) -> Value {
        match self {
            Self::Url { url } => object([("url", text(url))]),
            Self::Record { record_id } => object([("recordId", text(record_id))]),
            Self::ObjectHome { scope } => object([("scope", text(scope))]),
            Self::List { list_view_id, scope } => {
                object([("listViewId", text(list_view_id)), ("scope", text(scope))])
            }
            Self::Search { search_string } => object([("searchString", text(search_string))]),
            Self::NewRecord { entity_name, default_field_values } => {
                object([("entityName", text(entity_name)), ("defaultFieldValues", map(default_field_values))])
            }
            Self::Flow { flow_dev_name, flow_args } => {
                object([("flowDevName", text(flow_dev_name)), ("flowArgs", Value::Array(flow_args.clone()))])
            }
        }
    }
}

impl Host {
    pub(super) const NAMES: &[&str] = &[
        "host.screenPop",
        "host.searchAndScreenPop",
        "host.saveLog",
        "host.completeWork",
        "host.enableClickToDial",
        "host.disableClickToDial",
        "host.getAppViewInfo",
        "host.getSoftphoneLayout",
        "host.refreshView",
        "host.setSoftphonePanelVisibility",
        "host.setSoftphonePanelHeight",
        "host.setSoftphonePanelWidth",
        "host.openPrimaryTab",
        "host.openSubtab",
        "host.closeTab",
        "host.getPrimaryTabIds",
        "host.getPrimaryTabs",
        "host.getFocusedPrimaryTabObjectId",
        "host.getFocusedSubtabObjectId",
        "host.getServicePresenceStatusId",
        "host.setServicePresenceStatus",
        "host.login",
        "host.logout",
        "host.getAgentWorkload",
    ];

    pub fn name(&self) -> &'static str {
        match self {
            Self::ScreenPop(_) => "host.screenPop",
            Self::SearchAndScreenPop(_) => "host.searchAndScreenPop",
            Self::SaveLog { .. } => "host.saveLog",
            Self::CompleteWork { .. } => "host.completeWork",
            Self::EnableClickToDial => "host.enableClickToDial",
            Self::DisableClickToDial => "host.disableClickToDial",
            Self::GetAppViewInfo => "host.getAppViewInfo",
            Self::GetSoftphoneLayout => "host.getSoftphoneLayout",
            Self::RefreshView => "host.refreshView",
            Self::SetPanelVisibility { .. } => "host.setSoftphonePanelVisibility",
            Self::SetPanelHeight { .. } => "host.setSoftphonePanelHeight",
            Self::SetPanelWidth { .. } => "host.setSoftphonePanelWidth",
            Self::Tab(tab) => tab.name(),
            Self::Presence(presence) => presence.name(),
        }
    }

    pub fn args(&self) -> Value {
        match self {
            Self::ScreenPop(pop) => object([("type", text(pop.kind())), ("params", pop.params())]),
            Self::SearchAndScreenPop(search) => search.args(),
            Self::SaveLog { value } => object([("value", map(value))]),
            Self::CompleteWork { work_id, disposition, task_id, was_connected } => {
                let attributes = object([("wasConnected", (*was_connected).into())]);
                let attributes = with_some(attributes, [("disposition", disposition), ("taskId", task_id)]);
                object([("workId", text(work_id)), ("attributes", attributes)])
            }
            Self::EnableClickToDial
            | Self::DisableClickToDial
            | Self::GetAppViewInfo
            | Self::GetSoftphoneLayout
            | Self::RefreshView => object([]),
            Self::SetPanelVisibility { visible } => object([("visible", (*visible).into())]),
            Self::SetPanelHeight { height } => object([("heightPX", (*height).into())]),
            Self::SetPanelWidth { width } => object([("widthPX", (*width).into())]),
            Self::Tab(tab) => tab.args(),
            Self::Presence(presence) => presence.args(),
        }
    }
}

impl SearchAndScreenPop {
    fn args(&self) -> Value {
        object([
            ("searchParams", text(&self.search_params)),
            ("callType", text(self.call_type.as_str())),
            ("queryParams", self.query_params.as_deref().map_or(Value::Null, text)),
            ("defaultFieldValues", map(&self.default_field_values)),
            ("deferred", self.deferred.into()),
        ])
    }
}

impl Tab {
    fn name(&self) -> &'static str {
        match self {
            Self::OpenPrimary { .. } => "host.openPrimaryTab",
            Self::OpenSubtab { .. } => "host.openSubtab",
            Self::Close { .. } => "host.closeTab",
            Self::GetPrimaryIds => "host.getPrimaryTabIds",
            Self::GetPrimaries => "host.getPrimaryTabs",
            Self::GetFocusedPrimaryObjectId => "host.getFocusedPrimaryTabObjectId",
            Self::GetFocusedSubtabObjectId => "host.getFocusedSubtabObjectId",
        }
    }

    fn args(&self) -> Value {
        match self {
            Self::OpenPrimary { id, url, active, label } => {
                let tab = object([("url", text(url)), ("active", (*active).into())]);
                with_some(tab, [("id", id), ("tabLabel", label)])
            }
            Self::OpenSubtab { primary_tab_id, url, active, label } => {
                let tab = object([("url", text(url)), ("active", (*active).into())]);
                with_some(tab, [("primaryTabId", primary_tab_id), ("tabLabel", label)])
            }
            Self::Close { id } => object([("id", text(id))]),
            Self::GetPrimaryIds
            | Self::GetPrimaries
            | Self::GetFocusedPrimaryObjectId
            | Self::GetFocusedSubtabObjectId => object([]),
        }
    }
}

impl Presence {
    fn name(&self) -> &'static str {
        match self {
            Self::GetStatus => "host.getServicePresenceStatusId",
            Self::SetStatus { .. } => "host.setServicePresenceStatus",
            Self::Login { .. } => "host.login",
            Self::Logout => "host.logout",
            Self::GetWorkload => "host.getAgentWorkload",
        }
    }

    fn args(&self) -> Value {
        match self {
            Self::SetStatus { status_id } | Self::Login { status_id } => {
                object([("statusId", text(status_id))])
            }
            Self::GetStatus | Self::Logout | Self::GetWorkload => object([]),
        }
    }
}

impl From<ScreenPop> for super::Effect {
    fn from(pop: ScreenPop) -> Self {
        Host::ScreenPop(pop).into()
    }
}

impl From<Tab> for super::Effect {
    fn from(tab: Tab) -> Self {
        Host::Tab(tab).into()
    }
}

impl From<Presence> for super::Effect {
    fn from(presence: Presence) -> Self {
        Host::Presence(presence).into()
    }
}
