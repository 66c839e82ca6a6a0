//! The session's beginning and end over fakes: tabs come and go, time is moved.

use std::rc::Rc;

use cti_core::settings::{Configuration, Feature};
use cti_core::{Agent, AgentState, Contact, ContactState};
use cti_ports::fake::{Behaviour, MovedClock, block_on};
use cti_ports::{Audio, ConnectEvent, Link, StateChoice};
use serde_json::{Value, json};

use super::super::health::{Facts, Permission};
use super::super::journal::Claims;
use super::super::tests::{FACTS, Tab, claims, settle};
use crate::state::Notice;

/// What pages of one browser share.
struct Browser {
    claims: Rc<dyn Claims>,
    clock: Rc<MovedClock>,
}

impl Browser {
    fn start() -> Self {
        Self { claims: claims(), clock: Rc::new(MovedClock::at(1_000.0)) }
    }

    /// A page that has arrived and loaded these settings; it leads.
    fn page(&self, value: &str) -> Tab {
        let tab = Tab::open_at(&self.claims, Rc::clone(&self.clock));
        tab.session.on_arrival();
        tab.load_feature(value);
        tab.session.on_lead(true);
        tab
    }
}

impl Tab {
    fn load_feature(&self, value: &str) {
        let feature =
            Feature { name: "SetAgentStatusOnSessionEnd".into(), value: value.into(), active: true };
        self.configure(vec![feature]);
    }

    fn configure(&self, features: Vec<Feature>) {
        self.session.on_configuration(Ok(Configuration { features, ..Configuration::default() }));
        settle();
    }

    /// Connect shows the agent in this state, with a contact or without.
    fn lease_sees(&self, name: &str, kind: &str, contact: Option<ContactState>) {
        let state = AgentState { name: name.into(), r#type: kind.into(), ..AgentState::default() };
        let agent = Agent {
            state,
            arn: "arn:agent".into(),
            routing_profile: "EMEA Support".into(),
            softphone_enabled: true,
            ..Agent::default()
        };
        let contacts: Vec<_> = contact
            .map(|state| Contact { contact_id: "a".into(), state, ..Contact::default() })
            .into_iter()
            .collect();
        let snapshot = ConnectEvent::Snapshot { at: 1.0, agent, contacts };
        self.connect.say(snapshot.clone());
        if self.session.hub.state().link != Link::Up {
            self.session.on_connect(ConnectEvent::Link(Link::Up));
        }
        self.session.on_connect(snapshot);
        settle();
    }

    /// What the org was told of the lease, shortly: `renew STATE SECONDS [out]` and `retime SECONDS`.
    fn leases(&self) -> Vec<String> {
        let mut told = Vec::new();
        for call in self.org.side.calls() {
            let first = &call.arguments[0];
            match &*call.name {
                "renewLease" => {
                    let out = if first["signOut"] == true { " out" } else { "" };
                    let state = first["agentStateARN"].as_str().unwrap_or("-");
                    told.push(format!("renew {state} {}{out}", first["seconds"]));
                }
                "retimeLease" => told.push(format!("retime {}", call.arguments[1])),
                _ => {}
            }
        }
        told
    }

    fn keys(&self) -> Vec<Value> {
        let calls = self.org.side.calls();
        let leases = calls.iter().filter(|call| call.name == "renewLease");
        leases.map(|call| call.arguments[0]["key"].clone()).collect()
    }

    /// What Connect was asked: states and sign-outs.
    fn asked(&self) -> Vec<String> {
        let calls = self.connect.side.calls();
        let of = |state: &Value| state["name"].as_str().unwrap_or_default().to_owned();
        calls
            .iter()
            .filter_map(|call| match &*call.name {
                "putAgentState" => Some(of(&call.arguments["state"])),
                // How the microphone is, which changes nothing.
                "mute" => None,
                other => Some(other.to_owned()),
            })
            .collect()
    }

    fn seconds_pass(&self, seconds: u32) {
        self.clock.advance(seconds * 1000);
        settle();
    }
}

const OFFLINE: &str = "renew arn:offline 150";

#[test]
fn the_leading_page_renews_the_lease_three_times_in_its_length() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    assert_eq!(tab.leases(), [OFFLINE]);
    tab.seconds_pass(49);
    assert_eq!(tab.leases().len(), 1);
    tab.seconds_pass(1);
    assert_eq!(tab.leases(), [OFFLINE, OFFLINE]);
    tab.session.on_lead(false);
    tab.seconds_pass(50);
    assert_eq!(tab.leases().len(), 2, "another tab leads");
}

#[test]
fn without_the_feature_the_org_hears_nothing() {
    let browser = Browser::start();
    let tab = Tab::open_at(&browser.claims, Rc::clone(&browser.clock));
    tab.session.on_arrival();
    tab.configure(Vec::new());
    tab.session.on_lead(true);
    tab.lease_sees("Offline", "offline", None);
    tab.seconds_pass(600);
    tab.session.on_departure(true);
    assert!(tab.leases().is_empty() && tab.asked().is_empty());
}

#[test]
fn an_org_that_grants_less_is_asked_more_often() {
    let tab = Browser::start().page("");
    tab.org.side.will(Behaviour::Answers(json!({"seconds": 6})));
    tab.org.side.will(Behaviour::Answers(json!({"seconds": 6})));
    tab.lease_sees("Available", "routable", None);
    tab.seconds_pass(2);
    assert_eq!(tab.leases().len(), 2);
}

#[test]
fn the_last_page_leaves_the_timer_and_the_next_one_takes_it_back() {
    let browser = Browser::start();
    let first = browser.page("SessionEndTimer: 20");
    first.lease_sees("Available", "routable", None);
    first.session.on_departure(true);
    assert_eq!(first.leases(), [OFFLINE, "retime 20"]);
    browser.clock.advance(19_000);
    let second = browser.page("SessionEndTimer: 20");
    assert_eq!(second.leases(), ["retime 150"], "before anything else is known");
    second.lease_sees("Available", "routable", None);
    assert_eq!(second.leases(), ["retime 150", OFFLINE]);
    assert_eq!(first.keys(), second.keys());
}

#[test]
fn a_page_that_goes_while_others_stay_changes_nothing() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    tab.session.on_departure(false);
    assert_eq!(tab.leases(), [OFFLINE]);
}

#[test]
fn a_page_that_comes_too_late_begins_anew() {
    let browser = Browser::start();
    let first = browser.page("");
    first.lease_sees("Available", "routable", None);
    first.session.on_departure(true);
    browser.clock.advance(6_000);
    let second = browser.page("");
    second.lease_sees("Offline", "offline", None);
    assert_eq!(second.asked(), ["Available"]);
    assert_eq!(second.leases(), ["renew - 150"], "an agent who is offline needs nothing");
}

#[test]
fn a_lease_follows_the_profile_and_the_state() {
    let tab = Browser::start()
        .page("Status: Lunch\nIfProfileNameIncludes: Support\nIfCurrentAgentState: Available");
    tab.lease_sees("Available", "routable", None);
    tab.lease_sees("Busy", "system", Some(ContactState::Connected));
    tab.lease_sees("Lunch", "not_routable", None);
    let lunch = "renew arn:lunch 150";
    assert_eq!(tab.leases(), [lunch, "renew - 150"]);
    let tab = Browser::start().page("IfProfileNameIncludes: Sales");
    tab.lease_sees("Offline", "offline", None);
    assert_eq!(tab.leases(), ["renew - 150"]);
    assert!(tab.asked().is_empty(), "nor is the initial state for this profile");
}

#[test]
fn logout_goes_offline_and_out() {
    let tab = Browser::start().page("Status: Logout");
    tab.lease_sees("Available", "routable", None);
    assert_eq!(tab.leases(), ["renew arn:offline 150 out"]);
}

#[test]
fn a_lease_that_cannot_be_had_is_told_and_asked_for_again() {
    let tab = Browser::start().page("Status: Siesta");
    tab.lease_sees("Available", "routable", None);
    assert_eq!(tab.session.hub.state().notices, [Notice::SessionEnd]);
    let tab = Browser::start().page("");
    tab.org.side.will(Behaviour::Refuses { code: "NO", message: "no" });
    tab.lease_sees("Available", "routable", None);
    tab.seconds_pass(50);
    assert_eq!(tab.leases().len(), 2);
    assert_eq!(tab.session.hub.state().notices, [Notice::SessionEnd]);
}

#[test]
fn the_initial_state_is_set_once_at_the_beginning() {
    let browser = Browser::start();
    let tab = browser.page("");
    tab.lease_sees("Offline", "offline", None);
    tab.lease_sees("Available", "routable", None);
    tab.lease_sees("Offline", "offline", None);
    assert_eq!(tab.asked(), ["Available"]);
    let second = browser.page("");
    second.lease_sees("Offline", "offline", None);
    assert!(second.asked().is_empty(), "neither in a second tab nor after a reload");
}

#[test]
fn the_initial_state_never_goes_over_a_choice_or_a_contact() {
    for (name, kind, contact) in [
        ("Lunch", "not_routable", None),
        ("Available", "routable", None),
        ("Offline", "offline", Some(ContactState::Connected)),
    ] {
        let tab = Browser::start().page("");
        tab.lease_sees(name, kind, contact);
        assert_eq!(tab.asked(), [""; 0], "{name}");
    }
    let tab = Browser::start().page("InitialAgentState:");
    tab.lease_sees("Offline", "offline", None);
    assert!(tab.asked().is_empty(), "none is wished for");
}

#[test]
fn an_initial_state_that_fails_is_told() {
    let tab = Browser::start().page("InitialAgentState: Siesta");
    tab.lease_sees("Init", "init", None);
    let notices = tab.session.hub.state().notices.clone();
    assert!(matches!(&notices[..], [Notice::InitialState { state, .. }] if state == "Siesta"), "{notices:?}");
}

#[test]
fn signing_out_is_an_end_too_and_signing_in_a_beginning() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    tab.session.on_connect(ConnectEvent::Link(Link::SignedOut));
    assert_eq!(tab.leases(), [OFFLINE, "retime 5"]);
    tab.seconds_pass(60);
    assert_eq!(tab.leases().len(), 2, "nobody renews what is over");
    tab.lease_sees("Offline", "offline", None);
    assert_eq!(tab.asked(), ["Available"]);
}

#[test]
fn a_lost_phone_lets_the_lease_run_out_and_a_found_one_renews_it() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    tab.session.on_connect(ConnectEvent::Link(Link::Lost));
    tab.seconds_pass(100);
    assert_eq!(tab.leases().len(), 1);
    tab.session.on_connect(ConnectEvent::Link(Link::Up));
    settle();
    assert_eq!(tab.leases(), [OFFLINE, OFFLINE]);
}

#[test]
fn switching_the_feature_off_calls_the_end_off() {
    let browser = Browser::start();
    browser.page("").lease_sees("Available", "routable", None);
    let next = Tab::open_at(&browser.claims, Rc::clone(&browser.clock));
    next.session.on_arrival();
    next.configure(Vec::new());
    assert_eq!(next.leases(), ["retime 150", "renew - 1"]);
}

#[test]
fn a_logout_state_takes_the_agent_offline_and_out() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    tab.lease_sees("End of shift Logout", "not_routable", None);
    assert_eq!(tab.asked(), ["Offline", "signOut"]);
}

#[test]
fn a_logout_waits_for_contacts_and_for_the_tab_that_leads() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    tab.session.on_lead(false);
    tab.lease_sees("Logout", "not_routable", Some(ContactState::Connected));
    tab.session.on_lead(true);
    settle();
    assert!(tab.asked().is_empty());
    tab.lease_sees("Logout", "not_routable", Some(ContactState::Ended));
    assert_eq!(tab.asked(), ["Offline", "signOut"]);
}

#[test]
fn nobody_is_logged_out_by_the_state_of_last_time() {
    let tab = Browser::start().page("");
    tab.lease_sees("Logout", "not_routable", None);
    tab.lease_sees("Logout", "not_routable", None);
    assert!(tab.asked().is_empty());
}

#[test]
fn a_logout_that_fails_is_told() {
    let tab = Browser::start().page("");
    tab.lease_sees("Available", "routable", None);
    tab.connect.side.will(Behaviour::Refuses { code: "NO", message: "no" });
    tab.lease_sees("Logout", "not_routable", None);
    assert_eq!(tab.asked(), ["Offline"]);
    assert!(matches!(tab.session.hub.state().notices[..], [Notice::LogOut { .. }]));
}

#[test]
fn nobody_becomes_available_where_a_call_would_have_no_sound() {
    FACTS.set(Facts { microphone: Permission::Denied, ..Facts::default() });
    let browser = Browser::start();
    let tab = browser.page("");
    tab.lease_sees("Offline", "offline", None);
    assert!(tab.asked().is_empty());
    let notices = tab.session.hub.state().notices.clone();
    assert!(
        matches!(&notices[..], [Notice::InitialState { reason, .. }] if reason.contains("microphone")),
        "{notices:?}"
    );
    // Other states are the agent's own business.
    assert_eq!(block_on(tab.session.set_agent_state(StateChoice::Named("Lunch".into()))), Ok(()));
    let available = || tab.session.set_agent_state(StateChoice::Routable);
    assert!(block_on(available()).is_err());
    FACTS.set(Facts::default());
    assert_eq!(block_on(available()), Ok(()));
    assert_eq!(tab.asked(), ["Lunch", "Available"]);
}

#[test]
fn the_page_with_the_sound_asks_before_it_goes() {
    let tab = Browser::start().page("");
    let ask = |audio, contact| {
        tab.connect.audio.set(audio);
        tab.lease_sees("Busy", "system", contact);
        block_on(tab.session.look_for_audio());
        tab.session.would_lose_a_call()
    };
    let live = Some(ContactState::Connected);
    assert!(ask(Audio::Here, live) && ask(Audio::Nowhere, live));
    assert!(!ask(Audio::Elsewhere, live) && !ask(Audio::Here, Some(ContactState::Ended)));
    assert!(!ask(Audio::Here, None));
}

/// The page says the same in every host: it goes by what Connect and the browser say.
#[test]
fn the_tabs_that_stay_say_when_the_one_with_the_sound_went_in_a_call() {
    let gone = |contact, then: &[Audio]| {
        let tab = Browser::start().page("");
        tab.lease_sees("Busy", "system", contact);
        for audio in then {
            tab.connect.audio.set(*audio);
            block_on(tab.session.look_for_audio());
        }
        tab.session.hub.state().sound_gone.is_some()
    };
    let call = Some(ContactState::Connected);
    assert!(gone(call, &[Audio::Elsewhere, Audio::Here]) && gone(call, &[Audio::Elsewhere, Audio::Nowhere]));
    assert!(!gone(call, &[Audio::Elsewhere, Audio::Elsewhere]), "another of several went");
    assert!(!gone(call, &[Audio::Nowhere, Audio::Here]), "nobody had it");
    assert!(!gone(Some(ContactState::Connecting), &[Audio::Elsewhere, Audio::Here]), "the next one has it");
    assert!(!gone(None, &[Audio::Elsewhere, Audio::Here]));
}

#[test]
fn a_call_without_sound_is_told_with_what_may_be_why() {
    FACTS.set(Facts { local_network: Permission::Denied, ..Facts::default() });
    let tab = Browser::start().page("");
    tab.lease_sees("Offline", "offline", None);
    tab.session.on_connect(ConnectEvent::SoundFailed("ice_collection_timeout".into()));
    FACTS.set(Facts::default());
    let told = Notice::Sound { reason: "ice_collection_timeout".into(), local_network: true };
    assert!(tab.session.hub.state().notices.contains(&told));
}
