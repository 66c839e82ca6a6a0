//! Which of the agent's tabs leads: the visible one, else the one that has waited longest.
//!
//! The lead is a Web Lock, so the browser itself hands it on when a tab closes, crashes or freezes out.
//! A tab that comes into view takes the lead over. Whoever gets it waits [`GRACE_MS`] before acting on it:
//! by then the former leader has stopped, and what it claimed in shared storage can be read here.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::instance;
use crate::session::{TabGone, TabNames};

/// Long enough for another process to hear that it lost the lock (single milliseconds), too short to notice.
const GRACE_MS: u32 = 50;

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        callback: &Function,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;
}

/// The name of the lock that a tab holds for as long as it is open.
const OPEN_TAB: &str = "cti:tab";

/// Beside its lock each open tab has an entry in storage: a page that goes cannot wait to hear of locks.
const ENTRY: &str = "cti:open";

/// Counts this tab among the open ones, to the end of the page.
pub fn enlist(tab: &str) {
    let name = tab.to_owned();
    let forever = Closure::once_into_js(move |_lock: JsValue| {
        sign_on(&name);
        Promise::new(&mut |_, _| {})
    });
    if let Some(locks) = lock_manager()
        && let Ok(options) = serde_wasm_bindgen::to_value(&LockOptions { steal: false })
    {
        // A browser that refuses only counts one tab less.
        let _ = locks.request(&named(OPEN_TAB, tab), &options, forever.unchecked_ref());
    }
}

/// Hears whenever another tab comes or goes.
pub fn on_change(act: impl Fn() + 'static) {
    super::claims::on_change(instance::own_prefix(ENTRY), act);
}

/// The tab is there, or there again.
pub fn sign_on(tab: &str) {
    if let Some(storage) = super::local_storage() {
        let _ = storage.set_item(&named(ENTRY, tab), "");
    }
}

/// The tab goes. True if it was the last one; false where the browser keeps nothing to know it by.
pub fn sign_off(tab: &str) -> bool {
    let Some(storage) = super::local_storage() else { return false };
    let own = named(ENTRY, tab);
    let known = storage.get_item(&own).ok().flatten().is_some();
    let _ = storage.remove_item(&own);
    known && entries(&storage).is_empty()
}

fn named(kind: &str, tab: &str) -> String {
    [&instance::own_prefix(kind), tab].concat()
}

fn entries(storage: &web_sys::Storage) -> Vec<String> {
    let prefix = instance::own_prefix(ENTRY);
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(&prefix)).collect()
}

/// The names of the tabs that are open; none where the browser does not tell. Entries of tabs that died are
/// removed.
pub fn open_tabs() -> TabNames {
    Box::pin(async {
        // Before the locks are asked for: an entry is written by a tab that has its lock.
        let storage = super::local_storage();
        let entries = storage.as_ref().map(entries).unwrap_or_default();
        let Some(held) = held_locks().await else { return Vec::new() };
        let (open, entry_of) = (instance::own_prefix(OPEN_TAB), instance::own_prefix(ENTRY));
        let held: Vec<_> =
            held.iter().filter_map(|name| name.strip_prefix(&*open)).map(str::to_owned).collect();
        for entry in entries {
            let is_held =
                entry.strip_prefix(&*entry_of).is_some_and(|tab| held.iter().any(|held| held == tab));
            if let (false, Some(storage)) = (is_held, &storage) {
                let _ = storage.remove_item(&entry);
            }
        }
        held
    })
}

/// Waits until that tab has gone, which is when its lock can be had; for ever where the browser does not tell.
pub fn gone(tab: &str) -> TabGone {
    let name = named(OPEN_TAB, tab);
    Box::pin(async move {
        // Given back at once, and the promise is kept only then: nobody takes our holding it for the tab.
        let nothing = Closure::once_into_js(|_lock: JsValue| {});
        let granted = || {
            let options = serde_wasm_bindgen::to_value(&LockOptions { steal: false }).ok()?;
            lock_manager()?.request(&name, &options, nothing.unchecked_ref()).ok()
        };
        let gone = match granted() {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        if !gone {
            std::future::pending().await
        }
    })
}

/// Whether any page holds this lock now.
pub async fn is_held(name: &str) -> bool {
    held_locks().await.is_some_and(|held| held.iter().any(|held| held == name))
}

/// The names of the locks that pages of this origin hold.
async fn held_locks() -> Option<Vec<String>> {
    let state = JsFuture::from(lock_manager()?.query().ok()?).await.ok()?;
    let held = Reflect::get(&state, &"held".into()).ok()?;
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(js_sys::Array::from(&held).iter().filter_map(name).collect())
}

/// This tab's turn; the next tab's begins when it is dropped.
#[derive(Debug)]
#[must_use = "the turn is over as soon as it is dropped"]
pub struct Turn {
    end: Function,
}

impl Drop for Turn {
    /// Gives the turn to the next tab.
    fn drop(&mut self) {
        let _ = self.end.call0(&JsValue::NULL);
    }
}

/// Waits for this tab's turn among all that use the name. None where tabs cannot take turns.
pub async fn turn(name: &str) -> Option<Turn> {
    let locks = lock_manager()?;
    let options = serde_wasm_bindgen::to_value(&LockOptions { steal: false }).ok()?;
    let mut request = None;
    let granted = Promise::new(&mut |begin, _| {
        let held = Closure::once_into_js(move |_lock: JsValue| {
            Promise::new(&mut |end, _| {
                let _ = begin.call1(&JsValue::NULL, &end);
            })
        });
        request = locks.request(name, &options, held.unchecked_ref()).ok();
    });
    // Its failure would show in the grant that never comes.
    let _request = request?;
    let end = JsFuture::from(granted).await.ok()?;
    Some(Turn { end: end.unchecked_into() })
}

/// How a lock is asked for: in turn, or over its holder's head.
#[derive(Clone, Copy, Serialize)]
struct LockOptions {
    steal: bool,
}

/// A standing candidacy for the lead; lasts until the page goes.
pub struct Candidacy {
    name: String,
    locks: Option<LockManager>,
    on_change: Box<dyn Fn(bool)>,
    leads: Cell<bool>,
    queued: Cell<bool>,
}

impl std::fmt::Debug for Candidacy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Candidacy")
            .field("name", &self.name)
            .field("leads", &self.leads)
            .finish_non_exhaustive()
    }
}

/// Stands for the lead among tabs that use the same name. `on_change` hears every gain and loss.
pub fn stand(name: &str, on_change: impl Fn(bool) + 'static) -> Rc<Candidacy> {
    let candidacy = Rc::new(Candidacy {
        name: name.to_owned(),
        locks: lock_manager(),
        on_change: Box::new(on_change),
        leads: Cell::new(false),
        queued: Cell::new(false),
    });
    if is_visible() {
        candidacy.take_over();
    } else {
        candidacy.queue();
    }
    candidacy.clone().watch_visibility();
    candidacy
}

impl Candidacy {
    fn watch_visibility(self: Rc<Self>) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let listener = EventListener::new(&document, "visibilitychange", move |_| {
            if is_visible() && !self.leads.get() {
                self.take_over();
            }
        });
        listener.forget();
    }

    fn queue(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            self.request(LockOptions { steal: false });
        }
    }

    fn take_over(self: &Rc<Self>) {
        self.request(LockOptions { steal: true });
    }

    fn request(self: &Rc<Self>, options: LockOptions) {
        let Some(locks) = &self.locks else {
            // Without Web Locks (an insecure origin) tabs cannot agree; this one acts for itself.
            self.gain();
            return;
        };
        let this = Rc::clone(self);
        let granted = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            this.queued.set(false);
            this.gain();
            // Held until the page goes or another tab takes over.
            Promise::new(&mut |_, _| {})
        });
        let Ok(options) = serde_wasm_bindgen::to_value(&options) else { return };
        let Ok(request) = locks.request(&self.name, &options, granted.unchecked_ref()) else { return };
        let this = Rc::clone(self);
        let lost = Closure::once(move |_reason: JsValue| this.lose());
        let _ = request.catch(&lost);
        lost.forget();
    }

    fn gain(self: &Rc<Self>) {
        self.leads.set(true);
        let this = Rc::clone(self);
        Timeout::new(GRACE_MS, move || {
            if this.leads.get() {
                (this.on_change)(true);
            }
        })
        .forget();
    }

    fn lose(self: &Rc<Self>) {
        if self.leads.replace(false) {
            (self.on_change)(false);
        }
        self.queue();
    }
}

fn lock_manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined() && !locks.is_null()).then(|| locks.unchecked_into())
}

pub fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}
