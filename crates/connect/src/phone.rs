//! The phone: starts Streams, passes on what it says, and carries out commands.

mod agent;
mod commands;
mod contact;
mod endpoints;
mod hearing;
mod waking;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_core::Contact;
use cti_ports::contact_call::ContactWish;
use cti_ports::{Answer, Audio, Connect, ConnectEvent, Level, PortError, Softphone, StateChoice, answered};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::JSON;
use serde_json::Value;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::ccp_page::CcpPage;
use crate::consent::Consent;
use crate::link::{Signal, WakeWatch, Watch};
use crate::media::Media;
use crate::reader::Reader;
use crate::settings::echo_level;
use crate::sign_in::SignInWindow;
use crate::subscription::Subscription;
use crate::{Assistant, PhoneSettings, fault, login_url, raw, streams};

/// Why the phone could not be started.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ConnectError {
    #[error("amazon-connect-streams is not loaded; its script must come before this page's own")]
    NotLoaded,
    #[error("amazon-connect-streams did not start the phone: {0}")]
    NotStarted(PortError),
}

/// Amazon Connect, through Streams. Dropping it ends all subscriptions; the CCP's iframe stays.
#[derive(Debug)]
pub struct Phone {
    core: Rc<PhoneCore>,
    _subscriptions: Vec<Subscription>,
    _listeners: Vec<EventListener>,
    _ticks: Interval,
}

struct PhoneCore {
    sink: Rc<dyn Fn(ConnectEvent)>,
    ccp_url: String,
    login_url: RefCell<String>,
    logout_url: String,
    time_limit_ms: u32,
    doubt_limit_ms: u32,
    container: HtmlElement,
    params: JsValue,
    watch: RefCell<Watch>,
    wakes: RefCell<WakeWatch>,
    /// A question to Connect is under way.
    asking: Cell<bool>,
    /// The session has not heard of the last snapshot since the phone was not up.
    stale: Cell<bool>,
    consent: Consent,
    reader: RefCell<Reader>,
    /// Contacts of the last snapshot.
    contacts: RefCell<Vec<Contact>>,
    media: Rc<Media>,
    /// The last call on which nothing was heard, once the session has been told.
    silent: RefCell<String>,
    page: CcpPage,
    /// There are two regions, which Streams signs in and loads anew in a way of its own.
    resilient: bool,
    sign_in: SignInWindow,
    /// The last thing that could not be read, so that it is logged once and not with every snapshot.
    last_fault: Cell<Option<PortError>>,
}

impl std::fmt::Debug for PhoneCore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PhoneCore").field("watch", &self.watch).finish_non_exhaustive()
    }
}

impl Phone {
    /// Puts the CCP into `container` and subscribes before it can have said anything, so that nothing is
    /// missed. `sink` gets every event from then on; it may call the phone.
    pub fn start(
        container: HtmlElement,
        settings: PhoneSettings,
        sink: Rc<dyn Fn(ConnectEvent)>,
    ) -> Result<Self, ConnectError> {
        if !streams::is_loaded() {
            return Err(ConnectError::NotLoaded);
        }
        let params = JSON::parse(&settings.init_params().to_string()).map_err(not_started)?;
        set_log_level(settings.log_level);
        raw::init_ccp(&container, &params).map_err(not_started)?;
        let core = Rc::new(PhoneCore {
            ccp_url: settings.ccp_url.clone(),
            login_url: RefCell::new(settings.login_url().to_owned()),
            logout_url: settings.logout_url(),
            time_limit_ms: settings.time_limit_ms,
            doubt_limit_ms: settings.doubt_limit_ms,
            media: Media::new(Rc::clone(&sink)),
            sink,
            container,
            params,
            watch: RefCell::default(),
            wakes: RefCell::default(),
            asking: Cell::default(),
            stale: Cell::new(true),
            consent: Consent::default(),
            reader: RefCell::default(),
            contacts: RefCell::default(),
            silent: RefCell::default(),
            page: CcpPage::default(),
            resilient: settings.resilience.is_some(),
            sign_in: SignInWindow::of(&settings.ccp_url),
            last_fault: Cell::default(),
        });
        let subscriptions = subscribe(&core).map_err(not_started)?;
        let loading = Rc::clone(&core);
        let mut listeners = vec![CcpPage::on_load(&core.container, move |frame| loading.page.loaded(frame))];
        listeners.extend(core.listen());
        if settings.storage_access {
            core.hear_consent();
        }
        core.look_at_clock();
        let ticking = Rc::clone(&core);
        let ticks = Interval::new(settings.keepalive_ms, move || ticking.tick());
        Ok(Self { core, _subscriptions: subscriptions, _listeners: listeners, _ticks: ticks })
    }

    /// Takes what is known only after the start: where chats are joined, where that is not Amazon's own
    /// address, and how much of Streams' own log reaches the console.
    pub fn configure(&self, participant_url: Option<&str>, log_level: Level) {
        self.core.media.set_participant_url(participant_url);
        set_log_level(log_level);
    }

    /// Where the agent signs in, where that is not the CCP itself, and where to go from there.
    pub fn sign_in_at(&self, url: &str, relay_state: &str) {
        if !url.is_empty() {
            let encode = |text: &str| String::from(js_sys::encode_uri_component(text));
            *self.core.login_url.borrow_mut() = login_url::with_relay_state(url, relay_state, encode);
        }
    }

    /// Loads the assistant into the element of this id, from the instance in charge; see [`Assistant`].
    pub fn load_assistant(
        &self,
        container: &str,
        title: &str,
        tell: Rc<dyn Fn(bool)>,
    ) -> Result<Assistant, PortError> {
        let active = raw::upstream().and_then(|upstream| upstream.active_region_url());
        let active = active.ok().and_then(|url| url.as_string());
        Assistant::load(active.as_deref().unwrap_or(&self.core.ccp_url), container, title, tell)
    }
}

fn set_log_level(level: Level) {
    if let Ok(logger) = raw::logger() {
        let _ = logger.set_echo_level(echo_level(level));
    }
}

fn not_started(thrown: JsValue) -> ConnectError {
    ConnectError::NotStarted(fault::rejected(&thrown))
}

/// `agent::refresh` comes first of all events of a snapshot and covers everything in it. Connect's own
/// contact events are not used: they are lost to those who come late and when changes are coalesced.
fn subscribe(core: &Rc<PhoneCore>) -> Result<Vec<Subscription>, JsValue> {
    let on = |event: &str, act: fn(&Rc<PhoneCore>, JsValue)| {
        let core = Rc::clone(core);
        Subscription::to(event, move |data| act(&core, data))
    };
    Ok(vec![
        on("agent::refresh", |core, _| core.refresh())?,
        on("agent::mute_toggle", |core, data| core.microphone(&data))?,
        on("mute", |core, data| core.microphone_wished(&data))?,
        on("contact::view", |core, data| core.viewed(&data))?,
        on("click_stream_data", |core, data| core.clicked(&data))?,
        on("webSocket::all_message", |core, frame| core.media.overhear(&frame))?,
        on("acknowledge", |core, _| core.acknowledged())?,
        on("agent::softphone_error", |core, data| core.sound_failed(&data))?,
        on("softphone_stats", |core, data| core.sound_counted(&data))?,
        on("ack_timeout", |core, _| core.hear(Signal::LoadTimedOut))?,
        on("iframe_retries_exhausted", |core, _| core.exhausted())?,
        on("terminated", |core, _| core.terminated())?,
        on("auth_fail", |core, _| core.doubt(Signal::AuthFailed))?,
        on("globalResiliency::failover_initiated", |core, _| core.tell(ConnectEvent::FailingOver))?,
        on("globalResiliency::failover_complete", |core, data| core.failed_over(&data))?,
    ])
}

impl Connect for Phone {
    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        self.core.dial(phone_number, queue_arn)
    }

    fn sign_in(&self, insists: bool) -> Answer<()> {
        answered(self.core.sign_in(insists))
    }

    fn reconnect(&self, insists: bool) -> Answer<()> {
        answered(self.core.reconnect(insists))
    }

    fn ask_consent(&self) -> Answer<()> {
        answered(self.core.ask_consent())
    }

    fn sign_out(&self) -> Answer<()> {
        self.core.sign_out()
    }

    fn audio(&self) -> Answer<Audio> {
        self.core.audio()
    }

    fn mute(&self, muted: bool) -> Answer<()> {
        self.core.mute(muted)
    }

    fn is_muted(&self) -> Answer<bool> {
        self.core.is_muted()
    }

    fn agent_state(&self) -> Answer<Value> {
        self.core.agent_state()
    }

    fn agent_configuration(&self) -> Answer<Value> {
        self.core.agent_configuration()
    }

    fn set_agent_state(&self, state: StateChoice) -> Answer<()> {
        self.core.set_agent_state(&state)
    }

    fn set_softphone(&self, softphone: Softphone) -> Answer<()> {
        self.core.set_softphone(&softphone)
    }

    fn endpoints(&self, queue_arns: Option<Vec<String>>) -> Answer<Vec<Value>> {
        self.core.endpoints(queue_arns)
    }

    fn create_task(&self, task: Value) -> Answer<Value> {
        self.core.create_task(&task)
    }

    fn add_connection(&self, contact_id: &str, quick_connect: &str) -> Answer<()> {
        self.core.add_connection(contact_id, quick_connect)
    }

    fn destroy_agent_connection(&self, contact_id: &str) -> Answer<()> {
        self.core.wish("destroy_agent_connection", ContactWish::Leave, contact_id)
    }

    fn clear_contact(&self, contact_id: &str) -> Answer<()> {
        self.core.clear_contact(contact_id)
    }

    fn accept(&self, contact_id: &str) -> Answer<()> {
        self.core.wish("accept", ContactWish::Accept, contact_id)
    }

    fn reject(&self, contact_id: &str) -> Answer<()> {
        self.core.wish("reject", ContactWish::Reject, contact_id)
    }

    fn hang_up(&self, contact_id: &str) -> Answer<()> {
        self.core.wish("hang_up", ContactWish::HangUp, contact_id)
    }

    fn hold(&self, contact_id: &str) -> Answer<()> {
        self.core.wish("hold", ContactWish::Hold, contact_id)
    }

    fn resume(&self, contact_id: &str) -> Answer<()> {
        self.core.wish("resume", ContactWish::Resume, contact_id)
    }

    fn log_text(&self) -> Answer<String> {
        PhoneCore::log_text()
    }
}
