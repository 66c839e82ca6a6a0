//! Every hostile text in every place where data reaches the page, against the same page with harmless ones.

use serde_json::{Map, Value, json};

use crate::stage::Stage;
use cti_tests::wait::until;

const STRINGS: &str = include_str!("strings.json");
const PAGE: &str = include_str!("page.js");
/// Together with what else is told, no more than the page keeps notices.
const AT_ONCE: usize = 33;
/// What a place that takes one text gets all of them with.
const BETWEEN: &str = " | ";

fn corpus() -> Vec<String> {
    let all: Vec<Map<String, Value>> = serde_json::from_str(STRINGS).expect("the corpus");
    let text = |hostile: &Map<String, Value>, name: &str| hostile[name].as_str().expect("a text").to_owned();
    assert!(all.iter().all(|hostile| !text(hostile, "tries").is_empty()));
    let mut texts: Vec<_> = all.iter().map(|hostile| text(hostile, "text")).collect();
    let count = texts.len();
    texts.sort();
    texts.dedup();
    assert!(texts.len() == count && count >= 100, "{count} texts, {} of them different", texts.len());
    texts
}

/// As many harmless texts.
fn harmless(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("plain {at}")).collect()
}

fn settings(texts: &[String]) -> Value {
    let all = texts.join(BETWEEN);
    let rule = |label: &str, display: &str, kind: &str, style: &str, format: &str, default: &str| {
        json!({"name": label, "label": label, "display": display, "type": kind, "style": style,
            "format": format, "defaultValue": default, "active": true})
    };
    let mut attributes = Vec::new();
    let mut actions = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let value = format!("{{{{v{at}}}}}");
        attributes.push(rule(text, "Key-Value", "Text", text, &value, ""));
        attributes.push(rule(&format!("link {at}"), "Key-Value", "Hyperlink", "", &value, ""));
        attributes.push(rule(&format!("format {at}"), "Key-Value", "Text", "", text, text));
        attributes.push(rule(&format!("{text} heading"), "Key", "Text", "", "", ""));
        actions.push(json!({"name": text, "flow": text, "order": 1}));
    }
    let field = |text: &String| json!({"name": text, "label": text, "type": "Dropdown", "options": [text]});
    actions.push(json!({"name": "form", "flow": "none", "order": 0, "title": all, "instructions": all,
        "fields": texts.iter().map(field).collect::<Vec<_>>()}));
    json!({
        "adapter": {"presenceSyncEnabled": true},
        "attributes": attributes,
        "actions": actions,
        "presenceRules": [{"name": all, "active": true, "source": all, "destination": all, "operandA": all,
            "comparator": all, "operandB": all, "value": all}],
        "features": [
            {"name": "FEATURE_CTI_ATTRIBUTES", "value": "ShowAllAttributes: true", "active": true},
            {"name": "MiniAdapterMessage", "value": all, "active": true},
        ],
    })
}

/// Sends data, asks, tells.
fn asks(texts: &[String]) -> String {
    let entry = |(at, text): (usize, &String)| {
        (text.clone(), json!({ text: [format!("$.contact.attributes.v{at}")] }))
    };
    let data: Map<_, _> = texts.iter().enumerate().map(entry).collect();
    let all = "$.contact.attributes.all";
    let question =
        json!({"title": all, "message": all, "confirmLabel": all, "cancelLabel": all, "inputLabel": all});
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_CoreSendDataToCcpOverlay", "controls": {"value": data}, "ports": {"done": "2"}},
        {"id": "2", "type": "SE_CoreShowModal", "controls": question, "ports": {"success": "3", "failure": "3"}},
        {"id": "3", "type": "SE_CoreAlert", "controls": {"message": all}, "ports": {"done": "4"}},
        {"id": "4", "type": "SE_End"},
    ]})
    .to_string()
}

/// Has no way on from what the host refuses.
const FAILS: &str = r#"{"actions":[{"id":"0","type":"SE_Start","ports":{"done":"1"}},
    {"id":"1","type":"SE_SFSaveLog","controls":{"entityType":"Task","fieldValues":{"Subject":"x"}},"ports":{"success":"2"}},
    {"id":"2","type":"SE_End"}]}"#;
const NOTHING: &str =
    r#"{"actions":[{"id":"0","type":"SE_Start","ports":{"done":"1"}},{"id":"1","type":"SE_End"}]}"#;

struct Scene<'a> {
    stage: &'a Stage,
    texts: &'a [String],
    all: [String; 1],
    /// What each look has found, and what was otherwise than it should be.
    shapes: Vec<(&'static str, Vec<String>)>,
    wrong: Vec<String>,
}

impl Scene<'_> {
    async fn play(&mut self) {
        let Self { stage, texts, .. } = *self;
        let browser = &stage.browser;
        browser.open("about:blank").await;
        // Another seed has other contacts, so that nothing of the last scene is about them.
        let seed = texts.iter().map(String::len).sum::<usize>() + 1;
        stage.sandbox.post("/api/reset", json!({ "seed": seed })).await;
        stage.sandbox.post("/api/settings", settings(texts)).await;
        stage.sandbox.bind("taskContact", "onConnecting", "Asks", &asks(texts)).await;
        stage.sandbox.bind("taskContact", "onConnecting", "Fails", FAILS).await;
        for text in texts {
            stage.sandbox.bind("taskContact", "onConnecting", text, NOTHING).await;
            stage.sandbox.bind("taskContact", "onMissed", text, "{ no flow").await;
        }
        stage.open_console().await;
        let refusal = json!({ "error": self.refusal()[0] });
        stage.sandbox.fault("salesforce", "saveLog", "error", refusal).await;
        let mut attributes: Map<_, _> =
            texts.iter().enumerate().map(|(at, text)| (format!("v{at}"), json!(text))).collect();
        // A name of an attribute that is one of its own.
        attributes.extend(texts.iter().map(|text| (text.clone(), json!(format!("named {text}")))));
        attributes.insert("all".to_owned(), json!(self.all[0]));
        let task =
            json!({"channel": "task", "direction": "inbound", "name": self.all[0], "attributes": attributes});
        stage.sandbox.contact(task).await;
        browser.softphone().await;
        self.dialogs().await;
        self.panels().await;
        self.look("whole page", "html").await;
    }

    async fn dialogs(&mut self) {
        let all = self.all.clone();
        let browser = &self.stage.browser;
        browser.find(".dialog input").await;
        self.look("question", ".dialog").await;
        for place in [".dialog h2", "#dialog-message", ".dialog label span", ".dialog button[type=submit]"] {
            self.has(place, &all).await;
        }
        browser.click(".dialog button[type=submit]").await;
        browser.gone(".dialog input").await;
        browser.find(".dialog").await;
        self.look("message", ".dialog").await;
        self.has("#dialog-message", &all).await;
        browser.click(".dialog button[type=submit]").await;
        browser.gone(".dialog").await;
    }

    async fn panels(&mut self) {
        let (texts, all) = (self.texts, self.all.clone());
        let browser = &self.stage.browser;
        browser.click(".drawer .handle").await;
        self.says(".drawer .handle", &all).await;
        browser.find(".rows .search").await;
        self.has(".rows .key", texts).await;
        self.has(".rows .value", texts).await;
        self.has(".rows .value", &texts.iter().map(|text| format!("named {text}")).collect::<Vec<_>>()).await;
        self.has(".rows h2", &texts.iter().map(|text| format!("{text} heading")).collect::<Vec<_>>()).await;
        self.look("attributes", ".rows").await;
        browser.show_panel("data").await;
        browser.find(".data").await;
        self.has(".data .fold .key", texts).await;
        self.has(".data .value", texts).await;
        self.look("data", ".rows").await;
        self.actions().await;
        browser.show_panel("history").await;
        until("every run", || async {
            let runs = self.missing("missing", ".history summary .flow", texts).await;
            runs.is_empty().then_some(())
        })
        .await;
        self.look("history", ".history").await;
        browser.show_panel("notices").await;
        browser.find(".notices").await;
        self.says(".notices", texts).await;
        // The rule's name, and what the host has said.
        self.says(".notices", &all).await;
        self.says(".notices", &self.refusal()).await;
        self.says(".lines", &self.refusal()).await;
        self.look("notices", ".notices").await;
        self.look("lines", ".lines").await;
    }

    async fn actions(&mut self) {
        let (texts, all) = (self.texts, self.all.clone());
        let browser = &self.stage.browser;
        browser.show_panel("actions").await;
        browser.find(".action").await;
        let press = "document.querySelectorAll('.action .button').forEach(button => button.click())";
        browser.eval(press).await;
        until("every action to fail", || async {
            (browser.count(".action .outcome.wrong").await == texts.len()).then_some(())
        })
        .await;
        self.has(".action .name", texts).await;
        self.says(".actions", &texts.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>()).await;
        self.look("actions", ".actions").await;
        browser.click(".action .caret").await;
        browser.find(".form").await;
        self.has(".form h2", &all).await;
        self.has(".form p", &all).await;
        self.has(".form label", texts).await;
        self.has(".form option", texts).await;
        self.look("form", ".form").await;
    }

    /// As many of the texts as a message has room for.
    fn refusal(&self) -> [String; 1] {
        let mut said = String::new();
        for text in self.texts {
            if said.len() + text.len() < 150 {
                said.extend([BETWEEN, text]);
            }
        }
        [said.trim().to_owned()]
    }

    async fn look(&mut self, name: &'static str, selector: &str) {
        let shape = self.stage.browser.eval(&format!("return shape({})", json!(selector))).await;
        self.shapes.push((name, serde_json::from_value(shape).expect("lines")));
        let harm = self.stage.browser.eval("return harm()").await;
        self.wrong.extend(harm.as_array().into_iter().flatten().map(|harm| format!("{name}: {harm}")));
    }

    async fn has(&mut self, selector: &str, texts: &[String]) {
        self.check("missing", selector, texts).await;
    }

    async fn says(&mut self, selector: &str, texts: &[String]) {
        self.check("unsaid", selector, texts).await;
    }

    async fn check(&mut self, check: &str, selector: &str, texts: &[String]) {
        let missing = self.missing(check, selector, texts).await;
        self.wrong.extend(missing.iter().map(|text| format!("{check} in `{selector}`: {text:?}")));
    }

    async fn missing(&self, check: &str, selector: &str, texts: &[String]) -> Vec<String> {
        let script = format!("return {check}({}, {})", json!(selector), json!(texts));
        serde_json::from_value(self.stage.browser.eval(&script).await).expect("texts")
    }
}

async fn scene(stage: &Stage, texts: &[String]) -> (Vec<(&'static str, Vec<String>)>, Vec<String>) {
    let mut scene = Scene { stage, texts, all: [texts.join(BETWEEN)], shapes: Vec::new(), wrong: Vec::new() };
    scene.play().await;
    (scene.shapes, scene.wrong)
}

/// Lines of one that the other does not have as often.
fn surplus(of: &[String], over: &[String]) -> Vec<String> {
    let mut left = over.to_vec();
    of.iter()
        .filter(|line| match left.iter().position(|other| other == *line) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        })
        .cloned()
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_hostile_text_changes_more_than_the_text() {
    let stage = Stage::dark().await;
    let tools = stage.browser.driver.cdp();
    let script = json!({ "source": PAGE });
    tools.send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.expect("a script");
    let windows = stage.browser.driver.windows().await.expect("windows").len();
    let mut corpus = corpus();
    // Batches of one size have one shape.
    let filled = corpus.len().next_multiple_of(AT_ONCE);
    corpus.extend(harmless(filled - corpus.len()));
    let (plain, mut wrong) = scene(&stage, &harmless(AT_ONCE)).await;
    for texts in corpus.chunks(AT_ONCE) {
        let (shapes, harm) = scene(&stage, texts).await;
        wrong.extend(harm);
        for ((name, was), (_, is)) in plain.iter().zip(&shapes) {
            wrong.extend(surplus(is, was).into_iter().map(|line| format!("{name}: new: {line}")));
            wrong.extend(surplus(was, is).into_iter().map(|line| format!("{name}: gone: {line}")));
        }
        stage.browser.console().await;
        let console = stage.browser.eval("return [location.hostname, ...ran, ...refused]").await;
        if console != json!(["localhost"]) {
            wrong.push(format!("the console: {console}"));
        }
    }
    assert_eq!(stage.browser.driver.windows().await.expect("windows").len(), windows);
    stage.browser.quit().await;
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The mini adapter's message and the names of states.
#[tokio::test(flavor = "multi_thread")]
async fn no_hostile_text_changes_the_mini_adapter() {
    let stage = Stage::dark().await;
    let script = json!({ "source": PAGE });
    stage
        .browser
        .driver
        .cdp()
        .send_raw("Page.addScriptToEvaluateOnNewDocument", script)
        .await
        .expect("a script");
    let mut shapes = Vec::new();
    for texts in [harmless(AT_ONCE), corpus()] {
        stage.browser.open("about:blank").await;
        let all = texts.join(BETWEEN);
        stage.sandbox.post("/api/reset", json!({ "seed": texts.len() })).await;
        stage.sandbox.post("/api/settings", settings(&texts)).await;
        stage.sandbox.post("/api/agent", json!({ "addState": all })).await;
        stage.browser.open(&stage.sandbox.url("/?softphone=/softphone%3Fapp%3Dmini")).await;
        stage.browser.ready().await;
        stage.sandbox.post("/api/agent", json!({ "state": all })).await;
        for place in [".mini .message", ".mini .agent-state strong"] {
            let script = format!("return missing({}, {})", json!(place), json!([all.trim()]));
            until(place, || async { (stage.browser.eval(&script).await == json!([])).then_some(()) }).await;
        }
        assert_eq!(stage.browser.eval("return harm()").await, json!([]));
        shapes.push(stage.browser.eval("return shape('#app')").await);
    }
    assert_eq!(shapes[0], shapes[1]);
    stage.browser.quit().await;
}
