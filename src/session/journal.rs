//! The journal: which flow has run for which event, so that none runs twice.
//!
//! A claim is written before the flow starts and is shared by all tabs. Only the leading tab claims
//! (see `browser::tabs`), which makes a synchronous entry in shared storage enough.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

use cti_core::Millis;
use cti_core::number::decimal;
use litemap::LiteMap;

use super::reconciliation::Days;

/// Where claims are kept. Keys are shared by all tabs of the origin.
pub trait Claims {
    fn get(&self, key: &str) -> Option<String>;
    /// False where it cannot be kept.
    fn put(&self, key: &str, value: &str) -> bool;
    fn remove(&self, key: &str);
    fn keys(&self, prefix: &str) -> Vec<String>;
}

/// Claims older than this are forgotten: no contact lives that long in an agent's hands.
const KEPT_MS: Millis = 3.0 * 24.0 * 3_600_000.0;

pub struct Journal {
    claims: Rc<dyn Claims>,
    prefix: String,
    /// Where facts about contacts are kept.
    fact_prefix: String,
    /// Where runs are kept while they last.
    run_prefix: String,
    days: Days,
    tab: String,
    /// Claims of this page alone, for when storage is denied.
    own: RefCell<HashSet<String>>,
    /// Facts of this page alone, for the same.
    own_facts: RefCell<LiteMap<String, String>>,
    durable: Cell<bool>,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal")
            .field("prefix", &self.prefix)
            .field("durable", &self.durable)
            .finish_non_exhaustive()
    }
}

impl Journal {
    /// `instance` keeps two Connect instances in one browser apart; `tab` names the claimant.
    pub fn new(claims: Rc<dyn Claims>, instance: &str, tab: &str) -> Self {
        Self {
            prefix: format!("cti:claim:{instance}:"),
            fact_prefix: format!("cti:fact:{instance}:"),
            run_prefix: format!("cti:run:{instance}:"),
            days: Days::new(Rc::clone(&claims), instance, tab),
            claims,
            tab: tab.to_owned(),
            own: RefCell::default(),
            own_facts: RefCell::default(),
            durable: Cell::new(true),
        }
    }

    /// The name of this tab.
    pub fn tab(&self) -> &str {
        &self.tab
    }

    /// True for the first to claim a key. Durable before it returns.
    pub fn claim(&self, key: &str, now: Millis) -> bool {
        let stored = format!("{}{key}", self.prefix);
        if self.claims.get(&stored).is_some() || !self.own.borrow_mut().insert(key.to_owned()) {
            return false;
        }
        self.durable.set(self.claims.put(&stored, &format!("{now} {}", self.tab)));
        true
    }

    /// Whether any tab has claimed a key.
    pub fn is_claimed(&self, key: &str) -> bool {
        self.own.borrow().contains(key) || self.claims.get(&format!("{}{key}", self.prefix)).is_some()
    }

    /// All claims, each with when it was made and by which tab.
    pub fn claimed(&self) -> Vec<(String, String)> {
        self.entries(&self.prefix)
    }

    /// What this browser has seen and done by days.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// Writes down how far a run is, so that what a page leaves behind can be found.
    pub fn run_goes_on(&self, id: &str, how_far: &str) {
        self.durable.set(self.claims.put(&format!("{}{id}", self.run_prefix), how_far));
    }

    pub fn run_is_over(&self, id: &str) {
        self.claims.remove(&format!("{}{id}", self.run_prefix));
    }

    /// Runs that are not over, of all tabs: their ids and how far they are.
    pub fn runs(&self) -> Vec<(String, String)> {
        self.entries(&self.run_prefix)
    }

    fn entries(&self, prefix: &str) -> Vec<(String, String)> {
        let entry = |key: String| Some((key.strip_prefix(prefix)?.to_owned(), self.claims.get(&key)?));
        self.claims.keys(prefix).into_iter().filter_map(entry).collect()
    }

    /// Claims what may happen again and again and is seen by every tab at once. True unless somebody has
    /// claimed it at `since` or later; without `since`, always.
    pub fn claim_anew(&self, key: &str, at: Millis, since: Option<Millis>) -> bool {
        let stored = format!("{}{key}", self.prefix);
        let last = self.claims.get(&stored).and_then(|value| claimed_at(&value));
        if since.zip(last).is_some_and(|(since, last)| last >= since) {
            return false;
        }
        self.durable.set(self.claims.put(&stored, &format!("{at} {}", self.tab)));
        true
    }

    /// False once the browser has refused to keep a claim: a reload may then run a flow again.
    pub fn is_durable(&self) -> bool {
        self.durable.get()
    }

    /// Keeps a fact that Connect does not tell, for all tabs and reloads.
    pub fn keep(&self, name: &str, fact: &str, now: Millis) {
        let (key, stored) = (self.fact_key(name), format!("{now} {fact}"));
        let durable = self.claims.put(&key, &stored);
        self.durable.set(durable);
        if !durable {
            self.own_facts.borrow_mut().insert(key, stored);
        }
    }

    pub fn kept(&self, name: &str) -> Option<String> {
        let key = self.fact_key(name);
        let stored = self.claims.get(&key).or_else(|| self.own_facts.borrow().get(&key).cloned())?;
        stored.split_once(' ').map(|(_, fact)| fact.to_owned())
    }

    pub fn forget(&self, name: &str) {
        let key = self.fact_key(name);
        self.claims.remove(&key);
        self.own_facts.borrow_mut().remove(&key);
    }

    fn fact_key(&self, name: &str) -> String {
        [&self.fact_prefix, name].concat()
    }

    /// Forgets claims and facts whose contacts are long gone.
    pub fn prune(&self, now: Millis) {
        self.days.prune(now);
        let (claims, facts) = (self.claims.keys(&self.prefix), self.claims.keys(&self.fact_prefix));
        for key in claims.into_iter().chain(facts) {
            let at = self.claims.get(&key).and_then(|value| claimed_at(&value));
            if at.is_none_or(|at| now - at > KEPT_MS) {
                self.claims.remove(&key);
                if let Some(own) = key.strip_prefix(&self.prefix) {
                    self.own.borrow_mut().remove(own);
                }
            }
        }
    }
}

/// A claim is `<milliseconds> <tab>`.
fn claimed_at(value: &str) -> Option<Millis> {
    value.split(' ').next().and_then(decimal)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Storage that two tabs share.
    #[derive(Default)]
    pub(crate) struct SharedClaims {
        entries: RefCell<BTreeMap<String, String>>,
        denied: bool,
    }

    impl SharedClaims {
        /// Of a browser that keeps nothing.
        pub(crate) fn denied() -> Self {
            Self { denied: true, ..Self::default() }
        }
    }

    impl Claims for SharedClaims {
        fn get(&self, key: &str) -> Option<String> {
            self.entries.borrow().get(key).cloned()
        }
        fn put(&self, key: &str, value: &str) -> bool {
            if !self.denied {
                self.entries.borrow_mut().insert(key.to_owned(), value.to_owned());
            }
            !self.denied
        }
        fn remove(&self, key: &str) {
            self.entries.borrow_mut().remove(key);
        }
        fn keys(&self, prefix: &str) -> Vec<String> {
            self.entries.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect()
        }
    }

    #[test]
    fn a_second_tab_cannot_claim_what_the_first_has() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        let first = Journal::new(Rc::clone(&claims), "acme", "1");
        let second = Journal::new(claims, "acme", "2");
        assert!(first.claim("c-1/voiceContact/onConnecting/f", 1.0));
        assert!(!first.claim("c-1/voiceContact/onConnecting/f", 2.0));
        assert!(!second.claim("c-1/voiceContact/onConnecting/f", 2.0));
        assert!(second.claim("c-1/voiceContact/onConnecting/g", 2.0));
    }

    #[test]
    fn what_every_tab_sees_is_claimed_again_each_time_it_happens() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        let leader = Journal::new(Rc::clone(&claims), "acme", "1");
        let follower = Journal::new(claims, "acme", "2");
        assert!(leader.claim_anew("view", 100.0, None));
        assert!(leader.claim_anew("view", 200.0, None));
        assert!(!follower.claim_anew("view", 210.0, Some(190.0)));
        assert!(follower.claim_anew("view", 900.0, Some(890.0)));
    }

    #[test]
    fn two_instances_do_not_share_claims() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        assert!(Journal::new(Rc::clone(&claims), "acme", "1").claim("k", 1.0));
        assert!(Journal::new(claims, "other", "1").claim("k", 1.0));
    }

    #[test]
    fn without_storage_a_page_still_runs_once_and_says_so() {
        let journal = Journal::new(Rc::new(SharedClaims::denied()), "acme", "1");
        assert!(journal.claim("k", 1.0));
        assert!(!journal.claim("k", 1.0));
        assert!(!journal.is_durable());
    }

    #[test]
    fn facts_are_kept_for_all_tabs_until_they_are_old() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        let journal = Journal::new(Rc::clone(&claims), "acme", "1");
        journal.keep("recording/c-1", "paused", 5.0);
        assert_eq!(Journal::new(claims, "acme", "2").kept("recording/c-1").as_deref(), Some("paused"));
        journal.prune(6.0 + KEPT_MS);
        assert_eq!(journal.kept("recording/c-1"), None);
    }

    #[test]
    fn facts_are_kept_and_forgotten_with_storage_and_without() {
        for denied in [false, true] {
            let claims = SharedClaims { denied, ..SharedClaims::default() };
            let journal = Journal::new(Rc::new(claims), "acme", "1");
            journal.keep("click/a", "of two words", 6.0);
            assert_eq!(journal.kept("click/a").as_deref(), Some("of two words"));
            journal.forget("click/a");
            assert_eq!(journal.kept("click/a"), None);
        }
    }

    #[test]
    fn old_claims_go_and_fresh_ones_stay() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        let journal = Journal::new(Rc::clone(&claims), "acme", "1");
        journal.claim("old", 0.0);
        journal.claim("new", KEPT_MS);
        journal.prune(KEPT_MS + 1.0);
        assert_eq!(claims.keys("cti:claim:acme:"), ["cti:claim:acme:new"]);
    }
}
