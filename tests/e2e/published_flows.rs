//! Flows as administrators have them: ours, which exercise every block the published ones use, and the
//! published files themselves where they are at hand.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::stage::Stage;

/// A stored flow, the event that it belongs to, and what must be asked of Salesforce or Connect.
struct Case {
    file: &'static str,
    source: &'static str,
    event: &'static str,
    happening: Happening,
    asked: &'static [&'static str],
}

enum Happening {
    Contact(Value),
    /// Offered, then taken.
    Accepted(Value),
    Click,
    Work,
}

/// `CTI_PUBLISHED_FLOWS`, else a folder beside the workspace; `None` where neither is there.
fn published() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/flows");
    std::env::var_os("CTI_PUBLISHED_FLOWS").map(PathBuf::from).or(Some(beside)).filter(|path| path.is_dir())
}

async fn run(folder: &Path, case: &Case) {
    let body = std::fs::read_to_string(folder.join(case.file))
        .unwrap_or_else(|error| panic!("{}: {error}", case.file));
    let stage = Stage::dark().await;
    stage.sandbox.bind(case.source, case.event, case.file, &body).await;
    stage.open_console().await;
    match &case.happening {
        Happening::Contact(contact) => drop(stage.sandbox.contact(contact.clone()).await),
        Happening::Accepted(contact) => {
            let contact = stage.sandbox.contact(contact.clone()).await;
            stage.sandbox.step(&contact, "accept").await;
        }
        Happening::Click => {
            stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
        }
        Happening::Work => {
            let work = json!({"workId": "w-1", "completeWorkWhen": "TaskSaved", "attributes": {"to": "+12135550100"}});
            stage.sandbox.post("/api/host/hvsWork", work).await;
        }
    }
    for method in case.asked {
        stage.sandbox.asked_times(method, 1).await;
    }
    stage.settle().await;
    for method in case.asked {
        let times = case.asked.iter().filter(|other| *other == method).count();
        assert_eq!(stage.sandbox.asked(method).await.len(), times, "{}: {method}", case.file);
    }
    stage.browser.quit().await;
}

fn voice() -> Value {
    json!({"channel": "voice", "direction": "inbound", "phone": "+12135550100", "queue": "Support"})
}

fn chat() -> Value {
    json!({"channel": "chat", "direction": "inbound", "name": "Grace"})
}

/// Our own files are written for the same blocks and events; they are always here.
fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys")
}

fn callback() -> Value {
    json!({"channel": "queue_callback", "direction": "inbound", "phone": "+12135550100"})
}

fn known_chat() -> Value {
    json!({"channel": "chat", "direction": "inbound", "attributes": {"email": "maya.torres@example.com"}})
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_flows_run_in_the_page() {
    let case = |file, source, event, happening, asked| Case { file, source, event, happening, asked };
    let connecting =
        |file, asked| case(file, "voiceContact", "onConnecting", Happening::Contact(voice()), asked);
    let cases = [
        case(
            "dial-clicked-number/flow.json",
            "salesforceUi",
            "onClickToDial",
            Happening::Click,
            &["createOutboundContact"][..],
        ),
        case(
            "dial-in-full/flow.json",
            "salesforceUi",
            "onClickToDial",
            Happening::Click,
            &["createOutboundContact"],
        ),
        connecting("pop-caller/flow.json", &["searchAndScreenPop"]),
        case(
            "pop-callback/flow.json",
            "queueCallbackContact",
            "onIncoming",
            Happening::Contact(callback()),
            &["searchAndScreenPop"],
        ),
        case(
            "pop-chat-customer/flow.json",
            "chatContact",
            "onConnecting",
            Happening::Contact(known_chat()),
            &["searchAndScreenPop"],
        ),
        connecting("search-customer-number/flow.json", &["searchAndScreenPop"]),
        connecting("search-attribute-then-number/flow.json", &["searchAndScreenPop"]),
        connecting("case-or-new-case/flow.json", &["screenPop"]),
        connecting("cadence-call-connects/flow.json", &["SoftphoneController.search", "saveLog"]),
        connecting("log-the-call/flow.json", &["SoftphoneController.query", "saveLog", "screenPop"]),
        case(
            "new-contact-for-chat/flow.json",
            "chatContact",
            "onConnected",
            Happening::Accepted(chat()),
            &["saveLog", "SoftphoneController.updateContactAttributes", "screenPop"],
        ),
        case("show-viewed-chat/flow.json", "chatContact", "onViewContact", Happening::Accepted(chat()), &[]),
        case("cadence-work-starts/flow.json", "salesforceUi", "onHvsWorkStart", Happening::Work, &[]),
    ];
    for case in &cases {
        run(&own(), case).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_flows_run_unchanged() {
    let Some(folder) = published() else {
        println!("skipped: no published flows; name their folder in CTI_PUBLISHED_FLOWS");
        return;
    };
    let case = |file, source, event, happening, asked| Case { file, source, event, happening, asked };
    let cases = [
        case(
            "defaults/01-salesforceUiOnClickToDial.json",
            "salesforceUi",
            "onClickToDial",
            Happening::Click,
            &["createOutboundContact"][..],
        ),
        case(
            "defaults/02-voiceContactOnConnecting.json",
            "voiceContact",
            "onConnecting",
            Happening::Contact(voice()),
            &["searchAndScreenPop"],
        ),
        case(
            "defaults/03-chatContactOnConnecting.json",
            "chatContact",
            "onConnecting",
            Happening::Contact(chat()),
            &["searchAndScreenPop"],
        ),
        case(
            "defaults/04-queueCallbackContactOnConnecting.json",
            "queueCallbackContact",
            "onIncoming",
            Happening::Contact(callback()),
            &["searchAndScreenPop"],
        ),
        case(
            "samples/01-legacy.json",
            "voiceContact",
            "onConnecting",
            Happening::Contact(voice()),
            &["searchAndScreenPop"],
        ),
        case(
            "samples/02-chat-contact-screenpop.json",
            "chatContact",
            "onConnecting",
            Happening::Contact(chat()),
            &[],
        ),
        case(
            "samples/03-click-to-dial.json",
            "salesforceUi",
            "onClickToDial",
            Happening::Click,
            &["createOutboundContact"],
        ),
        case(
            "samples/06-screenpop-on-customer.json",
            "voiceContact",
            "onConnecting",
            Happening::Contact(voice()),
            &["searchAndScreenPop"],
        ),
        case(
            "samples/07-screenpop-case.json",
            "voiceContact",
            "onConnecting",
            Happening::Contact(voice()),
            &["screenPop"],
        ),
        case(
            "samples/08-create-task.json",
            "voiceContact",
            "onConnecting",
            Happening::Contact(voice()),
            &["SoftphoneController.query", "SoftphoneController.retrieve", "saveLog", "screenPop"],
        ),
        case(
            "samples/11-SalesforceContactCreation.json",
            "chatContact",
            "onConnected",
            Happening::Accepted(chat()),
            &["saveLog", "SoftphoneController.updateContactAttributes", "screenPop"],
        ),
        case(
            "samples/12-ScreenPopContact-MultiChat.json",
            "chatContact",
            "onViewContact",
            Happening::Accepted(chat()),
            &[],
        ),
        case(
            "samples/onConnecting.json",
            "voiceContact",
            "onConnecting",
            Happening::Contact(voice()),
            &["SoftphoneController.search", "saveLog"],
        ),
        case("samples/onHvsWorkStart.json", "salesforceUi", "onHvsWorkStart", Happening::Work, &[]),
    ];
    for case in &cases {
        run(&folder, case).await;
    }
}
