//! Shows one state after the other in the softphone's page frame, each as if the page had just been loaded.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use connect_cti::app::{App, AppProps};
use connect_cti::browser::clock::BrowserClock;
use connect_cti::browser::{language, page, spawn};
use connect_cti::locale::{self, Locale};
use connect_cti::modes::App as AppKind;
use connect_cti::state::{ActionChange, ActionState, ActionWish, Change, Hub, State};
use cti_ports::Clock;
use yew::{AppHandle, Callback, Renderer};

use crate::address::Address;
use crate::browser;
use crate::exhibit::Exhibit;
use crate::states;

#[derive(Default)]
pub struct Stage {
    app: RefCell<Option<AppHandle<App>>>,
    /// Texts that were fetched, so that each is fetched once.
    locale: RefCell<Locale>,
    /// How often something else was asked for.
    wish: Cell<u32>,
}

impl Stage {
    pub fn new() -> Rc<Self> {
        Rc::default()
    }

    pub fn show(self: &Rc<Self>, address: Address) {
        let wish = self.wish.get().wrapping_add(1);
        self.wish.set(wish);
        let stage = Rc::clone(self);
        spawn(Box::pin(async move {
            stage.speak(&address).await;
            let Some(exhibit) = states::find(&address.state).filter(|_| stage.wish.get() == wish) else {
                return;
            };
            stage.draw(exhibit, &address);
            for press in exhibit.presses {
                BrowserClock.delay(0).await;
                if stage.wish.get() != wish || !browser::press(press) {
                    return;
                }
            }
            BrowserClock.delay(0).await;
            if stage.wish.get() == wish {
                // For tests: all of it is there.
                browser::set_root("data-shown", &address.fragment());
            }
        }));
    }

    async fn speak(&self, address: &Address) {
        let wanted = locale::choose(&address.language);
        if self.locale.borrow().language == wanted {
            return;
        }
        language::wish(wanted.clone());
        let texts = match Locale::built_in(&wanted) {
            Some(texts) => texts,
            None => match language::bring(&wanted).await {
                Some(json) => Locale::parse(wanted, &json),
                None => return,
            },
        };
        *self.locale.borrow_mut() = texts;
    }

    fn draw(&self, exhibit: &Exhibit, address: &Address) {
        let locale = self.locale.borrow().clone();
        page::set_language(locale.language.code);
        let app = exhibit.app;
        for (name, value) in [
            ("dir", address.direction.as_str()),
            ("data-theme", &address.theme),
            ("data-density", &address.density),
            ("data-app", app.name()),
        ] {
            browser::set_root(name, value);
        }
        if let Some(before) = self.app.take() {
            before.destroy();
        }
        let Some(root) = page::app_container() else { return };
        let hub = Rc::new(Hub::from(State { locale, ..(exhibit.state)() }));
        let props = props(hub, app, exhibit.message);
        let drawn = Renderer::<App>::with_root_and_props(root.into(), props).render();
        *self.app.borrow_mut() = Some(drawn);
    }
}

/// Presses change what is shown as far as nobody else is needed for that.
fn props(hub: Rc<Hub>, app: AppKind, message: &str) -> AppProps {
    let [answered, acted] = [(); 2].map(|()| Rc::clone(&hub));
    AppProps {
        app,
        message: message.into(),
        hub,
        on_wish: Callback::noop(),
        on_answer: Callback::from(move |(id, _)| answered.apply(Change::CloseDialog(id))),
        on_recall: Callback::noop(),
        on_diagnose: Callback::noop(),
        on_action: Callback::from(move |(contact, wish)| {
            if let Some(change) = change(wish) {
                acted.apply(Change::Action(contact, change));
            }
        }),
    }
}

/// Everything that is wished for in the Actions panel succeeds at once.
fn change(wish: ActionWish) -> Option<ActionChange> {
    match wish {
        ActionWish::Open(open) => Some(ActionChange::Open(Some(open))),
        ActionWish::Back => Some(ActionChange::Open(None)),
        ActionWish::Type(action, form) => Some(ActionChange::Draft(action, form)),
        ActionWish::Run(action, _) => Some(ActionChange::Run(action, ActionState::Done)),
        ActionWish::Leave(name) => Some(ActionChange::Leave(name, ActionState::Done)),
        ActionWish::SearchAgain => None,
    }
}
