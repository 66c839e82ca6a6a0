//! Commands that did not work: each is logged once, and told once to the agent whom it concerns.

use cti_core::event::{Event, Source};
use cti_flow::effect::{Connect, Desk, Effect, FaultKind, Host, Org};
use cti_flow::{Fault, Status, Step};
use cti_ports::Level;

use super::Session;
use crate::lines::{LineChange, Said, Why};
use crate::state::Change;

impl Session {
    /// An effect of a flow has failed, and `next` is what the flow makes of it. A failure that ends the run is
    /// in the run's own line of the log. The agent hears of it, of a click that does not lead to a call, and
    /// of what no flow can react to; what else a flow takes by a port, its author has thought of.
    ///
    /// Answers whether the run's end is told by that.
    pub(super) fn command_failed(&self, event: &Event, effect: &Effect, fault: &Fault, next: &Step) -> bool {
        let ends_run = matches!(next, Step::Done(outcome) if outcome.status != Status::Completed);
        if !ends_run {
            // No words of the other side: they may hold what customers told us.
            self.ports
                .log
                .write(Level::Warn, &["[COMMAND] ", effect.name(), ": ", kind(fault.kind)].concat());
        }
        if ends_run && is_shown_where_it_was_pressed(event) {
            return true;
        }
        if ends_run || is_the_clicked_call(event, effect) || has_no_failure_port(effect) {
            let why = match fault.kind {
                FaultKind::TimedOut => Why::NoAnswer,
                _ => Why::Refused(fault.message.clone()),
            };
            self.tell(Said::Failed { command: command(effect), why });
        }
        ends_run
    }

    /// A run ended before its end, and no command is to blame.
    pub(super) fn run_unfinished(&self, event: &Event, flow: &str) {
        if !is_shown_where_it_was_pressed(event) {
            self.tell(Said::Unfinished { flow: flow.to_owned() });
        }
    }

    /// A line for the agent.
    pub(crate) fn tell(&self, said: Said) {
        self.hub.apply(Change::Line(LineChange::Say(said)));
    }
}

/// The panel of actions says itself how an action went.
fn is_shown_where_it_was_pressed(event: &Event) -> bool {
    event.source == Source::CtiAction
}

fn is_the_clicked_call(event: &Event, effect: &Effect) -> bool {
    event.source == Source::SalesforceUi && matches!(effect, Effect::Connect(Connect::Dial { .. }))
}

/// The blocks of these go on as if nothing had happened: an agent would believe to be muted.
fn has_no_failure_port(effect: &Effect) -> bool {
    matches!(effect, Effect::Connect(Connect::Mute | Connect::Unmute) | Effect::Desk(Desk::OpenUrl { .. }))
}

fn kind(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Rejected => "rejected",
        FaultKind::TimedOut => "timedOut",
        FaultKind::Unavailable => "unavailable",
        FaultKind::Malformed => "malformed",
    }
}

/// The key of a command's name in the agent's words.
pub(super) fn command(effect: &Effect) -> &'static str {
    match effect {
        Effect::Connect(connect) => match connect {
            Connect::Dial { .. } => "command.dial",
            Connect::Mute | Connect::Unmute => "command.microphone",
            Connect::SetAgentState(_) => "command.state",
            Connect::SetConfiguration { .. } => "command.phone",
            Connect::GetEndpoints { .. } => "command.quickConnects",
            Connect::CreateTask(_) => "command.task",
            Connect::AddConnection { .. } => "command.transfer",
            Connect::DestroyAgentConnection { .. } => "command.hangUp",
            Connect::ClearContact { .. } => "command.clear",
            Connect::GetAgentState
            | Connect::GetConfiguration
            | Connect::GetLog
            | Connect::GetChatMessage { .. } => "command.connect",
        },
        Effect::Host(host) => match host {
            Host::ScreenPop(_) | Host::SearchAndScreenPop(_) => "command.pop",
            Host::SaveLog { .. } => "command.save",
            Host::CompleteWork { .. } => "command.work",
            _ => "command.salesforce",
        },
        Effect::Org(org) => match org {
            Org::Search { .. } | Org::Query(_) | Org::Soql(_) | Org::Retrieve { .. } => "command.search",
            Org::UpdateContactAttributes { .. } => "command.attributes",
            Org::RunApex { .. } => "command.apex",
            Org::Recording { .. } => "command.recording",
        },
        Effect::Http(_) => "command.web",
        Effect::Desk(_) | Effect::Store(_) | Effect::Clock(_) | Effect::Log(_) => "command.page",
    }
}
