//! The fakes keep the contracts of the real adapters.

use std::future::{Future, poll_fn, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use cti_core::{Agent, AgentState, Contact};
use cti_ports::contract::{self, Rig, connect::ConnectRig, host::HostRig};
use cti_ports::fake::{
    Behaviour, Call, FakeConnect, FakeHost, FakeOrg, MemoryLog, MemoryStore, MovedClock, Side, block_on,
};
use cti_ports::{ConnectEvent, HostEvent, Level, Link, Log, Store, TIME_LIMIT_MS};
use serde_json::json;

/// A fake and the clock that its time limit runs on.
struct Fake<T> {
    port: T,
    clock: Rc<MovedClock>,
    side: fn(&T) -> &Side,
}

impl<T> Rig for Fake<T> {
    fn will(&self, behaviour: Behaviour) {
        (self.side)(&self.port).will(behaviour);
    }

    fn calls(&self) -> Vec<Call> {
        (self.side)(&self.port).calls()
    }

    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let clock = Rc::clone(&self.clock);
        let mut passed = false;
        Box::pin(poll_fn(move |_| {
            if std::mem::replace(&mut passed, true) {
                clock.advance(1);
                return Poll::Ready(());
            }
            clock.advance(TIME_LIMIT_MS);
            Poll::Pending
        }))
    }
}

impl HostRig for Fake<FakeHost> {
    fn raise(&self, event: HostEvent) {
        self.port.raise(event);
    }
}

impl ConnectRig for Fake<FakeConnect> {
    fn have(&self, contacts: Vec<Contact>) -> Pin<Box<dyn Future<Output = ()>>> {
        self.port.say(ConnectEvent::Link(Link::Up));
        let state = AgentState {
            name: "Available".to_owned(),
            r#type: "routable".to_owned(),
            ..AgentState::default()
        };
        let agent = Agent { state, ..Agent::default() };
        self.port.say(ConnectEvent::Snapshot { at: 0.0, agent, contacts });
        Box::pin(ready(()))
    }

    fn sign_out(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        self.port.say(ConnectEvent::Link(Link::SignedOut));
        Box::pin(ready(()))
    }
}

#[test]
fn a_fake_host_keeps_the_contract() {
    let clock = Rc::new(MovedClock::default());
    let fake = Fake { port: FakeHost::new(Rc::clone(&clock)), clock, side: |host| &host.side };
    block_on(contract::host::suite(&fake.port, &fake));
}

#[test]
fn a_fake_org_keeps_the_contract() {
    let clock = Rc::new(MovedClock::default());
    let fake = Fake { port: FakeOrg::new(Rc::clone(&clock)), clock, side: |org| &org.side };
    block_on(contract::org::suite(&fake.port, &fake));
}

#[test]
fn a_fake_phone_keeps_the_contract() {
    let clock = Rc::new(MovedClock::default());
    let port = FakeConnect::new(Rc::clone(&clock), Rc::new(|_| {}));
    let fake = Fake { port, clock, side: |phone| &phone.side };
    block_on(contract::connect::suite(&fake.port, &fake, "arn:queue"));
}

#[test]
fn what_is_stored_and_logged_is_there_again() {
    let store = MemoryStore::default();
    assert_eq!(store.get("a"), None);
    store.set("a", &json!({"n": 1}));
    assert_eq!(store.get("a"), Some(json!({"n": 1})));
    let log = MemoryLog::default();
    log.write(Level::Warn, "careful");
    assert_eq!(log.lines(), [(Level::Warn, "careful".to_owned())]);
}
