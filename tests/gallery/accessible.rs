//! axe-core finds nothing serious in any state, light or dark.

use serde_json::json;

use crate::gallery::{Gallery, SHOW, told};

const AXE: &str = include_str!("../../node_modules/axe-core/axe.min.js");

/// As many states as a script looks at well within the time that a browser's answer is waited for.
const AT_ONCE: usize = 32;

#[tokio::test(flavor = "multi_thread")]
async fn no_state_is_hard_to_use_for_anyone_as_far_as_a_program_can_tell() {
    let gallery = Gallery::open().await;
    gallery.browser.eval(AXE).await;
    let mut wrong = Vec::new();
    // Colours are all that a theme changes.
    let themes = [("theme=light", json!(null)), ("theme=dark", json!(["color-contrast"]))];
    let steps = themes.iter().flat_map(|theme| gallery.states.chunks(AT_ONCE).map(move |part| (theme, part)));
    for ((how, rules), states) in steps {
        let states = json!(states);
        let script = format!(
            "{SHOW}
            return (async () => {{
                const rules = {rules};
                const wrong = [];
                for (const state of {states}) {{
                    await show(window, `state=${{state}}&{how}`);
                    const options = {{ resultTypes: ['violations'], preload: false }};
                    if (rules) options.runOnly = {{ type: 'rule', values: rules }};
                    const {{ violations }} = await axe.run({{ exclude: ['#ccp'] }}, options);
                    for (const {{ id, impact, nodes }} of violations.filter((one) => one.impact !== 'minor'))
                        wrong.push(`${{state}} {how}: ${{impact}} ${{id}}: ${{nodes.map((node) => node.target).join(', ').slice(0, 300)}}`);
                }}
                return wrong;
            }})()"
        );
        wrong.extend(told(gallery.browser.eval_async(&script).await));
    }
    gallery.browser.quit().await;
    assert!(wrong.is_empty(), "{} things:\n{}", wrong.len(), wrong.join("\n"));
}
