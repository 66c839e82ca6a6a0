//! Actions, what is written down of runs, and flows that take their time.

use super::*;

#[test]
fn an_action_runs_its_one_flow_about_the_selected_contact() {
    let tab = Tab::open(&claims());
    let form = json!({"name": "Form", "flow": "note", "payload": [{"key": "why", "value": "row"}],
        "fields": [{"name": "why", "label": "Why", "required": true}]});
    let plain = json!({"name": "Plain", "flow": "whom"});
    let none = json!({"name": "None", "flow": "gone"});
    let actions = [form, plain, none].map(|action| serde_json::from_value(action).unwrap()).to_vec();
    let flows = vec![
        flow("note", "ctiAction", "", "$.payload.why"),
        flow("whom", "CTI Action", "none", "$.contact.contactId"),
    ];
    assert_eq!(act(&tab, "Plain", &[]), Err(ActionError::NotReady));
    tab.session.on_host_answer(Ok(()));
    tab.session.on_phone_engine(Ok(Rc::new(NoPhoneEngine) as Rc<dyn PhoneEngine>));
    tab.session.on_configuration(Ok(Configuration { flows, actions, ..Configuration::default() }));
    tab.sees(&[("a", ContactState::Connected), ("b", ContactState::Connected)]);
    tab.session.on_connect(ConnectEvent::Viewed(Some("a".into())));
    tab.saves(2);
    assert_eq!(act(&tab, "Form", &[]), Err(ActionError::MissingField("Why".into())));
    assert_eq!(act(&tab, "Form", &[("why", "typed")]), Ok(()));
    assert_eq!(act(&tab, "Plain", &[]), Ok(()));
    assert_eq!(act(&tab, "None", &[]), Err(ActionError::NoFlow("gone".into())));
    assert_eq!(act(&tab, "Else", &[]), Err(ActionError::Unknown("Else".into())));
    tab.host.side.will(Behaviour::Refuses { code: "GENERIC_ERROR", message: "no" });
    let refused = act(&tab, "Plain", &[]);
    assert!(matches!(refused, Err(ActionError::Refused { command: "command.save", .. })), "{refused:?}");
    assert_eq!(tab.saved(), ["typed", "a", "a"]);
    let state = tab.session.hub.state();
    let shown = state.actions.get(&Some("a".into())).unwrap();
    assert!(matches!(shown.runs.get("Form"), Some(ActionState::Done)));
}

#[test]
fn a_run_is_written_down_without_personal_data() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("Log", "voiceContact", "onConnecting", "Call from +12135550100")]);
    tab.session.on_lead(true);
    tab.saves(1);
    tab.sees(&RINGS);
    assert_eq!(tab.saved(), ["Call from +12135550100"]);
    tab.clock.advance(1);
    settle();
    let kept = block_on(tab.archive.all());
    let [text] = &kept[..] else { panic!("one run is kept, not {}", kept.len()) };
    assert!(!text.contains("2135550100"), "{text}");
    let record = Record::parse(text).unwrap();
    assert_eq!((&*record.flow.name, &*record.tab, &*record.outcome.status), ("Log", "tab", "completed"));
    assert_eq!(record.outcome.path, ["0", "1", "2"]);
    assert_eq!(record.effects[0].effect, "host.saveLog");
    assert_eq!(record.flow.titles["1"], "Save (or Create) a Record");
    assert_eq!(tab.session.hub.state().runs.len(), 1);
}

#[test]
fn runs_of_other_tabs_are_shown_beside_those_of_this_one() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("Log", "voiceContact", "onConnecting", "x")]);
    tab.session.on_lead(true);
    tab.saves(1);
    tab.sees(&RINGS);
    settle();
    tab.clock.advance(1);
    settle();
    let mut other = Record::parse(&block_on(tab.archive.all())[0]).unwrap();
    other.tab = "other".to_owned();
    block_on(tab.archive.add(serde_json::to_string(&other).unwrap()));
    block_on(tab.session.recall());
    let tabs: Vec<_> = tab.session.hub.state().runs.iter().map(|run| run.tab.clone()).collect();
    assert_eq!(tabs, ["tab", "other"]);
}

/// A flow that waits before it saves.
fn waits(name: &str, event: &str, ms: u32) -> FlowRecord {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_CoreDelay", "ports": {"done": "2"}, "controls": {"delay": ms}},
        {"id": "2", "type": "SE_SFSaveLog", "controls": {"entityType": "Task", "fieldValues": {"Subject": name}}},
    ]});
    FlowRecord { body: body.to_string(), ..flow(name, "voiceContact", event, "") }
}

#[test]
fn a_flow_that_waits_holds_up_no_other_contact() {
    let tab = Tab::open(&claims());
    tab.load(vec![
        waits("slow", "onConnecting", 50_000),
        flow("quick", "voiceContact", "onConnected", "quick"),
    ]);
    tab.session.on_lead(true);
    tab.saves(2);
    tab.sees(&[("a", ContactState::Connecting)]);
    assert!(tab.saved().is_empty());
    tab.sees(&[("a", ContactState::Connecting), ("b", ContactState::Connected)]);
    assert_eq!(tab.saved(), ["quick"], "at the very same moment");
    tab.clock.advance(50_000);
    assert_eq!(tab.saved(), ["quick", "slow"]);
}

#[test]
fn a_flow_that_takes_too_long_is_ended_and_says_where() {
    let tab = Tab::open(&claims());
    tab.load(vec![waits("slow", "onConnecting", 61_000)]);
    tab.session.on_lead(true);
    tab.sees(&RINGS);
    settle();
    tab.clock.advance(59_999);
    settle();
    assert!(tab.session.hub.state().notices.is_empty());
    tab.clock.advance(1);
    settle();
    let notices = tab.session.hub.state().notices.clone();
    let [Notice::Run { message, .. }] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!(message, "the flow used up its 60 s while block `1` (Delay) waited for `clock.delay`");
    tab.clock.advance(60_000);
    assert!(tab.saved().is_empty(), "nothing more happens");
}
