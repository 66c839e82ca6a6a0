//! Clear All Properties.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Store;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ClearAllProperties",
    name: "Clear All Properties",
    aliases: &["SE_CoreClearAllProperties"],
    since: "5.5",
    category: Category::Core,
    about: sentence("Forgets everything that flows have set as properties; what the adapter keeps stays."),
    controls: &[],
    ports: Ports::Done,
    results: &[],
    example: example("", r#"{"properties": {"taskId": "00Txx0000000001AAA"}}"#),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Store::Clear, |_, reply| match reply {
        Ok(_) => Next::done(Value::Null),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn only_what_flows_have_set_is_asked_for() {
        check(
            "SE_ClearAllProperties",
            json!({}),
            expect![[r#"
                store.clear {}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_fault_is_told() {
        check_replies(
            "SE_CoreClearAllProperties",
            json!({}),
            &[fault("the store cannot be written")],
            expect![[r#"
                store.clear {}
                done {success: false, results: null, exception: "the store cannot be written"}"#]],
        );
    }
}
