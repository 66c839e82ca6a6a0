//! Salesforce's user interface.

use cti_flow::effect::{Host, Presence, ScreenPop, Tab};
use cti_ports::Host as Port;
use serde_json::Value;

use super::{Performing, done, members, told};
use crate::session::{Mark, Ports, Session};

pub(super) fn perform<'a>(session: &'a Session, contact: Option<&str>, effect: &'a Host) -> Performing<'a> {
    let host = &*session.ports.host;
    match effect {
        Host::ScreenPop(pop) => screen_pop(&session.ports, contact, pop),
        Host::SearchAndScreenPop(_) => {
            let answer = host.search_and_screen_pop(members(effect.args()));
            mark_pop(&session.ports, contact);
            told(answer)
        }
        Host::SaveLog { value } => told(host.save_log(Value::Object(value.clone()))),
        Host::CompleteWork { work_id, .. } => {
            let attributes = members(effect.args()).remove("attributes").unwrap_or_default();
            done(host.complete_work(work_id, attributes))
        }
        Host::EnableClickToDial => done(host.set_click_to_dial(true)),
        Host::DisableClickToDial => done(host.set_click_to_dial(false)),
        Host::GetAppViewInfo => told(host.app_view_info()),
        Host::GetSoftphoneLayout => told(host.softphone_layout()),
        Host::RefreshView => done(host.refresh_view()),
        Host::SetPanelVisibility { visible } => done(host.show_panel(*visible)),
        Host::SetPanelHeight { height } => done(host.set_panel_height(*height)),
        Host::SetPanelWidth { width } => done(host.set_panel_width(*width)),
        Host::Tab(tab) => self::tab(host, tab),
        Host::Presence(presence) => self::presence(host, presence),
    }
}

fn screen_pop<'a>(ports: &Ports, contact: Option<&str>, pop: &ScreenPop) -> Performing<'a> {
    let answer = ports.host.screen_pop(pop.kind(), pop.params());
    mark_pop(ports, contact);
    done(answer)
}

/// The host has been asked by now: port calls start before they are awaited.
fn mark_pop(ports: &Ports, contact: Option<&str>) {
    if let Some(contact) = contact {
        (ports.mark)(Mark::Pop(contact));
    }
}

fn tab<'a>(host: &dyn Port, tab: &Tab) -> Performing<'a> {
    match tab {
        Tab::OpenPrimary { id, url, active, label } => {
            told(host.open_primary_tab(id.as_deref(), url, *active, label.as_deref()))
        }
        Tab::OpenSubtab { primary_tab_id, url, active, label } => {
            told(host.open_subtab(primary_tab_id.as_deref(), url, *active, label.as_deref()))
        }
        Tab::Close { id } => done(host.close_tab(id)),
        Tab::GetPrimaryIds => told(host.primary_tab_ids()),
        Tab::GetPrimaries => told(host.primary_tabs()),
        Tab::GetFocusedPrimaryObjectId => told(host.focused_primary_tab_object_id()),
        Tab::GetFocusedSubtabObjectId => told(host.focused_subtab_object_id()),
    }
}

fn presence<'a>(host: &dyn Port, presence: &Presence) -> Performing<'a> {
    match presence {
        Presence::GetStatus => told(host.presence_status()),
        Presence::SetStatus { status_id } => told(host.set_presence_status(status_id)),
        Presence::Login { status_id } => done(host.presence_login(status_id)),
        Presence::Logout => done(host.presence_logout()),
        Presence::GetWorkload => told(host.agent_workload()),
    }
}
