//! The sign that the customer cannot hear the agent: a muted microphone, a call on hold. It says what Connect says.

use std::rc::Rc;

use cti_core::{Contact, ContactState};
use yew::prelude::*;

use crate::app::Wish;
use crate::components::icon::Icon;
use crate::panels::whom;
use crate::state::State;

/// One thing that keeps the two from hearing each other.
#[derive(Clone, Debug, PartialEq)]
struct Sign {
    icon: Icon,
    text: &'static str,
    /// The button's text, and what it asks for.
    remedy: (&'static str, Wish),
    contact: Rc<Contact>,
}

/// The region stays, so that each sign is read out once, when it comes.
pub fn signs(state: &State, on_wish: &Callback<Wish>) -> Html {
    html! {
        <div class="signs" role="status" aria-atomic="false">
            { for found(state).into_iter().map(|sign| draw(&sign, state, on_wish)) }
        </div>
    }
}

fn draw(sign: &Sign, state: &State, on_wish: &Callback<Wish>) -> Html {
    let (label, wish) = sign.remedy.clone();
    let is_in_view = state.selected_id().as_ref() == Some(&sign.contact.contact_id);
    html! {
        <div class="sign" key={sign.text}>
            { sign.icon.draw() }
            <span class="text">
                <strong>{ state.locale.text(sign.text) }</strong>
                // Whom it is about, where the agent looks at somebody else.
                if !is_in_view {
                    <span class="whom">{ whom(&sign.contact, &state.locale) }</span>
                }
            </span>
            <button type="button" class="quiet" onclick={on_wish.reform(move |_| wish.clone())}>
                { state.locale.text(label) }
            </button>
        </div>
    }
}

fn found(state: &State) -> Vec<Sign> {
    let calls = || {
        let live = |contact: &&Rc<Contact>| contact.state == ContactState::Connected;
        state.contacts.iter().filter(|contact| contact.r#type.is_phone()).filter(live)
    };
    let muted = calls().next().filter(|_| state.lines.microphone_muted).map(|call| Sign {
        icon: Icon::Muted,
        text: "sign.muted",
        remedy: ("sign.unmute", Wish::Unmute),
        contact: Rc::clone(call),
    });
    let held = calls().filter_map(|call| {
        Some(Sign {
            icon: Icon::Hold,
            text: hold(call)?,
            remedy: ("sign.resume", Wish::Resume(call.contact_id.clone())),
            contact: Rc::clone(call),
        })
    });
    muted.into_iter().chain(held).collect()
}

/// Who of a call is on hold, of the two who began it.
fn hold(call: &Contact) -> Option<&'static str> {
    let legs = [(call.agent_leg(), "sign.agentHeld"), (call.customer_leg(), "sign.customerHeld")];
    let held = legs.into_iter().find(|(leg, _)| leg.is_some_and(|leg| leg.state == "hold"));
    held.map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::LineChange;
    use crate::state::Change;
    use cti_core::{Channel, Connection};

    fn contact(r#type: Channel, state: ContactState, legs: &[(&str, bool, &str)]) -> Rc<Contact> {
        let connections = legs.iter().map(|(r#type, initial, state)| Connection {
            r#type: (*r#type).to_owned(),
            initial: *initial,
            state: (*state).to_owned(),
            ..Connection::default()
        });
        Rc::new(Contact {
            contact_id: "a".into(),
            r#type,
            state,
            connections: connections.collect(),
            ..Contact::default()
        })
    }

    fn check(contact: Rc<Contact>, muted: bool, expected: &[&str]) {
        let mut state = State::default();
        state.apply(Change::Contacts(vec![contact]));
        state.apply(Change::Line(LineChange::MicrophoneMuted(muted)));
        assert_eq!(found(&state).iter().map(|sign| sign.text).collect::<Vec<_>>(), expected);
    }

    const TALK: [(&str, bool, &str); 2] = [("agent", false, "connected"), ("inbound", true, "connected")];
    const HELD: [(&str, bool, &str); 2] = [("agent", false, "connected"), ("inbound", true, "hold")];

    #[test]
    fn a_call_that_is_heard_has_no_sign() {
        check(contact(Channel::Voice, ContactState::Connected, &TALK), false, &[]);
    }

    #[test]
    fn who_cannot_be_heard_is_named() {
        let call = |legs| contact(Channel::Voice, ContactState::Connected, legs);
        check(call(&TALK), true, &["sign.muted"]);
        check(call(&HELD), false, &["sign.customerHeld"]);
        check(call(&HELD), true, &["sign.muted", "sign.customerHeld"]);
        check(call(&[("agent", false, "hold"), ("inbound", true, "connected")]), false, &["sign.agentHeld"]);
        // Somebody who was called in waits: the customer is heard.
        check(call(&[TALK[0], TALK[1], ("outbound", false, "hold")]), false, &[]);
    }

    #[test]
    fn only_a_call_that_is_on_has_a_sign() {
        check(contact(Channel::Voice, ContactState::Ended, &HELD), true, &[]);
        check(contact(Channel::Chat, ContactState::Connected, &TALK), true, &[]);
        check(contact(Channel::QueueCallback, ContactState::Connected, &HELD), false, &["sign.customerHeld"]);
    }
}
