//! Show Softphone Panel.

use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFShowSoftphonePanel",
    name: "Show Softphone Panel",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens the panel in which the softphone is."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Host::SetPanelVisibility { visible: true })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_panel_is_shown() {
        check(
            "SE_SFShowSoftphonePanel",
            json!({}),
            expect![[r#"
            host.setSoftphonePanelVisibility {"visible":true}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFShowSoftphonePanel",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.setSoftphonePanelVisibility {"visible":true}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
