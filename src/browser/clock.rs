//! The browser's clock.

use std::future::Future;
use std::pin::Pin;

use cti_core::Millis;
use cti_ports::Clock;
use gloo::timers::future::TimeoutFuture;

#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Millis {
        js_sys::Date::now()
    }

    fn delay(&self, ms: u32) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(TimeoutFuture::new(ms))
    }
}
