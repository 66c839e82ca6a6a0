//! How the softphone stands with Connect, derived from what the CCP says and from its silence.
//!
//! Streams tells nobody when the CCP falls silent after it has loaded, so we watch its acknowledgements.
//! Time is counted in our own ticks: a browser that slows the timers of a hidden page slows Streams'
//! keepalive and our ticks alike, and a laptop that wakes up has missed one tick, not a thousand.

use cti_ports::Link;

/// Ticks without an answer after which the phone counts as lost.
const LOST_AFTER: u32 = 10;
/// The same while Connect has just refused our session.
const SIGNED_OUT_AFTER: u32 = 3;
/// How long such a refusal is held against a phone that goes on answering: a renewed session looks the same.
const SUSPECT_FOR: u32 = 10;
/// Ticks in which a page that is signed in has long spoken.
const LOADED_AFTER: u32 = 6;
/// Ticks that an answering phone may take to show an agent.
const AGENT_AFTER: u32 = 15;

/// What the watch hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The CCP answered.
    Acknowledged,
    /// It sent the agent's data.
    Snapshot,
    /// Nothing came within Streams' own limit for loading.
    LoadTimedOut,
    /// Streams has loaded the CCP as often as it ever will.
    RetriesExhausted,
    Terminated,
    AuthFailed,
    /// The sign-in window was opened.
    SigningIn,
    /// The CCP is being loaded anew.
    Restarted,
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
    suspect: u32,
}

impl Default for Watch {
    fn default() -> Self {
        Self { link: Link::Starting, acknowledged: false, silent: 0, loading: 0, suspect: 0 }
    }
}

impl Watch {
    pub fn link(&self) -> &Link {
        &self.link
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
                self.acknowledged = true;
                self.silent = 0;
                None
            }
            Signal::Snapshot => {
                self.acknowledged = true;
                self.silent = 0;
                Some(Link::Up)
            }
            Signal::LoadTimedOut => (self.link == Link::Starting).then_some(Link::SignedOut),
            Signal::RetriesExhausted => (self.link != Link::Up).then(|| {
                Link::Failed("the page of the phone was loaded again and again and never answered".into())
            }),
            Signal::Terminated => Some(Link::SignedOut),
            Signal::AuthFailed if self.link == Link::Lost => Some(Link::SignedOut),
            Signal::AuthFailed => {
                self.suspect = SUSPECT_FOR;
                None
            }
            Signal::SigningIn => matches!(self.link, Link::Failed(_) | Link::Lost).then_some(Link::SignedOut),
            Signal::Restarted => {
                *self = Self { link: self.link.clone(), ..Self::default() };
                Some(Link::Starting)
            }
            Signal::Tick => self.tick(),
        }
    }

    fn tick(&mut self) -> Option<Link> {
        self.silent = self.silent.saturating_add(1);
        let suspect = self.suspect > 0;
        self.suspect = self.suspect.saturating_sub(1);
        match self.link {
            Link::Up if suspect && self.silent >= SIGNED_OUT_AFTER => Some(Link::SignedOut),
            Link::Up if self.silent >= LOST_AFTER => Some(Link::Lost),
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
    fn exhausted_retries_end_in_failure_and_a_new_start_begins_again() {
        check(
            &[(LoadTimedOut, 1), (RetriesExhausted, 1), (Restarted, 1), (Tick, 6), (Snapshot, 1)],
            expect![[
                r#"SignedOut Failed("the page of the phone was loaded again and again and never answered") Starting SignedOut Up"#
            ]],
        );
    }
}
