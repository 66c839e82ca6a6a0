//! The self-check: each setting by itself, whether it is right, and where to click where it is not.

use crate::guide::Guide;
use crate::session::health::{Facts, Permission, Unfit};
use crate::state::{Settings, State};
use cti_ports::{HostKind, Link};

/// Clocks may differ by that much; sign-in fails from about five minutes on.
const SKEW_MS: f64 = 60_000.0;

/// What the browser tells of the page, for the check alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Probe {
    /// The phone's address as the page has it, and whether it is a complete one that a phone can have.
    pub address: String,
    pub is_web_address: bool,
    /// Whether there is a page around this one, and which host its address says that is.
    pub framed: bool,
    pub host: Option<HostKind>,
    /// Whether the host's script is there.
    pub script: bool,
    /// What has to be approved, for the phone to be shown here.
    pub origins: String,
    /// Whether the browser keeps data for this page.
    pub storage: bool,
    /// How much the computer's clock is ahead of the server's; negative where it is behind.
    pub skew_ms: Option<f64>,
    /// The version of Streams; nothing where it is not there.
    pub streams: Option<String>,
    /// This program's version and commit.
    pub version: String,
    /// What the browser allows.
    pub facts: Facts,
}

/// How far the check is.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    Running,
    Found(Probe),
}

/// In the order in which people want to read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Wrong,
    Unknown,
    Fine,
    NotApplicable,
}

/// One setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The key of its name.
    pub name: &'static str,
    pub verdict: Verdict,
    /// The key of what is to be said of it, and what is filled in there as `value`.
    pub text: Option<&'static str>,
    pub value: String,
    pub guide: Option<Guide>,
}

/// The verdict on a setting, without its name.
type Found = (Verdict, Option<&'static str>, String, Option<Guide>);

fn fine() -> Found {
    (Verdict::Fine, None, String::new(), None)
}

fn unknown() -> Found {
    (Verdict::Unknown, None, String::new(), None)
}

fn not_applicable() -> Found {
    (Verdict::NotApplicable, None, String::new(), None)
}

fn wrong(text: &'static str, value: &str) -> Found {
    (Verdict::Wrong, Some(text), value.to_owned(), None)
}

fn guided(text: &'static str, value: &str, guide: Guide) -> Found {
    (Verdict::Wrong, Some(text), value.to_owned(), Some(guide))
}

/// All settings, those that need somebody first.
pub fn rows(state: &State, probe: &Probe) -> Vec<Row> {
    let found = [
        ("check.phone", phone(probe)),
        ("check.frame", frame(probe)),
        ("check.host", host(state, probe)),
        ("check.settings", settings(state)),
        ("check.library", library(probe)),
        ("check.signIn", sign_in(&state.link)),
        ("check.origins", origins(&state.link, probe)),
        ("check.cookies", cookies(&state.link, probe)),
        ("check.storage", storage(probe)),
        ("check.microphone", microphone(state, probe)),
        ("check.localNetwork", local_network(&probe.facts)),
        ("check.clock", clock(probe)),
        ("check.version", (Verdict::Fine, Some("check.value"), probe.version.clone(), None)),
    ];
    let row = |(name, (verdict, text, value, guide))| Row { name, verdict, text, value, guide };
    let mut rows: Vec<Row> = found.into_iter().map(row).collect();
    rows.sort_by_key(|row| row.verdict);
    rows
}

fn phone(probe: &Probe) -> Found {
    if probe.address.is_empty() {
        wrong("status.noCcp", "")
    } else if probe.is_web_address {
        fine()
    } else {
        wrong("check.phoneAddress", &probe.address)
    }
}

fn frame(probe: &Probe) -> Found {
    if probe.framed { fine() } else { wrong("check.frameOutside", &probe.origins) }
}

fn host(state: &State, probe: &Probe) -> Found {
    let in_salesforce = probe.host.is_some_and(|host| host != HostKind::Standalone);
    match &state.host_silent {
        _ if !probe.framed => not_applicable(),
        _ if !in_salesforce => wrong("check.hostAddress", ""),
        _ if !probe.script => wrong("check.hostScript", ""),
        Some(reason) => wrong("check.hostSilent", reason),
        None if state.host_answered => fine(),
        None => unknown(),
    }
}

fn settings(state: &State) -> Found {
    match &state.settings {
        Settings::Loaded(_) => fine(),
        Settings::Loading => unknown(),
        Settings::Failed(reason) => wrong("check.settingsFailed", reason),
    }
}

fn library(probe: &Probe) -> Found {
    match &probe.streams {
        Some(version) => (Verdict::Fine, Some("check.value"), version.clone(), None),
        None => wrong("check.libraryMissing", ""),
    }
}

fn sign_in(link: &Link) -> Found {
    match link {
        Link::Up => fine(),
        Link::SignedOut => wrong("check.signedOut", ""),
        _ => unknown(),
    }
}

/// Whether a frame was refused, no browser says. So it is known by the phone that does not come up after a sign-in.
fn origins(link: &Link, probe: &Probe) -> Found {
    match link {
        Link::Up => fine(),
        Link::NotLetIn => wrong("check.originsMissing", &probe.origins),
        Link::SignedOut => (Verdict::Unknown, Some("check.afterSignIn"), String::new(), None),
        _ => unknown(),
    }
}

fn cookies(link: &Link, probe: &Probe) -> Found {
    match link {
        Link::Up => fine(),
        Link::ConsentAsked => wrong("status.consentAsked", ""),
        Link::VisitWanted => wrong("status.visitWanted", ""),
        Link::ConsentRefused => guided("check.cookiesRefused", &probe.address, Guide::Cookies),
        Link::SignedOut => (Verdict::Unknown, Some("check.afterSignIn"), String::new(), None),
        _ => unknown(),
    }
}

fn storage(probe: &Probe) -> Found {
    if probe.storage { fine() } else { guided("notice.storage", "", Guide::Cookies) }
}

fn microphone(state: &State, probe: &Probe) -> Found {
    let unfit = Unfit::of(&probe.facts, &state.facts, state.unfit);
    if unfit.is_some() && state.ready && state.unfit.is_none() && state.facts == probe.facts {
        // Known already, and no reason for anything: the agent has a desk phone.
        return not_applicable();
    }
    match unfit {
        Some(Unfit::MicrophoneKept) => wrong("check.microphoneKept", &probe.origins),
        Some(Unfit::MicrophoneDenied) => guided("status.microphoneDenied", "", Guide::Microphone),
        Some(Unfit::MicrophoneForgotten) => guided("status.microphoneForgotten", "", Guide::Microphone),
        Some(Unfit::NoMicrophone) => wrong("status.noMicrophone", ""),
        None => match probe.facts.microphone {
            Permission::Granted => fine(),
            Permission::Prompt => (Verdict::Unknown, Some("check.asks"), String::new(), None),
            Permission::Denied | Permission::Unknown => unknown(),
        },
    }
}

fn local_network(facts: &Facts) -> Found {
    match facts.local_network {
        Permission::Granted => fine(),
        Permission::Prompt => (Verdict::Unknown, Some("check.asks"), String::new(), None),
        Permission::Denied => guided("notice.localNetwork", "", Guide::LocalNetwork),
        Permission::Unknown => not_applicable(),
    }
}

fn clock(probe: &Probe) -> Found {
    match probe.skew_ms {
        Some(skew) if skew.abs() > SKEW_MS => {
            wrong("check.clockWrong", &((skew.abs() / 1_000.0).round() as u64).to_string())
        }
        Some(_) => fine(),
        None => unknown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Change;

    /// What a page says that has nothing wrong.
    fn sound() -> (State, Probe) {
        let probe = Probe {
            address: "https://acme.my.connect.aws/ccp-v2".to_owned(),
            is_web_address: true,
            framed: true,
            host: Some(HostKind::Lightning),
            script: true,
            origins: "https://acme.example".to_owned(),
            storage: true,
            skew_ms: Some(900.0),
            streams: Some("2.28.2".to_owned()),
            version: "1.0.0".to_owned(),
            facts: Facts {
                microphone: Permission::Granted,
                local_network: Permission::Granted,
                ..Facts::default()
            },
        };
        let mut state = State::default();
        let loaded = Change::Settings(Settings::Loaded(std::rc::Rc::default()));
        for change in [Change::Link(Link::Up), Change::HostAnswered, loaded] {
            state.apply(change);
        }
        (state, probe)
    }

    /// The rows that are wrong once this has happened.
    fn check(break_it: impl Fn(&mut State, &mut Probe), expected: &[(&str, &str)]) {
        let (mut state, mut probe) = sound();
        break_it(&mut state, &mut probe);
        let rows = rows(&state, &probe);
        let wrong = rows.iter().filter(|row| row.verdict == Verdict::Wrong);
        let wrong: Vec<_> = wrong.map(|row| (row.name, row.text.unwrap_or_default())).collect();
        assert_eq!(wrong, expected);
    }

    #[test]
    fn a_sound_page_has_nothing_wrong_and_nothing_unknown() {
        check(|_, _| {}, &[]);
        let (state, probe) = sound();
        assert!(rows(&state, &probe).iter().all(|row| row.verdict == Verdict::Fine));
    }

    #[test]
    fn one_fault_is_one_row() {
        check(|_, probe| probe.address.clear(), &[("check.phone", "status.noCcp")]);
        check(|_, probe| probe.is_web_address = false, &[("check.phone", "check.phoneAddress")]);
        check(|_, probe| probe.framed = false, &[("check.frame", "check.frameOutside")]);
        check(|_, probe| probe.host = Some(HostKind::Standalone), &[("check.host", "check.hostAddress")]);
        check(|_, probe| probe.script = false, &[("check.host", "check.hostScript")]);
        check(
            |state, _| state.apply(Change::HostSilent("late".to_owned())),
            &[("check.host", "check.hostSilent")],
        );
        check(|_, probe| probe.streams = None, &[("check.library", "check.libraryMissing")]);
        check(|_, probe| probe.storage = false, &[("check.storage", "notice.storage")]);
        check(|_, probe| probe.skew_ms = Some(-61_000.0), &[("check.clock", "check.clockWrong")]);
        let failed = || Change::Settings(Settings::Failed("no access".to_owned()));
        check(|state, _| state.apply(failed()), &[("check.settings", "check.settingsFailed")]);
    }

    #[test]
    fn the_link_tells_sign_in_origins_and_cookies_apart() {
        let link =
            |link: Link| move |state: &mut State, _: &mut Probe| state.apply(Change::Link(link.clone()));
        check(link(Link::SignedOut), &[("check.signIn", "check.signedOut")]);
        check(link(Link::NotLetIn), &[("check.origins", "check.originsMissing")]);
        check(link(Link::ConsentRefused), &[("check.cookies", "check.cookiesRefused")]);
        check(link(Link::ConsentAsked), &[("check.cookies", "status.consentAsked")]);
        check(link(Link::Starting), &[]);
    }

    #[test]
    fn who_keeps_the_microphone_is_named() {
        let row = |text| [("check.microphone", text)];
        let denied = Facts { microphone: Permission::Denied, ..sound().1.facts };
        check(|_, probe| probe.facts = denied, &row("status.microphoneDenied"));
        check(
            |_, probe| probe.facts = Facts { microphone_kept: true, ..denied },
            &row("check.microphoneKept"),
        );
        check(|_, probe| probe.facts.microphones = Some(0), &row("status.noMicrophone"));
        let deskphone = |state: &mut State, probe: &mut Probe| {
            probe.facts = denied;
            state.apply(Change::Health(denied, None));
            state.apply(Change::Ready);
        };
        check(deskphone, &[]);
    }
}
