//! Carries what the instance says to the pages: in order, at its time.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, sleep, sleep_until};

use crate::world::Shared;

/// Something to be done after the world is let go of.
#[derive(Debug, Clone, PartialEq)]
pub enum Outgoing {
    /// For the CCP pages.
    Message { after_ms: u64, message: Value },
    /// `Instance::tick` will have something to do then.
    Wake { after_ms: u64 },
}

/// Runs until the sandbox ends. What has to wait is delivered in order, and so is every snapshot: an old
/// one after a newer one would turn the clock back. The rest, such as the echo of a broadcast, overtakes.
pub async fn deliver(shared: Shared, mut outgoing: UnboundedReceiver<Outgoing>) {
    let (stamped, mut queue) = unbounded_channel::<(Instant, Value)>();
    let pages = shared.clone();
    tokio::spawn(async move {
        while let Some((due, message)) = queue.recv().await {
            if due > Instant::now() {
                sleep_until(due).await;
            }
            pages.push_connect(&message);
        }
    });
    let mut last = Instant::now();
    while let Some(item) = outgoing.recv().await {
        match item {
            Outgoing::Message { after_ms: 0, message } if message.get("update").is_none() => {
                shared.push_connect(&message);
            }
            Outgoing::Message { after_ms, message } => {
                last = last.max(Instant::now() + Duration::from_millis(after_ms));
                if stamped.send((last, message)).is_err() {
                    return;
                }
            }
            Outgoing::Wake { after_ms } => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    sleep(Duration::from_millis(after_ms)).await;
                    shared.with(|world| world.instance.tick());
                });
            }
        }
    }
}
