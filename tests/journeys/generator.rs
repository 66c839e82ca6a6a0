//! Random bytes and JSON, the same in every run.

use serde_json::{Map, Value, json};

/// xorshift64*: enough chance for tests, and no dependency.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit.max(1)
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A value of any kind, seldom deep.
    pub fn value(&mut self, depth: usize) -> Value {
        let words = [
            "",
            " ",
            "$",
            "$.",
            "$.payload.x",
            "$.actions.uid-1.results.value",
            "$.actions.uid-1.results.[0].length",
            "$.contact.parsedNumber.phone",
            "$.contact",
            "$.actions",
            "$.agent.state.name",
            "$12.x",
            "true",
            "false",
            "null",
            "-1",
            "1e309",
            "0x",
            "😀\u{0}",
            "uid-1",
            "+12135550100",
            "{{x}}",
            "${",
            "/(/g",
            "a,b,,c",
        ];
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!([0.0, -1.5, 1e300, -0.0, 9_007_199_254_740_993.0, 3.0][self.below(6)]),
            3 | 4 => json!(*self.pick(&words)),
            5 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let members =
                    (0..self.below(4)).map(|_| ((*self.pick(&words)).to_owned(), self.value(depth - 1)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// Replaces, doubles, drops or rewires something somewhere in a value.
    pub fn mutate(&mut self, value: &mut Value) {
        match value {
            Value::Array(items) if !items.is_empty() && self.below(8) > 0 => {
                let at = self.below(items.len());
                match self.below(8) {
                    0 => drop(items.remove(at)),
                    1 => items.push(items[at].clone()),
                    _ => self.mutate(&mut items[at]),
                }
            }
            Value::Object(members) if !members.is_empty() && self.below(8) > 0 => {
                let at = self.below(members.len());
                let key = members.keys().nth(at).cloned().unwrap();
                match self.below(10) {
                    0 => drop(members.shift_remove(&key)),
                    1 => drop(members.insert(key + "x", self.value(2))),
                    _ => self.mutate(&mut members[&key]),
                }
            }
            other => *other = self.value(2),
        }
    }

    /// Changes bytes of a text.
    pub fn corrupt(&mut self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, self.below(256) as u8),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = b"{}[],:\"\\0aunt-. $"[self.below(17)];
                    }
                }
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
