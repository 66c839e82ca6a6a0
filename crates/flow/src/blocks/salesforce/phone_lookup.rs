//! Finds people by phone number, however their numbers were typed in.

use serde_json::Value;

use crate::call::Call;
use crate::effect::{Effect, Org, SearchGroup};
use crate::org::{ApiName, ApiNameError, Condition, Op, Order, Query};

/// The newest record of an object, by id.
fn newest(object: &str, conditions: Vec<Condition>) -> Result<Query, ApiNameError> {
    Ok(Query {
        object: ApiName::new(object)?,
        fields: vec![ApiName::new("Id")?],
        conditions,
        order: Some(Order { field: ApiName::new("LastModifiedDate")?, descending: true }),
        limit: 1,
    })
}

/// A search over all phone fields. The index compares digits, so the national ones find every spelling.
pub(super) fn search(
    call: &Call<'_>,
    object: &str,
    number: &str,
    conditions: Vec<Condition>,
) -> Result<Effect, ApiNameError> {
    let find = call.scope.parse_phone(number, "").map_or_else(|| number.to_owned(), |n| n.national_number);
    Ok(Org::Search { find, within: SearchGroup::Phone, returning: vec![newest(object, conditions)?] }.into())
}

/// An exact look at one field, in every spelling that we would write ourselves.
pub(super) fn exact(
    call: &Call<'_>,
    object: &str,
    field: &str,
    number: &str,
) -> Result<Effect, ApiNameError> {
    let mut spellings = vec![number.to_owned()];
    if let Some(parsed) = call.scope.parse_phone(number, "") {
        for spelling in [parsed.national_format, parsed.number, parsed.national_number] {
            if !spellings.contains(&spelling) {
                spellings.push(spelling);
            }
        }
    }
    let condition = Condition { field: ApiName::new(field)?, op: Op::In, value: spellings.into() };
    Ok(Org::Query(newest(object, vec![condition])?).into())
}

/// The id of the first record of an answer: a list, an envelope around one, or a map of id to record.
pub(super) fn first_id(answer: &Value) -> Option<&str> {
    match answer {
        Value::Array(records) => records.first().and_then(id),
        Value::Object(members) => {
            let list = ["searchRecords", "records", "value"].iter().find_map(|name| members.get(*name));
            match list {
                Some(records) => first_id(records),
                None => id(answer).or_else(|| {
                    members.iter().find(|(_, record)| record.is_object()).map(|(id, _)| id.as_str())
                }),
            }
        }
        _ => None,
    }
}

fn id(record: &Value) -> Option<&str> {
    match record {
        Value::String(id) => Some(id),
        record => record.get("Id").or_else(|| record.get("id"))?.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::first_id;
    use serde_json::json;

    #[test]
    fn answers_come_in_many_shapes() {
        for answer in [
            json!([{ "Id": "003A" }, { "Id": "003B" }]),
            json!({ "searchRecords": [{ "attributes": { "type": "Contact" }, "Id": "003A" }] }),
            json!({ "records": [{ "id": "003A" }] }),
            json!({ "003A": { "Name": "Ada" } }),
            json!({ "Id": "003A" }),
            json!(["003A"]),
        ] {
            assert_eq!(first_id(&answer), Some("003A"), "{answer}");
        }
    }

    #[test]
    fn no_records_no_id() {
        for answer in [json!([]), json!({}), json!(null), json!({ "records": [] }), json!("003A")] {
            assert_eq!(first_id(&answer), None, "{answer}");
        }
    }
}
