//! The Actions panel, its forms, and voicemail drops.

use std::rc::Rc;

use connect_cti::state::{ActionState, Actions, Open, Panel, Search, State, VoicemailDrop};
use cti_core::action::{ActionError, offer};
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, contact, settings, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("none", || actions(json!([]), Actions::default())),
    Exhibit::new("one", || {
        actions(json!([{ "name": "Call back tomorrow", "flow": "a" }]), Actions::default())
    }),
    Exhibit::new("outcomes", || {
        let failed = |error| ActionState::Failed(error);
        let outcomes = [
            ("Running", ActionState::Running),
            ("Done", ActionState::Done),
            ("Failed", failed(ActionError::Failed(LONG_TEXT.to_owned()))),
            ("Not ready", failed(ActionError::NotReady)),
            ("Without flow", failed(ActionError::NoFlow(LONG_WORD.to_owned()))),
            ("Without answer", failed(ActionError::NoAnswer("command.save"))),
            (
                "Refused",
                failed(ActionError::Refused { command: "command.save", reason: LONG_TEXT.to_owned() }),
            ),
            ("Too long", failed(ActionError::TimedOut)),
            ("Gone", failed(ActionError::ContactGone)),
        ];
        let rows: Vec<_> = outcomes.iter().map(|(name, _)| json!({ "name": name, "flow": name })).collect();
        let runs = outcomes.into_iter().map(|(name, state)| (name.to_owned(), state)).collect();
        actions(rows.into(), Actions { runs, ..Actions::default() })
    }),
    Exhibit::new("many", || {
        let row = |at| match at % 3 {
            0 => json!({ "name": format!("Action {at} with a form"), "title": "Form", "order": at }),
            _ => json!({ "name": format!("Action {at}"), "flow": "a", "order": at }),
        };
        actions((1..=60).map(row).collect(), Actions::default())
    }),
    Exhibit::new("long", || {
        actions(json!([{ "name": LONG_WORD }, { "name": LONG_TEXT, "title": "x" }]), Actions::default())
    }),
    Exhibit::new("hostile", || {
        let row = |text: &&str| json!({ "name": text, "flow": text });
        actions(HOSTILE.iter().map(row).collect(), Actions::default())
    }),
    Exhibit::new("form", || in_form(Actions::default())),
    Exhibit::new("form-incomplete", || in_form(Actions::default())).pressed(&[".form [type=submit]"]),
    Exhibit::new("form-running", || {
        let runs = [("Log the call".to_owned(), ActionState::Running)].into_iter().collect();
        in_form(Actions { runs, ..Actions::default() })
    }),
    Exhibit::new("form-refused", || {
        let refused = ActionError::Refused { command: "command.save", reason: LONG_TEXT.to_owned() };
        let runs = [("Log the call".to_owned(), ActionState::Failed(refused))].into_iter().collect();
        in_form(Actions { runs, ..Actions::default() })
    }),
    Exhibit::new("form-searching", || searching(Search::Underway)),
    Exhibit::new("form-found", || {
        let case = json!({ "Id": "500A", "CaseNumber": "00001026", "Subject": LONG_TEXT });
        let sent = json!({ "kind": [case, LONG_WORD], "reason": HOSTILE[0] });
        searching(Search::Found(Rc::new(offer(sent.as_object().unwrap_or(&Default::default())))))
    }),
    Exhibit::new("form-not-found", || searching(Search::Failed(ActionError::NoAnswer("command.search")))),
    Exhibit::new("form-hostile", || {
        let field = |text: &&str| json!({ "name": text, "label": text, "required": true });
        let fields: Value = HOSTILE.iter().map(field).collect();
        let form = json!([{ "name": "x", "title": HOSTILE[0], "instructions": HOSTILE.join("\n"), "fields": fields }]);
        actions(form, Actions { open: Some(Open::Form("x".to_owned())), ..Actions::default() })
    })
    .pressed(&[".form [type=submit]"]),
    Exhibit::new("voicemail", || with_drops(Actions::default(), call())),
    Exhibit::new("drops-searching", || drops(Search::Underway)),
    Exhibit::new("drops-none", || drops(Search::Found(Rc::default()))),
    Exhibit::new("drops-not-found", || drops(Search::Failed(ActionError::NoAnswer("command.search")))),
    Exhibit::new("drops", || drops(own_drops())),
    Exhibit::new("drops-sure", || drops(own_drops())).pressed(&[".drop .quiet"]),
    Exhibit::new("drops-left", || {
        let failed = ActionState::Failed(ActionError::NoQuickConnect);
        let left = Some((LONG_WORD.to_owned(), failed));
        let open = Some(Open::Drops);
        with_drops(Actions { open, left, drops: Some(own_drops()), ..Actions::default() }, call())
    }),
    Exhibit::new("drops-after-the-call", || {
        let left = Some(("Call back tomorrow".to_owned(), ActionState::Done));
        let over = json!({ "type": "voice", "state": "ended", "phoneNumber": "+12135550100" });
        let open = Some(Open::Drops);
        with_drops(Actions { open, left, drops: Some(own_drops()), ..Actions::default() }, over)
    }),
];

fn form() -> Value {
    json!({
        "name": "Log the call",
        "title": "What was it about?",
        "instructions": LONG_TEXT,
        "fields": [
            { "name": "kind", "label": "Kind", "type": "Dropdown", "order": 1, "options": ["Order", LONG_TEXT] },
            { "name": "reason", "label": "Reason", "required": true, "order": 2 },
            { "name": "long", "label": LONG_WORD, "required": true, "order": 3 },
        ],
    })
}

fn in_form(shown: Actions) -> State {
    actions(json!([form()]), Actions { open: Some(Open::Form("Log the call".to_owned())), ..shown })
}

fn searching(search: Search<cti_core::action::Offer>) -> State {
    let offers = [("Log the call".to_owned(), search)].into_iter().collect();
    in_form(Actions { offers, ..Actions::default() })
}

fn own_drops() -> Search<Vec<VoicemailDrop>> {
    let drop = |name: &str, message: &str| VoicemailDrop {
        name: name.to_owned(),
        language: "en-US".to_owned(),
        message: message.to_owned(),
    };
    Search::Found(Rc::new(vec![
        drop("Call back tomorrow", "We could not reach you. We will call you back tomorrow."),
        drop(LONG_WORD, &LONG_TEXT.repeat(4)),
        drop(HOSTILE[0], HOSTILE[2]),
    ]))
}

fn drops(search: Search<Vec<VoicemailDrop>>) -> State {
    with_drops(Actions { open: Some(Open::Drops), drops: Some(search), ..Actions::default() }, call())
}

fn with_drops(shown: Actions, call: Value) -> State {
    let feature =
        json!({ "name": "FEATURE_VOICEMAIL_DROP", "value": "QuickConnect: Voicemail", "active": true });
    let actions = json!([{ "name": "Log the call", "flow": "a" }]);
    shows(settings_of(json!({ "actions": actions, "features": [feature] })), shown, call)
}

fn actions(actions: Value, shown: Actions) -> State {
    shows(settings_of(json!({ "actions": actions })), shown, call())
}

fn settings_of(members: Value) -> State {
    State { settings: settings(members), ..up() }
}

fn shows(base: State, shown: Actions, call: Value) -> State {
    let contact = contact(call);
    let actions = [(Some(contact.contact_id.clone()), shown)].into_iter().collect();
    viewing(Panel::Actions, contact, State { actions, ..base })
}
