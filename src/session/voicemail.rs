//! Voicemail drops: the agent's own messages, and leaving a call to one of them.
//!
//! Leaving is the block Leave a Voicemail in a flow of its own, so that agents and flows do the same thing.

use std::rc::Rc;

use cti_core::ContactId;
use cti_core::action::ActionError;
use cti_flow::effect::{Effect, Org};
use cti_flow::soql::{Part, Soql};
use cti_flow::{Flow, Load};
use serde_json::{Value, json};

use super::Session;
use super::actions::refused;
use super::binding::BoundFlow;
use super::command::command;
use super::run::Audience;
use crate::perform::perform;
use crate::state::{ActionChange, ActionState, Search, VoicemailDrop};

/// The feature's name; its key `QuickConnect` names the quick connect that plays a drop.
pub const FEATURE: &str = "FEATURE_VOICEMAIL_DROP";

const OWN_DROPS: &str = "SELECT Name, amazonconnect__Language__c, amazonconnect__Message__c \
     FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine \
     WHERE amazonconnect__Active__c = true ORDER BY Name";

const NAME: &str = "Leave a Voicemail";
const BODY: &str = r#"{"actions": [
    {"id": "uid-0", "type": "SE_Start", "ports": {"done": "uid-1"}},
    {"id": "uid-1", "type": "SE_ContactLeaveVoicemail", "ports": {"success": "uid-2"},
     "controls": {"voicemailDropName": "$.payload.drop", "quickConnectName": "$.payload.quickConnect"}},
    {"id": "uid-2", "type": "SE_End"}
]}"#;

/// Finds the agent's active drops.
pub(super) async fn list(session: &Rc<Session>, contact: Option<ContactId>) {
    let known = session.hub.state().actions.get(&contact).and_then(|known| known.drops.clone());
    if known == Some(Search::Underway) {
        return;
    }
    session.tell_panel(&contact, ActionChange::Drops(Search::Underway));
    let found = Search::of(own_drops(session).await);
    session.tell_panel(&contact, ActionChange::Drops(found));
}

async fn own_drops(session: &Rc<Session>) -> Result<Vec<VoicemailDrop>, ActionError> {
    let query = Soql::build(&[Part::Written(OWN_DROPS.to_owned())]);
    let query = query.map_err(|error| ActionError::Failed(error.to_string()))?;
    let effect = Effect::Org(Org::Soql(query));
    let reply = perform(session, None, &effect).await;
    let answer = reply.map_err(|fault| refused(command(&effect), &fault))?;
    let records = answer.get("records").unwrap_or(&answer).as_array();
    Ok(records.into_iter().flatten().map(voicemail_drop).collect())
}

fn voicemail_drop(record: &Value) -> VoicemailDrop {
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    VoicemailDrop {
        name: text("Name"),
        language: text("amazonconnect__Language__c"),
        message: text("amazonconnect__Message__c"),
    }
}

/// Leaves the call to the drop of this name, once at a time.
pub(super) async fn leave(session: &Rc<Session>, contact: Option<ContactId>, name: String) {
    let known = session.hub.state().actions.get(&contact).and_then(|known| known.left.clone());
    if matches!(known, Some((_, ActionState::Running))) {
        return;
    }
    let tell = |state| session.tell_panel(&contact, ActionChange::Leave(name.clone(), state));
    tell(ActionState::Running);
    let left = leave_to(session, &contact, &name).await;
    tell(ActionState::of(&left));
}

async fn leave_to(session: &Rc<Session>, contact: &Option<ContactId>, name: &str) -> Result<(), ActionError> {
    let state = session.hub.state();
    let feature = state.configuration().and_then(|configuration| configuration.feature(FEATURE));
    let quick_connect = feature.and_then(|feature| feature.get("QuickConnect"));
    let quick_connect = quick_connect.filter(|name| !name.is_empty()).ok_or(ActionError::NoQuickConnect)?;
    let flow = Flow::load(NAME, BODY).0.ok_or_else(|| ActionError::NoFlow(NAME.to_owned()))?;
    let (id, version) = (NAME.to_owned(), String::new());
    let bound = BoundFlow { id, name: NAME.to_owned(), version, flow: Rc::new(flow) };
    let payload = json!({ "drop": name, "quickConnect": quick_connect });
    session.run_by_hand(contact, &bound, payload, Audience::Panel).await.map(drop)
}
