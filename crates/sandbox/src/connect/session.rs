//! Who is signed in where: the login, the open CCP pages, and which page is master of what.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Instance, Outgoing};

/// Its master has the sound of calls.
const SOFTPHONE: &str = "connect::softphone";

#[derive(Debug, Default)]
pub struct Session {
    /// The value of the login cookie; none after a logout.
    token: Option<String>,
    /// A fresh sandbox signs visitors in by itself, so that a demo starts at once; a logout ends that.
    welcome: bool,
    /// Neither the pages nor the server answer, though the login stands.
    silent: bool,
    /// The agent was here in a window of its own, not only in a frame.
    visited: bool,
    /// Open CCP pages, in the order in which they came.
    tabs: Vec<String>,
    /// Topic to the page that is its master.
    masters: BTreeMap<String, String>,
    /// What the softphone last sent as `configure` and the like, by event name.
    pub heard: BTreeMap<String, Value>,
}

/// What `POST /api/instance` can do to the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionChange {
    /// The agent signs out.
    Logout,
    /// The login becomes invalid, as after hours of sleep.
    ExpireToken,
    /// The page stops answering.
    Silent,
    /// It answers again.
    Resume,
    /// The computer sleeps: the pages are frozen.
    Sleep,
    /// It wakes up: the pages acknowledge again. After a long sleep the login is over, which they do not know.
    Wake { expired: bool },
    /// The hourly renewal of the login: refused once, then good again.
    Renew,
    /// The pages' shared worker is gone; pages that are loaded from now on get a new one.
    LoseWorker,
}

impl Session {
    pub fn signed_in(token: String) -> Self {
        Self { token: Some(token), welcome: true, ..Self::default() }
    }

    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The token to hand to a visitor who shows this cookie, if he may come in.
    pub fn admit(&self, cookie: Option<&str>) -> Option<&str> {
        let token = self.token.as_deref()?;
        (self.welcome || cookie == Some(token)).then_some(token)
    }

    pub fn is_silent(&self) -> bool {
        self.silent
    }

    /// Whether what a page asks for is done. One whose login is over gets no answer at all.
    pub fn is_good(&self) -> bool {
        self.token.is_some()
    }

    /// A page was opened, in a frame or in a window.
    pub fn visit(&mut self, in_window: bool) {
        self.visited |= in_window;
    }

    pub fn was_visited(&self) -> bool {
        self.visited
    }

    pub fn tabs(&self) -> &[String] {
        &self.tabs
    }

    /// The first page that asks has the sound of calls until it goes, and pages ask as soon as they are there.
    fn give_audio(&mut self) {
        if let Some(first) = self.tabs.first() {
            self.masters.entry(SOFTPHONE.to_owned()).or_insert_with(|| first.clone());
        }
    }

    /// Answers `checkMaster` and `becomeMaster`; the flag says that all pages must learn of it.
    fn master(&mut self, method: &str, topic: &str, tab: &str, only_ask: bool) -> (Value, bool) {
        let take_over = method == "becomeMaster";
        let free = !self.masters.contains_key(topic) && !only_ask;
        if take_over || free {
            self.masters.insert(topic.to_owned(), tab.to_owned());
        }
        let master = self.masters.get(topic);
        if take_over {
            (json!({ "masterId": master, "takeOver": true, "topic": topic }), true)
        } else {
            let mine = master.is_some_and(|master| master == tab);
            (json!({ "masterId": master, "isMaster": mine, "topic": topic }), false)
        }
    }
}

impl Instance {
    /// Signs in and returns the cookie's value.
    pub fn sign_in(&mut self) -> String {
        let token = self.ids.uuid();
        self.session.token = Some(token.clone());
        self.session.silent = false;
        // Pages that were left open go on with the new login.
        self.changed(0);
        token
    }

    pub fn change_session(&mut self, change: SessionChange) {
        let word = match change {
            SessionChange::Logout => "terminated",
            SessionChange::ExpireToken => "authFail",
            SessionChange::Silent => "silent",
            SessionChange::Resume | SessionChange::Wake { expired: false } => "resumed",
            SessionChange::Sleep => "asleep",
            SessionChange::Wake { expired: true } => "expired",
            SessionChange::Renew => "refused",
            SessionChange::LoseWorker => "workerLost",
        };
        match change {
            SessionChange::Logout | SessionChange::ExpireToken => {
                self.session.token = None;
                self.session.welcome = false;
                // Pages are gone for good; nobody hears further updates until the next login.
                self.session.masters.clear();
            }
            SessionChange::Silent | SessionChange::Sleep => self.session.silent = true,
            SessionChange::Resume => self.session.silent = false,
            SessionChange::Wake { expired } => {
                self.session.silent = false;
                if expired {
                    self.session.token = None;
                    self.session.welcome = false;
                }
            }
            SessionChange::Renew | SessionChange::LoseWorker => {}
        }
        self.outgoing.push(Outgoing::Message { after_ms: 0, message: json!({ "session": word }) });
        if matches!(change, SessionChange::Resume | SessionChange::Wake { expired: false }) {
            self.changed(0);
        }
    }

    /// A CCP page opened: all the others get the state once more, as in the real thing.
    pub fn open_tab(&mut self, tab: &str) -> Value {
        self.session.tabs.retain(|known| known != tab);
        self.session.tabs.push(tab.to_owned());
        self.session.give_audio();
        self.agent.settle(&self.contacts, self.now);
        let hello = json!({ "hello": {
            "tabs": self.session.tabs.len(), "silent": self.session.silent,
            "update": self.update(), "face": self.face(),
        } });
        let length = json!({ "length": self.session.tabs.len() });
        let count = json!({ "post": { "event": "update_connected_ccps", "data": length }, "except": tab });
        let again = json!({ "update": self.update(), "face": self.face(), "except": tab });
        if self.session.tabs.len() > 1 {
            self.outgoing.extend([count, again].map(|message| Outgoing::Message { after_ms: 0, message }));
        }
        hello
    }

    pub fn close_tab(&mut self, tab: &str) {
        self.session.tabs.retain(|known| known != tab);
        self.session.masters.retain(|_, master| master != tab);
        self.session.give_audio();
        self.post(0, "update_connected_ccps", json!({ "length": self.session.tabs.len() }));
    }

    /// Answers a `master_request` of a page.
    pub fn master_request(&mut self, tab: &str, request: &Value) -> Value {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let method = text(request.get("method"));
        let params = request.get("params");
        let topic = text(params.and_then(|params| params.get("topic")));
        let only_ask = params.and_then(|params| params.get("shouldNotBecomeMasterIfNone"));
        let only_ask = only_ask.and_then(Value::as_bool).unwrap_or(false);
        let (data, tell_all) = self.session.master(&method, &topic, tab, only_ask);
        let response = json!({
            "event": "master_response", "requestId": request.get("requestId"), "err": null, "data": data,
        });
        if tell_all {
            let post = json!({ "event": "master_response", "data": response });
            let message = json!({ "post": post, "except": tab });
            self.outgoing.push(Outgoing::Message { after_ms: 0, message });
        }
        response
    }
}
