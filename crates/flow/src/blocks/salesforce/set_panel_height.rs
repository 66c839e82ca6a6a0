//! Set Softphone Panel Height.

use super::panel_size::pixels;
use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, number, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFSetSoftphonePanelHeight",
    name: "Set Softphone Panel Height",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Makes the panel of the softphone this high."),
    controls: &[number("heightPX").required().aka(&["height"]).about("Pixels, from 240 to 2560.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"heightPX": 600}"#, ""),
    run,
};

/// What Salesforce takes.
const PIXELS: std::ops::RangeInclusive<u32> = 240..=2560;

fn run(call: &mut Call<'_>) -> Next {
    match pixels(call, "heightPX", PIXELS) {
        Ok(pixels) => Next::command(Host::SetPanelHeight { height: pixels }),
        Err(error) => Next::failure(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_is_told_whole_pixels() {
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": "600.4" }),
            expect![[r#"
            host.setSoftphonePanelHeight {"heightPX":600}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn the_limits_are_inside() {
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": 240 }),
            expect![[r#"
            host.setSoftphonePanelHeight {"heightPX":240}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "height": 2560 }),
            expect![[r#"
            host.setSoftphonePanelHeight {"heightPX":2560}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn outside_it_fails_and_names_the_range() {
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": 239 }),
            expect![[
                r#"failure {success: false, results: null, exception: "`heightPX` must be from 240 to 2560 pixels"}"#
            ]],
        );
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": 2561 }),
            expect![[
                r#"failure {success: false, results: null, exception: "`heightPX` must be from 240 to 2560 pixels"}"#
            ]],
        );
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": "-1e300" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`heightPX` must be from 240 to 2560 pixels"}"#
            ]],
        );
    }

    #[test]
    fn what_is_no_number_fails() {
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": "tall" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`heightPX` is no number of pixels"}"#
            ]],
        );
        check(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": "$.payload.x" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`heightPX` is no number of pixels"}"#
            ]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFSetSoftphonePanelHeight",
            json!({ "heightPX": 600 }),
            &[fault("not here")],
            expect![[r#"
            host.setSoftphonePanelHeight {"heightPX":600}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
