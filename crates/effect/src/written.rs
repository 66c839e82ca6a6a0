//! Attributes of a contact that a run has written.

use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Written(BTreeMap<String, String>);

impl Written {
    pub fn set(&mut self, name: String, value: String) {
        self.0.insert(name, value);
    }

    pub fn get(&self, name: &str) -> Option<&String> {
        self.0.get(name)
    }
}
