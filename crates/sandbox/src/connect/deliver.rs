//! Carries what the instance says to the pages: in order, at its time.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, sleep, sleep_until};

use crate::world::{Region, Shared};

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
pub async fn deliver(shared: Shared, mut outgoing: UnboundedReceiver<(Region, Outgoing)>) {
    let (stamped, mut queue) = unbounded_channel::<(Instant, Region, Value)>();
    let pages = shared.clone();
    tokio::spawn(async move {
        while let Some((due, region, message)) = queue.recv().await {
            if due > Instant::now() {
                sleep_until(due).await;
            }
            pages.push_connect(region, &message);
        }
    });
    let mut last = Instant::now();
    while let Some((region, item)) = outgoing.recv().await {
        match item {
            Outgoing::Message { after_ms: 0, message } if message.get("update").is_none() => {
                shared.push_connect(region, &message);
            }
            Outgoing::Message { after_ms, message } => {
                last = last.max(Instant::now() + Duration::from_millis(after_ms));
                if stamped.send((last, region, message)).is_err() {
                    return;
                }
            }
            Outgoing::Wake { after_ms } => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    sleep(Duration::from_millis(after_ms)).await;
                    shared.with(|world| world.at(region).tick());
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::{Origins, Region, Sandbox};

    #[tokio::test]
    async fn snapshots_keep_their_order_and_echoes_do_not_wait_for_them() {
        let origins = Origins::on([0; 4]);
        let (shared, _) = Sandbox::new(origins, "dist".into());
        let (say, outgoing) = unbounded_channel();
        let mut heard = shared.listen_connect(Region::Home);
        tokio::spawn(deliver(shared.clone(), outgoing));
        for (after_ms, message) in
            [(20, json!({ "update": 1 })), (0, json!({ "post": 2 })), (0, json!({ "update": 3 }))]
        {
            say.send((Region::Home, Outgoing::Message { after_ms, message })).unwrap();
        }
        let mut order = Vec::new();
        for _ in 0..3 {
            order.push(heard.recv().await.unwrap().to_string());
        }
        assert_eq!(order, [r#"{"post":2}"#, r#"{"update":1}"#, r#"{"update":3}"#]);
    }
}
