//! Whether the agent could take a call here: looked after twice a minute, before a customer finds out.

use std::rc::Rc;

use cti_ports::choice::rejected;
use cti_ports::{PortError, StateChoice};
use serde_json::Value;

use super::Session;
use crate::state::{Change, Notice};

const EVERY_MS: u32 = 30_000;

/// How the browser stands to a wish of this page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Permission {
    /// The browser knows no such permission.
    #[default]
    Unknown,
    Granted,
    /// The user will be asked.
    Prompt,
    Denied,
}

/// What can be known of sound and the like before a call. The phone's frame can be given no more than this page has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub microphone: Permission,
    pub notifications: Permission,
    /// Chrome drops the way of a call's sound through the local network without a word where this is denied.
    pub local_network: Permission,
    /// How many there are; none where the browser does not tell.
    pub microphones: Option<u32>,
    /// The pages around this one do not pass the microphone on. Then it counts as denied, whatever the user allows.
    pub microphone_kept: bool,
}

/// Why a call would have no sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    MicrophoneDenied,
    /// The pages around this one do not pass it on.
    MicrophoneKept,
    /// It was allowed and is not any more: browsers take back what was allowed once.
    MicrophoneForgotten,
    NoMicrophone,
}

impl Unfit {
    fn reason(self) -> &'static str {
        match self {
            Self::MicrophoneDenied => "the browser blocks the microphone for this page",
            Self::MicrophoneKept => "Salesforce does not pass the microphone on to this page",
            Self::MicrophoneForgotten => "the browser no longer allows the microphone for this page",
            Self::NoMicrophone => "there is no microphone",
        }
    }

    /// `before` is what was found the last time.
    pub(crate) fn of(facts: &Facts, before: &Facts, was: Option<Self>) -> Option<Self> {
        let was_granted = before.microphone == Permission::Granted || was == Some(Self::MicrophoneForgotten);
        match facts.microphone {
            _ if facts.microphone_kept => Some(Self::MicrophoneKept),
            Permission::Denied => Some(Self::MicrophoneDenied),
            Permission::Prompt if was_granted => Some(Self::MicrophoneForgotten),
            _ if facts.microphones == Some(0) => Some(Self::NoMicrophone),
            _ => None,
        }
    }
}

impl Session {
    /// From now on to the end of the page.
    pub(super) fn look_after_health(self: &Rc<Self>) {
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            loop {
                session.look().await;
                session.look_for_audio().await;
                session.ports.clock.delay(EVERY_MS).await;
            }
        }));
    }

    async fn look(&self) {
        let facts = (self.ports.probe)().await;
        let state = self.hub.state();
        let unfit = Unfit::of(&facts, &state.facts, state.unfit).filter(|_| self.agent().softphone_enabled);
        if (state.facts, state.unfit) != (facts, unfit) {
            self.hub.apply(Change::Health(facts, unfit));
        }
    }

    /// Sets the agent's state for a flow, a rule or the session itself; not `Available` where a call would have
    /// no sound.
    pub async fn set_agent_state(self: &Rc<Self>, state: StateChoice) -> Result<(), PortError> {
        if self.agent().softphone_enabled && self.is_routable(&state).await? {
            // Now, because the last look may be half a minute old.
            self.look().await;
            if let Some(unfit) = self.hub.state().unfit {
                return Err(rejected("unfit", unfit.reason()));
            }
        }
        let phone = self.phone()?;
        self.ask_for_state(phone, state).await
    }

    /// All that can be known of a call without sound: the sound itself is in the phone's frame.
    pub(super) fn on_sound_failed(&self, reason: String) {
        let local_network = self.hub.state().facts.local_network == Permission::Denied;
        self.hub.apply(Change::Notices(vec![Notice::Sound { reason, local_network }]));
    }

    async fn is_routable(&self, state: &StateChoice) -> Result<bool, PortError> {
        let states = self.agent_states().await?;
        Ok(state.among(&states)?.get("type").and_then(Value::as_str) == Some("routable"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Permission::{Denied, Granted, Prompt, Unknown};

    fn check(looks: &[(Permission, Option<u32>)], expected: Option<Unfit>) {
        let (mut before, mut unfit) = (Facts::default(), None);
        for (microphone, microphones) in looks.iter().copied() {
            let facts = Facts { microphone, microphones, ..Facts::default() };
            unfit = Unfit::of(&facts, &before, unfit);
            before = facts;
        }
        assert_eq!(unfit, expected);
    }

    #[test]
    fn a_microphone_that_may_be_used_is_enough() {
        check(&[(Granted, Some(1))], None);
        check(&[(Prompt, Some(1))], None);
        check(&[(Unknown, None)], None);
    }

    #[test]
    fn a_microphone_that_is_blocked_or_gone_is_a_reason() {
        check(&[(Denied, Some(1))], Some(Unfit::MicrophoneDenied));
        check(&[(Granted, Some(1)), (Granted, Some(0))], Some(Unfit::NoMicrophone));
        check(&[(Denied, Some(1)), (Granted, Some(1))], None);
    }

    #[test]
    fn what_was_allowed_once_is_missed_until_it_is_allowed_again() {
        let looks = [(Granted, Some(1)), (Prompt, Some(1)), (Prompt, Some(1))];
        check(&looks, Some(Unfit::MicrophoneForgotten));
        check(&[looks[0], looks[1], (Granted, Some(1))], None);
    }
}
