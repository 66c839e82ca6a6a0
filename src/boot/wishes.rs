//! What a person can ask the page for, and who does it.

use std::rc::Rc;

use cti_ports::{Connect, Level, Log, PortError};

use super::Page;
use crate::app::Wish;
use crate::browser::{page, sound_window, spawn};
use crate::check::Check;
use crate::lines::Said;
use crate::state::{Assistant, Change, Hint, Settings};

impl Page {
    pub(super) fn grant(self: &Rc<Self>, wish: Wish) {
        match wish {
            Wish::ReloadSettings => {
                self.session.hub.apply(Change::Settings(Settings::Loading));
                self.load_settings();
            }
            Wish::AskHost => self.announce(),
            Wish::Check => self.session.hub.apply(Change::Check(Some(Check::Running))),
            Wish::EnableSound => self.ring.enable(),
            Wish::OpenSoundWindow => {
                if !sound_window::open() {
                    self.log.write(Level::Warn, "the browser blocked the window of the sound");
                }
            }
            Wish::Copy { name, text } => {
                let session = Rc::clone(&self.session);
                spawn(Box::pin(async move {
                    session.tell(match page::copy(text).await {
                        true => Said::Copied { name },
                        false => Said::CopyFailed,
                    });
                }));
            }
            Wish::CancelClick => self.session.cancel_click(),
            Wish::Unmute => {
                let session = Rc::clone(&self.session);
                spawn(Box::pin(async move { session.unmute().await }));
            }
            Wish::Resume(contact) => {
                let session = Rc::clone(&self.session);
                spawn(Box::pin(async move { session.resume(&contact).await }));
            }
            Wish::Record(action) => {
                let session = Rc::clone(&self.session);
                spawn(Box::pin(async move { session.record_selected(action).await }));
            }
            Wish::LoadAssistant => self.load_assistant(),
            Wish::DropAssistant => {
                self.assistant.take();
                self.session.hub.apply(Change::Assistant(Assistant::Away));
            }
            Wish::Wait => self.session.hub.apply(Change::Hint(None)),
            _ => self.ask_connect(wish),
        }
    }

    fn ask_connect(&self, wish: Wish) {
        let Some(phone) = self.phone.borrow().clone() else {
            return self.start_phone();
        };
        // Asked at once: a browser opens a window only straight from a click.
        let answer = match wish {
            Wish::SignIn | Wish::SignInHere => phone.sign_in(wish == Wish::SignInHere),
            Wish::AskConsent => phone.ask_consent(),
            _ => phone.reconnect(wish == Wish::ReconnectAnyway),
        };
        let (log, hub) = (Rc::clone(&self.log), Rc::clone(&self.session.hub));
        spawn(Box::pin(async move {
            let error = answer.await.err();
            hub.apply(Change::Hint(error.as_ref().and_then(hint)));
            if let Some(error) = error {
                log.write(Level::Warn, &format!("phone: {error}"));
            }
        }));
    }
}

/// What an agent can do about a refusal.
fn hint(error: &PortError) -> Option<Hint> {
    let PortError::Rejected { code, .. } = error else { return None };
    match code.as_str() {
        "windowBlocked" => Some(Hint::WindowBlocked),
        "windowElsewhere" => Some(Hint::WindowElsewhere),
        "contactLive" => Some(Hint::ContactLive),
        _ => None,
    }
}
