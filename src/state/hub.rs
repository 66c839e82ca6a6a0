//! The one state of the page, and who draws it.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Change, State};

type Listener = Box<dyn Fn(Rc<State>)>;

/// The one state of the page and the one who draws it.
#[derive(Default)]
pub struct Hub {
    state: RefCell<Rc<State>>,
    listener: RefCell<Option<Listener>>,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").field("state", &self.state).finish_non_exhaustive()
    }
}

impl From<State> for Hub {
    fn from(state: State) -> Self {
        Self { state: RefCell::new(Rc::new(state)), ..Self::default() }
    }
}

impl Hub {
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    pub fn apply(&self, change: Change) {
        let next = {
            let mut state = self.state.borrow_mut();
            Rc::make_mut(&mut state).apply(change);
            Rc::clone(&state)
        };
        if let Some(listener) = &*self.listener.borrow() {
            listener(next);
        }
    }

    /// One listener at a time; a new one replaces the old.
    pub fn listen(&self, listener: impl Fn(Rc<State>) + 'static) {
        *self.listener.borrow_mut() = Some(Box::new(listener));
    }
}
