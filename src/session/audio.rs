//! Which tab has the sound of the agent's calls. Streams gives it to the first one and keeps it there.

use std::rc::Rc;

use cti_core::{ContactId, ContactState};
use cti_ports::Audio;

use super::Session;
use crate::state::Change;

const SETTLES_MS: u32 = 2_000;

impl Session {
    /// Finds out where the sound is and how many tabs there are. A page that goes is counted until it is gone,
    /// such as the one before this in the same tab: a tab more is believed when it is still there after a while.
    pub async fn look_for_audio(&self) {
        let mut found = self.sound_and_tabs().await;
        if found.1 > self.hub.state().tabs {
            self.ports.clock.delay(SETTLES_MS).await;
            found = self.sound_and_tabs().await;
        }
        let (told, tabs) = found;
        let audio = told.unwrap_or_default();
        let state = self.hub.state();
        if state.audio == Audio::Elsewhere
            && told.is_some_and(|audio| audio != Audio::Elsewhere)
            && let Some(call) = self.connected_call()
        {
            self.hub.apply(Change::SoundGone(call));
        }
        if (state.audio, state.tabs) != (audio, tabs) {
            self.hub.apply(Change::Audio(audio, tabs));
        }
    }

    fn connected_call(&self) -> Option<ContactId> {
        let inner = self.inner.borrow();
        let mut contacts = inner.lifecycle.contacts();
        let call =
            contacts.find(|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected);
        call.map(|contact| contact.contact_id.clone())
    }

    /// Asks Connect and the browser; Connect may not answer.
    async fn sound_and_tabs(&self) -> (Option<Audio>, u32) {
        let tabs = u32::try_from((self.ports.open_tabs)().await.len()).unwrap_or_default().max(1);
        let phone = self.ports.connect.borrow().clone();
        let audio = match phone {
            Some(phone) if self.agent().softphone_enabled => phone.audio().await.ok(),
            // The sound of a desk phone is in no tab.
            _ => None,
        };
        (audio, tabs)
    }

    /// Another tab has come or gone. Connect takes a moment to see it, too.
    pub fn on_tabs(self: &Rc<Self>) {
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            session.look_for_audio().await;
            session.ports.clock.delay(SETTLES_MS).await;
            session.look_for_audio().await;
        }));
    }

    /// Whether the sound of a live call goes with this page.
    pub fn would_lose_a_call(&self) -> bool {
        let inner = self.inner.borrow();
        let is_call =
            inner.lifecycle.contacts().any(|contact| contact.r#type.is_phone() && !contact.state.is_over());
        // Where nothing is known, a question too many is better than a call too few.
        is_call && inner.agent.softphone_enabled && self.hub.state().audio != Audio::Elsewhere
    }
}
