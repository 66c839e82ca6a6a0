//! User Timing marks: how far the page is, for anyone to read with `performance.getEntriesByName`.

/// Code has started to run.
pub const BOOT: &str = "cti:boot";
/// Streams was asked to start the phone.
pub const STREAMS: &str = "cti:streams";
/// Nothing that Connect says from here on can be missed.
pub const SUBSCRIBED: &str = "cti:subscribed";
/// The agent is known.
pub const AGENT: &str = "cti:agent";
/// Agent known, configuration loaded, flows compiled, subscriptions in place, host answered.
pub const READY: &str = "cti:ready";

/// How many marks of contacts are kept; an agent keeps the page open all day.
const KEPT: usize = 100;

pub fn set(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Marks of contacts, the oldest forgotten first.
#[derive(Debug, Default)]
pub struct ContactMarks {
    names: std::cell::RefCell<std::collections::VecDeque<String>>,
}

impl ContactMarks {
    /// Sets a mark once: a later one of that name would only blur the first.
    pub fn set(&self, name: String) {
        let mut names = self.names.borrow_mut();
        if names.contains(&name) {
            return;
        }
        set(&name);
        names.push_back(name);
        if names.len() > KEPT {
            let performance = web_sys::window().and_then(|window| window.performance());
            if let (Some(performance), Some(oldest)) = (performance, names.pop_front()) {
                performance.clear_marks_with_mark_name(&oldest);
            }
        }
    }
}
