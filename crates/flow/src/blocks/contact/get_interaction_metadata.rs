//! Get Contact Interaction Metadata.

use cti_core::Millis;
use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::{from_number, object};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactInteractionMetadata",
    name: "Get Contact Interaction Metadata",
    aliases: &["SE_ContactGetInteractionMetadata"],
    since: "5.0",
    category: Category::ConnectContact,
    about: sentence("Gives for how many seconds the contact was offered, and for how many the agent had it."),
    controls: &[],
    ports: Ports::Done,
    results: &["callInteractionDuration", "callIncomingDuration", "value"],
    example: example(
        "",
        r#"{"now": 100000, "contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100", "timeline": {"offeredAt": 1000, "acceptedAt": 7000, "connectedAt": 8000, "endedAt": 98000}}}"#,
    ),
    run,
};

/// `value` holds both under their names.
fn run(call: &mut Call<'_>) -> Next {
    let timeline = call.scope.contact().map(|contact| &contact.timeline);
    let now = call.now();
    let interaction = seconds(timeline.map_or(0.0, |timeline| timeline.connected_ms(now)));
    let incoming = seconds(timeline.map_or(0.0, |timeline| timeline.offered_ms(now)));
    let both = [("callInteractionDuration", interaction), ("callIncomingDuration", incoming)];
    let [first, second] = both.clone();
    Next::done(object([first, second, ("value", object(both))]))
}

/// Whole ones: fields of records such as `CallDurationInSeconds` take no others.
fn seconds(millis: Millis) -> Value {
    from_number((millis / 1000.0).floor())
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check_with, contact};
    use cti_core::{Contact, ContactState, Timeline};
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(timeline: Timeline, expected: Expect) {
        let contact = Contact { timeline, state: ContactState::Ended, ..contact() };
        check_with(Some(contact), "SE_ContactInteractionMetadata", json!({}), &[], expected);
    }

    #[test]
    fn seconds_are_whole() {
        check(
            Timeline {
                offered_at: Some(1000.0),
                accepted_at: Some(7999.0),
                connected_at: Some(8000.0),
                ended_at: Some(69_500.0),
            },
            expect![[
                r#"done {success: true, results: {"callInteractionDuration":61,"callIncomingDuration":6,"value":{"callInteractionDuration":61,"callIncomingDuration":6}}}"#
            ]],
        );
    }

    #[test]
    fn what_was_never_accepted_was_no_interaction() {
        check(
            Timeline { offered_at: Some(1000.0), ended_at: Some(21_000.0), ..Timeline::default() },
            expect![[
                r#"done {success: true, results: {"callInteractionDuration":0,"callIncomingDuration":20,"value":{"callInteractionDuration":0,"callIncomingDuration":20}}}"#
            ]],
        );
    }

    #[test]
    fn times_that_run_backwards_are_none() {
        check(
            Timeline {
                offered_at: Some(9000.0),
                accepted_at: Some(8000.0),
                connected_at: Some(8000.0),
                ended_at: Some(5000.0),
            },
            expect![[
                r#"done {success: true, results: {"callInteractionDuration":0,"callIncomingDuration":0,"value":{"callInteractionDuration":0,"callIncomingDuration":0}}}"#
            ]],
        );
    }

    #[test]
    fn without_a_contact_there_was_nothing() {
        check_with(
            None,
            "SE_ContactInteractionMetadata",
            json!({}),
            &[],
            expect![[
                r#"done {success: true, results: {"callInteractionDuration":0,"callIncomingDuration":0,"value":{"callInteractionDuration":0,"callIncomingDuration":0}}}"#
            ]],
        );
    }
}
