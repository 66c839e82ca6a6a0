//! Search And Screenpop.

use cti_core::letters::small;
use serde_json::{Map, Value};

use crate::call::{Call, Next};
use crate::effect::{CallType, Host, Reply, SearchAndScreenPop};
use crate::spec::{Block, Category, Ports, Preset, choice, example, flag, map, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFSearchAndScreenpop",
    name: "Search And Screenpop",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Searches as the softphone layout says and opens what is found."),
    controls: &[
        text("searchParams").required().about("What is searched for; empty finds nothing and succeeds."),
        text("queryParams").about("Handed to a Visualforce page where the layout pops one."),
        map("defaultFieldValues").about("Fills in a new record where nothing is found."),
        choice("callType", CallType::NAMES)
            .required()
            .or(Preset::Text("inbound"))
            .about("The section of the softphone layout; only inbound pops."),
        flag("deferred").about("Search now and pop nothing; an exact match comes first."),
    ],
    ports: Ports::SuccessFailure,
    results: &["Id", "SCREEN_POP_DATA"],
    example: example(
        r#"{"searchParams": "$.contact.parsedNumber.nationalNumber", "callType": "inbound", "deferred": false}"#,
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100"}, "replies": {"host.searchAndScreenPop": [{"ok": {"003xx0000000001AAA": {"Id": "003xx0000000001AAA", "Name": "Ada Lovelace", "RecordType": "Contact"}}}]}}"#,
    ),
    run,
};

/// Member of a deferred search's answer that is no record.
const POP_DATA: &str = "SCREEN_POP_DATA";

fn run(call: &mut Call<'_>) -> Next {
    // Flows search by an attribute first and by number after; an empty attribute must not stop them.
    let Some(search_params) = call.some_text("searchParams") else {
        return Next::success(Value::Object(Map::new()));
    };
    let word = call.text("callType");
    let call_type = if word.trim().is_empty() { Some(CallType::Inbound) } else { CallType::parse(&word) };
    let Some(call_type) = call_type else {
        return Next::failure(format!("`callType` is inbound, outbound or internal, not `{word}`"));
    };
    let search = SearchAndScreenPop {
        search_params,
        call_type,
        query_params: call.some_text("queryParams"),
        default_field_values: call.map("defaultFieldValues"),
        deferred: call.flag("deferred"),
    };
    Next::perform(Host::SearchAndScreenPop(search), take)
}

fn take(call: &mut Call<'_>, reply: Reply) -> Next {
    // Classic answers in JSON text.
    let records = match reply {
        Ok(found) => value::map(found),
        Err(fault) => return Next::failure(fault.message),
    };
    let records = if call.flag("deferred") { exact_first(call, records) } else { records };
    Next::success(Value::Object(with_first_id(records)))
}

/// The record that is what was searched for goes before those that only contain it: a flow that searches
/// without a pop goes on with the first.
fn exact_first(call: &Call<'_>, records: Map<String, Value>) -> Map<String, Value> {
    let wanted = small(call.text("searchParams").trim());
    let number = call.scope.parse_phone(&wanted, "");
    let is_wanted = |field: &Value| {
        let Some(text) = field.as_str() else { return false };
        small(text.trim()) == wanted
            || number.as_ref().is_some_and(|number| {
                call.scope.parse_phone(text, "").is_some_and(|found| found.number == number.number)
            })
    };
    let is_exact = |(id, record): &(String, Value)| {
        id != POP_DATA && record.as_object().is_some_and(|fields| fields.values().any(is_wanted))
    };
    let (exact, others): (Vec<_>, Vec<_>) = records.into_iter().partition(is_exact);
    exact.into_iter().chain(others).collect()
}

/// The map of matches, and the id of the first one beside them.
fn with_first_id(mut records: Map<String, Value>) -> Map<String, Value> {
    let first = records.iter().find(|(id, record)| *id != POP_DATA && record.is_object());
    if let Some((id, record)) = first {
        let id = record.get("Id").filter(|id| id.is_string()).cloned().unwrap_or_else(|| id.as_str().into());
        records.insert("Id".to_owned(), id);
    }
    records
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn empty_text_succeeds_without_a_search() {
        check(
            "SE_SFSearchAndScreenpop",
            json!({ "searchParams": " ", "callType": "inbound" }),
            expect!["success {success: true, results: {}}"],
        );
    }

    #[test]
    fn nothing_found_is_success() {
        check(
            "SE_SFSearchAndScreenpop",
            json!({ "searchParams": "$.contact.parsedNumber.phone", "queryParams": null, "defaultFieldValues": null, "callType": "Outbound", "deferred": false }),
            expect![[r#"
                host.searchAndScreenPop {"searchParams":"2135550100","callType":"outbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
                success {success: true, results: {}}"#]],
        );
    }

    #[test]
    fn the_first_match_is_named() {
        check_replies(
            "SE_SFSearchAndScreenpop",
            json!({ "searchParams": "Ada", "deferred": "true" }),
            &[Ok(json!({
                "SCREEN_POP_DATA": { "type": "sobject", "params": {} },
                "003A": { "Id": "003A", "Name": "Ada" }, "003B": { "Id": "003B" }
            }))],
            expect![[r#"
                host.searchAndScreenPop {"searchParams":"Ada","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":true}
                success {success: true, results: {"003A":{"Id":"003A","Name":"Ada"},"SCREEN_POP_DATA":{"type":"sobject","params":{}},"003B":{"Id":"003B"},"Id":"003A"}}"#]],
        );
    }

    #[test]
    fn a_rejection_takes_failure() {
        check_replies(
            "SE_SFSearchAndScreenpop",
            json!({ "searchParams": "Ada" }),
            &[fault("no access")],
            expect![[r#"
                host.searchAndScreenPop {"searchParams":"Ada","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
                failure {success: false, results: null, exception: "no access"}"#]],
        );
    }

    #[test]
    fn an_unknown_call_type_fails_in_words() {
        check(
            "SE_SFSearchAndScreenpop",
            json!({ "searchParams": "Ada", "callType": "sideways" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`callType` is inbound, outbound or internal, not `sideways`"}"#
            ]],
        );
    }

    #[test]
    fn a_deferred_search_names_the_exact_match_first() {
        let found = json!({
            "003A": { "Id": "003A", "Name": "O'Brien-Smith", "Phone": "+12135550199" },
            "SCREEN_POP_DATA": { "type": "search", "params": { "searchString": "003C" } },
            "003B": { "Id": "003B", "Name": "O'Brien", "Phone": "(213) 555-0100" },
        });
        let by_name = json!({ "searchParams": "o'brien", "deferred": true });
        check_replies(
            "SE_SFSearchAndScreenpop",
            by_name,
            &[Ok(found.clone())],
            expect![[r#"
            host.searchAndScreenPop {"searchParams":"o'brien","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":true}
            success {success: true, results: {"003B":{"Id":"003B","Name":"O'Brien","Phone":"(213) 555-0100"},"003A":{"Id":"003A","Name":"O'Brien-Smith","Phone":"+12135550199"},"SCREEN_POP_DATA":{"type":"search","params":{"searchString":"003C"}},"Id":"003B"}}"#]],
        );
        let by_number = json!({ "searchParams": "+12135550100", "deferred": true });
        check_replies(
            "SE_SFSearchAndScreenpop",
            by_number,
            &[Ok(found)],
            expect![[r#"
            host.searchAndScreenPop {"searchParams":"+12135550100","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":true}
            success {success: true, results: {"003B":{"Id":"003B","Name":"O'Brien","Phone":"(213) 555-0100"},"003A":{"Id":"003A","Name":"O'Brien-Smith","Phone":"+12135550199"},"SCREEN_POP_DATA":{"type":"search","params":{"searchString":"003C"}},"Id":"003B"}}"#]],
        );
    }

    #[test]
    fn a_record_without_an_id_has_its_key() {
        check_replies(
            "SE_SFSearchAndScreenpop",
            json!({ "searchParams": "Ada", "deferred": true }),
            &[Ok(json!({ "003A": { "Id": null, "Name": "Ada B" } }))],
            expect![[r#"
                host.searchAndScreenPop {"searchParams":"Ada","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":true}
                success {success: true, results: {"003A":{"Id":null,"Name":"Ada B"},"Id":"003A"}}"#]],
        );
    }
}
