//! Calls about a whole contact: take it, refuse it, end it, pass it on.

use serde_json::{Value, json};

use super::{Params, end_if_alone, unfit};
use crate::connect::contact::{Contact, Direction};
use crate::connect::leg::{Leg, LegKind, LegState, Media};
use crate::connect::{Channel, ContactState, Failure, Instance};

impl Instance {
    pub(super) fn accept(&mut self, params: &Params<'_>, after_ms: u64) -> Result<Value, Failure> {
        let now = self.now;
        let contact = self.target_mut(params)?;
        if !contact.state.is_ringing() || contact.direction == Direction::Outbound {
            return Err(unfit(contact, "accept"));
        }
        if contact.state == ContactState::Incoming {
            let id = contact.id.clone();
            self.accept_callback(&id, after_ms);
        } else {
            contact.connect(now);
            self.changed(after_ms);
        }
        Ok(json!({}))
    }

    /// A callback first becomes a call: pending, then connecting with new legs while the customer is dialled.
    fn accept_callback(&mut self, id: &str, after_ms: u64) {
        let now = self.now;
        let soft = self.softphone_enabled();
        let (agent_id, customer_id) = (self.ids.uuid(), self.ids.uuid());
        let Some(contact) = self.contact_mut(id) else { return };
        contact.set(ContactState::Pending, now);
        self.changed(after_ms);
        let Some(contact) = self.contact_mut(id) else { return };
        let media = if soft { Media::Softphone { auto_accept: true } } else { Media::None };
        for leg in &mut contact.legs {
            leg.id = if leg.is_agents() { agent_id.clone() } else { customer_id.clone() };
            if leg.is_agents() {
                leg.media = media.clone();
            } else {
                leg.set(LegState::Connecting, now);
            }
        }
        contact.set(ContactState::Connecting, now);
        self.changed(after_ms);
        self.answer_later(id, &customer_id);
    }

    pub(super) fn reject(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let shown = self.options.reject_shows_as_rejected;
        let now = self.now;
        let contact = self.target_mut(params)?;
        if !contact.state.is_ringing() || contact.direction == Direction::Outbound {
            return Err(unfit(contact, "reject"));
        }
        contact.finish(if shown { ContactState::Rejected } else { ContactState::Missed }, now);
        let voice = contact.channel.is_voice();
        self.missed(voice);
        Ok(())
    }

    pub(super) fn clear(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let contact = self.target(params)?;
        if !contact.state.is_over() {
            return Err(unfit(contact, "clear"));
        }
        let id = contact.id.clone();
        self.remove(&id);
        Ok(())
    }

    /// Ends and clears in one, which Connect offers for everything but live calls.
    pub(super) fn complete(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let contact = self.target(params)?;
        if contact.channel.is_voice() && !contact.state.is_over() {
            return Err(Failure::invalid_contact_type("a live call cannot be completed; hang up first"));
        }
        if contact.state.is_ringing() {
            return Err(unfit(contact, "complete"));
        }
        let id = contact.id.clone();
        self.chat_ended(&id);
        self.remove(&id);
        Ok(())
    }

    pub(super) fn pause(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        self.between(params, "pause", ContactState::Connected, ContactState::Paused)
    }

    pub(super) fn resume(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        self.between(params, "resume", ContactState::Paused, ContactState::Connected)
    }

    fn between(
        &mut self,
        params: &Params<'_>,
        wish: &str,
        from: ContactState,
        to: ContactState,
    ) -> Result<(), Failure> {
        let now = self.now;
        let contact = self.target_mut(params)?;
        if contact.channel != Channel::Task {
            return Err(Failure::invalid_contact_type(format!("only a task can {wish}")));
        }
        if contact.state != from {
            return Err(unfit(contact, wish));
        }
        contact.set(to, now);
        Ok(())
    }

    /// Passes a chat, task or e-mail on; it ends here.
    pub(super) fn transfer(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let endpoint = params.endpoint()?;
        let contact = self.target(params)?;
        if contact.channel.is_voice() {
            return Err(Failure::invalid_contact_type("a call is transferred by adding a connection"));
        }
        if !matches!(contact.state, ContactState::Connected | ContactState::Paused) {
            return Err(unfit(contact, "transfer"));
        }
        if self.reachable(endpoint)?.kind == "phone_number" {
            return Err(Failure::bad_endpoint("only a call can be transferred to a phone number"));
        }
        let now = self.now;
        let id = contact.id.clone();
        if contact.channel == Channel::Task {
            self.task_event(&id, "transferInitiated")?;
            self.task_event(&id, "transferSucceeded")?;
        }
        let contact = self.target_mut(params)?;
        contact.finish(ContactState::Ended, now);
        self.chat_ended(&id);
        Ok(())
    }

    /// Calls somebody into the conversation; the customer waits on hold meanwhile.
    pub(super) fn add_leg(
        &mut self,
        params: &Params<'_>,
        most: usize,
        after_ms: u64,
    ) -> Result<Value, Failure> {
        let endpoint = self.reachable(params.endpoint()?)?;
        let (now, leg_id) = (self.now, self.ids.uuid());
        let contact = self.target_mut(params)?;
        let id = contact.id.clone();
        talking(contact, "add a connection to")?;
        if contact.others().filter(|leg| !leg.initial).count() >= most {
            return Err(Failure::invalid_state("the conversation is full"));
        }
        contact.others().for_each(|leg| leg.set(LegState::Hold, now));
        let mut leg = Leg::new(leg_id.clone(), LegKind::Outbound, false, LegState::Connecting, now);
        leg.quick_connect_name = endpoint.name.clone();
        contact.legs.push(leg.to(endpoint));
        self.changed(after_ms);
        self.answer_later(&id, &leg_id);
        Ok(json!({}))
    }

    /// Whoever waits talks, whoever talks waits.
    pub(super) fn toggle(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let now = self.now;
        let contact = self.target_mut(params)?;
        two_others(contact, "toggle")?;
        for leg in contact.others() {
            match leg.state {
                LegState::Hold => leg.set(LegState::Connected, now),
                LegState::Connected => leg.set(LegState::Hold, now),
                LegState::Connecting | LegState::Disconnected => {}
            }
        }
        Ok(())
    }

    pub(super) fn conference(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let now = self.now;
        let contact = self.target_mut(params)?;
        two_others(contact, "join the parties of")?;
        contact
            .others()
            .filter(|leg| leg.state == LegState::Hold)
            .for_each(|leg| leg.set(LegState::Connected, now));
        Ok(())
    }

    pub(super) fn monitor(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let mode = params.text("targetMonitorMode")?;
        if !matches!(mode, "SILENT_MONITOR" | "BARGE") {
            return Err(Failure::validation(format!("unknown `targetMonitorMode` `{mode}`")));
        }
        let contact = self.target_mut(params)?;
        let leg = contact.legs.iter_mut().find(|leg| leg.kind == LegKind::Monitoring);
        let leg = leg.ok_or_else(|| Failure::invalid_state("the agent does not monitor this contact"))?;
        leg.monitor_status = Some(mode.to_owned());
        Ok(())
    }

    /// One leg goes down; the agent's own takes the agent out and leaves the others talking to each other.
    pub(super) fn destroy_leg(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let now = self.now;
        let leg_id = params.text("connectionId")?.to_owned();
        let contact = self.target_mut(params)?;
        if contact.state.is_over() {
            return Err(unfit(contact, "hang up"));
        }
        let leg = contact.leg_mut(&leg_id).ok_or_else(|| Failure::validation("no such connection"))?;
        if !leg.is_agents() {
            let initial = leg.initial;
            leg.set(LegState::Disconnected, now);
            end_if_alone(contact, now);
            // Hanging up on the third party brings the waiting customer back only by `resume`, as in Connect.
            let id = contact.id.clone();
            if initial && contact.state.is_over() {
                self.chat_ended(&id);
            }
            return Ok(());
        }
        if contact.state.is_ringing() && contact.direction == Direction::Inbound {
            return self.reject(params);
        }
        if contact.others().count() > 1 {
            leave_the_others(contact, now);
        } else {
            contact.finish(ContactState::Ended, now);
        }
        let id = contact.id.clone();
        self.chat_ended(&id);
        Ok(())
    }
}

/// A warm transfer: the agent goes, the customer and the third party stay.
fn leave_the_others(contact: &mut Contact, now: f64) {
    for leg in &mut contact.legs {
        if leg.is_agents() {
            leg.set(LegState::Disconnected, now);
        } else if leg.state == LegState::Hold {
            leg.set(LegState::Connected, now);
        }
    }
    contact.set(ContactState::Ended, now);
}

fn talking(contact: &Contact, wish: &str) -> Result<(), Failure> {
    if !contact.channel.is_voice() {
        return Err(Failure::invalid_contact_type(format!("cannot {wish} what is not a call")));
    }
    if contact.state != ContactState::Connected {
        return Err(unfit(contact, wish));
    }
    Ok(())
}

fn two_others(contact: &mut Contact, wish: &str) -> Result<(), Failure> {
    talking(contact, wish)?;
    let enough = contact.others().filter(|leg| leg.state != LegState::Connecting).count() >= 2;
    enough.then_some(()).ok_or_else(|| Failure::invalid_state("there are not two other parties"))
}
