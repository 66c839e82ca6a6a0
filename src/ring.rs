//! Rings: one page of all that an agent has open, for as long as a contact waits, and no longer.
//!
//! The CCP could ring as well, in every page that it is in. Its choice among those pages fails when one of them is
//! to be silent, it takes its settings only once, and nobody is told when the browser blocks its sound. So it is
//! kept silent everywhere, and the page that leads rings.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_core::{Agent, Channel, Contact, ContactState};
use cti_ports::{ConnectEvent, Link};

use crate::browser::speaker::Speaker;
use crate::modes::Modes;
use crate::state::{Change, Hub};

/// What is heard when nothing else is set; relative to the page.
const RINGTONE: &str = "ringtones/call.wav";
const CHAT_RINGTONE: &str = "ringtones/chat.wav";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Call,
    Chat,
}

/// What should be heard: nothing unless a contact waits for the agent. Who is talking is not rung at by calls; a
/// desk phone rings by itself.
pub fn tone(agent: &Agent, contacts: &[Contact]) -> Option<Tone> {
    let any = |test: &dyn Fn(&Contact) -> bool| contacts.iter().any(test);
    let talks = any(&|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected);
    let calls = any(&|contact| match contact.r#type {
        Channel::Voice => {
            contact.state == ContactState::Connecting && contact.is_inbound && agent.softphone_enabled
        }
        Channel::QueueCallback => contact.state == ContactState::Incoming,
        _ => false,
    });
    let chats = any(&|contact| {
        contact.r#type == Channel::Chat && contact.state == ContactState::Connecting && contact.is_inbound
    });
    if calls && !talks {
        return Some(Tone::Call);
    }
    chats.then_some(Tone::Chat)
}

/// Whether leaving the page would cut a call off, where its sound is in this page.
pub fn is_talking(agent: &Agent, contacts: &[Contact]) -> bool {
    let live = |contact: &Contact| {
        contact.r#type.is_phone() && !contact.is_monitor && contact.state == ContactState::Connected
    };
    agent.softphone_enabled && contacts.iter().any(live)
}

/// The ringing of one page.
#[derive(Debug)]
pub struct Ring {
    speaker: Rc<Speaker>,
    /// Sounds in place of the standard ones.
    ringtone: Option<String>,
    chat_ringtone: Option<String>,
    leads: Cell<bool>,
    wanted: Cell<Option<Tone>>,
    talking: Cell<bool>,
    heard: RefCell<Option<Tone>>,
}

impl Ring {
    pub fn new(modes: &Modes, hub: Rc<Hub>) -> Self {
        Self {
            speaker: Speaker::new(move |blocked| {
                if hub.state().sound_blocked != blocked {
                    hub.apply(Change::SoundBlocked(blocked));
                }
            }),
            ringtone: modes.ringtone.clone(),
            chat_ringtone: modes.chat_ringtone.clone(),
            leads: Cell::new(false),
            wanted: Cell::new(None),
            talking: Cell::new(false),
            heard: RefCell::new(None),
        }
    }

    /// Takes note of what Connect tells. A phone that is not there rings for nobody.
    pub fn hear(&self, event: &ConnectEvent) {
        match event {
            ConnectEvent::Snapshot { agent, contacts, .. } => {
                self.wanted.set(tone(agent, contacts));
                self.talking.set(is_talking(agent, contacts));
            }
            ConnectEvent::Link(link) if *link != Link::Up => self.wanted.set(None),
            _ => {}
        }
    }

    /// This page is the one that rings from now on, or no longer.
    pub fn lead(&self, leads: bool) {
        self.leads.set(leads);
        self.sound();
    }

    /// Starts or ends the sound, as things stand.
    pub fn sound(&self) {
        let now = self.wanted.get().filter(|_| self.leads.get());
        if self.heard.replace(now) == now {
            return;
        }
        match now {
            Some(Tone::Call) => self.speaker.play(self.ringtone.as_deref(), RINGTONE),
            Some(Tone::Chat) => self.speaker.play(self.chat_ringtone.as_deref(), CHAT_RINGTONE),
            None => self.speaker.stop(),
        }
    }

    /// By a click, which is what browsers want before they let a page be heard.
    pub fn enable(&self) {
        self.speaker.enable(RINGTONE);
    }

    pub fn is_talking(&self) -> bool {
        self.talking.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(softphone: bool, contacts: &[(Channel, ContactState, bool)], expected: Option<Tone>) {
        let agent = Agent { softphone_enabled: softphone, ..Agent::default() };
        let contacts: Vec<_> = contacts
            .iter()
            .map(|(channel, state, is_inbound)| Contact {
                r#type: channel.clone(),
                state: *state,
                is_inbound: *is_inbound,
                ..Contact::default()
            })
            .collect();
        assert_eq!(tone(&agent, &contacts), expected);
    }

    #[test]
    fn what_waits_for_the_agent_rings() {
        use Channel::{Chat, QueueCallback, Task, Voice};
        use ContactState::{Connected, Connecting, Ended, Incoming};
        check(true, &[(Voice, Connecting, true)], Some(Tone::Call));
        check(true, &[(Chat, Connecting, true), (Voice, Connecting, true)], Some(Tone::Call));
        check(true, &[(Chat, Connecting, true)], Some(Tone::Chat));
        check(true, &[(QueueCallback, Incoming, true)], Some(Tone::Call));
        check(true, &[(QueueCallback, Connecting, true)], None);
        check(true, &[(Voice, Connecting, false)], None);
        check(true, &[(Task, Connecting, true)], None);
        check(true, &[(Voice, Connected, true), (Chat, Ended, true)], None);
        check(true, &[], None);
    }

    #[test]
    fn a_desk_phone_rings_by_itself() {
        check(false, &[(Channel::Voice, ContactState::Connecting, true)], None);
        check(false, &[(Channel::Chat, ContactState::Connecting, true)], Some(Tone::Chat));
    }

    #[test]
    fn who_is_talking_hears_chats_but_no_second_call() {
        let talking = (Channel::Voice, ContactState::Connected, true);
        let call = (Channel::Voice, ContactState::Connecting, true);
        check(true, &[talking.clone(), call.clone()], None);
        check(true, &[talking, call, (Channel::Chat, ContactState::Connecting, true)], Some(Tone::Chat));
    }

    #[test]
    fn only_a_call_in_this_page_is_cut_off_by_leaving() {
        let contact = |state| Contact { state, ..Contact::default() };
        let softphone = Agent { softphone_enabled: true, ..Agent::default() };
        assert!(is_talking(&softphone, &[contact(ContactState::Connected)]));
        assert!(!is_talking(&softphone, &[contact(ContactState::Connecting), contact(ContactState::Ended)]));
        assert!(!is_talking(&Agent::default(), &[contact(ContactState::Connected)]));
        let chat = Contact { r#type: Channel::Chat, ..contact(ContactState::Connected) };
        assert!(!is_talking(&softphone, &[chat]));
    }
}
