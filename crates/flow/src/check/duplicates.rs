//! Members of one name in one object: JSON allows it, and all but the last are lost.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::problem::Problem;

pub(super) fn check(body: &str, problems: &mut Vec<Problem>) {
    let mut names = BTreeSet::new();
    let body = body.trim_start_matches('\u{feff}').trim();
    let mut reader = serde_json::Deserializer::from_str(body);
    // What is no JSON was said to be none.
    let _ = Search(&mut names).deserialize(&mut reader);
    for name in names {
        let message = format!(
            "an object has `{name}` twice; only the last one counts and the other is lost when the flow is saved, so delete one"
        );
        problems.push(Problem::warning("duplicate-member", message));
    }
}

/// Collects the names that stand twice.
struct Search<'a>(&'a mut BTreeSet<String>);

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Search(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            members.next_value_seed(Search(self.0))?;
            if seen.contains(&name) {
                self.0.insert(name);
            } else {
                seen.insert(name);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twice(body: &str) -> Vec<String> {
        let mut names = BTreeSet::new();
        let mut reader = serde_json::Deserializer::from_str(body);
        let _ = Search(&mut names).deserialize(&mut reader);
        names.into_iter().collect()
    }

    #[test]
    fn only_members_of_one_object_count() {
        assert_eq!(twice(r#"[{"a":1,"b":{"a":2.5}},{"a":[null,true,-1,"x"]}]"#), [""; 0]);
        assert_eq!(twice(r#"[{"a":1,"a":2,"b":{"c":1,"d":1,"c":2}}]"#), ["a", "c"]);
        assert_eq!(twice(r#"{"a":1,"a":"#), [""; 0]);
        assert_eq!(twice(&r#"{"a":"#.repeat(100_000)), [""; 0]);
    }
}
