//! How the softphone stands with Connect, derived from what the CCP says and from its silence.
//!
//! Streams tells nobody when the CCP falls silent after it has loaded, so we watch its acknowledgements.
//! Time is counted in our own ticks: a browser that slows the timers of a hidden page slows Streams'
//! keepalive and our ticks alike, and a laptop that wakes up has missed one tick, not a thousand.
//!
//! A CCP that answers may have lost its session all the same: after hours of sleep it acknowledges with
//! outdated credentials. So after a sleep, a time without network and a refused session nothing counts but
//! an answer of Connect itself. A session that is renewed, as each hour, gives that answer and is no news.

use cti_ports::Link;

/// Ticks without an answer after which the phone counts as lost.
const LOST_AFTER: u32 = 10;
/// The same while Connect has just refused our session.
const SIGNED_OUT_AFTER: u32 = 3;
/// How long such a refusal is held against a phone that goes on answering.
const SUSPECT_FOR: u32 = 10;
/// Questions in vain that make a refused session a lost one; the first may have met it half renewed.
const QUESTIONS: u32 = 2;
/// Ticks in which a page that is signed in has long spoken.
const LOADED_AFTER: u32 = 6;
/// Ticks that an answering phone may take to show an agent.
const AGENT_AFTER: u32 = 15;
/// Ticks that an agent may take to sign in before we say what else may be wrong.
const SIGN_IN_WITHIN: u32 = 60;
/// The same once the window is closed.
const UP_AFTER_SIGN_IN: u32 = 15;

/// What the watch hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The CCP answered.
    Acknowledged,
    /// It sent the agent's data.
    Snapshot,
    /// Nothing came within Streams' own limit for loading.
    LoadTimedOut,
    Terminated,
    AuthFailed,
    /// Connect itself answered a question of ours.
    Answered,
    /// It did not.
    Unanswered,
    /// The sign-in window was opened.
    SigningIn,
    /// The sign-in window is closed.
    WindowClosed,
    /// The CCP is being loaded anew.
    Restarted,
    /// The page asks for the agent's consent to its cookies.
    ConsentAsked,
    ConsentGiven,
    ConsentRefused,
    /// Far more time has passed than between two ticks.
    Slept,
    Offline,
    Online,
    Tick,
}

#[derive(Debug)]
pub struct Watch {
    link: Link,
    acknowledged: bool,
    /// Ticks since the last sign of life.
    silent: u32,
    /// Ticks since loading began.
    loading: u32,
    /// Ticks for which a refused session is still held against the phone.
    suspect: u32,
    /// Questions in vain since the session was refused.
    in_vain: u32,
    /// Nothing but an answer of Connect brings the phone up.
    doubted: bool,
    /// Ticks left to a sign-in.
    signing_in: Option<u32>,
    /// The agent was at Connect in a window.
    visited: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            link: Link::Starting,
            acknowledged: false,
            silent: 0,
            loading: 0,
            suspect: 0,
            in_vain: 0,
            doubted: false,
            signing_in: None,
            visited: false,
        }
    }
}

impl Watch {
    pub fn link(&self) -> &Link {
        &self.link
    }

    /// Whether Connect should be asked something now, to see whether it knows the agent. A page that
    /// does not even acknowledge would not pass the question on.
    pub fn wants_answer(&self) -> bool {
        match self.link {
            Link::Up => self.suspect > 0 && self.in_vain < QUESTIONS,
            Link::Checking => true,
            _ => self.doubted && self.silent < SIGNED_OUT_AFTER,
        }
    }

    /// Takes a signal; answers the new state where it changed.
    pub fn hear(&mut self, signal: Signal) -> Option<Link> {
        let next = self.next(signal)?;
        if next == self.link {
            return None;
        }
        self.link = next;
        Some(self.link.clone())
    }

    fn next(&mut self, signal: Signal) -> Option<Link> {
        match signal {
            Signal::Acknowledged => {
                self.live();
                None
            }
            Signal::Snapshot => {
                self.live();
                (!self.doubted).then(|| self.up())
            }
            Signal::LoadTimedOut => (self.link == Link::Starting).then_some(Link::SignedOut),
            Signal::Terminated => {
                self.doubted = false;
                Some(Link::SignedOut)
            }
            Signal::AuthFailed if self.link == Link::Lost => Some(Link::SignedOut),
            Signal::AuthFailed => {
                (self.suspect, self.in_vain) = (SUSPECT_FOR, 0);
                None
            }
            Signal::Answered => {
                (self.suspect, self.in_vain) = (0, 0);
                self.doubted.then(|| self.up())
            }
            Signal::Unanswered => self.unanswered(),
            Signal::SigningIn => {
                self.visited = true;
                self.signing_in = Some(SIGN_IN_WITHIN);
                (self.link != Link::VisitWanted && self.link != Link::Up).then_some(Link::SignedOut)
            }
            Signal::WindowClosed => {
                self.signing_in = self.signing_in.map(|_| UP_AFTER_SIGN_IN);
                None
            }
            Signal::Restarted => {
                *self = Self { link: self.link.clone(), visited: self.visited, ..Self::default() };
                Some(Link::Starting)
            }
            Signal::ConsentAsked => (self.link != Link::Up).then_some(Link::ConsentAsked),
            Signal::ConsentGiven => {
                self.loading = 0;
                let asked = [Link::ConsentAsked, Link::VisitWanted, Link::ConsentRefused];
                asked.contains(&self.link).then_some(Link::Starting)
            }
            Signal::ConsentRefused if self.link == Link::Up => None,
            Signal::ConsentRefused if self.visited => Some(Link::ConsentRefused),
            Signal::ConsentRefused => Some(Link::VisitWanted),
            Signal::Slept | Signal::Online => {
                (self.silent, self.loading) = (0, 0);
                self.doubt(Link::Checking)
            }
            Signal::Offline => self.doubt(Link::Lost),
            Signal::Tick => self.tick(),
        }
    }

    fn live(&mut self) {
        self.acknowledged = true;
        self.silent = 0;
    }

    fn up(&mut self) -> Link {
        (self.doubted, self.signing_in) = (false, None);
        Link::Up
    }

    /// Only what was up or may be so again can be doubted.
    fn doubt(&mut self, next: Link) -> Option<Link> {
        let known = matches!(self.link, Link::Up | Link::Checking | Link::Lost);
        self.doubted |= known;
        known.then_some(next)
    }

    fn unanswered(&mut self) -> Option<Link> {
        match self.link {
            Link::Checking | Link::Lost if self.suspect > 0 => Some(Link::SignedOut),
            Link::Checking => Some(Link::Lost),
            Link::Up if self.suspect > 0 => {
                self.in_vain = self.in_vain.saturating_add(1);
                self.doubted = self.in_vain >= QUESTIONS;
                self.doubted.then_some(Link::SignedOut)
            }
            _ => None,
        }
    }

    fn tick(&mut self) -> Option<Link> {
        self.silent = self.silent.saturating_add(1);
        let suspect = self.suspect > 0;
        self.suspect = self.suspect.saturating_sub(1);
        match self.link {
            Link::Up if suspect && self.silent >= SIGNED_OUT_AFTER => Some(Link::SignedOut),
            Link::Up if self.silent >= LOST_AFTER => Some(Link::Lost),
            Link::SignedOut => {
                let left = self.signing_in?.saturating_sub(1);
                self.signing_in = (left > 0).then_some(left);
                (left == 0).then_some(Link::NotLetIn)
            }
            Link::Starting => {
                self.loading = self.loading.saturating_add(1);
                if !self.acknowledged {
                    (self.loading >= LOADED_AFTER).then_some(Link::SignedOut)
                } else {
                    (self.loading >= AGENT_AFTER)
                        .then(|| Link::Failed("the phone answers but shows no agent".into()))
                }
            }
            _ => None,
        }
    }
}

/// Finds by the clock on the wall that the computer slept between two ticks.
#[derive(Debug, Default)]
pub struct WakeWatch {
    /// Milliseconds since 1970.
    last: Option<f64>,
}

/// A browser lets a hidden page tick once a minute at the least.
const ASLEEP_MS: f64 = 90_000.0;

impl WakeWatch {
    /// Takes the time of this moment, in milliseconds since 1970; whether the computer slept before it.
    pub fn slept(&mut self, now: f64) -> bool {
        self.last.replace(now).is_some_and(|last| now - last >= ASLEEP_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Signal::*;
    use expect_test::{Expect, expect};

    /// Each step is a signal and how often it comes; the states that follow are listed.
    fn check(steps: &[(Signal, u32)], expected: Expect) {
        let mut watch = Watch::default();
        let mut states = Vec::new();
        for (signal, times) in steps {
            for _ in 0..*times {
                states.extend(watch.hear(*signal).map(|link| format!("{link:?}")));
            }
        }
        expected.assert_eq(&states.join(" "));
    }

    #[test]
    fn the_first_snapshot_brings_it_up() {
        check(&[(Acknowledged, 1), (Snapshot, 2), (Tick, 9)], expect!["Up"]);
    }

    #[test]
    fn a_page_that_says_nothing_wants_the_agent_to_sign_in() {
        check(&[(Tick, 20)], expect!["SignedOut"]);
        check(&[(LoadTimedOut, 1), (Snapshot, 1)], expect!["SignedOut Up"]);
    }

    #[test]
    fn a_phone_without_an_agent_fails_visibly_and_may_still_come_up() {
        check(
            &[(Acknowledged, 1), (Tick, 30), (Snapshot, 1)],
            expect![[r#"Failed("the phone answers but shows no agent") Up"#]],
        );
    }

    #[test]
    fn silence_for_ten_ticks_is_a_loss_and_the_next_snapshot_ends_it() {
        check(
            &[(Snapshot, 1), (Tick, 9), (Acknowledged, 1), (Tick, 10), (Acknowledged, 1), (Snapshot, 1)],
            expect!["Up Lost Up"],
        );
    }

    #[test]
    fn a_slow_page_whose_acknowledgements_keep_step_is_not_lost() {
        let mut watch = Watch::default();
        watch.hear(Snapshot);
        for _ in 0..100 {
            assert_eq!(watch.hear(Tick), None);
            assert_eq!(watch.hear(Acknowledged), None);
        }
    }

    #[test]
    fn a_renewed_session_changes_nothing() {
        let mut steps = vec![(Snapshot, 1), (AuthFailed, 1)];
        steps.extend([(Tick, 1), (Acknowledged, 1)].repeat(12));
        steps.push((Tick, 5));
        check(&steps, expect!["Up"]);
    }

    #[test]
    fn a_refused_session_followed_by_silence_is_a_sign_out() {
        check(&[(Snapshot, 1), (AuthFailed, 1), (Tick, 3)], expect!["Up SignedOut"]);
    }

    #[test]
    fn signing_out_and_in_again() {
        check(
            &[(Snapshot, 1), (Terminated, 1), (Acknowledged, 1), (Tick, 20), (SigningIn, 1), (Snapshot, 1)],
            expect!["Up SignedOut Up"],
        );
    }

    #[test]
    fn whoever_signed_in_and_is_not_let_in_is_told_within_fifteen_ticks() {
        let closed = |ticks| vec![(Tick, 6), (SigningIn, 1), (Tick, 20), (WindowClosed, 1), (Tick, ticks)];
        check(&closed(14), expect!["SignedOut"]);
        check(&closed(99), expect!["SignedOut NotLetIn"]);
        check(&[(Tick, 6), (SigningIn, 1), (Tick, 99)], expect!["SignedOut NotLetIn"]);
        check(
            &[(Tick, 6), (SigningIn, 1), (Tick, 99), (SigningIn, 1)],
            expect!["SignedOut NotLetIn SignedOut"],
        );
        check(&[(Tick, 6), (SigningIn, 1), (Snapshot, 1), (Tick, 9)], expect!["SignedOut Up"]);
        check(&[(Tick, 6), (WindowClosed, 1), (Tick, 99)], expect!["SignedOut"]);
    }

    #[test]
    fn each_answer_to_the_question_of_cookies_has_its_own_state() {
        check(
            &[(ConsentAsked, 1), (Tick, 99), (ConsentGiven, 1), (Snapshot, 1)],
            expect!["ConsentAsked Starting Up"],
        );
        check(&[(ConsentGiven, 1), (Snapshot, 1)], expect!["Up"]);
        check(&[(ConsentAsked, 1), (ConsentRefused, 1), (Tick, 99)], expect!["ConsentAsked VisitWanted"]);
        let visit = [
            (ConsentRefused, 1),
            (SigningIn, 1),
            (Tick, 99),
            (WindowClosed, 1),
            (Restarted, 1),
            (ConsentAsked, 1),
            (ConsentRefused, 1),
        ];
        check(&visit, expect!["VisitWanted Starting ConsentAsked ConsentRefused"]);
        check(&[(Snapshot, 1), (ConsentAsked, 1), (ConsentRefused, 1)], expect!["Up"]);
    }

    #[test]
    fn after_a_sleep_only_connect_itself_brings_it_up() {
        let slept = |steps: &[(Signal, u32)]| [&[(Snapshot, 1), (Slept, 1)], steps].concat();
        check(&slept(&[(Acknowledged, 1), (Snapshot, 1), (Tick, 2)]), expect!["Up Checking"]);
        check(&slept(&[(Acknowledged, 1), (Answered, 1)]), expect!["Up Checking Up"]);
        check(&slept(&[(Unanswered, 1), (Snapshot, 1), (Tick, 30)]), expect!["Up Checking Lost"]);
        check(&slept(&[(Unanswered, 1), (Answered, 1)]), expect!["Up Checking Lost Up"]);
        check(&slept(&[(AuthFailed, 1), (Tick, 3), (Unanswered, 1)]), expect!["Up Checking SignedOut"]);
        let again = [(AuthFailed, 1), (Unanswered, 1), (SigningIn, 1), (Snapshot, 1), (Answered, 1)];
        check(&slept(&again), expect!["Up Checking SignedOut Up"]);
        check(
            &slept(&[(Unanswered, 1), (Restarted, 1), (Snapshot, 1)]),
            expect!["Up Checking Lost Starting Up"],
        );
    }

    #[test]
    fn without_network_it_is_lost_until_connect_answers() {
        check(&[(Snapshot, 1), (Offline, 1), (Snapshot, 1)], expect!["Up Lost"]);
        check(&[(Snapshot, 1), (Offline, 1), (Online, 1), (Answered, 1)], expect!["Up Lost Checking Up"]);
        check(&[(Offline, 1), (Online, 1), (Slept, 1), (Snapshot, 1)], expect!["Up"]);
    }

    #[test]
    fn a_refused_session_is_lost_when_two_questions_stay_unanswered() {
        let mut steps = vec![(Snapshot, 1), (AuthFailed, 1), (Unanswered, 1)];
        check(&steps, expect!["Up"]);
        steps.extend([(Unanswered, 1), (Acknowledged, 1), (Snapshot, 1)]);
        check(&steps, expect!["Up SignedOut"]);
        check(
            &[(Snapshot, 1), (AuthFailed, 1), (Unanswered, 1), (Answered, 1), (Unanswered, 9)],
            expect!["Up"],
        );
    }

    /// Whether a question is wanted after these.
    fn asks(steps: &[Signal]) -> bool {
        let mut watch = Watch::default();
        steps.iter().for_each(|signal| drop(watch.hear(*signal)));
        watch.wants_answer()
    }

    #[test]
    fn connect_is_asked_only_where_there_is_a_doubt_that_it_can_settle() {
        assert!(!asks(&[]));
        assert!(!asks(&[Snapshot, Tick]));
        assert!(asks(&[Snapshot, AuthFailed]));
        assert!(!asks(&[Snapshot, AuthFailed, Answered]));
        assert!(!asks(&[Snapshot, Terminated]));
        assert!(asks(&[Snapshot, Slept]));
        assert!(asks(&[Snapshot, Slept, Unanswered]));
        assert!(!asks(&[Snapshot, Slept, Unanswered, Tick, Tick, Tick]), "the page is silent");
        assert!(!asks(&[Snapshot, Slept, Unanswered, Restarted]));
    }

    #[test]
    fn ten_hours_of_hourly_renewals_leave_no_trace() {
        let mut steps = vec![(Snapshot, 1)];
        for _ in 0..10 {
            steps.extend([(AuthFailed, 1), (Unanswered, 1), (Answered, 1)]);
            steps.extend([(Tick, 1), (Acknowledged, 1)].repeat(3_600));
        }
        check(&steps, expect!["Up"]);
    }

    #[test]
    fn a_sleep_is_found_by_the_clock_and_a_slowed_page_is_none() {
        let mut watch = WakeWatch::default();
        let slept = [0.0, 1e3, 2e3, 62e3, 7_262e3, 7_263e3, 1e3, 2e3].map(|now| watch.slept(now));
        assert_eq!(slept, [false, false, false, false, true, false, false, false]);
    }

    #[test]
    fn a_new_start_begins_again() {
        check(
            &[(LoadTimedOut, 1), (Restarted, 1), (Tick, 6), (Snapshot, 1)],
            expect!["SignedOut Starting SignedOut Up"],
        );
    }
}
