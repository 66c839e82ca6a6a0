//! A status that was asked for: shown as wished for until Connect shows that it has come true.
//!
//! Connect's yes to the command means only that it was heard.

use std::rc::Rc;

use cti_core::{Agent, AgentState};
use cti_ports::{Connect, Level, PortError, StateChoice, TIME_LIMIT_MS};
use serde_json::Value;

use super::Session;
use crate::lines::{LineChange, Said, StateLine};
use crate::state::Change;

/// The last wish that has not come true yet.
#[derive(Debug, Default)]
pub struct StateWatch {
    wish: Option<Wish>,
    turn: u32,
}

#[derive(Debug)]
struct Wish {
    choice: StateChoice,
    name: String,
    turn: u32,
    /// Connect has said yes. Before that, the command itself tells how it ended.
    taken: bool,
}

impl Wish {
    fn is(&self, state: &AgentState) -> bool {
        match &self.choice {
            StateChoice::Named(name) => state.name == *name,
            StateChoice::Arn(arn) => state.arn.as_ref() == Some(arn),
            StateChoice::Routable => state.r#type == "routable",
            StateChoice::Offline => state.r#type == "offline",
        }
    }

    /// While a contact is live, the status waits for its end.
    fn has_come_true(&self, agent: &Agent) -> bool {
        match &agent.next_state {
            Some(next) => self.is(next),
            None => self.is(&agent.state),
        }
    }
}

impl Session {
    /// Asks Connect for a status. The page shows it as wished for until a snapshot has it; after 10 s without
    /// one the agent is told that it did not come.
    pub async fn ask_for_state(
        self: &Rc<Self>,
        port: Rc<dyn Connect>,
        choice: StateChoice,
    ) -> Result<(), PortError> {
        let answer = port.set_agent_state(choice.clone());
        let name = name_of(&choice, &*port).await;
        let turn = self.wish(choice, name);
        let answer = answer.await;
        self.answered(turn, answer.is_ok());
        self.show_state();
        answer
    }

    fn answered(&self, turn: u32, taken: bool) {
        let wish = &mut self.inner.borrow_mut().state_watch.wish;
        if !taken {
            wish.take_if(|wish| wish.turn == turn);
        } else if let Some(wish) = wish.as_mut().filter(|wish| wish.turn == turn) {
            wish.taken = true;
        }
    }

    fn wish(self: &Rc<Self>, choice: StateChoice, name: String) -> u32 {
        let turn = {
            let watch = &mut self.inner.borrow_mut().state_watch;
            watch.turn = watch.turn.wrapping_add(1);
            watch.wish = Some(Wish { choice, name, turn: watch.turn, taken: false });
            watch.turn
        };
        self.show_state();
        let session = Rc::clone(self);
        let over = self.ports.clock.delay(TIME_LIMIT_MS);
        (self.ports.spawn)(Box::pin(async move {
            over.await;
            session.give_up(turn);
        }));
        turn
    }

    fn give_up(&self, turn: u32) {
        let (wish, current) = {
            let inner = &mut *self.inner.borrow_mut();
            let watch = &mut inner.state_watch;
            (watch.wish.take_if(|wish| wish.turn == turn), inner.agent.state.name.clone())
        };
        let Some(wish) = wish else { return };
        self.show_state();
        if wish.taken {
            self.ports.log.write(Level::Warn, "[COMMAND] connect.setAgentState: notConfirmed");
            self.tell(Said::StateLate { wished: wish.name, current });
        }
    }

    /// Shows how the agent's status is, will be and shall be, where that is not what is shown already.
    pub(super) fn show_state(&self) {
        let line = {
            let inner = &mut *self.inner.borrow_mut();
            let agent = &inner.agent;
            inner.state_watch.wish.take_if(|wish| wish.has_come_true(agent));
            StateLine {
                current: agent.state.name.clone(),
                next: agent.next_state.as_ref().map(|next| next.name.clone()),
                wished: inner.state_watch.wish.as_ref().map(|wish| wish.name.clone()),
            }
        };
        if self.hub.state().lines.state != line {
            self.hub.apply(Change::Line(LineChange::State(line)));
        }
    }
}

/// Connect knows by heart what its states are called.
async fn name_of(choice: &StateChoice, port: &dyn Connect) -> String {
    if let StateChoice::Named(name) = choice {
        return name.clone();
    }
    let configuration = port.agent_configuration().await.unwrap_or_default();
    let states = configuration.get("agentStates").and_then(Value::as_array);
    let state = choice.among(states.map_or(&[][..], Vec::as_slice));
    state.ok().and_then(|state| state.get("name")?.as_str()).unwrap_or_default().to_owned()
}
