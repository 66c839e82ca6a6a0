//! Writes expectations anew from what happened, leaving the rest of the file as it is.

use serde_json::{Map, Value, json};

use super::file::{Case, Expect};
use crate::difference::envelope_mismatch;
use crate::found::Found;

/// The file with the expectations of a case rewritten. Those that hold stay as they are.
pub(crate) fn update(document: &mut Value, case: &Case, found: &Found) {
    let holder = match case.place {
        Some(place) => document.get_mut("cases").and_then(|cases| cases.get_mut(place)),
        None => Some(document),
    };
    let Some(holder) = holder.and_then(Value::as_object_mut) else { return };
    let expect = holder.entry("expect").or_insert_with(|| json!({}));
    if !expect.is_object() {
        *expect = json!({});
    }
    if let Some(expect) = expect.as_object_mut() {
        rewrite(expect, &case.expect, found);
    }
}

fn rewrite(stored: &mut Map<String, Value>, expect: &Expect, found: &Found) {
    let all = expect.is_empty();
    if all || expect.status.is_some() {
        stored.insert("status".to_owned(), found.ending.status.as_str().into());
    }
    if all || expect.path.is_some() {
        stored.insert("path".to_owned(), json!(found.ending.path));
    }
    if all || expect.effects.is_some() {
        let kept = stored.get("effects").and_then(Value::as_array).cloned().unwrap_or_default();
        stored.insert("effects".to_owned(), effects(&kept, expect, found));
    }
    if let Some(actions) = stored.get_mut("actions").and_then(Value::as_object_mut) {
        let left = &found.ending.actions;
        for (id, wanted) in actions.iter_mut() {
            if envelope_mismatch(wanted, left.get(id), expect.manner()).is_some() {
                *wanted = left.get(id).cloned().unwrap_or_default();
            }
        }
    }
    if expect.problems.is_some() {
        let mut codes: Vec<_> = found.problems.iter().map(|problem| problem.code).collect();
        codes.sort_unstable();
        codes.dedup();
        stored.insert("problems".to_owned(), json!(codes));
    }
}

fn effects(kept: &[Value], expect: &Expect, found: &Found) -> Value {
    let expected = expect.effects.as_deref().unwrap_or_default();
    let effect = |(at, is): (usize, &cti_flow::record::Exchange)| {
        let wanted = expected.get(at);
        let holds = wanted.is_some_and(|wanted| wanted.wanted(expect.manner()).meets(is).is_ok());
        if let Some(kept) = kept.get(at).filter(|_| holds) {
            return kept.clone();
        }
        let mut members = Map::new();
        if wanted.is_some_and(|wanted| wanted.block.is_some()) {
            members.insert("block".to_owned(), is.block.as_str().into());
        }
        members.insert("effect".to_owned(), is.effect.as_str().into());
        members.insert("args".to_owned(), is.args.clone());
        if wanted.is_some_and(|wanted| wanted.exact) {
            members.insert("exact".to_owned(), true.into());
        }
        Value::Object(members)
    };
    found.effects.iter().enumerate().map(effect).collect()
}
