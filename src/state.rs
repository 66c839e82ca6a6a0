//! What the page shows, as data, and how it changes. No element, no browser.

mod actions;
mod assistant;
mod drawer;
mod hub;
mod notice;
mod panel;
mod recording;

use std::rc::Rc;

use cti_core::settings::Configuration;
use cti_core::{Contact, ContactId};
use cti_flow::record::Record;
use cti_ports::{Audio, Link};
use litemap::LiteMap;
use serde_json::{Map, Value};

use crate::check::Check;
use crate::guide::Browser;
use crate::lines::{LineChange, Lines};
use crate::locale::Locale;
use crate::session::health::{Facts, Unfit};
use crate::session::reconciliation::Day;

pub use actions::{ActionChange, ActionState, ActionWish, Actions, Form, Open, Search, VoicemailDrop};
pub use assistant::Assistant;
pub use drawer::{Drawers, HEIGHTS};
pub use hub::Hub;
pub use notice::Notice;
pub use panel::Panel;
pub use recording::{RecordingButton, RecordingChange, RecordingView, Unable, buttons};

/// How far the settings are.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Settings {
    #[default]
    Loading,
    Loaded(Rc<Configuration>),
    Failed(String),
}

/// Why what the agent pressed did not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The browser opens no windows for this page.
    WindowBlocked,
    /// Another tab has the sign-in window.
    WindowElsewhere,
    /// A contact is live, and loading the phone anew may end it.
    ContactLive,
}

/// As many as the browser keeps.
const RUNS_AT_MOST: usize = 200;

/// Notices are kept for a look, not for an archive.
const NOTICES_AT_MOST: usize = 50;

#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub locale: Locale,
    pub link: Link,
    pub hint: Option<Hint>,
    pub settings: Settings,
    pub host_answered: bool,
    /// Why the host does not answer, where it does not.
    pub host_silent: Option<String>,
    /// A screen pop would load Salesforce's page anew, so none is made.
    pub pops_reload: bool,
    pub ready: bool,
    pub contacts: Vec<Rc<Contact>>,
    pub viewed: Option<ContactId>,
    pub notices: Vec<Notice>,
    pub lines: Lines,
    /// Questions and messages of flows, the oldest first.
    pub dialogs: Vec<Dialog>,
    /// Runs of flows in this browser, the oldest first.
    pub runs: Vec<Rc<Record>>,
    /// What was counted by days, the oldest first.
    pub days: Vec<Day>,
    /// What flows have sent to the Data panel, by contact.
    pub data: LiteMap<Option<ContactId>, Rc<Map<String, Value>>>,
    pub drawers: Drawers,
    /// The drawer has room beside the phone; else it is below it.
    pub beside: bool,
    /// Calls that are or can be recorded, as far as this agent's tabs know.
    pub recordings: LiteMap<ContactId, RecordingView>,
    pub assistant: Assistant,
    /// Where the sound of calls is, and how many tabs there are to choose from.
    pub audio: Audio,
    pub tabs: u32,
    /// The call whose sound was in another tab until that was closed.
    pub sound_gone: Option<ContactId>,
    /// What was last found out about microphone, permissions and the like.
    pub facts: Facts,
    /// Why a call would have no sound, where it would not.
    pub unfit: Option<Unfit>,
    /// What the Actions panel shows, by contact; `None` stands for no contact at all.
    pub actions: LiteMap<Option<ContactId>, Actions>,
    /// A contact waits, and the browser does not let this page be heard.
    pub sound_blocked: bool,
    /// Whether the window with the sound of calls is open, where there is to be one.
    pub sound_window: Option<bool>,
    /// The name of the agent's state, where the page shows it.
    pub agent_state: String,
    /// Whose menus are told of.
    pub browser: Browser,
    /// The self-check, while it is shown.
    pub check: Option<Check>,
}

/// A question or message of a flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialog {
    pub id: u32,
    pub title: String,
    pub message: String,
    /// Without one, the button says OK in the agent's language.
    pub confirm_label: Option<String>,
    pub cancel_label: Option<String>,
    /// With one there is a text to fill in.
    pub input_label: Option<String>,
}

/// How a dialog was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogButton {
    Confirm,
    Cancel,
    /// By Escape.
    Dismiss,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogAnswer {
    pub button: DialogButton,
    pub text: String,
}

impl DialogButton {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::Dismiss => "dismiss",
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            locale: Locale::default(),
            link: Link::Starting,
            hint: None,
            settings: Settings::Loading,
            host_answered: false,
            host_silent: None,
            pops_reload: false,
            ready: false,
            contacts: Vec::new(),
            viewed: None,
            notices: Vec::new(),
            lines: Lines::default(),
            dialogs: Vec::new(),
            runs: Vec::new(),
            days: Vec::new(),
            data: LiteMap::new(),
            drawers: Drawers::default(),
            beside: false,
            recordings: LiteMap::new(),
            assistant: Assistant::default(),
            audio: Audio::default(),
            tabs: 1,
            sound_gone: None,
            facts: Facts::default(),
            unfit: None,
            actions: LiteMap::new(),
            sound_blocked: false,
            sound_window: None,
            agent_state: String::new(),
            browser: Browser::default(),
            check: None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Locale(Locale),
    Link(Link),
    Hint(Option<Hint>),
    Settings(Settings),
    HostAnswered,
    HostSilent(String),
    PopsReload(bool),
    Ready,
    Contacts(Vec<Rc<Contact>>),
    Viewed(Option<ContactId>),
    Notices(Vec<Notice>),
    Line(LineChange),
    OpenDialog(Dialog),
    CloseDialog(u32),
    /// A flow has run.
    Run(Rc<Record>),
    /// What the browser has kept of earlier runs, those of other tabs among them.
    Runs(Vec<Rc<Record>>),
    /// What was counted, by days.
    Days(Vec<Day>),
    /// A flow has sent data for a contact.
    Data(Option<ContactId>, Rc<Map<String, Value>>),
    ToggleDrawer,
    ShowPanel(Panel),
    /// A flow opens the drawer of a contact.
    OpenPanel(Option<ContactId>, Panel),
    Action(Option<ContactId>, ActionChange),
    /// What this tab has kept over a reload.
    Drawers(Drawers),
    /// In percent of the page.
    DrawerHeight(u8),
    Beside(bool),
    Recording(ContactId, RecordingChange),
    Assistant(Assistant),
    SoundBlocked(bool),
    SoundWindow(bool),
    AgentState(String),
    Audio(Audio, u32),
    /// The tab with the sound of this call has gone.
    SoundGone(ContactId),
    Health(Facts, Option<Unfit>),
    Browser(Browser),
    Check(Option<Check>),
}

impl State {
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Locale(locale) => self.locale = locale,
            Change::Link(link) => (self.link, self.hint) = (link, None),
            Change::Hint(hint) => self.hint = hint,
            Change::Settings(settings) => self.settings = settings,
            Change::HostAnswered => (self.host_answered, self.host_silent) = (true, None),
            Change::HostSilent(reason) => self.host_silent = Some(reason),
            Change::PopsReload(reload) => self.pops_reload = reload,
            Change::Ready => self.ready = true,
            Change::Contacts(contacts) => self.set_contacts(contacts),
            Change::Viewed(viewed) => self.viewed = viewed,
            Change::Notices(notices) => self.add_notices(notices),
            Change::Line(change) => self.lines.apply(change),
            Change::OpenDialog(dialog) => self.dialogs.push(dialog),
            Change::CloseDialog(id) => self.dialogs.retain(|dialog| dialog.id != id),
            Change::Run(run) => self.add_run(run),
            Change::Runs(kept) => {
                for run in std::mem::replace(&mut self.runs, kept) {
                    if !self.runs.contains(&run) {
                        self.add_run(run);
                    }
                }
            }
            Change::Days(days) => self.days = days,
            Change::Data(contact, data) => {
                self.data.insert(contact, data);
            }
            Change::OpenPanel(contact, panel) => {
                let first = self.panels().first().copied();
                self.drawers.show(contact, panel, first);
            }
            Change::ToggleDrawer => self.drawers.toggle(self.selected_id(), self.beside),
            Change::ShowPanel(panel) => self.apply(Change::OpenPanel(self.selected_id(), panel)),
            Change::Drawers(drawers) => self.drawers = drawers,
            Change::DrawerHeight(percent) => self.drawers.set_height(percent),
            Change::Beside(beside) => self.beside = beside,
            Change::Recording(contact, change) => {
                self.recordings.entry(contact).or_default().apply(change);
            }
            Change::Assistant(assistant) => self.assistant = assistant,
            Change::Audio(audio, tabs) => {
                (self.audio, self.tabs) = (audio, tabs);
                // A tab that was only loaded anew may have it again.
                self.sound_gone.take_if(|_| audio == Audio::Elsewhere);
            }
            Change::SoundGone(call) => self.sound_gone = Some(call),
            Change::Health(facts, unfit) => (self.facts, self.unfit) = (facts, unfit),
            Change::Action(contact, change) => self.change_actions(contact, change),
            Change::SoundBlocked(blocked) => self.sound_blocked = blocked,
            Change::SoundWindow(open) => self.sound_window = Some(open),
            Change::Browser(browser) => self.browser = browser,
            Change::Check(check) => self.check = check,
            Change::AgentState(name) => self.agent_state = name,
        }
    }

    fn set_contacts(&mut self, contacts: Vec<Rc<Contact>>) {
        self.contacts = contacts;
        let contacts = &self.contacts;
        let listed = |id: &ContactId| contacts.iter().any(|contact| contact.contact_id == *id);
        self.drawers.retain(listed);
        self.recordings.retain(|contact, _| listed(contact));
        self.data.retain(|contact, _| contact.as_ref().is_none_or(listed));
        self.actions.retain(|contact, _| contact.as_ref().is_none_or(listed));
        if let (false, Some(nobodys)) = (contacts.is_empty(), self.actions.get_mut(&None)) {
            nobodys.forget();
        }
        // Connect forgets to say that nothing is viewed when the viewed contact goes.
        if self.viewed.as_ref().is_some_and(|viewed| !listed(viewed)) {
            self.viewed = None;
        }
    }

    /// Whoever is gone has no panel any more, whatever still comes of an action.
    fn change_actions(&mut self, contact: Option<ContactId>, change: ActionChange) {
        let listed = |id: &ContactId| self.contacts.iter().any(|contact| contact.contact_id == *id);
        if contact.as_ref().is_none_or(listed) {
            let mut actions = self.actions.remove(&contact).unwrap_or_default();
            actions.apply(change);
            self.actions.insert(contact, actions);
        }
    }

    fn add_run(&mut self, run: Rc<Record>) {
        self.runs.push(run);
        let excess = self.runs.len().saturating_sub(RUNS_AT_MOST);
        self.runs.drain(..excess);
    }

    fn add_notices(&mut self, notices: Vec<Notice>) {
        for notice in notices {
            if !self.notices.contains(&notice) {
                self.notices.push(notice);
            }
        }
        let excess = self.notices.len().saturating_sub(NOTICES_AT_MOST);
        self.notices.drain(..excess);
    }

    /// The contact whose data is shown: the one the agent looks at, else the newest live one, else the newest.
    pub fn selected(&self) -> Option<&Rc<Contact>> {
        let viewed = self.viewed.as_ref();
        self.contacts
            .iter()
            .find(|contact| Some(&contact.contact_id) == viewed)
            .or_else(|| self.contacts.iter().rfind(|contact| !contact.state.is_over()))
            .or_else(|| self.contacts.last())
    }

    pub fn selected_id(&self) -> Option<ContactId> {
        self.selected().map(|contact| contact.contact_id.clone())
    }

    pub fn is_open(&self) -> bool {
        self.drawers.is_open(&self.selected_id(), self.beside)
    }

    /// The panels that there are, in the order of the settings.
    pub fn panels(&self) -> Vec<Panel> {
        Panel::shown(self.configuration().map(|configuration| &**configuration), !self.notices.is_empty())
    }

    /// The panel that the drawer is on, whether it is open or not.
    pub fn panel(&self) -> Panel {
        self.drawers.panel(&self.selected_id(), &self.panels())
    }

    /// A contact waits to be taken, and the agent needs the phone more than the drawer.
    pub fn rings(&self) -> bool {
        self.contacts.iter().any(|contact| contact.state.is_ringing())
    }

    /// How the recording of the selected contact stands.
    pub fn recording(&self) -> RecordingView {
        let known = self.selected().and_then(|contact| self.recordings.get(&contact.contact_id));
        known.cloned().unwrap_or_default()
    }

    pub fn configuration(&self) -> Option<&Rc<Configuration>> {
        match &self.settings {
            Settings::Loaded(configuration) => Some(configuration),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::ContactState;

    fn contact(id: &str, state: ContactState) -> Rc<Contact> {
        Rc::new(Contact { contact_id: id.into(), state, ..Contact::default() })
    }

    fn selected(state: &State) -> Option<&str> {
        state.selected().map(|contact| contact.contact_id.as_str())
    }

    #[test]
    fn the_newest_live_contact_is_shown_unless_the_agent_looks_elsewhere() {
        let mut state = State::default();
        assert_eq!(selected(&state), None);
        state.apply(Change::Contacts(vec![
            contact("a", ContactState::Connected),
            contact("b", ContactState::Connected),
            contact("c", ContactState::Ended),
        ]));
        assert_eq!(selected(&state), Some("b"));
        state.apply(Change::Viewed(Some("c".into())));
        assert_eq!(selected(&state), Some("c"));
        state.apply(Change::Contacts(vec![contact("a", ContactState::Connected)]));
        assert_eq!(selected(&state), Some("a"));
    }

    #[test]
    fn each_contact_remembers_its_drawer() {
        let mut state = State::default();
        state.apply(Change::Contacts(vec![
            contact("a", ContactState::Connected),
            contact("b", ContactState::Connected),
        ]));
        state.apply(Change::ToggleDrawer);
        assert!(state.is_open());
        state.apply(Change::Viewed(Some("a".into())));
        assert!(!state.is_open());
        state.apply(Change::Viewed(Some("b".into())));
        assert!(state.is_open());
        state.apply(Change::Contacts(Vec::new()));
        assert_eq!(state.drawers, Drawers::default());
    }

    #[test]
    fn each_contact_remembers_its_panel_and_its_tabs() {
        let mut state = State::default();
        state.apply(Change::Contacts(vec![
            contact("a", ContactState::Connected),
            contact("b", ContactState::Connected),
        ]));
        state.apply(Change::ShowPanel(Panel::History));
        state.apply(Change::Viewed(Some("a".into())));
        assert_eq!((state.panel(), state.is_open()), (Panel::Attributes, false));
        state.apply(Change::Viewed(Some("b".into())));
        assert_eq!((state.panel(), state.is_open()), (Panel::History, true));
        state.apply(Change::OpenPanel(Some("a".into()), Panel::Attributes));
        assert_eq!(state.panel(), Panel::History, "a flow of another contact does not change what is seen");
    }

    #[test]
    fn a_contact_that_rings_is_known_whichever_is_looked_at() {
        let mut state = State::default();
        state.apply(Change::Contacts(vec![contact("a", ContactState::Connected)]));
        assert!(!state.rings());
        state.apply(Change::Contacts(vec![
            contact("a", ContactState::Connected),
            contact("b", ContactState::Connecting),
        ]));
        state.apply(Change::Viewed(Some("a".into())));
        assert!(state.rings());
    }

    #[test]
    fn the_same_notice_is_kept_once_and_the_list_is_bounded() {
        let mut state = State::default();
        state.apply(Change::Notices(vec![Notice::StorageDenied, Notice::StorageDenied]));
        assert_eq!(state.notices.len(), 1);
        let many = (0..200).map(|n| Notice::Run { flow: n.to_string(), message: String::new() });
        state.apply(Change::Notices(many.collect()));
        assert_eq!(state.notices.len(), NOTICES_AT_MOST);
    }
}
