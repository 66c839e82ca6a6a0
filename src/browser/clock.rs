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

    fn utc_offset(&self, at: Millis) -> f64 {
        // JavaScript counts from here to UTC.
        let offset = -js_sys::Date::new(&at.into()).get_timezone_offset();
        if offset.is_finite() { offset } else { 0.0 }
    }
}
