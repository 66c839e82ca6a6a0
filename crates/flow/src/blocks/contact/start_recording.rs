//! Start Recording.

use super::live_call::live_call;
use crate::call::{Call, Next};
use crate::effect::{Org, RecordingAction};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactStartRecording",
    name: "Start Recording",
    aliases: &["SE_StartRecording"],
    since: "5.13",
    category: Category::ConnectContact,
    about: sentence("Starts to record the call, if that was neither started nor stopped before."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        "",
        r#"{"event": "onConnected", "contact": {"contactId": "c-1", "type": "voice", "state": "connected", "phoneNumber": "+12135550100"}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    record(call, RecordingAction::Start)
}

/// What may be done to a recording, its keeper knows: a flow and the agent's buttons share it.
pub(super) fn record(call: &Call<'_>, action: RecordingAction) -> Next {
    match live_call(call) {
        Ok(contact) => Next::command(Org::Recording {
            action,
            contact_id: contact.contact_id.to_string(),
            initial_contact_id: contact.initial_id().to_string(),
        }),
        Err(reason) => Next::failure(reason),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, check_with, contact, fault};
    use cti_core::{Channel, Contact, ContactState};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn both_ids_are_told() {
        check(
            "SE_ContactStartRecording",
            json!({}),
            expect![[r#"
                org.startContactRecording {"contactId":"c-1","initialContactId":"c-0"}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn the_first_contact_of_a_chain_is_its_own_initial_one() {
        let contact = Contact { initial_contact_id: None, r#type: Channel::QueueCallback, ..contact() };
        check_with(
            Some(contact),
            "SE_StartRecording",
            json!({}),
            &[],
            expect![[r#"
                org.startContactRecording {"contactId":"c-1","initialContactId":"c-1"}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_ContactStartRecording",
            json!({}),
            &[fault("the recording runs already")],
            expect![[r#"
                org.startContactRecording {"contactId":"c-1","initialContactId":"c-0"}
                failure {success: false, results: null, exception: "the recording runs already"}"#]],
        );
    }

    #[test]
    fn only_live_calls_are_recorded() {
        check_with(
            None,
            "SE_ContactStartRecording",
            json!({}),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the flow has no contact"}"#]],
        );
        check_with(
            Some(Contact { r#type: Channel::Chat, ..contact() }),
            "SE_ContactStartRecording",
            json!({}),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the contact is no call"}"#]],
        );
        check_with(
            Some(Contact { state: ContactState::Ended, ..contact() }),
            "SE_ContactStartRecording",
            json!({}),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the call is over"}"#]],
        );
    }
}
