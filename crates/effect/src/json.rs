//! JSON made and read where speed does not count.

use cti_core::phone::PhoneNumber;
use cti_core::{Agent, Contact};
use serde_json::{Map, Number, Value};

/// An object with these members.
pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// An object with copies of these members.
pub fn record<'a>(members: &mut dyn Iterator<Item = (&'a str, &'a Value)>) -> Value {
    Value::Object(members.map(|(name, value)| (name.to_owned(), value.clone())).collect())
}

/// A copy of an object with these members besides; null for what is none.
pub fn with_members(object: &Value, more: &[(&str, Value)]) -> Value {
    let Value::Object(members) = object else { return Value::Null };
    let mut members = members.clone();
    members.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    Value::Object(members)
}

/// A number as JSON writes it: whole where it is whole, null where it is none.
pub fn from_number(n: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if n.fract() == 0.0 && n.abs() <= EXACT {
        return Value::from(n as i64);
    }
    Number::from_f64(n).map_or(Value::Null, Value::Number)
}

/// An object in text; empty where it holds none.
pub fn parse_map(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// A contact as flows see it, but for what needs its number parsed.
pub fn contact_value(contact: &Contact) -> Value {
    serde_json::to_value(contact).unwrap_or_default()
}

/// An agent as flows see it.
pub fn agent_value(agent: &Agent) -> Value {
    serde_json::to_value(agent).unwrap_or_default()
}

/// A number as flows see it. `phone` is what flows of before 5.22 read: the national significant number.
pub fn phone_value(number: &PhoneNumber) -> Value {
    object([
        ("number", number.number.as_str().into()),
        ("nationalNumber", number.national_number.as_str().into()),
        ("phone", number.national_number.as_str().into()),
        ("country", number.country.as_str().into()),
        ("countryCallingCode", number.country_calling_code.as_str().into()),
    ])
}
