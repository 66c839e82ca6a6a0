//! The page's own browser services, in a browser: shared storage, the lead among tabs, the page's elements.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::cell::RefCell;
use std::rc::Rc;

use connect_cti::browser::archive::BrowserArchive;
use connect_cti::browser::claims::LocalClaims;
use connect_cti::browser::clock::BrowserClock;
use connect_cti::browser::store::LocalStore;
use connect_cti::browser::{instance, intl, language, page, search, tabs};
use connect_cti::locale::{self, Locale};
use connect_cti::session::journal::Journal;
use cti_ports::{Archive, Clock, Store};
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_claim_is_there_for_every_page_of_the_origin() {
    let name = page::random_id();
    let first = Journal::new(Rc::new(LocalClaims), &name, "1");
    let reloaded = Journal::new(Rc::new(LocalClaims), &name, "2");
    assert!(first.claim("c/voiceContact/onConnecting/f", BrowserClock.now()));
    assert!(!reloaded.claim("c/voiceContact/onConnecting/f", BrowserClock.now()));
    assert!(first.is_durable());
}

#[wasm_bindgen_test]
fn properties_keep_their_type_over_a_reload() {
    let key = page::random_id();
    for value in [json!(false), json!(0), json!(""), json!(null), json!({"a": [1, "2"]})] {
        LocalStore::open().set(&key, &value);
        assert_eq!(LocalStore::open().get(&key), Some(value));
    }
    assert_eq!(LocalStore::open().get("never set"), None);
}

/// Waits for the browser to act, at most a second.
async fn eventually(done: impl Fn() -> bool) -> bool {
    for _ in 0..100 {
        if done() {
            return true;
        }
        BrowserClock.delay(10).await;
    }
    false
}

#[wasm_bindgen_test]
async fn the_lead_goes_to_whom_it_was_taken_by_and_is_never_shared() {
    let name = page::random_id();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listener = |tab: &'static str| {
        let heard = Rc::clone(&heard);
        move |leads| heard.borrow_mut().push((tab, leads))
    };
    let _first = tabs::stand(&name, listener("first"));
    assert!(eventually(|| *heard.borrow() == [("first", true)]).await, "{heard:?}");
    // A test page is visible, so that the second takes over at once.
    let _second = tabs::stand(&name, listener("second"));
    assert!(
        eventually(|| *heard.borrow() == [("first", true), ("first", false), ("second", true)]).await,
        "{heard:?}"
    );
}

#[wasm_bindgen_test]
fn what_the_server_did_not_merge_counts_as_absent() {
    let document = web_sys::window().unwrap().document().unwrap();
    for (name, content) in
        [("merged", "https://acme.example/ccp-v2"), ("unmerged", "{!ccpUrl}"), ("empty", "")]
    {
        let meta = document.create_element("meta").unwrap();
        meta.set_attribute("name", name).unwrap();
        meta.set_attribute("content", content).unwrap();
        document.head().unwrap().append_child(&meta).unwrap();
    }
    assert_eq!(page::merged("merged").as_deref(), Some("https://acme.example/ccp-v2"));
    assert_eq!(page::merged("unmerged"), None);
    assert_eq!(page::merged("empty"), None);
    assert_eq!(page::merged("not there"), None);
}

/// A language with its numbers and times, and no texts but these.
fn speaking(code: &str, json: &str) -> Locale {
    Locale::parse(locale::choose(code), json)
}

/// Spaces that do not break are spaces here.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[wasm_bindgen_test]
fn numbers_and_durations_are_written_as_the_language_does() {
    for (code, number, short, long) in [
        ("en_US", "1,234", "999 ms", "1.3 sec"),
        ("qps", "1,234", "999 ms", "1.3 sec"),
        ("de", "1.234", "999 ms", "1,3 Sek."),
        ("fr", "1 234", "999 ms", "1,3 s"),
        ("ja", "1,234", "999 ms", "1.3 秒"),
    ] {
        let locale = speaking(code, "{}");
        assert_eq!(spaced(&intl::number(&locale, 1_234.0)), number, "{code}");
        assert_eq!(spaced(&intl::duration(&locale, 999.0)), short, "{code}");
        assert_eq!(spaced(&intl::duration(&locale, 1_260.0)), long, "{code}");
    }
}

#[wasm_bindgen_test]
fn a_search_reads_letters_as_the_language_does() {
    let fold =
        |tag: &str, text| search::fold(&locale::Language { code: locale::ENGLISH, tag: tag.into() }, text);
    for (tag, text, expected) in [
        ("en", "MIXED case 12", "mixed case 12"),
        ("en", "\u{c9}t\u{e9} E\u{301}", "ete e"),
        ("de", "M\u{dc}LLER, Stra\u{df}e", "muller, strasse"),
        // The same letter is another one elsewhere.
        ("sv", "\u{c4}", "\u{e4}"),
        ("es", "A\u{f1}o ma\u{f1}an\u{e1}", "a\u{f1}o ma\u{f1}ana"),
        ("ja", "\u{30ab}\u{30bf}\u{30ab}\u{30ca}", "\u{304b}\u{305f}\u{304b}\u{306a}"),
        // Voiced or not is an accent there, in either kana.
        ("ja", "\u{30ac}\u{304c}", "\u{304b}\u{304b}"),
        ("ja", "\u{ff21}\u{ff22}\u{ff11}", "ab1"),
        // A syllable is its letters, so that one is found while it is typed.
        ("ko", "\u{d55c}\u{ad6d}", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ("en", "a\u{200b}\u{202e}b", "ab"),
    ] {
        assert_eq!(fold(tag, text), expected, "{tag}: {text}");
    }
}

#[wasm_bindgen_test]
fn a_moment_of_another_day_has_its_date_and_no_moment_has_no_text() {
    let locale = speaking("de", "{}");
    let (now, past) = (BrowserClock.now(), BrowserClock.now() - 48.0 * 3_600_000.0);
    assert!(intl::moment(&locale, past).contains('.'));
    assert!(!intl::moment(&locale, now).contains('.'));
    assert_eq!(intl::moment(&locale, f64::NAN), "");
}

#[wasm_bindgen_test]
fn a_number_of_things_has_the_plural_of_the_texts_language() {
    let texts = r#"{"x.one":"one","x.many":"many","x.other":"{count} {a}"}"#;
    let say = |code, count| intl::fill_count(&speaking(code, texts), "x", count, &[("a", "things")]);
    assert_eq!(say("es", 1), "one");
    assert_eq!(say("es", 1_000_000), "many");
    assert_eq!(say("es", 2), "2 things");
    assert_eq!(say("ja", 1), "1 things");
    assert_eq!(say("en", 0), "0 things");
    // The texts are Brazil's, where nought is one.
    assert_eq!(say("pt_PT", 0), "one");
}

/// What the adapter keeps beside the properties of flows is out of their reach, and so is every other page's.
#[wasm_bindgen_test]
async fn flows_neither_see_nor_clear_what_the_adapter_keeps() {
    let name = page::random_id();
    let journal = Journal::new(Rc::new(LocalClaims), &name, "1");
    assert!(journal.claim("k", BrowserClock.now()));
    journal.keep("recording/c-1", "paused", BrowserClock.now());
    let store = LocalStore::open();
    store.set("mine", &json!(1));
    assert_eq!(store.count("calls", 2.0).await, 2.0);
    let all = store.all();
    assert_eq!(all.get("mine"), Some(&json!(1)));
    assert!(!all.keys().any(|key| key.contains(&name) || key == "calls"), "{all:?}");
    for hostile in [format!("cti:claim:{name}:k"), format!("../cti:claim:{name}:k")] {
        store.remove(&hostile);
        assert_eq!(store.get(&hostile), None);
    }
    store.clear();
    assert_eq!(store.get("mine"), None);
    assert_eq!(store.counter("calls"), 2.0);
    let reloaded = Journal::new(Rc::new(LocalClaims), &name, "2");
    assert!(!reloaded.claim("k", BrowserClock.now()), "the claim is still there");
    assert_eq!(reloaded.kept("recording/c-1").as_deref(), Some("paused"));
}

#[wasm_bindgen_test]
async fn two_tabs_never_count_the_same_number() {
    let name = page::random_id();
    let (one, two) = (LocalStore::open(), LocalStore::open());
    let (a, b) = futures_util::future::join(one.count(&name, 1.0), two.count(&name, 1.0)).await;
    assert_eq!(a + b, 3.0, "one and two, in any order");
    assert_eq!(one.counter(&name), 2.0);
}

#[wasm_bindgen_test]
async fn the_archive_keeps_the_newest_and_gives_them_in_order() {
    let archive = BrowserArchive::default();
    for number in 0..203 {
        archive.add(number.to_string()).await;
    }
    let kept = BrowserArchive::default().all().await;
    assert_eq!(kept.len(), 200);
    assert_eq!((kept.first().unwrap().as_str(), kept.last().unwrap().as_str()), ("3", "202"));
}

/// From now on this page is about the instance with that phone; about none with an empty address.
fn is_about(ccp_url: &str) {
    let document = web_sys::window().unwrap().document().unwrap();
    let meta = document.query_selector("meta[name=cti-ccp-url]").unwrap();
    let meta = meta.unwrap_or_else(|| document.create_element("meta").unwrap());
    meta.set_attribute("name", instance::CCP_URL).unwrap();
    meta.set_attribute("content", ccp_url).unwrap();
    document.head().unwrap().append_child(&meta).unwrap();
}

#[wasm_bindgen_test]
async fn two_instances_in_one_browser_share_nothing() {
    let name = page::random_id();
    let [one, two] = ["one", "two"].map(|which| format!("https://{which}-{name}.example/ccp-v2"));
    is_about(&one);
    LocalStore::open().set("key", &json!(1));
    LocalStore::open().count("calls", 2.0).await;
    BrowserArchive::default().add("a run of one".to_owned()).await;
    language::remember("de");
    tabs::sign_on("first");
    let leads = Rc::new(RefCell::new(Vec::new()));
    let listener = |of: &'static str| {
        let leads = Rc::clone(&leads);
        move |gained| leads.borrow_mut().push((of, gained))
    };
    let _one = tabs::stand(&instance::own("cti:lead"), listener("one"));

    is_about(&two);
    let store = LocalStore::open();
    assert_eq!((store.get("key"), store.counter("calls")), (None, 0.0));
    assert!(!store.all().contains_key("key"));
    store.clear();
    assert!(BrowserArchive::default().all().await.is_empty());
    assert_ne!(language::wanted().code, "de");
    tabs::sign_on("second");
    assert!(tabs::sign_off("second"), "it was the last of its instance");
    let _two = tabs::stand(&instance::own("cti:lead"), listener("two"));
    assert!(eventually(|| leads.borrow().contains(&("two", true))).await);

    is_about(&one);
    assert_eq!(*leads.borrow(), [("one", true), ("two", true)], "neither takes the other's lead");
    let store = LocalStore::open();
    assert_eq!((store.get("key"), store.counter("calls")), (Some(json!(1)), 2.0));
    assert_eq!(BrowserArchive::default().all().await, ["a run of one"]);
    assert_eq!(language::wanted().code, "de");
    assert!(tabs::sign_off("first"));
    is_about("");
}
