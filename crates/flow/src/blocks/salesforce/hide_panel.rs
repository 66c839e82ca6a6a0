//! Hide Softphone Panel.

use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFHideSoftphonePanel",
    name: "Hide Softphone Panel",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Minimises the panel in which the softphone is."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Host::SetPanelVisibility { visible: false })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_panel_is_hidden() {
        check(
            "SE_SFHideSoftphonePanel",
            json!({}),
            expect![[r#"
            host.setSoftphonePanelVisibility {"visible":false}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFHideSoftphonePanel",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.setSoftphonePanelVisibility {"visible":false}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
