//! The self-check.

use connect_cti::check::{Check, Probe};
use connect_cti::guide::Browser;
use connect_cti::modes::App;
use connect_cti::session::health::{Facts, Permission};
use connect_cti::state::{Change, Settings, State};
use cti_ports::{HostKind, Link};

use super::made_up::{LONG_WORD, up};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("fine", || checked(sound(), up())),
    Exhibit::new("wrong", wrong),
    Exhibit::new("page", wrong).of(App::Check, ""),
];

fn checked(probe: Probe, mut state: State) -> State {
    state.apply(Change::HostAnswered);
    state.apply(Change::Check(Some(Check::Found(probe))));
    state
}

fn wrong() -> State {
    let facts =
        Facts { microphone: Permission::Denied, local_network: Permission::Denied, ..Facts::default() };
    let probe = Probe {
        address: LONG_WORD.to_owned(),
        is_web_address: false,
        host: Some(HostKind::Standalone),
        storage: false,
        skew_ms: Some(180_000.0),
        streams: None,
        facts,
        ..sound()
    };
    let settings = Settings::Failed("INSUFFICIENT_ACCESS: no access".to_owned());
    checked(probe, State { link: Link::NotLetIn, settings, browser: Browser::Chrome, ..up() })
}

/// What a page says of itself that has nothing wrong.
fn sound() -> Probe {
    let granted = Permission::Granted;
    Probe {
        address: "https://acme.my.connect.aws/ccp-v2".to_owned(),
        is_web_address: true,
        framed: true,
        host: Some(HostKind::Lightning),
        script: true,
        origins: "https://acme--c.vf.force.com, https://acme.lightning.force.com".to_owned(),
        storage: true,
        skew_ms: Some(0.0),
        streams: Some("2.28.1".to_owned()),
        version: "0.1.0 unknown".to_owned(),
        facts: Facts { microphone: granted, local_network: granted, ..Facts::default() },
    }
}
