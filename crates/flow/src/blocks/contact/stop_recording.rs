//! Stop Recording.

use super::start_recording::record;
use crate::call::{Call, Next};
use crate::effect::RecordingAction;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactStopRecording",
    name: "Stop Recording",
    aliases: &["SE_StopRecording"],
    since: "5.13",
    category: Category::ConnectContact,
    about: sentence("Stops the recording of the call for good."),
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
    record(call, RecordingAction::Stop)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, check_with, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn both_ids_are_told() {
        check(
            "SE_ContactStopRecording",
            json!({}),
            expect![[r#"
                org.stopContactRecording {"contactId":"c-1","initialContactId":"c-0"}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_StopRecording",
            json!({}),
            &[fault("the call is not recorded")],
            expect![[r#"
                org.stopContactRecording {"contactId":"c-1","initialContactId":"c-0"}
                failure {success: false, results: null, exception: "the call is not recorded"}"#]],
        );
    }

    #[test]
    fn without_a_contact_it_fails() {
        check_with(
            None,
            "SE_ContactStopRecording",
            json!({}),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the flow has no contact"}"#]],
        );
    }
}
