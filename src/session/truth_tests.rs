//! What the page says of status, microphone and contacts is what Connect says, also where commands say otherwise.

use cti_core::{Agent, AgentState, Contact, ContactState};
use cti_ports::fake::Behaviour;
use cti_ports::{ConnectEvent, StateChoice};

use super::command_tests::call;
use super::tests::{Tab, claims, flow, open_tabs, settle};
use crate::lines::{Said, StateLine};
use crate::perform::perform;

fn state(name: &str) -> AgentState {
    let kind = if name == "Available" { "routable" } else { "not_routable" };
    AgentState { name: name.into(), r#type: kind.into(), ..AgentState::default() }
}

impl Tab {
    fn agent_is(&self, now: &str, next: Option<&str>) {
        let agent = Agent { state: state(now), next_state: next.map(state), ..Agent::default() };
        let snapshot = ConnectEvent::Snapshot { at: 1.0, agent, contacts: Vec::new() };
        self.connect.say(snapshot.clone());
        self.session.on_connect(snapshot);
    }

    /// Carries out what a flow asks, as far as it goes.
    fn asks(&self, effect: impl Into<cti_flow::Effect>) {
        let (session, effect) = (std::rc::Rc::clone(&self.session), effect.into());
        (self.session.ports.spawn)(Box::pin(async move {
            let _ = perform(&session, None, &effect).await;
        }));
        settle();
    }

    fn wishes(&self, name: &str) {
        use cti_flow::effect::{Connect, StateChoice};
        self.asks(Connect::SetAgentState(StateChoice::Named(name.to_owned())));
    }

    fn state_line(&self) -> StateLine {
        self.session.hub.state().lines.state.clone()
    }

    fn alarm(&self) -> bool {
        self.session.hub.state().lines.microphone_open
    }

    fn passes(&self, ms: u32) {
        self.clock.advance(ms);
        settle();
    }

    fn microphone_is(&self, muted: bool) {
        let event = ConnectEvent::Microphone { muted };
        self.connect.say(event.clone());
        self.session.on_connect(event);
        settle();
    }
}

fn line(current: &str, next: Option<&str>, wished: Option<&str>) -> StateLine {
    StateLine {
        current: current.to_owned(),
        next: next.map(str::to_owned),
        wished: wished.map(str::to_owned),
    }
}

#[test]
fn a_status_is_wished_for_until_a_snapshot_has_it() {
    let tab = Tab::open(&claims());
    tab.agent_is("Available", None);
    tab.wishes("Lunch");
    assert_eq!(tab.state_line(), line("Available", None, Some("Lunch")));
    tab.agent_is("Lunch", None);
    assert_eq!(tab.state_line(), line("Lunch", None, None));
    tab.passes(10_000);
    assert_eq!(tab.told(), []);
}

#[test]
fn a_status_that_does_not_come_is_taken_back_with_a_message() {
    let tab = Tab::open(&claims());
    tab.agent_is("Available", None);
    tab.wishes("Lunch");
    tab.passes(9_999);
    assert_eq!(tab.state_line(), line("Available", None, Some("Lunch")));
    tab.passes(1);
    assert_eq!(tab.state_line(), line("Available", None, None));
    let late = Said::StateLate { wished: "Lunch".to_owned(), current: "Available".to_owned() };
    assert_eq!(tab.told(), [late]);
    let said = tab.log.lines().into_iter().filter(|(_, line)| line.contains("setAgentState")).count();
    assert_eq!(said, 1);
}

#[test]
fn during_a_contact_the_status_comes_true_as_the_next_one() {
    let tab = Tab::open(&claims());
    tab.agent_is("Busy", None);
    tab.wishes("Lunch");
    tab.agent_is("Busy", Some("Lunch"));
    assert_eq!(tab.state_line(), line("Busy", Some("Lunch"), None));
    // Cleared by somebody else: shown as it is.
    tab.agent_is("Busy", None);
    assert_eq!(tab.state_line(), line("Busy", None, None));
}

#[test]
fn a_status_that_connect_refuses_is_not_wished_for() {
    let tab = Tab::open(&claims());
    tab.agent_is("Available", None);
    tab.connect.side.will(Behaviour::Refuses { code: "InvalidStateException", message: "not now" });
    tab.wishes("Lunch");
    assert_eq!(tab.state_line(), line("Available", None, None));
    tab.connect.side.will(Behaviour::Silent);
    tab.wishes("Lunch");
    tab.passes(10_000);
    assert_eq!((tab.state_line(), tab.told()), (line("Available", None, None), Vec::new()));
}

#[test]
fn states_by_arn_and_kind_have_their_names() {
    let tab = Tab::open(&claims());
    tab.agent_is("Offline", None);
    for (choice, name) in
        [(StateChoice::Arn("arn:lunch".to_owned()), "Lunch"), (StateChoice::Routable, "Available")]
    {
        let (session, port) = (tab.session.clone(), tab.connect.clone());
        (tab.session.ports.spawn)(Box::pin(async move {
            let _ = session.ask_for_state(port, choice).await;
        }));
        settle();
        assert_eq!(tab.state_line().wished.as_deref(), Some(name));
    }
}

/// xorshift: the same numbers from the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

#[test]
fn after_any_200_commands_the_page_shows_what_the_snapshot_says() {
    const NAMES: [&str; 3] = ["Available", "Lunch", "Offline"];
    for seed in 1..=20_u64 {
        let tab = Tab::open(&claims());
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        tab.agent_is("Available", None);
        for _ in 0..200 {
            let name = |random: &mut Random| NAMES[random.below(3) as usize];
            match random.below(5) {
                0 => tab.connect.side.will(Behaviour::Refuses { code: "X", message: "no" }),
                1 => tab.connect.side.will(Behaviour::Silent),
                _ => {}
            }
            let wished = name(&mut random);
            tab.wishes(wished);
            tab.passes(random.below(6_000) as u32);
            let now = if random.below(2) == 0 { wished } else { name(&mut random) };
            let next = (random.below(4) == 0).then(|| name(&mut random));
            tab.agent_is(now, next);
            let shown = tab.state_line();
            assert_eq!((&*shown.current, shown.next.as_deref()), (now, next), "seed {seed}");
        }
        // The clock has no more than these: whatever is still wished for is given up.
        tab.passes(10_000);
        tab.passes(10_000);
        assert_eq!(tab.state_line().wished, None, "seed {seed}");
    }
}

/// A tab with a call whose microphone a flow has just muted.
fn muted() -> Tab {
    let tab = Tab::open(&claims());
    tab.shows("Busy", vec![call("a", ContactState::Connected)]);
    tab.asks(cti_flow::effect::Connect::Mute);
    tab
}

fn questions(tab: &Tab) -> usize {
    tab.connect
        .side
        .calls()
        .iter()
        .filter(|call| call.name == "mute" && call.arguments["mute"].is_null())
        .count()
}

#[test]
fn a_muted_microphone_is_read_back_after_3_10_and_30_seconds() {
    let tab = muted();
    for (ms, asked) in [(2_999, 0), (1, 1), (6_999, 1), (1, 2), (19_999, 2), (1, 3), (60_000, 3)] {
        tab.passes(ms);
        assert_eq!(questions(&tab), asked);
    }
    assert!(!tab.alarm());
}

#[test]
fn a_microphone_that_opens_unasked_raises_an_alarm_within_a_second() {
    let tab = muted();
    tab.microphone_is(true);
    tab.microphone_is(false);
    tab.passes(999);
    assert!(tab.alarm());
    tab.microphone_is(true);
    assert!(!tab.alarm());
}

#[test]
fn an_opening_that_nobody_told_is_found_by_asking() {
    let tab = muted();
    tab.connect.say(ConnectEvent::Microphone { muted: false });
    tab.passes(2_999);
    assert!(!tab.alarm());
    tab.passes(1);
    assert!(tab.alarm());
    tab.shows("Busy", vec![call("a", ContactState::Ended)]);
    assert!(!tab.alarm(), "the call is over");
}

#[test]
fn a_microphone_that_a_flow_opens_or_a_call_leaves_behind_is_no_alarm() {
    let tab = muted();
    tab.asks(cti_flow::effect::Connect::Unmute);
    tab.microphone_is(false);
    tab.passes(40_000);
    assert!(!tab.alarm());
    assert_eq!(questions(&tab), 0);

    let tab = muted();
    tab.microphone_is(false);
    tab.passes(400);
    tab.shows("Busy", vec![call("a", ContactState::Ended)]);
    tab.passes(40_000);
    assert!(!tab.alarm());
}

#[test]
fn a_microphone_that_the_agent_opens_in_the_phone_is_no_alarm() {
    let tab = muted();
    tab.session.on_connect(ConnectEvent::MicrophoneWished { muted: false });
    tab.microphone_is(false);
    tab.passes(40_000);
    assert!(!tab.alarm());
}

#[test]
fn a_microphone_that_the_agent_muted_in_the_phone_is_watched_as_well() {
    let tab = Tab::open(&claims());
    tab.shows("Busy", vec![call("a", ContactState::Connected)]);
    tab.session.on_connect(ConnectEvent::MicrophoneWished { muted: true });
    tab.microphone_is(true);
    tab.passes(1_000);
    assert!(!tab.alarm());
    tab.microphone_is(false);
    tab.passes(999);
    assert!(tab.alarm());
}

#[test]
fn the_page_says_that_the_microphone_is_muted_when_who_has_the_sound_says_so() {
    let shown = |tab: &Tab| tab.session.hub.state().lines.microphone_muted;
    let tab = Tab::open(&claims());
    tab.shows("Busy", vec![call("a", ContactState::Connected)]);
    assert!(!shown(&tab));
    tab.microphone_is(true);
    assert!(shown(&tab));
    tab.microphone_is(false);
    assert!(!shown(&tab));
    tab.microphone_is(true);
    tab.shows("Busy", vec![call("a", ContactState::Ended)]);
    assert!(!shown(&tab));
}

#[test]
fn a_page_that_finds_a_muted_call_asks_once_and_says_so() {
    let tab = Tab::open(&claims());
    let agent = Agent { softphone_enabled: true, ..Agent::default() };
    let contacts = vec![call("a", ContactState::Connected)];
    let snapshot = ConnectEvent::Snapshot { at: 1.0, agent, contacts };
    tab.connect.say(ConnectEvent::Microphone { muted: true });
    tab.connect.say(snapshot.clone());
    (0..2).for_each(|_| tab.session.on_connect(snapshot.clone()));
    settle();
    assert!(tab.session.hub.state().lines.microphone_muted);
    assert_eq!(questions(&tab), 1);
}

fn ids(tab: &Tab) -> Vec<String> {
    tab.session.hub.state().contacts.iter().map(|contact| contact.contact_id.0.clone()).collect()
}

fn clears(tab: &Tab, id: &str) {
    tab.asks(cti_flow::effect::Connect::ClearContact { contact_id: id.to_owned() });
}

#[test]
fn a_cleared_contact_is_gone_at_once_however_long_connect_lists_it() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("gone", "voiceContact", "onDestroy", "$.contact.contactId")]);
    tab.session.on_lead(true);
    tab.saves(1);
    let both = || vec![call("a", ContactState::Ended), call("b", ContactState::Connected)];
    tab.shows("Busy", both());
    clears(&tab, "a");
    assert_eq!((ids(&tab), tab.saved()), (vec!["b".to_owned()], vec!["a".to_owned()]));
    (0..3).for_each(|_| tab.shows("Busy", both()));
    tab.shows("Busy", vec![call("b", ContactState::Connected)]);
    assert_eq!((ids(&tab), tab.saved().len()), (vec!["b".to_owned()], 1));
}

#[test]
fn a_contact_that_connect_has_dropped_already_is_cleared() {
    let tab = Tab::open(&claims());
    tab.shows("Busy", vec![call("a", ContactState::Ended)]);
    tab.connect
        .side
        .will(Behaviour::Refuses { code: "ContactNotFoundException", message: "no such contact" });
    clears(&tab, "a");
    assert_eq!(ids(&tab), Vec::<String>::new());
}

#[test]
fn a_contact_that_cannot_be_cleared_stays() {
    let tab = Tab::open(&claims());
    tab.shows("Busy", vec![call("a", ContactState::Ended), call("b", ContactState::Connected)]);
    tab.connect.side.will(Behaviour::Silent);
    clears(&tab, "a");
    tab.passes(10_000);
    clears(&tab, "b");
    assert_eq!(ids(&tab), ["a", "b"]);
}

#[test]
fn contacts_that_linger_keep_nobody_from_taking_the_next() {
    use cti_ports::Connect;
    let tab = Tab::open(&claims());
    let over = |id: &str| Contact { r#type: cti_core::Channel::Chat, ..call(id, ContactState::Ended) };
    let next = Contact { r#type: cti_core::Channel::Chat, ..call("next", ContactState::Connecting) };
    tab.shows("Busy", vec![over("a"), over("b"), next]);
    clears(&tab, "a");
    assert_eq!(cti_ports::fake::block_on(tab.connect.accept("next")), Ok(()));
    assert_eq!(tab.connect.side.calls().last().unwrap().name, "acceptContact");
}

/// The tabs that a page counts which has just come up, `after` a while.
fn counted(before: &[&str], after: &[&str]) -> u32 {
    let tab = Tab::open(&claims());
    open_tabs(before);
    tab.load(Vec::new());
    tab.agent_is("Available", None);
    settle();
    assert_eq!(tab.session.hub.state().tabs, 1, "told before it is sure");
    open_tabs(after);
    tab.passes(2_000);
    open_tabs(&[]);
    tab.session.hub.state().tabs
}

#[test]
fn the_page_before_this_one_is_no_tab_beside_it() {
    assert_eq!(counted(&["before", "tab"], &["tab"]), 1);
    assert_eq!(counted(&["other", "tab"], &["other", "tab"]), 2);
}
