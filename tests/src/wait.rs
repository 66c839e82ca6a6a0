//! Waiting for a state, never for a time.

use std::future::Future;
use std::time::{Duration, Instant};

/// Long enough for a busy machine; a test that gets there fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Asks again and again until there is an answer. Panics with `what` when patience is over.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}
