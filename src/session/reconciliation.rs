//! Reconciliation: what this browser has seen and done in a day, so that nothing is missing unnoticed.
//!
//! Each tab counts for itself, under a key of its own, and whoever asks adds up: no two tabs ever write the
//! same entry. A contact that several tabs or reloads have seen counts once.

use std::cell::RefCell;
use std::rc::Rc;

use cti_core::{ContactId, Millis};
use litemap::LiteMap;

use super::journal::Claims;

const DAY_MS: Millis = 86_400_000.0;
/// Today and the days before it.
const KEPT_DAYS: i64 = 3;

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A flow was started.
    Run,
    /// A flow came to an end, whatever the end was.
    Ended,
    /// Of these, one that did not complete.
    Failed,
    /// A run was cut off with its page.
    Interrupted,
    /// The host has saved a record.
    Record,
    /// An event had a flow, and no tab ran it.
    Lost,
}

const KINDS: usize = 6;

/// A day of all tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970, by the clock on the wall.
    pub number: i64,
    pub contacts: usize,
    counts: [u32; KINDS],
}

impl Day {
    pub fn count(&self, what: Counted) -> u32 {
        self.counts.get(what as usize).copied().unwrap_or_default()
    }

    /// Runs and events that came to nothing because nobody was there to go on.
    pub fn missing(&self) -> u32 {
        self.count(Counted::Interrupted) + self.count(Counted::Lost)
    }

    /// Started and not over yet.
    pub fn under_way(&self) -> u32 {
        let over = self.count(Counted::Ended) + self.count(Counted::Interrupted);
        self.count(Counted::Run).saturating_sub(over)
    }

    /// For the log and for files.
    pub fn line(&self) -> String {
        format!(
            "day {}: contacts {}, runs {}, ended {}, failed {}, records {}, missing {} (interrupted {}, lost {})",
            self.number,
            self.contacts,
            self.count(Counted::Run),
            self.count(Counted::Ended),
            self.count(Counted::Failed),
            self.count(Counted::Record),
            self.missing(),
            self.count(Counted::Interrupted),
            self.count(Counted::Lost),
        )
    }
}

/// The day of a moment, by a clock so many minutes ahead of UTC.
pub fn day_of(now: Millis, utc_offset: f64) -> i64 {
    ((now + utc_offset * 60_000.0) / DAY_MS).floor() as i64
}

/// What a tab has counted on one day.
#[derive(Debug, Default)]
struct Own {
    day: i64,
    contacts: Vec<String>,
    counts: [u32; KINDS],
}

pub struct Days {
    claims: Rc<dyn Claims>,
    prefix: String,
    tab: String,
    own: RefCell<Own>,
}

impl std::fmt::Debug for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Days").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl Days {
    pub fn new(claims: Rc<dyn Claims>, instance: &str, tab: &str) -> Self {
        Self {
            claims,
            prefix: format!("cti:day:{instance}:"),
            tab: tab.to_owned(),
            own: RefCell::new(Own { day: i64::MIN, ..Own::default() }),
        }
    }

    pub fn count(&self, day: i64, what: Counted, times: u32) {
        let mut own = self.own_of(day);
        if let Some(count) = own.counts.get_mut(what as usize) {
            *count = count.saturating_add(times);
        }
        let counts: Vec<_> = own.counts.iter().map(u32::to_string).collect();
        // A browser that keeps nothing leaves the sums to this page.
        self.claims.put(&self.key(day, "n"), &counts.join(" "));
    }

    /// These contacts are there.
    pub fn see<'a>(&self, day: i64, contacts: impl Iterator<Item = &'a ContactId>) {
        let mut own = self.own_of(day);
        let known = own.contacts.len();
        for contact in contacts {
            if !own.contacts.iter().any(|known| known == contact.as_str()) {
                own.contacts.push(contact.as_str().to_owned());
            }
        }
        if own.contacts.len() > known {
            self.claims.put(&self.key(day, "c"), &own.contacts.join(" "));
        }
    }

    fn own_of(&self, day: i64) -> std::cell::RefMut<'_, Own> {
        let mut own = self.own.borrow_mut();
        if own.day != day {
            *own = Own { day, ..Own::default() };
        }
        own
    }

    /// The days that are kept, the oldest first.
    pub fn all(&self) -> Vec<Day> {
        let mut days: LiteMap<i64, (Vec<String>, [u32; KINDS])> = LiteMap::new();
        let mut add = |number: i64, contacts: &str, counts: &mut dyn Iterator<Item = u32>| {
            if !days.contains_key(&number) {
                days.insert(number, Default::default());
            }
            let Some(day) = days.get_mut(&number) else { return };
            for id in contacts.split(' ').filter(|id| !id.is_empty()) {
                if !day.0.iter().any(|known| known == id) {
                    day.0.push(id.to_owned());
                }
            }
            day.1.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        };
        for key in self.claims.keys(&self.prefix) {
            let Some(((number, tab), kind)) = self.parts(&key) else { continue };
            // What this tab has counted it knows better, where the browser keeps nothing.
            if tab == self.tab && number == self.own.borrow().day {
                continue;
            }
            let value = self.claims.get(&key).unwrap_or_default();
            if kind == "c" {
                add(number, &value, &mut std::iter::empty());
            } else {
                add(number, "", &mut value.split(' ').map(|count| count.parse().unwrap_or_default()));
            }
        }
        let own = self.own.borrow();
        if own.day != i64::MIN {
            add(own.day, &own.contacts.join(" "), &mut own.counts.iter().copied());
        }
        let day = |(number, (contacts, counts)): (i64, (Vec<String>, _))| Day {
            number,
            contacts: contacts.len(),
            counts,
        };
        days.into_iter().map(day).collect()
    }

    pub fn prune(&self, now: Millis) {
        let oldest = day_of(now, 0.0) - KEPT_DAYS;
        for key in self.claims.keys(&self.prefix) {
            if self.parts(&key).is_none_or(|((day, _), _)| day < oldest) {
                self.claims.remove(&key);
            }
        }
    }

    fn key(&self, day: i64, kind: &str) -> String {
        format!("{}{day}:{}:{kind}", self.prefix, self.tab)
    }

    /// A key is `<day>:<tab>:<kind>` behind its prefix.
    fn parts<'a>(&self, key: &'a str) -> Option<((i64, &'a str), &'a str)> {
        let (day, rest) = key.strip_prefix(&self.prefix)?.split_once(':')?;
        let (tab, kind) = rest.rsplit_once(':')?;
        Some(((day.parse().ok()?, tab), kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::journal::tests::SharedClaims;

    fn days(claims: &Rc<dyn Claims>, instance: &str, tab: &str) -> Days {
        Days::new(Rc::clone(claims), instance, tab)
    }

    fn ids(ids: &[&str]) -> Vec<ContactId> {
        ids.iter().map(|id| (*id).into()).collect()
    }

    #[test]
    fn tabs_and_reloads_add_up_and_a_contact_counts_once() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        let (first, second) = (days(&claims, "acme", "1"), days(&claims, "acme", "2"));
        first.see(7, ids(&["a", "b"]).iter());
        second.see(7, ids(&["b", "c"]).iter());
        first.count(7, Counted::Run, 2);
        second.count(7, Counted::Run, 1);
        first.count(7, Counted::Ended, 1);
        second.count(7, Counted::Interrupted, 1);
        let day = days(&claims, "acme", "3").all().remove(0);
        assert_eq!(day, first.all()[0]);
        assert_eq!(day.under_way(), 1);
        assert_eq!(
            day.line(),
            "day 7: contacts 3, runs 3, ended 1, failed 0, records 0, missing 1 (interrupted 1, lost 0)"
        );
    }

    #[test]
    fn days_and_instances_are_apart_and_old_days_go() {
        let claims: Rc<dyn Claims> = Rc::new(SharedClaims::default());
        let acme = days(&claims, "acme", "1");
        acme.count(1, Counted::Run, 1);
        acme.count(2, Counted::Run, 1);
        days(&claims, "other", "1").count(2, Counted::Run, 5);
        let runs: Vec<_> = acme.all().iter().map(|day| (day.number, day.count(Counted::Run))).collect();
        assert_eq!(runs, [(1, 1), (2, 1)]);
        acme.prune(5.0 * DAY_MS);
        assert_eq!(acme.all().iter().map(|day| day.number).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_browser_that_keeps_nothing_leaves_the_sums_to_the_page() {
        let days = days(&(Rc::new(SharedClaims::denied()) as _), "acme", "1");
        days.see(1, ids(&["a"]).iter());
        days.count(1, Counted::Record, 3);
        let day = days.all().remove(0);
        assert_eq!((day.contacts, day.count(Counted::Record)), (1, 3));
    }

    #[test]
    fn midnight_is_where_the_agent_is() {
        assert_eq!(day_of(DAY_MS - 1.0, 0.0), 0);
        assert_eq!(day_of(DAY_MS - 1.0, 60.0), 1);
        assert_eq!(day_of(DAY_MS, -60.0), 0);
    }
}
