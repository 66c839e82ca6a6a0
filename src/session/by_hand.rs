//! What the agent presses around the phone. It comes true when Connect shows it, and a line says why where it does not.

use std::rc::Rc;

use cti_core::ContactId;
use cti_ports::PortError;

use super::Session;
use crate::lines::{Said, Why};

impl Session {
    /// Opens the agent's microphone.
    pub async fn unmute(self: &Rc<Self>) {
        let answer = match self.phone() {
            Ok(phone) => self.mute(phone, false).await,
            Err(error) => Err(error),
        };
        self.pressed("command.microphone", answer);
    }

    /// Takes a call off hold.
    pub async fn resume(&self, contact: &ContactId) {
        let answer = match self.phone() {
            Ok(phone) => phone.resume(contact.as_str()).await,
            Err(error) => Err(error),
        };
        self.pressed("command.resume", answer);
    }

    fn pressed(&self, command: &'static str, answer: Result<(), PortError>) {
        let Err(error) = answer else { return };
        let why = match error {
            PortError::TimedOut { .. } => Why::NoAnswer,
            error => Why::Refused(error.to_string()),
        };
        self.tell(Said::Failed { command, why });
    }
}

#[cfg(test)]
mod tests {
    use cti_core::ContactState;
    use cti_ports::fake::{Behaviour, block_on};

    use crate::lines::{Said, Why};
    use crate::session::command_tests::call;
    use crate::session::tests::{Tab, claims, settle};

    fn on_a_call() -> Tab {
        let tab = Tab::open(&claims());
        tab.shows("Busy", vec![call("a", ContactState::Connected)]);
        tab
    }

    #[test]
    fn what_is_pressed_is_asked_of_connect_and_nothing_is_said_when_it_works() {
        let tab = on_a_call();
        block_on(tab.session.unmute());
        block_on(tab.session.resume(&"a".into()));
        let calls = tab.connect.side.calls();
        assert_eq!(calls.iter().map(|call| &*call.name).collect::<Vec<_>>(), ["mute", "resumeConnection"]);
        assert_eq!(tab.told(), []);
    }

    #[test]
    fn what_did_not_work_is_said_with_its_reason() {
        let tab = on_a_call();
        tab.connect.side.will(Behaviour::Refuses { code: "X", message: "not now" });
        block_on(tab.session.resume(&"a".into()));
        let why = Why::Refused("X: not now".to_owned());
        assert_eq!(tab.told(), [Said::Failed { command: "command.resume", why }]);
        tab.connect.side.will(Behaviour::Silent);
        let session = tab.session.clone();
        (tab.session.ports.spawn)(Box::pin(async move { session.unmute().await }));
        settle();
        tab.clock.advance(10_000);
        settle();
        let why = Why::NoAnswer;
        assert_eq!(tab.told().last(), Some(&Said::Failed { command: "command.microphone", why }));
    }
}
