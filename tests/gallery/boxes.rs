//! Nothing is cut, nothing sticks out, no two parts overlap, and what can be pressed is large enough to be hit.

use cti_tests::browser::Browser;
use serde_json::{Value, json};

use crate::gallery::{Gallery, SHOW, told};

const BOXES: &str = include_str!("boxes.js");

/// Width and height in CSS pixels. The last is the second at 200 % zoom.
const SIZES: [(u32, u32); 5] = [(300, 560), (400, 560), (800, 560), (320, 560), (200, 280)];

/// More of the address: the languages with the longest words, the widest signs, the longest texts, and the other way.
const WAYS: [&str; 5] = ["lang=en", "lang=de", "lang=ja", "lang=qps", "lang=de&dir=rtl"];

/// As many states as a script looks at well within the time that a browser's answer is waited for.
const AT_ONCE: usize = 16;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_cut_covered_or_too_small_at_any_size_in_any_language() {
    let gallery = Gallery::open().await;
    frame(&gallery).await;
    let mut wrong = Vec::new();
    let steps = WAYS.iter().flat_map(|way| gallery.states.chunks(AT_ONCE).map(move |states| (way, states)));
    for (way, states) in steps {
        let states = json!(states);
        let sizes = json!(SIZES);
        let script = format!(
            "{SHOW} {BOXES}
            return (async () => {{
                const frame = document.querySelector('iframe');
                const wrong = [];
                for (const state of {states}) {{
                    await show(frame.contentWindow, `state=${{state}}&{way}`);
                    for (const [width, height] of {sizes}) {{
                        Object.assign(frame.style, {{ width: `${{width}}px`, height: `${{height}}px` }});
                        wrong.push(...boxes(frame.contentWindow).map((what) => `${{state}} {way} ${{width}} px: ${{what}}`));
                    }}
                }}
                return wrong;
            }})()"
        );
        wrong.extend(told(gallery.browser.eval_async(&script).await));
    }
    gallery.browser.quit().await;
    assert!(wrong.is_empty(), "{} things:\n{}", wrong.len(), wrong.join("\n"));
}

/// The check finds what it is for.
#[tokio::test(flavor = "multi_thread")]
async fn a_box_that_is_cut_covered_or_too_small_is_noticed() {
    let gallery = Gallery::open().await;
    gallery.resize(300, 560).await;
    gallery.show("contacts-voice", "").await;
    let found = |browser: Browser, change: &'static str| async move {
        let script = format!(
            "{SHOW} {BOXES} const app = document.querySelector('#app'); {change}; return boxes(window)"
        );
        let found = browser.eval(&script).await;
        (browser, found)
    };
    let mut browser = gallery.browser;
    for (change, expected) in [
        ("", None),
        ("app.querySelector('.panel').style.width = '400px'", Some("sticks out: ")),
        (
            "app.querySelector('.panel').style.width = ''; app.querySelector('.panel').style.maxHeight = '5px'; app.querySelector('.panel').style.overflow = 'hidden'",
            Some("cuts what is in it: "),
        ),
        (
            "app.querySelector('.panel').style = ''; app.querySelector('[role=tab]').style.height = '20px'; app.querySelector('[role=tab]').style.minHeight = '0'",
            Some("is too small: "),
        ),
        ("app.querySelectorAll('[role=tab]')[1].style.marginInlineStart = '-3rem'", Some(" overlaps ")),
    ] {
        let (again, answer): (Browser, Value) = found(browser, change).await;
        browser = again;
        let all = told(answer);
        match expected {
            None => assert_eq!(all, [""; 0]),
            Some(expected) => assert!(all.iter().any(|what| what.contains(expected)), "{change}: {all:?}"),
        }
    }
    browser.quit().await;
}

/// A frame of the gallery that takes any size at once.
async fn frame(gallery: &Gallery) {
    let url = gallery.url(&gallery.states[0]);
    let script = format!(
        "return new Promise((done) => {{
            const frame = document.createElement('iframe');
            frame.onload = () => done(true);
            frame.src = '{url}';
            document.body.replaceChildren(frame);
        }})"
    );
    gallery.browser.open(gallery.index()).await;
    gallery.browser.find("[data-state]").await;
    gallery.browser.eval_async(&script).await;
}
