//! The microphone: whether it is muted, whether it still is, and an alarm where it opened and nobody wanted that.
//!
//! Who owns the sound says each change to every page, and now and then opens a microphone unasked. So we
//! listen, and ask again after a while as well. A wish, of a flow or of the agent in the phone, goes through all
//! pages too: what was wished for is no alarm.

use std::rc::Rc;

use cti_core::{ContactState, Millis};
use cti_ports::{Connect, PortError};

use super::Session;
use crate::lines::LineChange;
use crate::state::Change;

/// When it is read back, each counted from the one before: 3, 10 and 30 s after muting.
const READ_BACK_MS: [u32; 3] = [3_000, 7_000, 20_000];
/// A call that ends opens the microphone too, and says so before it says that it has ended.
const CALL_ENDS_WITHIN_MS: u32 = 500;

/// What is known of the microphone.
#[derive(Debug, Default)]
pub struct MuteWatch {
    /// Since when it shall be muted; nothing where nobody asked for it.
    muted_at: Option<Millis>,
    open: bool,
}

impl Session {
    /// Mutes the microphone and watches that it stays so, or opens it.
    pub async fn mute(self: &Rc<Self>, port: Rc<dyn Connect>, muted: bool) -> Result<(), PortError> {
        let (answer, asked) = (port.mute(muted), self.ports.clock.now());
        if !muted {
            // From now on an open microphone is what was asked for.
            self.stop_mute_watch();
        }
        answer.await?;
        // The wish may have come round to this page by now, and be watched already.
        if muted && self.inner.borrow().mute_watch.muted_at.is_none_or(|at| at < asked) {
            self.watch_mute(port);
        }
        Ok(())
    }

    /// Somebody wants the microphone so: this page or another, or the agent in the phone.
    pub(super) fn on_microphone_wish(self: &Rc<Self>, muted: bool) {
        let phone = self.ports.connect.borrow().clone();
        match phone {
            Some(phone) if muted && self.has_call() => self.watch_mute(phone),
            _ if !muted => self.stop_mute_watch(),
            _ => {}
        }
    }

    fn watch_mute(self: &Rc<Self>, port: Rc<dyn Connect>) {
        let now = self.ports.clock.now();
        self.inner.borrow_mut().mute_watch = MuteWatch { muted_at: Some(now), open: false };
        self.alarm(false);
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move { session.read_back(port, now).await }));
    }

    /// A page that finds a call that goes on cannot have heard how its microphone is.
    pub(super) fn ask_microphone(self: &Rc<Self>) {
        let phone = self.ports.connect.borrow().clone().filter(|_| self.agent().softphone_enabled);
        let Some(phone) = phone.filter(|_| self.has_call()) else { return };
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            if let Ok(muted) = phone.is_muted().await {
                session.muted(muted);
            }
        }));
    }

    async fn read_back(self: Rc<Self>, port: Rc<dyn Connect>, muted_at: Millis) {
        for wait in READ_BACK_MS {
            self.ports.clock.delay(wait).await;
            if self.inner.borrow().mute_watch.muted_at != Some(muted_at) {
                return;
            }
            // Silence says nothing: what cannot be asked now is asked again, and the status line has the rest.
            if let Ok(muted) = port.is_muted().await {
                self.heard_microphone(muted);
            }
        }
    }

    /// The microphone is muted now, or open.
    pub(super) fn on_microphone(self: &Rc<Self>, muted: bool) {
        self.inner.borrow_mut().mute_watch.open = !muted;
        self.muted(muted);
        if muted {
            return self.heard_microphone(true);
        }
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            session.ports.clock.delay(CALL_ENDS_WITHIN_MS).await;
            let open = session.inner.borrow().mute_watch.open;
            session.heard_microphone(!open);
        }));
    }

    fn heard_microphone(&self, muted: bool) {
        self.muted(muted);
        let expected = self.inner.borrow().mute_watch.muted_at.is_some();
        self.alarm(expected && !muted && self.has_call());
    }

    fn has_call(&self) -> bool {
        let inner = self.inner.borrow();
        let mut contacts = inner.lifecycle.contacts();
        contacts.any(|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected)
    }

    fn stop_mute_watch(&self) {
        self.inner.borrow_mut().mute_watch.muted_at = None;
        self.alarm(false);
    }

    /// What was muted was so for its call.
    pub(super) fn watch_call_end(&self) {
        if self.has_call() {
            return;
        }
        self.muted(false);
        if self.inner.borrow().mute_watch.muted_at.is_some() {
            self.stop_mute_watch();
        }
    }

    fn muted(&self, muted: bool) {
        if self.hub.state().lines.microphone_muted != muted {
            self.hub.apply(Change::Line(LineChange::MicrophoneMuted(muted)));
        }
    }

    fn alarm(&self, open: bool) {
        if self.hub.state().lines.microphone_open != open {
            self.hub.apply(Change::Line(LineChange::MicrophoneOpen(open)));
        }
    }
}
