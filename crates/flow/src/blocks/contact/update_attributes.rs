//! Update Contact Attributes.

use serde_json::{Map, Value};

use crate::call::{Call, Next};
use crate::effect::{Org, Reply};
use crate::spec::{Block, Category, Ports, example, map, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactUpdateAttributes",
    name: "Update Contact Attributes",
    aliases: &["SE_ContactUpdateAttribute"],
    since: "5.13",
    category: Category::ConnectContact,
    about: sentence("Writes attributes of the contact."),
    controls: &[map("attributes").required().about("Names with values or references; values become text.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"attributes": {"number": "$.contact.phoneNumber"}}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(contact) = call.scope.contact() else { return Next::failure("the flow has no contact") };
    let contact_id = contact.initial_id().to_string();
    let attributes = attributes(call);
    if attributes.is_empty() {
        return Next::success(Value::Null);
    }
    Next::perform(Org::UpdateContactAttributes { contact_id, attributes }, take)
}

fn attributes(call: &Call<'_>) -> Map<String, Value> {
    let stated = call.map("attributes").into_iter().filter(|(_, value)| !value.is_null());
    stated.map(|(name, value)| (name, value::text(&value).into())).collect()
}

/// Later blocks see what was written, though the contact's snapshot is older.
fn take(call: &mut Call<'_>, reply: Reply) -> Next {
    if let Err(fault) = reply {
        return Next::failure(fault.message);
    }
    for (name, value) in attributes(call) {
        call.scope.write_attribute(name, value::text(&value).into_owned());
    }
    Next::success(Value::Null)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_with};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_first_contact_of_a_chain_is_written_to() {
        check(
            "SE_ContactUpdateAttributes",
            json!({ "attributes": { "seen": true, "count": 2, "none": null, "missing": "$.payload.x" } }),
            expect![[r#"
                org.updateContactAttributes {"contactId":"c-0","attributes":{"seen":"true","count":"2"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_a_contact_it_fails() {
        check_with(
            None,
            "SE_ContactUpdateAttributes",
            json!({ "attributes": { "a": "b" } }),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the flow has no contact"}"#]],
        );
    }
}
