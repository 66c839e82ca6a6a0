//! The sign-in window: one at most, and only ever opened by a click.

use std::cell::RefCell;

use cti_ports::PortError;

use crate::fault;

/// A name of its own makes a second click reuse the window that is there.
const NAME: &str = "connect-cti-sign-in";
const FEATURES: &str = "popup,width=480,height=720";

#[derive(Debug, Default)]
pub struct SignInWindow {
    window: RefCell<Option<web_sys::Window>>,
}

impl SignInWindow {
    pub fn is_open(&self) -> bool {
        self.window.borrow().as_ref().is_some_and(|window| !window.closed().unwrap_or(true))
    }

    /// Opens it, or brings it to the front.
    pub fn show(&self, url: &str) -> Result<(), PortError> {
        if self.is_open() {
            if let Some(window) = &*self.window.borrow() {
                let _ = window.focus();
            }
            return Ok(());
        }
        let page = web_sys::window().ok_or_else(blocked)?;
        let window = page
            .open_with_url_and_target_and_features(url, NAME, FEATURES)
            .map_err(|thrown| fault::rejected(&thrown))?
            .ok_or_else(blocked)?;
        *self.window.borrow_mut() = Some(window);
        Ok(())
    }

    pub fn close(&self) {
        if let Some(window) = self.window.borrow_mut().take() {
            let _ = window.close();
        }
    }
}

fn blocked() -> PortError {
    PortError::Rejected {
        code: "windowBlocked".to_owned(),
        message: "the browser blocked the sign-in window; allow windows of this page and try again"
            .to_owned(),
    }
}
