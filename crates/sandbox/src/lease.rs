//! The lease on the agent's session: as long as a page renews it nothing happens; when it has run out, the org
//! sets the agent's state through Connect's API.

use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::{Fault, Mode};
use crate::journal::Side;
use crate::world::{Shared, World, now_ms};

/// What the softphone sends as `renewLease`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Renewal {
    key: String,
    #[serde(rename = "agentARN")]
    agent_arn: String,
    #[serde(rename = "agentStateARN")]
    agent_state_arn: Option<String>,
    sign_out: bool,
    seconds: u32,
    at: f64,
}

/// Another length for the lease that stands.
#[derive(Debug, Deserialize)]
pub struct Retiming {
    key: String,
    seconds: u32,
    at: f64,
}

#[derive(Debug)]
struct Lease {
    renewal: Renewal,
    /// When the page wrote what was last heard of it.
    at: f64,
    /// Milliseconds since the epoch.
    due: f64,
}

/// The agent's lease, if there is one.
#[derive(Debug, Default)]
pub struct Leases {
    held: Option<Lease>,
}

impl Leases {
    /// Takes or renews the lease until `seconds` from now. What is older than the last word about it changes nothing.
    fn renew(&mut self, renewal: Renewal, seconds: u32, now: f64) {
        let is_old = |held: &Lease| held.renewal.key == renewal.key && renewal.at < held.at;
        if !self.held.as_ref().is_some_and(is_old) {
            let at = renewal.at;
            self.held = Some(Lease { renewal, at, due: now + f64::from(seconds) * 1000.0 });
        }
    }

    fn retime(&mut self, retiming: &Retiming, seconds: u32, now: f64) {
        let Some(held) = &mut self.held else { return };
        if held.renewal.key == retiming.key && retiming.at >= held.at {
            held.at = retiming.at;
            held.due = now + f64::from(seconds) * 1000.0;
        }
    }

    /// The lease, once it has run out. A timer of the operating system may be a little early.
    fn take_due(&mut self, now: f64) -> Option<Renewal> {
        self.held.take_if(|held| held.due <= now + 5.0).map(|lease| lease.renewal)
    }
}

/// Answers for how many seconds the lease is granted.
pub fn renew(shared: &Shared, renewal: Renewal) -> u32 {
    let seconds = shared.with(|world| {
        let seconds = granted(world, renewal.seconds);
        world.leases.renew(renewal, seconds, now_ms());
        seconds
    });
    watch(shared, seconds);
    seconds
}

/// `POST /lease` of the softphone's origin: what a page says while it goes, by `sendBeacon`.
pub async fn retime(State(shared): State<Shared>, Query(retiming): Query<Retiming>) -> StatusCode {
    let Retiming { key, seconds, at } = &retiming;
    let args = json!([key, seconds, at]);
    let seconds = shared.with(|world| {
        let entry = world.journal.open(Side::Salesforce, "retimeLease", args);
        let fault = world.faults.take(Side::Salesforce, "retimeLease");
        if let Some(Fault { mode: Mode::Drop, .. }) = fault {
            return None;
        }
        let seconds = granted(world, retiming.seconds);
        world.leases.retime(&retiming, seconds, now_ms());
        world.journal.close(entry, json!({ "seconds": seconds }));
        Some(seconds)
    });
    if let Some(seconds) = seconds {
        watch(&shared, seconds);
    }
    StatusCode::NO_CONTENT
}

fn granted(world: &World, asked: u32) -> u32 {
    world.org.lease_seconds().map_or(asked, |most| asked.min(most))
}

/// Looks after the lease when it may have run out; whoever renewed it meanwhile has a look of their own.
fn watch(shared: &Shared, seconds: u32) {
    let shared = shared.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(seconds.into())).await;
        shared.with(|world| {
            if let Some(ended) = world.leases.take_due(now_ms()) {
                end(world, &ended);
            }
        });
    });
}

/// What the org does with an agent who has no page any more.
fn end(world: &mut World, ended: &Renewal) {
    if let Some(arn) = &ended.agent_state_arn {
        let args = json!({ "userId": ended.agent_arn, "agentStatusId": arn });
        let entry = world.journal.open(Side::Connect, "PutUserStatus", args);
        let set = world.instance.put_user_status(arn);
        let noted = set.map_or_else(|failure| json!({ "error": failure.to_value() }), |()| json!({}));
        world.journal.close(entry, noted);
    }
    if ended.sign_out && !world.instance.is_busy() {
        let entry = world.journal.open(Side::Connect, "logout", json!({ "userId": ended.agent_arn }));
        world.instance.change_session(crate::connect::SessionChange::Logout);
        world.journal.close(entry, Value::Null);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renewal(key: &str, at: f64) -> Renewal {
        Renewal {
            key: key.to_owned(),
            agent_arn: "arn:agent".to_owned(),
            agent_state_arn: None,
            sign_out: false,
            seconds: 60,
            at,
        }
    }

    fn retiming(key: &str, at: f64) -> Retiming {
        Retiming { key: key.to_owned(), seconds: 5, at }
    }

    fn due(leases: &mut Leases, now: f64) -> bool {
        leases.take_due(now).is_some()
    }

    #[test]
    fn a_lease_runs_out_once_unless_it_is_renewed() {
        let mut leases = Leases::default();
        leases.renew(renewal("k", 0.0), 60, 0.0);
        assert!(!due(&mut leases, 59_000.0));
        leases.renew(renewal("k", 50_000.0), 60, 50_000.0);
        assert!(!due(&mut leases, 60_000.0));
        assert!(due(&mut leases, 110_000.0));
        assert!(!due(&mut leases, 110_000.0));
    }

    #[test]
    fn a_page_that_goes_shortens_it_and_one_that_comes_takes_it_back() {
        let mut leases = Leases::default();
        leases.renew(renewal("k", 0.0), 60, 0.0);
        leases.retime(&retiming("k", 10.0), 5, 10.0);
        leases.retime(&retiming("k", 20.0), 60, 20.0);
        assert!(!due(&mut leases, 5_010.0));
        leases.retime(&retiming("k", 30.0), 5, 30.0);
        assert!(due(&mut leases, 5_030.0));
    }

    #[test]
    fn what_comes_late_or_with_another_key_changes_nothing() {
        let mut leases = Leases::default();
        leases.renew(renewal("k", 100.0), 60, 0.0);
        leases.retime(&retiming("k", 99.0), 5, 0.0);
        leases.retime(&retiming("other", 200.0), 5, 0.0);
        leases.renew(renewal("k", 98.0), 1, 0.0);
        assert!(!due(&mut leases, 6_000.0));
        leases.retime(&retiming("gone", 300.0), 5, 0.0);
        assert!(due(&mut leases, 60_000.0));
        leases.retime(&retiming("k", 300.0), 5, 0.0);
        assert!(!due(&mut leases, 99_000.0));
    }

    #[test]
    fn the_end_sets_the_state_and_signs_out_unless_a_contact_is_live() {
        for (busy, state, signed_in) in [(false, "Offline", false), (true, "PendingBusy", true)] {
            let origin = String::new;
            let origins =
                crate::Origins { host: origin(), frame: origin(), connect: origin(), replica: origin() };
            let (shared, _deliveries) = crate::Sandbox::new(origins, "dist".into());
            shared.with(|world| {
                if busy {
                    world
                        .instance
                        .arrive(serde_json::from_value(json!({ "channel": "voice" })).unwrap())
                        .unwrap();
                }
                let offline = world.instance.agent.state("Offline").unwrap().arn.clone();
                let ended = Renewal { agent_state_arn: Some(offline), sign_out: true, ..renewal("k", 0.0) };
                end(world, &ended);
                assert_eq!(world.instance.agent.shown.name, state);
                assert_eq!(world.instance.agent.next.is_some(), busy);
                assert_eq!(world.instance.session.token().is_some(), signed_in);
                assert_eq!(world.journal.entries()[0].method, "PutUserStatus");
            });
        }
    }
}
