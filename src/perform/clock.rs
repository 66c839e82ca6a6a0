//! Time.

use cti_flow::Reply;
use cti_flow::effect::Clock;
use serde_json::Value;

use crate::session::Session;

/// A delay that is longer than the run has left never ends it; the run's own budget does.
pub(super) async fn perform(session: &Session, effect: &Clock) -> Reply {
    let clock = &session.ports.clock;
    match effect {
        Clock::Delay { ms } => {
            clock.delay(ms.clamp(0.0, f64::from(u32::MAX >> 1)) as u32).await;
            Ok(Value::Null)
        }
        Clock::GetUtcOffset { at } => Ok(clock.utc_offset(*at).into()),
    }
}
