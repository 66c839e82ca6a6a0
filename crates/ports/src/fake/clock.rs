//! Time that passes only when a test says so.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use cti_core::Millis;
use futures_channel::oneshot;

use crate::Clock;

#[derive(Debug, Default)]
pub struct MovedClock {
    now: Cell<Millis>,
    waiting: RefCell<Vec<(Millis, oneshot::Sender<()>)>>,
}

impl MovedClock {
    pub fn at(now: Millis) -> Self {
        Self { now: Cell::new(now), waiting: RefCell::default() }
    }

    /// Lets time pass and ends the delays that are over by then, the earliest first.
    pub fn advance(&self, ms: u32) {
        let now = self.now.get() + f64::from(ms);
        self.now.set(now);
        let (mut due, later): (Vec<_>, Vec<_>) =
            self.waiting.take().into_iter().partition(|(end, _)| *end <= now);
        self.waiting.replace(later);
        due.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, waker) in due {
            // Nobody may be waiting any more.
            let _ = waker.send(());
        }
    }
}

/// An hour ahead of UTC, all year round.
const UTC_OFFSET: f64 = 60.0;

impl Clock for MovedClock {
    fn now(&self) -> Millis {
        self.now.get()
    }

    fn delay(&self, ms: u32) -> Pin<Box<dyn Future<Output = ()>>> {
        let (waker, end) = oneshot::channel();
        self.waiting.borrow_mut().push((self.now.get() + f64::from(ms), waker));
        Box::pin(async move {
            let _ = end.await;
        })
    }

    fn utc_offset(&self, _: Millis) -> f64 {
        UTC_OFFSET
    }
}

/// Runs a future that needs nothing from outside but what it does itself, such as moving a clock.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    let mut polls = 0_u32;
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        polls += 1;
        assert!(polls < 10_000, "the future waits for something that nobody does");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_ends_when_its_time_has_come() {
        let clock = MovedClock::at(1_000.0);
        let mut delay = clock.delay(10);
        let mut context = Context::from_waker(Waker::noop());
        clock.advance(9);
        assert!(delay.as_mut().poll(&mut context).is_pending());
        clock.advance(1);
        assert!(delay.as_mut().poll(&mut context).is_ready());
        assert_eq!(clock.now(), 1_010.0);
    }
}
