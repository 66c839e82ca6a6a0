//! The page: a line that says how we stand, lines that say what went wrong, and the drawer beside or over the phone.
//!
//! The phone's own frame stands outside of what is drawn here, so that no change of ours can touch a call.

use std::rc::Rc;

use cti_core::{ContactId, RecordingAction};
use yew::prelude::*;

use crate::browser::page;
use crate::components::check::CheckView;
use crate::components::dialog::DialogView;
use crate::components::lines::lines;
use crate::components::sign::signs;
use crate::components::status::status_line;
use crate::mini::mini;
use crate::modes::App as AppKind;
use crate::panels::{View, drawer};
use crate::state::{ActionWish, Change, DialogAnswer, Hub};

/// What a person can ask for, beside changes of the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    SignIn,
    /// In this tab, although another one has the sign-in window.
    SignInHere,
    Reconnect,
    /// Although a contact is live.
    ReconnectAnyway,
    AskConsent,
    /// To leave things as they are.
    Wait,
    ReloadSettings,
    AskHost,
    EnableSound,
    /// Show the self-check.
    Check,
    OpenSoundWindow,
    /// Do not dial the clicked number that waits.
    CancelClick,
    /// Put a text on the clipboard; `name` is what a person knows it by.
    Copy {
        name: String,
        text: String,
    },
    /// Open the microphone.
    Unmute,
    /// Take a call off hold.
    Resume(ContactId),
    /// About the selected contact's recording.
    Record(RecordingAction),
    /// Load the assistant's frame, anew where it is there already.
    LoadAssistant,
    DropAssistant,
}

#[derive(Clone, Debug, Properties)]
pub struct AppProps {
    pub app: AppKind,
    /// What the mini adapter says.
    pub message: Rc<str>,
    pub hub: Rc<Hub>,
    pub on_wish: Callback<Wish>,
    pub on_answer: Callback<(u32, DialogAnswer)>,
    pub on_recall: Callback<()>,
    pub on_diagnose: Callback<Option<ContactId>>,
    pub on_action: Callback<(Option<ContactId>, ActionWish)>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.hub, &other.hub)
    }
}

/// Where there is room for the drawer beside the phone; the styles have the same.
const BESIDE: &str = "(width >= 640px)";

#[component]
pub fn App(props: &AppProps) -> Html {
    let state = use_state(|| props.hub.state());
    {
        let state = state.setter();
        use_effect_with(Rc::as_ptr(&props.hub), {
            let hub = Rc::clone(&props.hub);
            move |_| {
                state.set(hub.state());
                hub.listen(move |next| state.set(next));
                let room = page::watch_media(BESIDE, move |beside| hub.apply(Change::Beside(beside)));
                move || drop(room)
            }
        });
    }
    let on_change = {
        let hub = Rc::clone(&props.hub);
        Callback::from(move |change: Change| hub.apply(change))
    };
    let view = View {
        state: Rc::clone(&state),
        on_recall: props.on_recall.clone(),
        on_diagnose: props.on_diagnose.clone(),
        on_action: props.on_action.clone(),
        on_wish: props.on_wish.clone(),
    };
    html! {
        <>
            <div class="head">
                { status_line(&view.state, &props.on_wish) }
                { signs(&view.state, &props.on_wish) }
            </div>
            { lines(&view.state, &on_change, &props.on_wish) }
            { match props.app {
                AppKind::Phone => drawer(&view, &on_change),
                AppKind::Mini => mini(&view.state, &props.message),
                AppKind::Check | AppKind::SoundWindow => Html::default(),
            } }
            if let Some(check) = view.state.check.clone() {
                <CheckView {check} state={Rc::clone(&view.state)} can_close={props.app != AppKind::Check}
                    on_change={on_change.clone()} on_wish={props.on_wish.clone()} />
            }
            if let Some(dialog) = view.state.dialogs.first() {
                <DialogView key={dialog.id} dialog={dialog.clone()} locale={view.state.locale.clone()}
                    on_answer={props.on_answer.clone()} />
            }
        </>
    }
}
