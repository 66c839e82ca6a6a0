//! What a move to another region asks for: the agent is told, and is again what it chose to be.
//!
//! Contacts of the old region need nothing: they are not in the new one's snapshot, so each of them ends once.

use std::rc::Rc;

use cti_core::AgentState;
use cti_ports::{Level, StateChoice};

use super::Session;
use crate::state::{Assistant, Change, Notice};

/// What the agent last chose to be, and what that was in the region that is left.
#[derive(Debug, Default)]
pub struct ChosenState {
    now: Option<String>,
    kept: Option<String>,
}

impl ChosenState {
    /// States that calls bring about were not chosen.
    pub fn see(&mut self, state: &AgentState) {
        if matches!(state.r#type.as_str(), "routable" | "not_routable" | "offline") {
            self.now = Some(state.name.clone());
        }
    }

    /// The region is about to be left.
    pub fn keep(&mut self) {
        self.kept.clone_from(&self.now);
    }

    /// What is to be chosen again, where the new region shows something else.
    fn lost(&mut self) -> Option<String> {
        self.kept.take().filter(|kept| self.now.as_ref() != Some(kept))
    }
}

impl Session {
    pub(super) fn on_failed_over(self: &Rc<Self>, region: String) {
        self.hub.apply(Change::Notices(vec![Notice::FailedOver(region)]));
        if self.hub.state().assistant != Assistant::Away {
            self.hub.apply(Change::Assistant(Assistant::Outdated));
        }
        let (lost, leads) = {
            let mut inner = self.inner.borrow_mut();
            (inner.chosen_state.lost(), inner.dispatcher.leads())
        };
        let retains = self.hub.state().configuration().is_some_and(|configuration| {
            let feature = configuration.feature("GlobalResiliency");
            feature.is_some_and(|feature| feature.flag("RetainAgentStateEnabled", false))
        });
        let Some(state) = lost.filter(|_| leads && retains) else { return };
        let this = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            if let Err(error) = this.set_agent_state(StateChoice::Named(state.clone())).await {
                this.ports.log.write(Level::Warn, &format!("the agent's state in the new region: {error}"));
                let reason = error.to_string();
                this.hub.apply(Change::Notices(vec![Notice::StateLost { state, reason }]));
            }
        }));
    }
}
