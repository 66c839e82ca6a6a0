//! What all handlers share: the two stand-ins, the journal, the faults, and the way to their pages.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;
use tokio::sync::{broadcast, mpsc};

use crate::connect::{Instance, Outgoing};
use crate::fault::Faults;
use crate::journal::Journal;
use crate::salesforce::{Org, Tabs};

/// A page that lags this many messages behind is cut off; it reconnects and gets the whole state.
const PUSH_BACKLOG: usize = 4096;

pub type Shared = Arc<Sandbox>;

/// The whole state of the sandbox; replaced by `POST /api/reset`.
#[derive(Debug)]
pub struct World {
    pub instance: Instance,
    pub org: Org,
    pub journal: Journal,
    pub faults: Faults,
}

impl World {
    pub fn seeded(seed: u64) -> Self {
        Self {
            instance: Instance::seeded(seed, now_ms()),
            org: Org::seeded(),
            journal: Journal::default(),
            faults: Faults::default(),
        }
    }
}

/// The three origins, without a trailing slash.
#[derive(Debug, Clone)]
pub struct Origins {
    pub host: String,
    pub frame: String,
    pub connect: String,
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
    console_push: broadcast::Sender<Arc<str>>,
    outgoing: mpsc::UnboundedSender<Outgoing>,
}

impl Sandbox {
    /// The second half delivers what the instance has to say; see `connect::deliver`.
    pub fn new(origins: Origins, dist: PathBuf) -> (Shared, mpsc::UnboundedReceiver<Outgoing>) {
        let (outgoing, deliveries) = mpsc::unbounded_channel();
        let sandbox = Self {
            world: Mutex::new(World::seeded(1)),
            origins,
            dist,
            tabs: Tabs::default(),
            connect_push: broadcast::channel(PUSH_BACKLOG).0,
            console_push: broadcast::channel(PUSH_BACKLOG).0,
            outgoing,
        };
        (Arc::new(sandbox), deliveries)
    }

    /// Works on the world; whatever the instance has to tell its pages afterwards is sent on its way.
    pub fn with<T>(&self, work: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.lock();
        world.instance.set_now(now_ms());
        let result = work(&mut world);
        for outgoing in world.instance.take_outgoing() {
            // Fails only while the server shuts down, when nobody listens any more.
            let _ = self.outgoing.send(outgoing);
        }
        result
    }

    /// Says something to every CCP page of the agent.
    pub fn push_connect(&self, message: &Value) {
        let _ = self.connect_push.send(message.to_string().into());
    }

    /// Says something to every console page.
    pub fn push_console(&self, message: &Value) {
        let _ = self.console_push.send(message.to_string().into());
    }

    pub fn listen_connect(&self) -> broadcast::Receiver<Arc<str>> {
        self.connect_push.subscribe()
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
