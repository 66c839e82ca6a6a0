//! Leave a Voicemail.
//!
//! The contact flow behind the quick connect finds the drop to play by the contact that is written on it, so
//! that is written before the call goes there.

use serde_json::{Map, Value};

use super::live_call::live_call;
use crate::call::{Call, Next};
use crate::effect::{Connect, Host, Org, Reply};
use crate::soql::{Part, Soql};
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactLeaveVoicemail",
    name: "Leave a Voicemail",
    aliases: &["SE_LeaveVoicemail"],
    since: "5.13",
    category: Category::ConnectContact,
    about: sentence(
        "Leaves the call to a recorded message: writes the call on the agent's voicemail drop, adds the quick connect that plays it, and takes the agent out.",
    ),
    controls: &[
        text("voicemailDropName")
            .required()
            .about("The name of an active voicemail drop of the agent's own."),
        text("quickConnectName").required().about("The quick connect that plays it."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        r#"{"voicemailDropName": "Call back tomorrow", "quickConnectName": "Voicemail"}"#,
        r#"{"event": "onConnected", "contact": {"contactId": "c-1", "initialContactId": "c-0", "type": "voice", "state": "connected", "phoneNumber": "+12135550100", "isInbound": false}, "replies": {"org.query": [{"ok": {"records": [{"Id": "a01xx0000000001AAA"}]}}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    if let Err(reason) = live_call(call) {
        return Next::failure(reason);
    }
    let Some(drop) = call.some_text("voicemailDropName") else {
        return Next::failure("`voicemailDropName` is empty");
    };
    if call.some_text("quickConnectName").is_none() {
        return Next::failure("`quickConnectName` is empty");
    }
    match own_drop(drop) {
        Ok(query) => Next::perform(Org::Soql(query), write_contact),
        Err(error) => Next::failure(error.to_string()),
    }
}

/// Only records of the agent's own are used: each drop holds one contact at a time.
fn own_drop(name: String) -> Result<Soql, crate::soql::SoqlError> {
    Soql::build(&[
        Part::Written(
            "SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine \
             WHERE amazonconnect__Active__c = true AND Name = '"
                .to_owned(),
        ),
        Part::Value(name),
        Part::Written("' LIMIT 1".to_owned()),
    ])
}

fn write_contact(call: &mut Call<'_>, reply: Reply) -> Next {
    let (answer, contact) = match (reply, live_call(call)) {
        (Ok(answer), Ok(contact)) => (answer, contact),
        (Err(fault), _) => return Next::failure(fault.message),
        (_, Err(reason)) => return Next::failure(reason),
    };
    let Some(id) = first_id(&answer) else {
        return Next::failure("the agent has no active voicemail drop of this name");
    };
    let mut value = Map::new();
    value.insert("Id".to_owned(), id.into());
    value.insert("amazonconnect__ContactId__c".to_owned(), contact.initial_id().as_str().into());
    Next::perform(Host::SaveLog { value }, add_connection)
}

fn first_id(answer: &Value) -> Option<&str> {
    let records = answer.get("records").unwrap_or(answer);
    records.as_array()?.first()?.get("Id")?.as_str()
}

fn add_connection(call: &mut Call<'_>, reply: Reply) -> Next {
    let quick_connect_name = call.some_text("quickConnectName").unwrap_or_default();
    next(call, reply, |contact_id| Connect::AddConnection { contact_id, quick_connect_name }, leave)
}

fn leave(call: &mut Call<'_>, reply: Reply) -> Next {
    next(
        call,
        reply,
        |contact_id| Connect::DestroyAgentConnection { contact_id },
        |_, reply| match reply {
            Ok(_) => Next::success(Value::Null),
            Err(fault) => Next::failure(fault.message),
        },
    )
}

/// The next thing to ask of Connect, if the one before it happened.
fn next(
    call: &Call<'_>,
    reply: Reply,
    effect: impl FnOnce(String) -> Connect,
    then: crate::call::Then,
) -> Next {
    match (reply, live_call(call)) {
        (Ok(_), Ok(contact)) => Next::perform(effect(contact.contact_id.to_string()), then),
        (Err(fault), _) => Next::failure(fault.message),
        (_, Err(reason)) => Next::failure(reason),
    }
}

#[cfg(test)]
mod tests {
    use crate::Reply;
    use crate::blocks::testing::{check_with, contact, fault};
    use cti_core::{Channel, Contact, ContactState};
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn check(contact: Option<Contact>, replies: &[Reply], expected: Expect) {
        let controls = json!({ "voicemailDropName": "Later", "quickConnectName": "Voicemail" });
        check_with(contact, "SE_ContactLeaveVoicemail", controls, replies, expected);
    }

    fn found() -> Reply {
        Ok(json!({ "records": [{ "Id": "a01" }] }))
    }

    #[test]
    fn a_queued_callback_is_left_to_the_message() {
        check(
            Some(Contact { r#type: Channel::QueueCallback, state: ContactState::Connected, ..contact() }),
            &[found()],
            expect![[r#"
                org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'Later' LIMIT 1"}
                host.saveLog {"value":{"Id":"a01","amazonconnect__ContactId__c":"c-0"}}
                connect.addConnection {"contactId":"c-1","quickConnectName":"Voicemail"}
                connect.destroyAgentConnection {"contactId":"c-1"}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_a_drop_nothing_happens() {
        for answer in [Ok(json!([])), Ok(json!({ "records": [] })), Ok(Value::Null)] {
            check(
                Some(contact()),
                &[answer],
                expect![[r#"
                    org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'Later' LIMIT 1"}
                    failure {success: false, results: null, exception: "the agent has no active voicemail drop of this name"}"#]],
            );
        }
    }

    #[test]
    fn each_step_that_fails_is_the_last_one() {
        check(
            Some(contact()),
            &[fault("no access")],
            expect![[r#"
                org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'Later' LIMIT 1"}
                failure {success: false, results: null, exception: "no access"}"#]],
        );
        check(
            Some(contact()),
            &[found(), fault("the record is locked")],
            expect![[r#"
                org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'Later' LIMIT 1"}
                host.saveLog {"value":{"Id":"a01","amazonconnect__ContactId__c":"c-0"}}
                failure {success: false, results: null, exception: "the record is locked"}"#]],
        );
        check(
            Some(contact()),
            &[found(), Ok(Value::Null), fault("no such quick connect")],
            expect![[r#"
                org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'Later' LIMIT 1"}
                host.saveLog {"value":{"Id":"a01","amazonconnect__ContactId__c":"c-0"}}
                connect.addConnection {"contactId":"c-1","quickConnectName":"Voicemail"}
                failure {success: false, results: null, exception: "no such quick connect"}"#]],
        );
        check(
            Some(contact()),
            &[found(), Ok(Value::Null), Ok(Value::Null), fault("the agent has left")],
            expect![[r#"
                org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'Later' LIMIT 1"}
                host.saveLog {"value":{"Id":"a01","amazonconnect__ContactId__c":"c-0"}}
                connect.addConnection {"contactId":"c-1","quickConnectName":"Voicemail"}
                connect.destroyAgentConnection {"contactId":"c-1"}
                failure {success: false, results: null, exception: "the agent has left"}"#]],
        );
    }

    #[test]
    fn only_live_calls_can_be_left() {
        check(
            None,
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the flow has no contact"}"#]],
        );
        check(
            Some(Contact { r#type: Channel::Task, ..contact() }),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the contact is no call"}"#]],
        );
        check(
            Some(Contact { state: ContactState::Ended, ..contact() }),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the call is over"}"#]],
        );
    }

    #[test]
    fn both_names_are_needed() {
        check_with(
            Some(contact()),
            "SE_LeaveVoicemail",
            json!({ "voicemailDropName": " ", "quickConnectName": "Voicemail" }),
            &[],
            expect![[
                r#"failure {success: false, results: null, exception: "`voicemailDropName` is empty"}"#
            ]],
        );
        check_with(
            Some(contact()),
            "SE_ContactLeaveVoicemail",
            json!({ "voicemailDropName": "Later" }),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "`quickConnectName` is empty"}"#]],
        );
    }

    #[test]
    fn a_name_cannot_widen_the_search() {
        check_with(
            Some(contact()),
            "SE_ContactLeaveVoicemail",
            json!({ "voicemailDropName": "x' OR Name != '", "quickConnectName": "v" }),
            &[Ok(json!([]))],
            expect![[r#"
                org.query {"query":"SELECT Id FROM amazonconnect__AC_VoicemailDrop__c USING SCOPE mine WHERE amazonconnect__Active__c = true AND Name = 'x\\' OR Name != \\'' LIMIT 1"}
                failure {success: false, results: null, exception: "the agent has no active voicemail drop of this name"}"#]],
        );
    }
}
