//! Calls about one leg of a call: hold, mute, digits.

use super::{Params, unfit};
use crate::connect::leg::{Leg, LegState};
use crate::connect::{ContactState, Failure, Instance};

impl Instance {
    pub(super) fn hold(&mut self, params: &Params<'_>, hold: bool) -> Result<(), Failure> {
        let now = self.now;
        let (from, to) = match hold {
            true => (LegState::Connected, LegState::Hold),
            false => (LegState::Hold, LegState::Connected),
        };
        let wish = if hold { "hold" } else { "resume" };
        let leg = self.call_leg(params, wish)?;
        if leg.state != from {
            let message = format!("cannot {wish} a connection that is `{}`", leg.state.name());
            return Err(Failure::invalid_state(message));
        }
        leg.set(to, now);
        Ok(())
    }

    /// On the server, for this leg; the agent's own microphone is another matter (`mute`).
    pub(super) fn mute_leg(&mut self, params: &Params<'_>, mute: bool) -> Result<(), Failure> {
        self.call_leg(params, if mute { "mute" } else { "unmute" })?.mute = mute;
        Ok(())
    }

    pub(super) fn send_digits(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let digits = params.text("digits")?;
        let tone = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'*' | b'#' | b',');
        if digits.is_empty() || !digits.bytes().all(tone) {
            return Err(Failure::validation("`digits` are 0-9, *, # and a comma for a pause"));
        }
        self.call_leg(params, "send digits to").map(drop)
    }

    /// A leg of a call that is up.
    fn call_leg(&mut self, params: &Params<'_>, wish: &str) -> Result<&mut Leg, Failure> {
        let leg_id = params.text("connectionId")?.to_owned();
        let contact = self.target_mut(params)?;
        if !contact.channel.is_voice() {
            return Err(Failure::invalid_contact_type(format!("cannot {wish} what is not a call")));
        }
        if contact.state != ContactState::Connected {
            return Err(unfit(contact, wish));
        }
        contact.leg_mut(&leg_id).ok_or_else(|| Failure::validation("no such connection"))
    }
}
