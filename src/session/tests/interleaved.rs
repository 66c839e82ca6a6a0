//! Many contacts at once: whatever happens between them, each has its own events, and flows about it alone.
//!
//! Three chats, a call, a callback and a task live side by side, each followed by another of its kind, and a
//! thousand things befall them in random order. The same seed makes the same story: `CTI_SEED=7` tells one
//! story again, `CTI_SEEDS=5000` tells that many.

use std::collections::BTreeMap;

use cti_core::event::{EVENTS, Recurrence};

use super::*;

const STEPS: usize = 1_000;

/// Numbers that look random and are the same for a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }
}

/// Where contacts of one kind follow each other.
const LANES: [(&str, &[&str]); 6] = [
    ("chat", &["connecting", "connected", "ended"]),
    ("chat", &["pending", "connecting", "missed"]),
    ("chat", &["connecting", "connected", "ended"]),
    ("voice", &["connecting", "connected", "ended"]),
    ("queue_callback", &["incoming", "pending", "connecting", "connected", "ended"]),
    ("task", &["connecting", "connected", "paused", "connected", "ended"]),
];

/// One thing that happens.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The next state of a lane's contact; after the last it goes, and then another comes.
    On(usize),
    Attribute(usize),
    Said(usize, &'static str),
    TaskEvent(&'static str),
    View(usize),
    Time(u32),
    Action,
}

fn story(seed: u64) -> Vec<Step> {
    let mut dice = Dice(seed);
    let step = |_| match dice.below(100) {
        0..=29 => Step::On(dice.below(LANES.len())),
        30..=49 => Step::Attribute(dice.below(LANES.len())),
        50..=64 => Step::Said(dice.below(3), ["CUSTOMER", "AGENT"][dice.below(2)]),
        65..=69 => Step::TaskEvent(["onTransferFailed", "onTaskExpiring"][dice.below(2)]),
        70..=84 => Step::View(dice.below(LANES.len())),
        85..=94 => Step::Time(u32::try_from(dice.below(40)).unwrap()),
        _ => Step::Action,
    };
    (0..STEPS).map(step).collect()
}

/// A flow that says what it is about in every way that it can; some wait before.
fn says(source: &'static str, event: &'static str, place: usize) -> FlowRecord {
    let wait = if place.is_multiple_of(2) { 15 } else { 0 };
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_CoreDelay", "ports": {"done": "2"}, "controls": {"delay": wait}},
        {"id": "2", "type": "SE_ContactProperties", "ports": {"done": "3"}},
        {"id": "3", "type": "SE_ContactGetChatMessage", "ports": {"success": "4", "failure": "4", "done": "4"}},
        {"id": "4", "type": "SE_SFSaveLog", "ports": {"success": "5"}, "controls": {
            "entityType": "Task", "fieldValues": {
                "Subject": format!("{source}.{event}"),
                "Contact": "$.contact.contactId",
                "Properties": "$.actions.2.results.contactId",
                "Note": "$.contact.attributes.note",
                "State": "$.contact.state",
                "Payload": "$.payload",
            }}},
        {"id": "5", "type": "SE_End"},
    ]});
    FlowRecord { body: body.to_string(), ..flow(&format!("{source}.{event}"), source, event, "") }
}

fn flows() -> Vec<FlowRecord> {
    let of_contacts = EVENTS.iter().filter(|row| {
        let source = row.source.api_name();
        ["voiceContact", "queueCallbackContact", "chatContact", "taskContact"].contains(&source)
            && row.recurrence != Recurrence::Never
    });
    let mut flows: Vec<_> =
        of_contacts.enumerate().map(|(place, row)| says(row.source.api_name(), row.name, place)).collect();
    flows.push(flow("Whom", "ctiAction", "", "$.contact.contactId"));
    flows
}

/// A lane's contact: which one it is, how far it has come, how often it has changed.
#[derive(Clone, Copy, Default)]
struct Place {
    number: usize,
    state: usize,
    changes: usize,
}

struct World {
    tab: Tab,
    lanes: [Place; LANES.len()],
    viewed: Option<String>,
    now: u32,
}

impl World {
    fn open() -> Self {
        let tab = Tab::open(&claims());
        let whom = serde_json::from_value(json!({"name": "Whom", "flow": "Whom"})).unwrap();
        tab.session.on_host_answer(Ok(()));
        tab.session.on_phone_engine(Ok(Rc::new(NoPhoneEngine) as Rc<dyn PhoneEngine>));
        let configuration = Configuration { flows: flows(), actions: vec![whom], ..Configuration::default() };
        tab.session.on_configuration(Ok(configuration));
        tab.session.on_lead(true);
        tab.sees(&[]);
        tab.saves(20 * STEPS);
        Self { tab, lanes: Default::default(), viewed: None, now: 0 }
    }

    fn id(&self, lane: usize) -> String {
        format!("{lane}-{}", self.lanes[lane].number)
    }

    fn is_there(&self, lane: usize) -> bool {
        self.lanes[lane].state > 0
    }

    fn contact(&self, lane: usize) -> Option<Contact> {
        let (channel, states) = LANES[lane];
        let place = self.lanes[lane];
        let state = states.get(place.state.checked_sub(1)?)?;
        let id = self.id(lane);
        Some(Contact {
            contact_id: id.as_str().into(),
            r#type: channel.to_owned().into(),
            state: serde_json::from_value((*state).into()).unwrap(),
            attributes: [("note".to_owned(), format!("{id}#{}", place.changes))].into_iter().collect(),
            ..Contact::default()
        })
    }

    fn shows(&self, at: usize) {
        let contacts = (0..LANES.len()).filter_map(|lane| self.contact(lane)).collect();
        let state =
            AgentState { name: "Available".into(), r#type: "routable".into(), ..AgentState::default() };
        let agent = Agent { state, ..Agent::default() };
        self.tab.session.on_connect(ConnectEvent::Snapshot { at: at as f64, agent, contacts });
    }

    /// `only`: nothing happens but to that lane.
    fn does(&mut self, step: Step, at: usize, only: Option<usize>) {
        let skipped = |lane: usize| only.is_some_and(|only| only != lane);
        match step {
            Step::On(lane) | Step::Attribute(lane) | Step::Said(lane, _) | Step::View(lane)
                if skipped(lane) => {}
            Step::On(lane) => {
                let place = &mut self.lanes[lane];
                place.state += 1;
                place.changes += 1;
                if place.state > LANES[lane].1.len() {
                    *place = Place { number: place.number + 1, ..Place::default() };
                }
                self.shows(at);
            }
            Step::Attribute(lane) => {
                self.lanes[lane].changes += 1;
                self.shows(at);
            }
            Step::Said(lane, role) if self.is_there(lane) => {
                let id = self.id(lane);
                let message = json!({"Id": format!("m-{at}"), "ContactId": id, "ParticipantRole": role,
                    "Content": id, "AbsoluteTime": format!("{at:06}")});
                let contact_id = id.as_str().into();
                self.tab.session.on_connect(ConnectEvent::ChatMessage { contact_id, message, old: false });
            }
            Step::TaskEvent(name) if self.is_there(5) && !skipped(5) => {
                let id = self.id(5);
                let payload = json!({"InitialContactId": id, "AbsoluteTime": format!("{at:06}")});
                let contact_id = id.as_str().into();
                self.tab.session.on_connect(ConnectEvent::TaskEvent { contact_id, name, payload });
            }
            Step::View(lane) if self.is_there(lane) => {
                let id = self.id(lane);
                self.tab.session.on_connect(ConnectEvent::Viewed(Some(id.as_str().into())));
                assert_eq!(self.tab.session.hub.state().selected_id(), Some(id.as_str().into()), "step {at}");
                self.viewed = Some(id);
            }
            Step::Time(ms) => {
                self.now += ms;
                self.tab.clock.advance(ms);
            }
            Step::Action if only.is_none() => self.act(at),
            _ => {}
        }
        settle();
    }

    /// The action is about the contact that the agent looks at, as long as that is there.
    fn act(&self, at: usize) {
        let shown = (0..LANES.len()).filter(|lane| self.is_there(*lane)).map(|lane| self.id(lane));
        let viewed = shown.into_iter().find(|id| Some(id) == self.viewed.as_ref());
        act(&self.tab, "Whom", &[]).unwrap();
        let Some(viewed) = viewed else { return };
        let calls = self.tab.host.side.calls();
        assert_eq!(calls.last().unwrap().arguments["value"]["Subject"], viewed, "step {at}");
    }

    /// What ran about each lane, in order.
    fn ran(self) -> BTreeMap<usize, Vec<String>> {
        // Whatever waits has its time now.
        self.tab.clock.advance(1_000);
        settle();
        let mut lanes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for call in self.tab.host.side.calls().iter().filter(|call| call.name == "saveLog") {
            let value = &call.arguments["value"];
            let Some(contact) = value["Contact"].as_str() else { continue };
            assert_eq!(value["Properties"], contact, "{value}");
            let note = value["Note"].as_str().unwrap();
            assert_eq!(note.split('#').next(), Some(contact), "{value}");
            let payload = ["contactId", "ContactId", "InitialContactId"];
            let told = payload.iter().find_map(|name| value["Payload"][*name].as_str()).unwrap();
            assert_eq!(told, contact, "{value}");
            let lane = contact.split('-').next().unwrap().parse().unwrap();
            lanes.entry(lane).or_default().push(value.to_string());
        }
        lanes
    }
}

fn tell(story: &[Step], only: Option<usize>) -> BTreeMap<usize, Vec<String>> {
    TASKS.take();
    let mut world = World::open();
    for (at, step) in story.iter().enumerate() {
        world.does(*step, at + 1, only);
    }
    world.ran()
}

/// What runs about a contact is what would run about it if it were the only one. One lane a seed: each takes
/// another telling.
fn check(seed: u64) {
    let story = story(seed);
    let lane = Dice(seed).below(LANES.len());
    let alone = tell(&story, Some(lane)).remove(&lane).unwrap_or_default();
    let beside = tell(&story, None).remove(&lane).unwrap_or_default();
    let first = alone.iter().zip(&beside).position(|(one, other)| one != other);
    let at = first.unwrap_or(alone.len().min(beside.len()));
    assert_eq!(
        alone.get(at),
        beside.get(at),
        "CTI_SEED={seed}: lane {lane}, run {at}: alone on the left, beside others on the right"
    );
    assert!(!alone.is_empty(), "CTI_SEED={seed}: nothing ran about lane {lane}");
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn each_run_is_about_the_contact_of_its_event() {
    match number("CTI_SEED") {
        Some(seed) => check(seed),
        None => (1..=number("CTI_SEEDS").unwrap_or(8)).for_each(check),
    }
}
