//! Runs the flow of an action that the agent has pressed.

use std::rc::Rc;

use cti_core::Source;
use cti_core::action::{ActionError, Form};
use cti_core::event::{Event, Recurrence};
use cti_flow::Status;

use super::{Session, run};
use crate::state::{ActionState, Change};

impl Session {
    /// Runs the flow of the action of this name, about the contact that the agent looks at, and shows how it
    /// went where the action stands. The error says why it did not do what it is for.
    pub async fn run_action(self: &Rc<Self>, action: &str, form: &Form) -> Result<(), ActionError> {
        let tell = |state| self.hub.apply(Change::Action(action.to_owned(), state));
        if self.hub.state().actions.get(action) == Some(&ActionState::Running) {
            return Err(ActionError::Running);
        }
        tell(ActionState::Running);
        let ended = self.execute(action, form).await;
        tell(match &ended {
            Ok(()) => ActionState::Done,
            Err(error) => ActionState::Failed(error.clone()),
        });
        ended
    }

    async fn execute(self: &Rc<Self>, name: &str, form: &Form) -> Result<(), ActionError> {
        let state = self.hub.state();
        let configuration = state.configuration().filter(|_| state.ready).ok_or(ActionError::NotReady)?;
        let action = configuration.actions.iter().find(|action| action.name == name);
        let action = action.ok_or_else(|| ActionError::Unknown(name.to_owned()))?;
        let payload = action.payload(form)?;
        let bindings = Rc::clone(&self.inner.borrow().bindings);
        let bound = bindings.action(&action.flow).ok_or_else(|| ActionError::NoFlow(action.flow.clone()))?;
        let event = Event {
            source: Source::CtiAction,
            name: "",
            recurrence: Recurrence::InThisTab,
            occurrence: (self.ports.random_id)(),
            contact: state.selected().cloned(),
            payload,
        };
        let outcome = run::run_flow(self, &event, &bound).await;
        if outcome.status == Status::Completed {
            return Ok(());
        }
        Err(ActionError::Failed(
            outcome.message.clone().unwrap_or_else(|| outcome.status.as_str().to_owned()),
        ))
    }
}
