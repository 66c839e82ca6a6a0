//! Get All Properties.

use serde_json::{Map, Value};

use crate::call::{Call, Next};
use crate::effect::Store;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_GetAllProperties",
    name: "Get All Properties",
    aliases: &["SE_CoreGetAllProperties"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Gives everything that flows have set as properties, by name."),
    controls: &[],
    ports: Ports::Done,
    results: &["value"],
    example: example("", r#"{"properties": {"taskId": "00Txx0000000001AAA", "open": true}}"#),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Store::GetAll, |_, reply| match reply {
        Ok(Value::Object(all)) => Next::value(all),
        Ok(_) => Next::value(Map::new()),
        Err(fault) => Next::thrown(object([("value", Map::new().into())]), fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn values_keep_their_types() {
        check_replies(
            "SE_GetAllProperties",
            json!({}),
            &[Ok(json!({ "a": false, "b": { "c": [1] } }))],
            expect![[r#"
                store.getAll {}
                done {success: true, results: {"value":{"a":false,"b":{"c":[1]}}}}"#]],
        );
    }

    #[test]
    fn an_empty_store_is_an_empty_map() {
        check(
            "SE_CoreGetAllProperties",
            json!({}),
            expect![[r#"
                store.getAll {}
                done {success: true, results: {"value":{}}}"#]],
        );
    }

    #[test]
    fn a_fault_is_told() {
        check_replies(
            "SE_GetAllProperties",
            json!({}),
            &[fault("the store cannot be read")],
            expect![[r#"
                store.getAll {}
                done {success: false, results: {"value":{}}, exception: "the store cannot be read"}"#]],
        );
    }
}
