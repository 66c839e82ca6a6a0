//! Everything the softphone asked of either side, in the order in which it was asked.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::world::now_ms;

/// Which stand-in was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Connect,
    Salesforce,
    /// The web service that flows can send requests to.
    Web,
}

/// One request; `reply` stays null until it is answered, and for ever when the answer was dropped.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Milliseconds since the epoch.
    pub at: f64,
    pub side: Side,
    pub method: String,
    pub args: Value,
    pub reply: Value,
}

#[derive(Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    /// Notes a request and returns its number, for `close`.
    pub fn open(&mut self, side: Side, method: &str, args: Value) -> usize {
        self.entries.push(Entry { at: now_ms(), side, method: method.to_owned(), args, reply: Value::Null });
        self.entries.len() - 1
    }

    /// Notes the answer; a number from before the last reset is ignored.
    pub fn close(&mut self, entry: usize, reply: Value) {
        if let Some(entry) = self.entries.get_mut(entry) {
            entry.reply = reply;
        }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keeps_the_order_of_requests_whatever_the_order_of_replies() {
        let mut journal = Journal::default();
        let first = journal.open(Side::Connect, "acceptContact", json!({ "contactId": "c" }));
        let second = journal.open(Side::Salesforce, "screenPop", json!({}));
        journal.close(second, json!({ "success": true }));
        journal.close(first, json!({}));
        let methods: Vec<_> =
            journal.entries().iter().map(|e| (e.method.as_str(), e.reply.clone())).collect();
        assert_eq!(methods, [("acceptContact", json!({})), ("screenPop", json!({ "success": true }))]);
    }
}
