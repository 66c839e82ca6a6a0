//! A sound that is played again and again until it is stopped, and whether the browser allows that.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlAudioElement;

pub struct Speaker {
    /// In the page's document, where anyone can see whether it plays.
    audio: Option<HtmlAudioElement>,
    /// What is to be heard now, and what in its place should that fail.
    wanted: RefCell<Option<(String, String)>>,
    /// Counts plays and stops: an answer to an earlier one says nothing.
    turn: Cell<u32>,
    on_blocked: Box<dyn Fn(bool)>,
}

impl std::fmt::Debug for Speaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Speaker").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}

impl Speaker {
    /// `on_blocked` hears whether the browser blocks a sound that is wanted, whenever it was tried or stopped.
    pub fn new(on_blocked: impl Fn(bool) + 'static) -> Rc<Self> {
        Rc::new(Self {
            audio: element(),
            wanted: RefCell::default(),
            turn: Cell::default(),
            on_blocked: Box::new(on_blocked),
        })
    }

    /// Plays `custom` where there is one and it can be played, else `standard`.
    pub fn play(self: &Rc<Self>, custom: Option<&str>, standard: &str) {
        let url = custom.unwrap_or(standard).to_owned();
        *self.wanted.borrow_mut() = Some((url, standard.to_owned()));
        self.start();
    }

    pub fn stop(&self) {
        self.wanted.borrow_mut().take();
        self.turn.set(self.turn.get().wrapping_add(1));
        if let Some(audio) = &self.audio {
            let _ = audio.pause();
            audio.set_current_time(0.0);
        }
        // Nothing is missed any more.
        (self.on_blocked)(false);
    }

    /// Straight from a click: plays what is wanted, else `standard` for no longer than it takes to be allowed to.
    pub fn enable(self: &Rc<Self>, standard: &str) {
        if self.wanted.borrow().is_some() {
            return self.start();
        }
        let turn = self.attempt(standard);
        let this = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let allowed = turn.await.is_ok();
            if this.wanted.borrow().is_none() {
                this.stop();
            }
            (this.on_blocked)(!allowed);
        });
    }

    fn start(self: &Rc<Self>) {
        let this = Rc::clone(self);
        let Some((url, standard)) = self.wanted.borrow().clone() else { return };
        let attempt = self.attempt(&url);
        let turn = self.turn.get();
        wasm_bindgen_futures::spawn_local(async move {
            let failure = attempt.await.err();
            if this.turn.get() != turn {
                return;
            }
            match failure.as_deref() {
                None => (this.on_blocked)(false),
                Some("NotAllowedError") => (this.on_blocked)(true),
                // Not there, or nothing that this browser plays.
                Some(_) if url != standard => this.play(None, &standard),
                Some(_) => {}
            }
        });
    }

    /// Asked at once, as long as a click counts. The name of the failure, where there is one.
    fn attempt(&self, url: &str) -> impl Future<Output = Result<(), String>> + use<> {
        self.turn.set(self.turn.get().wrapping_add(1));
        let asked = self.audio.as_ref().map(|audio| {
            if audio.get_attribute("src").as_deref() != Some(url) {
                audio.set_src(url);
            }
            audio.play()
        });
        async move {
            match asked {
                Some(Ok(playing)) => JsFuture::from(playing).await.map(drop).map_err(name_of),
                Some(Err(thrown)) => Err(name_of(thrown)),
                None => Err(String::new()),
            }
        }
    }
}

fn element() -> Option<HtmlAudioElement> {
    let audio = HtmlAudioElement::new().ok()?;
    audio.set_loop(true);
    audio.set_preload("none");
    web_sys::window()?.document()?.body()?.append_child(&audio).ok()?;
    Some(audio)
}

fn name_of(thrown: JsValue) -> String {
    let name = Reflect::get(&thrown, &"name".into()).ok().and_then(|name| name.as_string());
    name.unwrap_or_default()
}
