//! Three chats, a call, a callback and a task at once, and two hundred things that befall them in random
//! order: each flow runs about the contact of its event, and the drawer shows the one that the agent selects.
//!
//! `CTI_SEED=7` tells another story. What runs natively in thousands is in `src/session/tests/interleaved.rs`.

use std::collections::BTreeMap;

use cti_core::event::{EVENTS, Recurrence};
use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

const STEPS: usize = 200;
const LANES: [&str; 6] = ["chat", "chat", "chat", "voice", "queue_callback", "task"];

/// Numbers that look random and are the same for a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).expect("a small number")
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Rings,
    Talks,
    Over,
}

struct Place {
    id: String,
    mark: String,
    state: State,
}

struct Story {
    stage: Stage,
    dice: Dice,
    lanes: [Option<Place>; LANES.len()],
    /// Contact id to its mark.
    marks: BTreeMap<String, String>,
}

impl Story {
    async fn step(&mut self, at: usize) {
        let lane = self.dice.below(LANES.len());
        let chance = self.dice.below(100);
        let Some(place) = &self.lanes[lane] else {
            let mark = format!("lane{lane}step{at}.");
            let contact = json!({"channel": LANES[lane], "name": mark, "attributes": {"tier": mark}});
            let id = self.stage.sandbox.contact(contact).await;
            self.marks.insert(id.clone(), mark.clone());
            self.lanes[lane] = Some(Place { id, mark, state: State::Rings });
            return;
        };
        let (id, mark) = (place.id.clone(), place.mark.clone());
        let path = |step: &str| format!("/api/contacts/{id}/{step}");
        let sandbox = &self.stage.sandbox;
        let next = match (place.state, chance) {
            (_, 0..25) => return self.view(&id, &mark).await,
            (_, 25..40) => {
                sandbox.post(&path("attributes"), json!({"tier": format!("{mark}{at}")})).await;
                return;
            }
            (State::Rings, 40..85) => {
                sandbox.step(&id, "accept").await;
                sandbox.step(&id, "connect").await;
                Some(State::Talks)
            }
            (State::Rings, _) => {
                sandbox.step(&id, "miss").await;
                Some(State::Over)
            }
            (State::Talks, 40..80) if LANES[lane] == "chat" => {
                let from = ["customer", "agent"][self.dice.below(2)];
                sandbox.post(&path("message"), json!({"text": mark, "from": from})).await;
                return;
            }
            (State::Talks, 40..80) if LANES[lane] == "task" => {
                let event = ["expiring", "transferFailed"][self.dice.below(2)];
                sandbox.post(&path("taskEvent"), json!({"event": event})).await;
                return;
            }
            (State::Talks, _) => {
                sandbox.step(&id, "hangup").await;
                Some(State::Over)
            }
            (State::Over, _) => {
                sandbox.step(&id, "clear").await;
                None
            }
        };
        self.lanes[lane] = next.map(|state| Place { id, mark, state });
    }

    /// The agent selects it; the drawer follows.
    async fn view(&self, id: &str, mark: &str) {
        self.stage.sandbox.step(id, "view").await;
        until(&format!("the drawer to show {mark}"), || async {
            let shown =
                self.stage.browser.eval("return document.querySelector('.rows')?.textContent ?? ''").await;
            shown.as_str()?.contains(mark).then_some(())
        })
        .await;
    }
}

/// In the page: how long after Connect says that a contact is selected the drawer has changed. Where it was
/// selected already nothing changes, and the next thing that befalls it is counted.
const WATCH: &str = "
    let asked = 0;
    globalThis.followed = [];
    connect.core.getEventBus().subscribe('contact::view', () => { asked = performance.now(); });
    new MutationObserver(() => {
        if (asked) followed.push(performance.now() - asked);
        asked = 0;
    }).observe(document.querySelector('.drawer'), { subtree: true, childList: true, characterData: true });
    return true";

async fn bind(stage: &Stage) {
    let sources = ["voiceContact", "queueCallbackContact", "chatContact", "taskContact"];
    for row in EVENTS.iter().filter(|row| sources.contains(&row.source.api_name())) {
        let (source, event) = (row.source.api_name(), row.name);
        let about = json!({"contact": "$.contact.contactId", "note": "$.contact.attributes.tier",
            "payload": "$.payload"});
        let flow = json!({"actions": [
            {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
            {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2", "failure": "2"}, "controls": {
                "entityType": "Task", "fieldValues": {"Subject": event, "Description": about}}},
            {"id": "2", "type": "SE_End"},
        ]});
        stage.sandbox.bind(source, event, &format!("{source}.{event}"), &flow.to_string()).await;
    }
}

/// What a flow was about, in all the ways that it says.
fn check(about: &Value, marks: &BTreeMap<String, String>) -> String {
    let contact = about["contact"].as_str().unwrap_or_else(|| panic!("about nobody: {about}"));
    let mark = &marks[contact];
    assert!(about["note"].as_str().is_some_and(|note| note.starts_with(mark)), "{mark}: {about}");
    let payload = &about["payload"];
    for id in ["contactId", "ContactId"].iter().filter_map(|name| payload[*name].as_str()) {
        assert_eq!(id, contact, "{about}");
    }
    if let Some(said) = payload["Content"].as_str() {
        assert_eq!(said, mark, "{about}");
    }
    contact.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn among_many_contacts_each_run_is_about_its_own_and_the_drawer_follows_the_agent() {
    let seed = std::env::var("CTI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let stage = Stage::dark().await;
    bind(&stage).await;
    stage.open_console().await;
    stage.browser.eval(WATCH).await;
    let mut story = Story { stage, dice: Dice(seed), lanes: Default::default(), marks: BTreeMap::new() };
    for at in 0..STEPS {
        story.step(at).await;
    }
    let Story { stage, lanes, marks, .. } = story;
    let listed: Vec<_> = lanes.iter().flatten().map(|place| place.id.clone()).collect();
    let gone: Vec<_> = marks.keys().filter(|id| !listed.contains(id)).cloned().collect();
    assert!(gone.len() > 5, "CTI_SEED={seed}: only {} contacts have come and gone", gone.len());
    let once = |event: &str| {
        EVENTS.iter().any(|row| row.name == event && row.recurrence == Recurrence::OncePerContact)
    };
    let runs = || async {
        let mut runs: BTreeMap<(String, String), usize> = BTreeMap::new();
        for entry in stage.sandbox.asked("saveLog").await {
            let saved = &entry["args"]["object"];
            let about = match &saved["Description"] {
                Value::String(text) => serde_json::from_str(text).expect("JSON"),
                other => other.clone(),
            };
            let event = saved["Subject"].as_str().unwrap_or_default().to_owned();
            *runs.entry((check(&about, &marks), event)).or_default() += 1;
        }
        runs
    };
    for id in &gone {
        until(&format!("all flows of {id}"), || async {
            let runs = runs().await;
            let all = ["onEnded", "onDestroy"]
                .iter()
                .all(|event| runs.contains_key(&(id.clone(), (*event).to_owned())));
            all.then_some(())
        })
        .await;
    }
    stage.settle().await;
    let runs = runs().await;
    for ((id, event), times) in runs.iter().filter(|((_, event), _)| once(event)) {
        assert_eq!(*times, 1, "CTI_SEED={seed}: {event} of {id} ran {times} times");
    }
    stage.browser.softphone().await;
    let followed = stage.browser.eval("return followed.map(ms => Math.round(ms))").await;
    println!(
        "CTI_SEED={seed}: {} contacts, {} runs; the drawer followed after {followed} ms",
        marks.len(),
        runs.values().sum::<usize>()
    );
    assert!(followed.as_array().is_some_and(|followed| !followed.is_empty()));
    stage.browser.quit().await;
}
