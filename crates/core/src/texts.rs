//! Texts by their names, read from JSON in few bytes.

use litemap::LiteMap;
use serde_json::Value;

/// The members that are texts; none where it is no object.
pub fn parse(json: &str) -> LiteMap<String, String> {
    let mut texts = LiteMap::new();
    if let Ok(Value::Object(members)) = serde_json::from_str(json) {
        for (name, value) in members {
            if let Value::String(text) = value {
                texts.insert(name, text);
            }
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_is_no_text_is_left_out() {
        let texts = parse(r#"{"b":"2","a":"1","n":3,"b":"4"}"#);
        assert_eq!(
            texts.iter().collect::<Vec<_>>(),
            [(&"a".into(), &"1".into()), (&"b".into(), &"4".into())]
        );
        assert!(parse("[]").is_empty() && parse("{").is_empty());
    }
}
