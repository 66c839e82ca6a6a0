//! Salesforce's user interface.

use cti_flow::Reply;
use cti_flow::effect::{Host, Presence, ScreenPop, Tab};
use cti_ports::Host as Port;
use serde_json::Value;

use super::{done, members, told};
use crate::session::{Mark, Ports, Session};

pub(super) async fn perform(session: &Session, contact: Option<&str>, effect: &Host) -> Reply {
    let host = &*session.ports.host;
    match effect {
        Host::ScreenPop(pop) => screen_pop(&session.ports, contact, pop).await,
        Host::SearchAndScreenPop(_) => {
            let answer = host.search_and_screen_pop(members(effect.args()));
            mark_pop(&session.ports, contact);
            told(answer.await)
        }
        Host::SaveLog { value } => told(host.save_log(Value::Object(value.clone())).await),
        Host::CompleteWork { work_id, .. } => {
            let attributes = members(effect.args()).remove("attributes").unwrap_or_default();
            done(host.complete_work(work_id, attributes).await)
        }
        Host::EnableClickToDial => done(host.set_click_to_dial(true).await),
        Host::DisableClickToDial => done(host.set_click_to_dial(false).await),
        Host::GetAppViewInfo => told(host.app_view_info().await),
        Host::GetSoftphoneLayout => told(host.softphone_layout().await),
        Host::RefreshView => done(host.refresh_view().await),
        Host::SetPanelVisibility { visible } => done(host.show_panel(*visible).await),
        Host::SetPanelHeight { height } => done(host.set_panel_height(*height).await),
        Host::SetPanelWidth { width } => done(host.set_panel_width(*width).await),
        Host::Tab(tab) => self::tab(host, tab).await,
        Host::Presence(presence) => self::presence(host, presence).await,
    }
}

async fn screen_pop(ports: &Ports, contact: Option<&str>, pop: &ScreenPop) -> Reply {
    let answer = ports.host.screen_pop(pop.kind(), pop.params());
    mark_pop(ports, contact);
    done(answer.await)
}

/// The host has been asked by now: port calls start before they are awaited.
fn mark_pop(ports: &Ports, contact: Option<&str>) {
    if let Some(contact) = contact {
        (ports.mark)(Mark::Pop(contact));
    }
}

async fn tab(host: &dyn Port, tab: &Tab) -> Reply {
    match tab {
        Tab::OpenPrimary { id, url, active, label } => {
            told(host.open_primary_tab(id.as_deref(), url, *active, label.as_deref()).await)
        }
        Tab::OpenSubtab { primary_tab_id, url, active, label } => {
            told(host.open_subtab(primary_tab_id.as_deref(), url, *active, label.as_deref()).await)
        }
        Tab::Close { id } => done(host.close_tab(id).await),
        Tab::GetPrimaryIds => told(host.primary_tab_ids().await),
        Tab::GetPrimaries => told(host.primary_tabs().await),
        Tab::GetFocusedPrimaryObjectId => told(host.focused_primary_tab_object_id().await),
        Tab::GetFocusedSubtabObjectId => told(host.focused_subtab_object_id().await),
    }
}

async fn presence(host: &dyn Port, presence: &Presence) -> Reply {
    match presence {
        Presence::GetStatus => told(host.presence_status().await),
        Presence::SetStatus { status_id } => told(host.set_presence_status(status_id).await),
        Presence::Login { status_id } => done(host.presence_login(status_id).await),
        Presence::Logout => done(host.presence_logout().await),
        Presence::GetWorkload => told(host.agent_workload().await),
    }
}
