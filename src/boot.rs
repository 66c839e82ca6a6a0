//! Puts the page together: the one place that names concrete adapters.

use std::cell::RefCell;
use std::rc::Rc;

use cti_connect::{Phone, PhoneSettings};
use cti_core::phone::{NoPhoneEngine, PhoneEngine};
use cti_hosts::{AnyHost, RemotingOrg};
use cti_ports::{Connect, ConnectEvent, Level, Link, Log};
use yew::Callback;

use crate::app::{App, AppProps, Wish};
use crate::browser::claims::LocalClaims;
use crate::browser::clock::BrowserClock;
use crate::browser::console::ConsoleLog;
use crate::browser::marks::{self, ContactMarks};
use crate::browser::phone::ModulePhoneEngine;
use crate::browser::store::LocalStore;
use crate::browser::{language, page, spawn, tabs};
use crate::locale::{self, Locale};
use crate::session::journal::Journal;
use crate::session::{Mark, Ports, Session};
use crate::state::{Change, Hub};

/// Starts everything at once: the phone first, because it takes longest, and nothing waits for anything else.
pub fn boot() {
    marks::set(marks::BOOT);
    let log = Rc::new(ConsoleLog::default());
    let session = session(&log);
    start_phone(&session);
    session.ports.host.listen({
        let session = Rc::clone(&session);
        Box::new(move |event| session.on_host(event))
    });
    announce(&session);
    load_settings(&session, &log);
    load_phone_engine(&session);
    speak(&session, &language::recall());
    draw(&session, &log);
}

fn session(log: &Rc<ConsoleLog>) -> Rc<Session> {
    let contact_marks = ContactMarks::default();
    let ports = Ports {
        connect: RefCell::new(None),
        host: Rc::new(AnyHost::detect()),
        org: Rc::new(RemotingOrg::detect()),
        store: Rc::new(LocalStore::open()),
        clock: Rc::new(BrowserClock),
        log: Rc::clone(log) as Rc<dyn Log>,
        phone: RefCell::new(Rc::new(NoPhoneEngine)),
        spawn,
        random_id: page::random_id,
        mark: Box::new(move |mark| match mark {
            Mark::Agent => marks::set(marks::AGENT),
            Mark::Ready => marks::set(marks::READY),
            Mark::Event(contact) => contact_marks.set(format!("cti:event:{contact}")),
            Mark::Pop(contact) => contact_marks.set(format!("cti:pop:{contact}")),
        }),
    };
    let instance = page::merged(CCP_URL).unwrap_or_default();
    let journal = Journal::new(Rc::new(LocalClaims), &instance, &page::random_id());
    Session::new(ports, Rc::new(Hub::default()), journal)
}

/// The name under which the server merges the phone's address into the page.
const CCP_URL: &str = "cti-ccp-url";

/// The phone's address stands in the page itself, so that the phone need not wait for the settings.
fn start_phone(session: &Rc<Session>) {
    let Some(ccp_url) = page::merged(CCP_URL) else {
        return session
            .on_connect(ConnectEvent::Link(Link::Failed("the page names no phone address".to_owned())));
    };
    let Some(container) = page::phone_container() else {
        return session
            .on_connect(ConnectEvent::Link(Link::Failed("the page has no place for the phone".to_owned())));
    };
    marks::set(marks::STREAMS);
    let sink = {
        let session = Rc::clone(session);
        Rc::new(move |event| session.on_connect(event))
    };
    match Phone::start(container, PhoneSettings::new(&ccp_url), sink) {
        Ok(phone) => {
            marks::set(marks::SUBSCRIBED);
            *session.ports.connect.borrow_mut() = Some(Rc::new(phone) as Rc<dyn Connect>);
        }
        Err(error) => {
            session.ports.log.write(Level::Error, &format!("phone: {error}"));
            session.on_connect(ConnectEvent::Link(Link::Failed(error.to_string())));
        }
    }
}

fn announce(session: &Rc<Session>) {
    let session = Rc::clone(session);
    spawn(Box::pin(async move {
        let answer = session.ports.host.announce().await;
        if answer.is_ok() {
            // A host that cannot make numbers clickable is still a host.
            if let Err(error) = session.ports.host.set_click_to_dial(true).await {
                session.ports.log.write(Level::Warn, &format!("click to dial: {error}"));
            }
        }
        session.on_host_answer(answer);
    }));
}

fn load_settings(session: &Rc<Session>, log: &Rc<ConsoleLog>) {
    let (session, log) = (Rc::clone(session), Rc::clone(log));
    spawn(Box::pin(async move {
        let answer = session.ports.org.configuration().await;
        if let Ok(configuration) = &answer {
            log.set_level(Level::parse(&configuration.adapter.debug_level));
            language::remember(&configuration.user.language);
            speak(&session, &language::recall());
        }
        let loaded = answer.is_ok();
        session.on_configuration(answer);
        if loaded {
            stand_for_lead(&session);
        }
    }));
}

/// Only a tab that can run flows may lead; one that is still loading would hold up the others.
fn stand_for_lead(session: &Rc<Session>) {
    let session = Rc::clone(session);
    let _candidacy = tabs::stand("cti:lead", move |leads| session.on_lead(leads));
}

fn load_phone_engine(session: &Rc<Session>) {
    let session = Rc::clone(session);
    spawn(Box::pin(async move {
        let engine = ModulePhoneEngine::load().await;
        session.on_phone_engine(engine.map(|engine| Rc::new(engine) as Rc<dyn PhoneEngine>));
    }));
}

fn draw(session: &Rc<Session>, log: &Rc<ConsoleLog>) {
    let Some(root) = page::app_container() else { return };
    let props = AppProps { hub: Rc::clone(&session.hub), on_wish: on_wish(session, log) };
    yew::Renderer::<App>::with_root_and_props(root.into(), props).render();
}

/// Shows the page in a language, if we have it and nothing newer was wished for meanwhile.
fn speak(session: &Rc<Session>, wanted: &str) {
    let code = locale::choose(wanted);
    if code == language::wish(code) {
        return;
    }
    let hub = Rc::clone(&session.hub);
    spawn(Box::pin(async move {
        let locale = if code == locale::ENGLISH {
            Some(Locale::default())
        } else {
            language::fetch(code).await.map(|json| Locale::parse(code, &json))
        };
        if let Some(locale) = locale
            && language::wished() == code
        {
            page::set_language(code);
            hub.apply(Change::Locale(locale));
        }
    }));
}

fn on_wish(session: &Rc<Session>, log: &Rc<ConsoleLog>) -> Callback<Wish> {
    let (session, log) = (Rc::clone(session), Rc::clone(log));
    Callback::from(move |wish| match wish {
        Wish::ReloadSettings => {
            session.hub.apply(Change::Settings(crate::state::Settings::Loading));
            load_settings(&session, &log);
        }
        Wish::AskHost => announce(&session),
        Wish::SignIn | Wish::Reconnect => ask_connect(&session, wish),
    })
}

fn ask_connect(session: &Rc<Session>, wish: Wish) {
    let Some(connect) = session.ports.connect.borrow().clone() else {
        return start_phone(session);
    };
    // Asked at once: a browser opens a window only straight from a click.
    let answer = if wish == Wish::SignIn { connect.sign_in() } else { connect.reconnect() };
    let session = Rc::clone(session);
    spawn(Box::pin(async move {
        if let Err(error) = answer.await {
            session.ports.log.write(Level::Warn, &format!("phone: {error}"));
        }
    }));
}
