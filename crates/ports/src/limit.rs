//! The time limit that every port call carries.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crate::PortError;

/// The answer to a call, or [`PortError::TimedOut`] once `delay` is over. What comes after that is dropped.
pub async fn within<T>(
    call: &'static str,
    limit_ms: u32,
    delay: impl Future<Output = ()>,
    answer: impl Future<Output = Result<T, PortError>>,
) -> Result<T, PortError> {
    let mut delay = pin!(delay);
    let mut answer = pin!(answer);
    poll_fn(move |context| {
        if let Poll::Ready(result) = answer.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        delay.as_mut().poll(context).map(|()| Err(PortError::TimedOut { call, limit_ms }))
    })
    .await
}
