//! The page: a line that says how we stand, and the drawer beside or over the phone.
//!
//! The phone's own frame stands outside of what is drawn here, so that no change of ours can touch a call.

use std::rc::Rc;

use cti_core::action::Form;
use yew::prelude::*;

use crate::components::dialog::DialogView;
use crate::components::status::StatusLine;
use crate::locale::Locale;
use crate::panels::Drawer;
use crate::panels::actions::Executor;
use crate::panels::history::Recaller;
use crate::state::{Change, DialogAnswer, Hub, State};

/// What a person can ask for, beside changes of the page itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    SignIn,
    Reconnect,
    ReloadSettings,
    AskHost,
}

#[derive(Clone, Debug, Properties)]
pub struct AppProps {
    pub hub: Rc<Hub>,
    pub on_wish: Callback<Wish>,
    pub on_answer: Callback<(u32, DialogAnswer)>,
    pub on_recall: Callback<()>,
    pub on_action: Callback<(String, Form)>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.hub, &other.hub)
    }
}

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
            }
        });
    }
    let on_change = {
        let hub = Rc::clone(&props.hub);
        Callback::from(move |change: Change| hub.apply(change))
    };
    let state: Rc<State> = Rc::clone(&state);
    html! {
        <ContextProvider<Locale> context={state.locale.clone()}>
            <StatusLine state={Rc::clone(&state)} on_wish={props.on_wish.clone()} />
            if let Some(dialog) = state.dialogs.first() {
                <DialogView key={dialog.id} dialog={dialog.clone()} on_answer={props.on_answer.clone()} />
            }
            <ContextProvider<Executor> context={Executor(props.on_action.clone())}>
                <ContextProvider<Recaller> context={Recaller(props.on_recall.clone())}>
                    <Drawer {state} {on_change} />
                </ContextProvider<Recaller>>
            </ContextProvider<Executor>>
        </ContextProvider<Locale>>
    }
}

/// The texts in the user's language.
#[hook]
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_default()
}
