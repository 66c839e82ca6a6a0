//! Set Softphone Panel Width.

use super::panel_size::pixels;
use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, number, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFSetSoftphonePanelWidth",
    name: "Set Softphone Panel Width",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Makes the panel of the softphone this wide."),
    controls: &[number("widthPX").required().aka(&["width"]).about("Pixels, from 200 to 1920.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"widthPX": 600}"#, ""),
    run,
};

/// What Salesforce takes.
const PIXELS: std::ops::RangeInclusive<u32> = 200..=1920;

fn run(call: &mut Call<'_>) -> Next {
    match pixels(call, "widthPX", PIXELS) {
        Ok(pixels) => Next::command(Host::SetPanelWidth { width: pixels }),
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
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": "600.4" }),
            expect![[r#"
            host.setSoftphonePanelWidth {"widthPX":600}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn the_limits_are_inside() {
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": 200 }),
            expect![[r#"
            host.setSoftphonePanelWidth {"widthPX":200}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "width": 1920 }),
            expect![[r#"
            host.setSoftphonePanelWidth {"widthPX":1920}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn outside_it_fails_and_names_the_range() {
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": 199 }),
            expect![[
                r#"failure {success: false, results: null, exception: "`widthPX` must be from 200 to 1920 pixels"}"#
            ]],
        );
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": 1921 }),
            expect![[
                r#"failure {success: false, results: null, exception: "`widthPX` must be from 200 to 1920 pixels"}"#
            ]],
        );
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": "-1e300" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`widthPX` must be from 200 to 1920 pixels"}"#
            ]],
        );
    }

    #[test]
    fn what_is_no_number_fails() {
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": "tall" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`widthPX` is no number of pixels"}"#
            ]],
        );
        check(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": "$.payload.x" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`widthPX` is no number of pixels"}"#
            ]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFSetSoftphonePanelWidth",
            json!({ "widthPX": 600 }),
            &[fault("not here")],
            expect![[r#"
            host.setSoftphonePanelWidth {"widthPX":600}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
