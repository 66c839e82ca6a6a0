//! What all handlers share: the two stand-ins, the journal, the faults, and the way to their pages.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::sync::{broadcast, mpsc};

use crate::connect::{Instance, Outgoing};
use crate::fault::Faults;
use crate::journal::Journal;
use crate::lease::Leases;
use crate::salesforce::{Org, Tabs};

/// A page that lags this many messages behind is cut off; it reconnects and gets the whole state.
const PUSH_BACKLOG: usize = 4096;

pub type Shared = Arc<Sandbox>;

/// Where an instance stands. The replica is only used where Global Resiliency is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    Home,
    Replica,
}

impl Region {
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "us-east-1",
            Self::Replica => "us-west-2",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Home => Self::Replica,
            Self::Replica => Self::Home,
        }
    }
}

/// The whole state of the sandbox; replaced by `POST /api/reset`.
#[derive(Debug)]
pub struct World {
    /// The instance in the region where calls arrive.
    pub instance: Instance,
    /// The one that takes over when that region fails.
    pub standby: Instance,
    /// The region of `instance`.
    pub active: Region,
    pub org: Org,
    pub journal: Journal,
    pub faults: Faults,
    pub leases: Leases,
    /// What callers were left to hear, oldest first.
    pub voicemails: Vec<Value>,
}

impl World {
    pub fn seeded(seed: u64) -> Self {
        Self {
            instance: Instance::seeded(seed, now_ms()),
            standby: Instance::standby(seed, now_ms()),
            active: Region::Home,
            org: Org::seeded(),
            journal: Journal::default(),
            faults: Faults::default(),
            leases: Leases::default(),
            voicemails: Vec::new(),
        }
    }

    pub fn at(&mut self, region: Region) -> &mut Instance {
        if region == self.active { &mut self.instance } else { &mut self.standby }
    }

    /// The active region fails: its pages tell the softphone, and calls arrive in the other from now on.
    pub fn fail_over(&mut self) {
        let next = self.active.other();
        self.instance.announce_failover(next.name());
        std::mem::swap(&mut self.instance, &mut self.standby);
        self.active = next;
    }

    /// What a CCP page of a region has to know of the other; nothing where there is only one.
    pub fn resilience(&self, region: Region) -> Option<Value> {
        let names = json!({ "instanceRegion": region.name(), "activeRegion": self.active.name() });
        self.org.is_resilient().then_some(names)
    }
}

/// The four origins, without a trailing slash.
#[derive(Debug, Clone)]
pub struct Origins {
    pub host: String,
    pub frame: String,
    pub connect: String,
    /// The Connect instance of the second region.
    pub replica: String,
}

impl Origins {
    /// On consecutive ports of this machine.
    pub fn on(ports: [u16; 4]) -> Self {
        let [host, frame, connect, replica] = ports.map(|port| format!("http://localhost:{port}"));
        Self { host, frame, connect, replica }
    }
}

#[derive(Debug)]
pub struct Sandbox {
    world: Mutex<World>,
    pub origins: Origins,
    /// Folder with the built softphone.
    pub dist: PathBuf,
    /// The console's browser tabs; they stay connected when the world is reset.
    pub tabs: Tabs,
    connect_push: broadcast::Sender<Arc<str>>,
    replica_push: broadcast::Sender<Arc<str>>,
    console_push: broadcast::Sender<Arc<str>>,
    outgoing: mpsc::UnboundedSender<(Region, Outgoing)>,
}

impl Sandbox {
    /// The second half delivers what the instance has to say; see `connect::deliver`.
    pub fn new(origins: Origins, dist: PathBuf) -> (Shared, mpsc::UnboundedReceiver<(Region, Outgoing)>) {
        let (outgoing, deliveries) = mpsc::unbounded_channel();
        let sandbox = Self {
            world: Mutex::new(World::seeded(1)),
            origins,
            dist,
            tabs: Tabs::default(),
            connect_push: broadcast::channel(PUSH_BACKLOG).0,
            replica_push: broadcast::channel(PUSH_BACKLOG).0,
            console_push: broadcast::channel(PUSH_BACKLOG).0,
            outgoing,
        };
        (Arc::new(sandbox), deliveries)
    }

    /// Works on the world; whatever the instances have to tell their pages afterwards is sent on its way.
    pub fn with<T>(&self, work: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.lock();
        world.instance.set_now(now_ms());
        world.standby.set_now(now_ms());
        let result = work(&mut world);
        for region in [Region::Home, Region::Replica] {
            for outgoing in world.at(region).take_outgoing() {
                // Fails only while the server shuts down, when nobody listens any more.
                let _ = self.outgoing.send((region, outgoing));
            }
        }
        result
    }

    /// Says something to every CCP page of the agent in a region.
    pub fn push_connect(&self, region: Region, message: &Value) {
        let _ = self.connect_pages(region).send(message.to_string().into());
    }

    fn connect_pages(&self, region: Region) -> &broadcast::Sender<Arc<str>> {
        match region {
            Region::Home => &self.connect_push,
            Region::Replica => &self.replica_push,
        }
    }

    /// Says something to every console page.
    pub fn push_console(&self, message: &Value) {
        let _ = self.console_push.send(message.to_string().into());
    }

    pub fn listen_connect(&self, region: Region) -> broadcast::Receiver<Arc<str>> {
        self.connect_pages(region).subscribe()
    }

    pub fn listen_console(&self) -> broadcast::Receiver<Arc<str>> {
        self.console_push.subscribe()
    }

    /// A panic in one handler must not end the sandbox for all others.
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds since the epoch, with fractions.
pub fn now_ms() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_that_fails_keeps_its_contacts_and_the_other_takes_the_next() {
        let mut world = World::seeded(1);
        let call = || serde_json::from_value(json!({ "channel": "voice" })).unwrap();
        let first = world.instance.arrive(call()).unwrap();
        world.fail_over();
        let said = world.at(Region::Home).take_outgoing();
        let told = json!({ "failOver": { "activeRegion": "us-west-2", "pending": true } });
        assert!(
            said.iter().any(|said| matches!(said, Outgoing::Message { message, .. } if *message == told))
        );
        assert_eq!(world.instance.state()["agent"]["name"], "Offline");
        assert_eq!(world.instance.contacts().len(), 0);
        assert!(world.at(Region::Home).contact(&first).is_some());
        let second = world.instance.arrive(call()).unwrap();
        assert!(world.at(Region::Replica).contact(&second).is_some());
        world.fail_over();
        assert_eq!((world.active, world.instance.contact(&first).is_some()), (Region::Home, true));
    }

    #[test]
    fn pages_learn_of_a_second_region_only_where_it_is_set_up() {
        let mut world = World::seeded(1);
        assert_eq!(world.resilience(Region::Home), None);
        let feature = json!({ "name": "GlobalResiliency", "value": "", "active": true });
        world.org.settings(json!({ "features": [feature] })).unwrap();
        assert_eq!(world.resilience(Region::Home), None);
        world.org.settings(json!({ "adapter": { "replica": {} } })).unwrap();
        let both = json!({ "instanceRegion": "us-west-2", "activeRegion": "us-east-1" });
        assert_eq!(world.resilience(Region::Replica), Some(both));
        let merged = world.org.phone_settings("http://localhost:8083");
        assert_eq!(merged["adapter"]["replica"]["ccpUrl"], "http://localhost:8083/ccp-v2");
        assert_eq!(merged["features"][0]["name"], "GlobalResiliency");
    }
}
