//! Attributes of a contact that a run has written.

use litemap::LiteMap;

#[derive(Debug, Default)]
pub struct Written(LiteMap<String, String>);

impl Written {
    pub fn set(&mut self, name: String, value: String) {
        self.0.insert(name, value);
    }

    pub fn get(&self, name: &str) -> Option<&String> {
        self.0.get(name)
    }
}
