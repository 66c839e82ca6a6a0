//! Puts the page together: the one place that names concrete adapters.

mod wishes;

use std::cell::RefCell;
use std::rc::Rc;

use cti_connect::{Assistant, Phone, PhoneSettings};
use cti_core::ContactId;
use cti_core::merged::Merged;
use cti_core::phone::{NoPhoneEngine, PhoneEngine};
use cti_core::settings::Configuration;
use cti_hosts::RemotingOrg;
use cti_ports::{Connect, ConnectEvent, Desk, Level, Link, Log};
use yew::Callback;

use crate::app::{App, AppProps};
use crate::browser::archive::BrowserArchive;
use crate::browser::claims::{self, LocalClaims};
use crate::browser::clock::BrowserClock;
use crate::browser::console::ConsoleLog;
use crate::browser::http::BrowserHttp;
use crate::browser::instance::{self, CCP_URL};
use crate::browser::leaving::{self, Leaving};
use crate::browser::marks::{self, ContactMarks};
use crate::browser::phone::ModulePhoneEngine;
use crate::browser::store::LocalStore;
use crate::browser::{devices, language, page, sound_window, spawn, tab_memory, tabs};
use crate::check::Check;
use crate::desk::PageDesk;
use crate::guide::Browser;
use crate::lines::Said;
use crate::locale::Locale;
use crate::look;
use crate::modes::{App as AppKind, Modes};
use crate::ring::Ring;
use crate::session::journal::Journal;
use crate::session::{Mark, Ports, Session};
use crate::state::{self, Change, Drawers, Hub, Notice};

/// Everything of this page that outlives the start.
struct Page {
    session: Rc<Session>,
    desk: Rc<PageDesk>,
    log: Rc<ConsoleLog>,
    phone: RefCell<Option<Rc<Phone>>>,
    assistant: RefCell<Option<Assistant>>,
    modes: Modes,
    /// Why they could not be read, where the page names no phone.
    settings: Option<PhoneSettings>,
    ring: Rc<Ring>,
}

/// Starts everything at once: the phone first, because it takes longest, and nothing waits for anything else.
pub fn boot() {
    marks::set(marks::BOOT);
    let log = Rc::new(ConsoleLog::default());
    let hub = Rc::new(Hub::default());
    let desk = Rc::new(PageDesk::new(Rc::clone(&hub)));
    let (modes, settings, problems) = read_modes();
    let tab = page::random_id();
    let session = session(&log, Rc::clone(&hub), &desk, &tab);
    // The window of the sound outlives Salesforce and is no tab of it.
    if modes.app.is_tab() {
        tabs::enlist(&tab);
        session.on_arrival();
        let has_sound = settings.as_ref().is_some_and(|settings| !settings.medialess);
        watch_leaving(&session, tab, has_sound);
    }
    let ring = Rc::new(Ring::new(&modes, Rc::clone(&hub)));
    let (phone, assistant) = (RefCell::default(), RefCell::default());
    let page = Rc::new(Page { session, desk, log, phone, assistant, modes, settings, ring });
    page.start_phone();
    if page.modes.app == AppKind::SoundWindow {
        hub.apply(Change::Ready);
    } else {
        page.announce();
        if page.modes.app.is_tab() {
            page.session.ports.host.listen({
                let session = Rc::clone(&page.session);
                Box::new(move |event| session.on_host(event))
            });
        }
        page.load_settings();
        page.load_phone_engine();
    }
    hub.apply(Change::Browser(Browser::parse(&page::user_agent())));
    if page.modes.app == AppKind::Check {
        hub.apply(Change::Check(Some(Check::Running)));
    }
    page.complain(problems);
    page.mind_the_sound();
    page.speak();
    page.draw();
}

/// What the server merged in beside the phone's address; without it, everything is as usual.
fn read_modes() -> (Modes, Option<PhoneSettings>, Vec<String>) {
    let mut merged = page::merged(PHONE_SETTINGS).map(|json| Merged::parse(&json)).unwrap_or_default();
    let ccp_url = page::merged(CCP_URL);
    let app = AppKind::parse(page::parameter("app").as_deref());
    let (modes, settings) = Modes::read(app, ccp_url.as_deref().unwrap_or_default(), &mut merged);
    (modes, ccp_url.map(|_| settings), merged.problems)
}

fn watch_leaving(session: &Rc<Session>, tab: String, has_sound: bool) {
    let [asked, gone, back] = [(); 3].map(|()| Rc::clone(session));
    let leaving = Leaving {
        loses: Box::new(move || has_sound && asked.would_lose_a_call()),
        on_departure: Box::new(move |last| gone.on_departure(last)),
        on_return: Box::new(move || back.on_return()),
    };
    leaving::watch(tab, leaving);
    let others = Rc::clone(session);
    tabs::on_change(move || others.on_tabs());
}

fn session(log: &Rc<ConsoleLog>, hub: Rc<Hub>, desk: &Rc<PageDesk>, tab: &str) -> Rc<Session> {
    let contact_marks = ContactMarks::default();
    let ports = Ports {
        connect: RefCell::new(None),
        host: cti_hosts::detect(),
        org: Rc::new(RemotingOrg::detect().with_lease_url(page::merged(LEASE_URL))),
        desk: Rc::clone(desk) as Rc<dyn Desk>,
        http: Rc::new(BrowserHttp),
        store: Rc::new(LocalStore::open()),
        archive: Rc::new(BrowserArchive::default()),
        clock: Rc::new(BrowserClock),
        log: Rc::clone(log) as Rc<dyn Log>,
        phone: RefCell::new(Rc::new(NoPhoneEngine)),
        spawn,
        open_tabs: tabs::open_tabs,
        tab_gone: tabs::gone,
        surroundings: page::surroundings,
        probe: devices::probe,
        random_id: page::random_id,
        mark: Box::new(move |mark| match mark {
            Mark::Agent => marks::set(marks::AGENT),
            Mark::Ready => marks::set(marks::READY),
            Mark::Event(contact) => contact_marks.set(format!("cti:event:{contact}")),
            Mark::Pop(contact) => contact_marks.set(format!("cti:pop:{contact}")),
        }),
    };
    let journal = Journal::new(Rc::new(LocalClaims), &instance::name(), tab);
    Session::new(ports, hub, journal)
}

/// The adapter's record and features, for what the phone has to know at its start.
const PHONE_SETTINGS: &str = "cti-phone-settings";

/// The same for the address at which a page that goes gives the lease on the session its last length.
const LEASE_URL: &str = "cti-lease-url";

impl Page {
    fn start_phone(&self) {
        if let Err(reason) = self.try_start_phone() {
            self.log.write(Level::Error, &format!("phone: {reason}"));
            self.session.on_connect(ConnectEvent::Link(Link::Failed(reason)));
        }
    }

    /// The phone's address stands in the page itself, so that the phone need not wait for the settings.
    fn try_start_phone(&self) -> Result<(), String> {
        let settings = self.settings.clone().ok_or("the page names no phone address")?;
        let container = page::phone_container().ok_or("the page has no place for the phone")?;
        marks::set(marks::STREAMS);
        let (session, ring) = (Rc::clone(&self.session), Rc::clone(&self.ring));
        let shows_state = self.modes.app == AppKind::Mini;
        let sink = Rc::new(move |event| {
            ring.hear(&event);
            if shows_state
                && let ConnectEvent::Snapshot { agent, .. } = &event
                && session.hub.state().agent_state != agent.state.name
            {
                session.hub.apply(Change::AgentState(agent.state.name.clone()));
            }
            session.on_connect(event);
            // Pops first.
            ring.sound();
        });
        let phone = Phone::start(container, settings, sink).map_err(|error| error.to_string())?;
        marks::set(marks::SUBSCRIBED);
        // An agent who has to sign in first cannot wait for the settings.
        self.sign_in_at(&phone, self.modes.sso_url.as_deref(), self.modes.sso_relay_state.as_deref());
        let phone = Rc::new(phone);
        *self.session.ports.connect.borrow_mut() = Some(Rc::clone(&phone) as Rc<dyn Connect>);
        *self.phone.borrow_mut() = Some(phone);
        Ok(())
    }

    fn complain(&self, problems: Vec<String>) {
        for problem in &problems {
            self.log.write(Level::Warn, &format!("setting: {problem}"));
        }
        self.session.hub.apply(Change::Notices(problems.into_iter().map(Notice::Setting).collect()));
    }

    /// Who rings, who asks before it is left, and where the sound is.
    fn mind_the_sound(&self) {
        let (ring, modes) = (Rc::clone(&self.ring), &self.modes);
        if modes.app == AppKind::SoundWindow {
            sound_window::be(move || ring.lead(true));
            let ring = Rc::clone(&self.ring);
            sound_window::ask_before_leaving(move || ring.is_talking());
        } else if modes.rings {
            tabs::stand(&instance::own("cti:ring"), move |leads| ring.lead(leads));
        }
        if modes.sound_window {
            let hub = Rc::clone(&self.session.hub);
            sound_window::watch(move |open| hub.apply(Change::SoundWindow(open)));
        }
    }

    fn announce(&self) {
        let session = Rc::clone(&self.session);
        // Asked before the host hears anything else: it may answer one call after the other, and this is
        // the answer that the start waits for.
        let answer = session.ports.host.announce();
        spawn(Box::pin(async move {
            let answer = answer.await;
            if answer.is_ok() {
                enable_click_to_dial(&session);
            }
            session.on_host_answer(answer);
        }));
    }

    fn load_settings(self: &Rc<Self>) {
        let page = Rc::clone(self);
        spawn(Box::pin(async move {
            let answer = page.session.ports.org.configuration().await;
            let configured = answer.as_ref().map(|configuration| page.configure(configuration)).is_ok();
            page.session.on_configuration(answer);
            if configured {
                page.speak();
                page.stand_for_lead();
            }
        }));
    }

    /// What the settings change outside the session.
    fn configure(&self, configuration: &Configuration) {
        let level = Level::parse(&configuration.adapter.debug_level);
        self.log.set_level(level);
        language::remember(&configuration.user.language);
        let (look, problems) = look::read(configuration.feature(look::FEATURE));
        page::wear(look);
        self.complain(problems);
        let adapter = &configuration.adapter;
        self.session.ports.host.reach_presence(&adapter.presence_channel, adapter.presence_bridge);
        if let Some(phone) = &*self.phone.borrow() {
            let adapter = &configuration.adapter;
            phone.configure(adapter.participant_url.as_deref(), level);
            self.sign_in_at(phone, adapter.sso_url.as_deref(), adapter.sso_relay_state.as_deref());
        }
    }

    /// Where the agent signs in; two regions have a sign-in of their own.
    fn sign_in_at(&self, phone: &Phone, url: Option<&str>, relay_state: Option<&str>) {
        if self.settings.as_ref().is_none_or(|settings| settings.resilience.is_none()) {
            phone.sign_in_at(url.unwrap_or_default(), relay_state.unwrap_or_default());
        }
    }

    /// Only a tab that can run flows may lead; one that is still loading would hold up the others.
    fn stand_for_lead(&self) {
        if !self.modes.app.is_tab() {
            return;
        }
        let session = Rc::clone(&self.session);
        tabs::stand(&instance::own("cti:lead"), move |leads| session.on_lead(leads));
    }

    fn load_phone_engine(&self) {
        let session = Rc::clone(&self.session);
        spawn(Box::pin(async move {
            let engine = ModulePhoneEngine::load().await;
            session.on_phone_engine(engine.map(|engine| Rc::new(engine) as Rc<dyn PhoneEngine>));
        }));
    }

    fn draw(self: &Rc<Self>) {
        let Some(root) = page::app_container() else { return };
        // No language of ours is written so yet; the layout can be checked with `?dir=rtl`.
        if page::parameter("dir").as_deref() == Some("rtl") {
            page::set_direction("rtl");
        }
        let page = Rc::clone(self);
        let on_wish = Callback::from(move |wish| page.grant(wish));
        let desk = Rc::clone(&self.desk);
        let on_answer = Callback::from(move |(id, answer)| desk.answer(id, answer));
        let session = Rc::clone(&self.session);
        let on_action = Callback::from(move |(contact, wish)| session.on_action(contact, wish));
        let session = Rc::clone(&self.session);
        let on_recall = Callback::from(move |()| {
            let session = Rc::clone(&session);
            spawn(Box::pin(async move { session.recall().await }));
        });
        let session = Rc::clone(&self.session);
        let on_diagnose = Callback::from(move |contact: Option<ContactId>| {
            let session = Rc::clone(&session);
            spawn(Box::pin(async move {
                let contact = contact.as_ref().map(ContactId::as_str);
                let text = session.diagnostics(contact).await;
                if page::save_file("connect-cti-diagnostics.json", &format!("{text:#}")).is_some() {
                    session.tell(Said::DiagnosticsSaved);
                }
            }));
        });
        let hub = Rc::clone(&self.session.hub);
        let (app, message) = (self.modes.app, Rc::from(self.modes.mini_message.as_str()));
        page::set_root("data-app", app.name());
        let props = AppProps { app, message, hub, on_wish, on_answer, on_action, on_recall, on_diagnose };
        self.furnish();
        yew::Renderer::<App>::with_root_and_props(root.into(), props).render();
    }

    /// The drawer as this tab had it, and what other tabs make of recordings.
    fn furnish(&self) {
        if let Some(kept) = tab_memory::drawers() {
            self.session.hub.apply(Change::Drawers(Drawers::parse(&kept)));
        }
        let session = Rc::clone(&self.session);
        claims::on_change("cti:fact:".to_owned(), move || session.show_recordings());
    }

    /// Streams would keep the frame of before beside the new one.
    fn load_assistant(&self) {
        self.assistant.take();
        let hub = Rc::clone(&self.session.hub);
        hub.apply(Change::Assistant(state::Assistant::Loading));
        let title = hub.state().locale.text("panel.assistant");
        let told = Rc::clone(&hub);
        let tell = Rc::new(move |loaded| {
            let now = if loaded { state::Assistant::Shown } else { state::Assistant::Failed };
            told.apply(Change::Assistant(now));
        });
        let phone = self.phone.borrow();
        match phone.as_ref().map(|phone| phone.load_assistant("assistant", &title, tell)) {
            Some(Ok(assistant)) => drop(self.assistant.replace(Some(assistant))),
            failed => {
                if let Some(Err(error)) = failed {
                    self.log.write(Level::Warn, &["assistant: ", &error.to_string()].concat());
                }
                hub.apply(Change::Assistant(state::Assistant::Failed));
            }
        }
    }

    /// Shows the page in the user's language, unless another was wished for before its texts arrived.
    fn speak(&self) {
        let wanted = language::wanted();
        if wanted == language::wish(wanted.clone()) {
            return;
        }
        let hub = Rc::clone(&self.session.hub);
        let show = move |locale: Locale| {
            page::set_language(locale.language.code);
            hub.apply(Change::Locale(locale));
        };
        if let Some(locale) = Locale::built_in(&wanted) {
            return show(locale);
        }
        spawn(Box::pin(async move {
            if let Some(json) = language::bring(&wanted).await {
                show(Locale::parse(wanted, &json));
            }
        }));
    }
}

/// A host that cannot make numbers clickable is still a host.
fn enable_click_to_dial(session: &Rc<Session>) {
    let session = Rc::clone(session);
    spawn(Box::pin(async move {
        if let Err(error) = session.ports.host.set_click_to_dial(true).await {
            session.ports.log.write(Level::Warn, &format!("click to dial: {error}"));
        }
    }));
}
