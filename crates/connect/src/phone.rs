//! The phone: starts Streams, passes on what it says, and carries out commands.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_core::{Contact, ContactId};
use cti_ports::{Answer, Connect, ConnectEvent, Link, PortError, answered, within};
use futures_util::FutureExt;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use gloo_timers::future::TimeoutFuture;
use js_sys::{JSON, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::ccp_page::CcpPage;
use crate::link::{Signal, Watch};
use crate::reader::Reader;
use crate::sign_in::SignInWindow;
use crate::subscription::Subscription;
use crate::{PhoneSettings, dial, fault, raw, streams};

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
    _loads: EventListener,
    _ticks: Interval,
}

struct PhoneCore {
    sink: Rc<dyn Fn(ConnectEvent)>,
    settings: PhoneSettings,
    container: HtmlElement,
    params: JsValue,
    watch: RefCell<Watch>,
    reader: RefCell<Reader>,
    /// Contacts of the last snapshot.
    contacts: RefCell<Vec<Contact>>,
    page: CcpPage,
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
        if let Ok(logger) = raw::logger() {
            let _ = logger.set_echo_level(settings.echo_level());
        }
        raw::init_ccp(&container, &params).map_err(not_started)?;
        let core = Rc::new(PhoneCore {
            sink,
            container,
            params,
            watch: RefCell::default(),
            reader: RefCell::default(),
            contacts: RefCell::default(),
            page: CcpPage::default(),
            sign_in: SignInWindow::default(),
            last_fault: Cell::default(),
            settings,
        });
        let subscriptions = subscribe(&core).map_err(not_started)?;
        let loading = Rc::clone(&core);
        let loads = CcpPage::on_load(&core.container, move |frame| loading.page.loaded(frame));
        let ticking = Rc::clone(&core);
        let ticks = Interval::new(core.settings.keepalive_ms, move || ticking.hear(Signal::Tick));
        Ok(Self { core, _subscriptions: subscriptions, _loads: loads, _ticks: ticks })
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
        on("contact::view", |core, data| core.viewed(&data))?,
        on("acknowledge", |core, _| core.acknowledged())?,
        on("ack_timeout", |core, _| core.hear(Signal::LoadTimedOut))?,
        on("iframe_retries_exhausted", |core, _| core.exhausted())?,
        on("terminated", |core, _| core.terminated())?,
        on("auth_fail", |core, _| core.hear(Signal::AuthFailed))?,
    ])
}

impl PhoneCore {
    fn tell(&self, event: ConnectEvent) {
        (self.sink)(event);
    }

    fn hear(&self, signal: Signal) {
        let changed = self.watch.borrow_mut().hear(signal);
        if let Some(link) = changed {
            if link == Link::Up {
                self.sign_in.close();
            }
            self.tell(ConnectEvent::Link(link));
        }
    }

    fn is_up(&self) -> bool {
        *self.watch.borrow().link() == Link::Up
    }

    fn refresh(&self) {
        let was_up = self.is_up();
        let reading = self.reader.borrow_mut().read();
        match reading {
            Ok(reading) => {
                self.page.spoke();
                self.hear(Signal::Snapshot);
                if reading.changed || !was_up {
                    self.contacts.borrow_mut().clone_from(&reading.contacts);
                    let (at, agent, contacts) = (reading.at, reading.agent, reading.contacts);
                    self.tell(ConnectEvent::Snapshot { at, agent, contacts });
                }
            }
            Err(thrown) => self.log_once(&thrown),
        }
    }

    fn log_once(&self, thrown: &JsValue) {
        let fault = fault::rejected(thrown);
        if self.last_fault.replace(Some(fault.clone())).as_ref() != Some(&fault)
            && let Ok(logger) = raw::logger()
        {
            let _ = logger.warn(&format!("connect-cti cannot read a snapshot: {fault}"));
        }
    }

    fn viewed(&self, data: &JsValue) {
        let id = Reflect::get(data, &"contactId".into()).ok().and_then(|id| id.as_string());
        let id = id.filter(|id| !id.is_empty()).map(ContactId);
        self.tell(ConnectEvent::Viewed(id));
    }

    /// A phone that answers again after a silence may have missed something; ask for all of it.
    fn acknowledged(&self) {
        self.hear(Signal::Acknowledged);
        if *self.watch.borrow().link() == Link::Lost
            && let Ok(upstream) = raw::upstream()
        {
            let _ = upstream.send("reload_agent_configuration");
        }
    }

    /// The session is gone, and with it the audio of every contact.
    fn terminated(&self) {
        self.contacts.borrow_mut().clear();
        self.hear(Signal::Terminated);
    }

    /// Agents take their time to sign in; as long as they are at it, the phone goes on looking.
    /// Not at once: Streams stops its timer only after it has told us.
    fn exhausted(self: &Rc<Self>) {
        let core = Rc::clone(self);
        Timeout::new(0, move || {
            if !core.sign_in.is_open() || core.retry().is_err() {
                core.hear(Signal::RetriesExhausted);
            }
        })
        .forget();
    }

    /// Whether touching the page of the CCP would cut somebody off.
    fn has_live_contact(&self) -> bool {
        let is_cut_off = self.page.is_gone() && !self.is_up();
        !is_cut_off && self.contacts.borrow().iter().any(|contact| !contact.state.is_over())
    }

    /// Has Streams load the CCP again and again until it answers. Streams itself never does so twice.
    fn retry(&self) -> Result<(), JsValue> {
        let core = streams::core()?;
        if let (Some(timer), Some(page)) = (core.retry_timer()?.as_f64(), web_sys::window()) {
            page.clear_timeout_with_handle(timer as i32);
        }
        core.set_retry_timer(&JsValue::NULL)?;
        raw::reauthenticate()
    }

    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        let Err(refused) = self.may_dial(phone_number) else {
            return self.place(phone_number, queue_arn);
        };
        answered(Err(refused))
    }

    fn may_dial(&self, phone_number: &str) -> Result<(), PortError> {
        let reason = match self.watch.borrow().link() {
            Link::Up => None,
            Link::Starting => Some("the phone is still loading"),
            Link::SignedOut => Some("the agent is not signed in to Connect"),
            Link::Lost | Link::Failed(_) => Some("the phone does not answer"),
        };
        if let Some(reason) = reason {
            return Err(PortError::Unavailable { call: "dial", reason: reason.to_owned() });
        }
        if phone_number.trim().is_empty() {
            return Err(PortError::Rejected {
                code: "noNumber".to_owned(),
                message: "there is no number to dial".to_owned(),
            });
        }
        Ok(())
    }

    fn place(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        let live = dial::live_call(&self.contacts.borrow()).cloned();
        let asked = match (&live, queue_arn) {
            (Some(contact), _) => dial::add(contact, phone_number),
            (None, Some(arn)) => match dial::check_queue(arn) {
                Ok(()) => dial::call(phone_number, Some(arn)),
                Err(unknown) => return answered(Err(unknown)),
            },
            (None, None) => dial::call(phone_number, None),
        };
        match asked {
            Ok(answer) => {
                let limit = self.settings.time_limit_ms;
                within("dial", limit, TimeoutFuture::new(limit), answer).boxed_local()
            }
            Err(thrown) => answered(Err(fault::rejected(&thrown))),
        }
    }

    /// While a contact is live the page of the CCP is left alone: its audio lives there.
    fn sign_in(&self) -> Result<(), PortError> {
        if self.is_up() {
            let reason = "the agent is signed in".to_owned();
            return Err(PortError::Unavailable { call: "sign_in", reason });
        }
        self.sign_in.show(self.settings.login_url())?;
        if !self.has_live_contact() {
            self.retry().map_err(|thrown| fault::rejected(&thrown))?;
        }
        self.hear(Signal::SigningIn);
        Ok(())
    }

    fn reconnect(&self) -> Result<(), PortError> {
        if self.has_live_contact() {
            return Err(PortError::Rejected {
                code: "contactLive".to_owned(),
                message: "a contact is live and reconnecting would end it; finish it first".to_owned(),
            });
        }
        raw::replace_iframe(&self.container, &self.params)
            .and_then(|()| self.retry())
            .map_err(|thrown| fault::rejected(&thrown))?;
        self.hear(Signal::Restarted);
        Ok(())
    }
}

impl Connect for Phone {
    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        self.core.dial(phone_number, queue_arn)
    }

    fn sign_in(&self) -> Answer<()> {
        answered(self.core.sign_in())
    }

    fn reconnect(&self) -> Answer<()> {
        answered(self.core.reconnect())
    }
}
