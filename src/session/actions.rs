//! What the agent does in the Actions panel: flows run by hand, and the choices that flows find for their forms.

use std::rc::Rc;

use cti_core::action::{self, ActionError, ActionRule, Form, Offer};
use cti_core::event::{Event, Recurrence, Source};
use cti_core::{Contact, ContactId};
use cti_flow::effect::{Desk, Effect, FaultKind};
use cti_flow::{Fault, Outcome, Status};
use serde_json::Value;

use super::binding::BoundFlow;
use super::command::command;
use super::run::{Audience, run_flow_for};
use super::{Session, voicemail};
use crate::state::{ActionChange, ActionState, ActionWish, Change, Open, Search};

impl Session {
    /// `contact` is the one that the panel shows to the agent.
    pub fn on_action(self: &Rc<Self>, contact: Option<ContactId>, wish: ActionWish) {
        match wish {
            ActionWish::Open(open) => {
                self.tell_panel(&contact, ActionChange::Open(Some(open)));
                self.search(contact);
            }
            ActionWish::Back => self.tell_panel(&contact, ActionChange::Open(None)),
            ActionWish::Type(action, form) => self.tell_panel(&contact, ActionChange::Draft(action, form)),
            ActionWish::SearchAgain => self.search(contact),
            ActionWish::Run(action, form) => {
                let session = Rc::clone(self);
                // How it ends stands in the state, where the panel finds it.
                (self.ports.spawn)(Box::pin(async move {
                    drop(session.run_action(contact, &action, &form).await);
                }));
            }
            ActionWish::Leave(name) => {
                let session = Rc::clone(self);
                (self.ports.spawn)(Box::pin(async move { voicemail::leave(&session, contact, name).await }));
            }
        }
    }

    /// Looks for what the open form or list needs.
    fn search(self: &Rc<Self>, contact: Option<ContactId>) {
        let open = self.hub.state().actions.get(&contact).and_then(|actions| actions.open.clone());
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            match open {
                Some(Open::Form(action)) => session.fill_form(contact, &action).await,
                Some(Open::Drops) => voicemail::list(&session, contact).await,
                None => {}
            }
        }));
    }

    pub(super) fn tell_panel(&self, contact: &Option<ContactId>, change: ActionChange) {
        self.hub.apply(Change::Action(contact.clone(), change));
    }

    /// Runs the flow of the action of this name, and shows how it went where the action stands. The error says
    /// why it did not do what it is for.
    pub async fn run_action(
        self: &Rc<Self>,
        contact: Option<ContactId>,
        action: &str,
        form: &Form,
    ) -> Result<(), ActionError> {
        if self.hub.state().actions.get(&contact).is_some_and(|actions| actions.is_running(action)) {
            return Err(ActionError::Running);
        }
        let tell = |state| self.tell_panel(&contact, ActionChange::Run(action.to_owned(), state));
        tell(ActionState::Running);
        let ended = self.execute(&contact, action, form).await;
        tell(ActionState::of(&ended));
        ended
    }

    async fn execute(
        self: &Rc<Self>,
        contact: &Option<ContactId>,
        action: &str,
        form: &Form,
    ) -> Result<(), ActionError> {
        let action = self.action(action)?;
        let payload = action.payload(form)?;
        self.run_bound(contact, &action.flow, payload, Audience::Panel).await.map(drop)
    }

    /// Runs the flow that fills the form of an action, where it has one.
    async fn fill_form(self: &Rc<Self>, contact: Option<ContactId>, name: &str) {
        let Ok(action) = self.action(name) else { return };
        let known = self.hub.state().actions.get(&contact).and_then(|known| known.offers.get(name).cloned());
        if action.options_flow.is_empty() || known == Some(Search::Underway) {
            return;
        }
        let tell = |found| self.tell_panel(&contact, ActionChange::Offer(name.to_owned(), found));
        tell(Search::Underway);
        let run = self.run_bound(&contact, &action.options_flow, action.rows(), Audience::Form).await;
        tell(Search::of(run.map(|outcome| sent(&outcome))));
    }

    fn action(&self, name: &str) -> Result<ActionRule, ActionError> {
        let state = self.hub.state();
        let configuration = state.configuration().filter(|_| state.ready).ok_or(ActionError::NotReady)?;
        let action = configuration.actions.iter().find(|action| action.name == name);
        action.cloned().ok_or_else(|| ActionError::Unknown(name.to_owned()))
    }

    async fn run_bound(
        self: &Rc<Self>,
        contact: &Option<ContactId>,
        flow: &str,
        payload: Value,
        audience: Audience,
    ) -> Result<Rc<Outcome>, ActionError> {
        let bindings = Rc::clone(&self.inner.borrow().bindings);
        let bound = bindings.action(flow).ok_or_else(|| ActionError::NoFlow(flow.to_owned()))?;
        self.run_by_hand(contact, &bound, payload, audience).await
    }

    /// Runs a flow about a contact because the agent wants it to.
    pub(super) async fn run_by_hand(
        self: &Rc<Self>,
        contact: &Option<ContactId>,
        bound: &BoundFlow,
        payload: Value,
        audience: Audience,
    ) -> Result<Rc<Outcome>, ActionError> {
        let contact = contact.as_ref().map(|id| self.shown_contact(id)).transpose()?;
        let event = Event {
            source: Source::CtiAction,
            name: "",
            recurrence: Recurrence::InThisTab,
            occurrence: (self.ports.random_id)(),
            contact,
            payload,
        };
        let outcome = run_flow_for(self, &event, bound, audience).await;
        match outcome.status {
            Status::Completed => Ok(outcome),
            Status::TimedOut => Err(ActionError::TimedOut),
            Status::Failed | Status::Incomplete => Err(failure(&outcome)),
        }
    }

    fn shown_contact(&self, id: &ContactId) -> Result<Rc<Contact>, ActionError> {
        let state = self.hub.state();
        let contact = state.contacts.iter().find(|contact| contact.contact_id == *id);
        contact.cloned().ok_or(ActionError::ContactGone)
    }
}

/// What the flow has sent for a form; the last of it counts, as in the Data panel.
fn sent(outcome: &Outcome) -> Offer {
    let data = outcome.effects.iter().rev().find_map(|performed| match &*performed.effect {
        Effect::Desk(Desk::ShowData { data, .. }) => Some(data),
        _ => None,
    });
    data.map(action::offer).unwrap_or_default()
}

/// Why a run stopped: the command that did not work, else what its last block has to say.
fn failure(outcome: &Outcome) -> ActionError {
    let last = outcome.path.last();
    let asked = outcome.effects.last().filter(|performed| Some(&performed.block) == last);
    if let Some(Err(fault)) = asked.and_then(|performed| performed.reply.as_ref()) {
        return refused(asked.map_or("", |performed| command(&performed.effect)), fault);
    }
    let envelope = outcome.actions.iter().find(|(block, _)| Some(block) == last);
    let exception = envelope.and_then(|(_, envelope)| envelope.exception.as_str());
    let reason = exception.or(outcome.message.as_deref()).unwrap_or(outcome.status.as_str());
    ActionError::Failed(reason.to_owned())
}

pub(super) fn refused(command: &'static str, fault: &Fault) -> ActionError {
    match fault.kind {
        FaultKind::TimedOut => ActionError::NoAnswer(command),
        _ => ActionError::Refused { command, reason: fault.message.clone() },
    }
}
