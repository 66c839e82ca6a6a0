//! From what a query asks to the records that it finds. Values are compared by the kind of their field.

use super::parse::parse;
use super::{Condition, Literal, Order, Selection, Soql, malformed};
use crate::salesforce::query::{self, Op};
use crate::salesforce::schema::{self, Kind};
use crate::salesforce::{Org, OrgError, Record};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// Salesforce hands out this many rows at once; the sandbox does not go on after them.
const MOST_ROWS: usize = 2000;

impl Org {
    /// Answers `{records, size}`; `COUNT()` answers the size alone.
    pub fn soql(&self, text: &str) -> Result<Value, OrgError> {
        let soql = parse(text)?;
        let object = self.shape(&soql.object)?.name.to_owned();
        self.check(&object, &soql)?;
        let mut found: Vec<_> = self
            .of(&object)
            .filter(|record| {
                !soql.mine || self.user().is_some_and(|user| record.get("OwnerId") == &json!(user.id))
            })
            .filter(|record| soql.condition.as_ref().is_none_or(|condition| self.meets(record, condition)))
            .collect();
        found.sort_by(|a, b| {
            soql.order
                .iter()
                .map(|order| self.ordered(order, a, b))
                .find(|it| it.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        let rows = found.into_iter().skip(soql.offset).take(soql.limit.unwrap_or(MOST_ROWS));
        match &soql.selection {
            Selection::Count => Ok(json!({ "records": [], "size": rows.count() })),
            Selection::Fields(fields) => {
                let records: Vec<_> =
                    rows.map(|record| self.project(record, fields)).collect::<Result<_, _>>()?;
                Ok(json!({ "size": records.len(), "records": records }))
            }
        }
    }

    /// Every field exists, and every value is one that its field can have.
    fn check(&self, object: &str, soql: &Soql) -> Result<(), OrgError> {
        if let Selection::Fields(fields) = &soql.selection {
            for (place, field) in fields.iter().enumerate() {
                self.kind(object, field)?;
                if fields.iter().take(place).any(|earlier| earlier.eq_ignore_ascii_case(field)) {
                    return Err(malformed(format!("field `{field}` is selected twice")));
                }
            }
        }
        for order in &soql.order {
            self.kind(object, &order.field)?;
        }
        soql.condition.as_ref().map_or(Ok(()), |condition| self.check_condition(object, condition))
    }

    fn check_condition(&self, object: &str, condition: &Condition) -> Result<(), OrgError> {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().try_for_each(|part| self.check_condition(object, part))
            }
            Condition::Not(inner) => self.check_condition(object, inner),
            Condition::Compare { field, op, value } => {
                let kind = self.kind(object, field)?;
                if *op == Op::Like
                    && !matches!((kind, value), (Values::Text | Values::Any, Literal::Text { .. }))
                {
                    return Err(OrgError::BadFilter(format!("`LIKE` does not fit field `{field}`")));
                }
                kind.takes(field, value)
            }
            Condition::Among { field, values, .. } => {
                let kind = self.kind(object, field)?;
                values.iter().try_for_each(|value| kind.takes(field, value))
            }
        }
    }

    /// What a field, or a parent's field, holds.
    fn kind(&self, object: &str, path: &str) -> Result<Values, OrgError> {
        let shape = self.shape(object)?;
        let unknown = || OrgError::UnknownField { object: object.to_owned(), field: path.to_owned() };
        let Some((relation, rest)) = path.split_once('.') else {
            let (name, kind) = shape.field(path).ok_or_else(unknown)?;
            return Ok(Values::of(&name, kind));
        };
        let lookup = schema::relationship(relation).and_then(|lookup| shape.field(lookup));
        let Some((_, Kind::Reference(parents))) = lookup else { return Err(unknown()) };
        parents.iter().find_map(|parent| self.kind(parent, rest).ok()).ok_or_else(unknown)
    }

    fn meets(&self, record: &Record, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.meets(record, part)),
            Condition::Any(parts) => parts.iter().any(|part| self.meets(record, part)),
            Condition::Not(inner) => !self.meets(record, inner),
            Condition::Compare { field, op, value } => self.fits(&self.value_at(record, field), *op, value),
            Condition::Among { field, op, values } => {
                let held = self.value_at(record, field);
                let among = values.iter().any(|value| self.fits(&held, Op::Equal, value));
                among == (*op == Op::In)
            }
        }
    }

    fn fits(&self, held: &Value, op: Op, asked: &Literal) -> bool {
        if let (Op::Like, Literal::Text { pattern, .. }) = (op, asked) {
            return held.as_str().is_some_and(|held| query::like(held, pattern));
        }
        match self.against(held, asked) {
            // What has no value is not equal to any value, and neither before nor after one.
            None => op == Op::NotEqual,
            Some(ordering) => match op {
                Op::Equal => ordering.is_eq(),
                Op::NotEqual => ordering.is_ne(),
                Op::Less => ordering.is_lt(),
                Op::AtMost => ordering.is_le(),
                Op::Greater => ordering.is_gt(),
                Op::AtLeast => ordering.is_ge(),
                Op::Like | Op::In | Op::NotIn => false,
            },
        }
    }

    /// How what is held stands to what is asked; nothing, where they cannot be compared. A text without
    /// characters is no value, as everywhere in Salesforce.
    fn against(&self, held: &Value, asked: &Literal) -> Option<Ordering> {
        match asked {
            Literal::Null => held.is_null().then_some(Ordering::Equal),
            Literal::Text { text, .. } if text.is_empty() => held.is_null().then_some(Ordering::Equal),
            _ if held.is_null() => None,
            Literal::Text { text, .. } => {
                let asked = json!(text);
                Some(if query::equal(held, &asked) { Ordering::Equal } else { query::compare(held, &asked) })
            }
            Literal::Number(number) => Some(query::compare(held, number)),
            Literal::Flag(flag) => Some(held.as_bool()?.cmp(flag)),
            Literal::Date(date) => day(held).map(|held| held.cmp(date)),
            Literal::Day(days) => {
                let asked = self.clock.today().checked_add(days.days()).ok()?;
                day(held).map(|held| held.cmp(&asked))
            }
            Literal::DateTime(moment) => {
                held.as_str()?.parse::<jiff::Timestamp>().ok().map(|held| held.cmp(moment))
            }
        }
    }

    fn ordered(&self, order: &Order, a: &Record, b: &Record) -> Ordering {
        let (a, b) = (self.value_at(a, &order.field), self.value_at(b, &order.field));
        match (a.is_null(), b.is_null()) {
            (true, true) => Ordering::Equal,
            (true, false) if order.nulls_last => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, true) if order.nulls_last => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) if order.descending => query::compare(&b, &a),
            (false, false) => query::compare(&a, &b),
        }
    }
}

/// The day of a date or of a moment, in UTC.
fn day(held: &Value) -> Option<Date> {
    let text = held.as_str()?;
    match text.parse::<jiff::Timestamp>() {
        Ok(moment) => Some(moment.to_zoned(TimeZone::UTC).date()),
        Err(_) => text.parse().ok(),
    }
}

/// What a condition may compare a field with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Values {
    Text,
    Id,
    Number,
    Flag,
    Date,
    DateTime,
    /// A field that came with a record: it may hold anything.
    Any,
}

impl Values {
    fn of(name: &str, kind: Kind) -> Self {
        match kind {
            Kind::Number => Self::Number,
            Kind::Flag => Self::Flag,
            Kind::Date => Self::Date,
            Kind::Reference(_) => Self::Id,
            Kind::ReadOnly if name.starts_with("Is") => Self::Flag,
            Kind::ReadOnly if name.ends_with("Date") => Self::DateTime,
            Kind::ReadOnly if name == "Id" => Self::Id,
            Kind::Text if name.ends_with("__c") => Self::Any,
            _ => Self::Text,
        }
    }

    fn takes(self, field: &str, value: &Literal) -> Result<(), OrgError> {
        let fits = match value {
            Literal::Null => true,
            Literal::Text { .. } => matches!(self, Self::Text | Self::Id | Self::Any),
            Literal::Number(_) => matches!(self, Self::Number | Self::Any),
            Literal::Flag(_) => matches!(self, Self::Flag | Self::Any),
            Literal::Date(_) => matches!(self, Self::Date | Self::Any),
            Literal::DateTime(_) => matches!(self, Self::DateTime | Self::Any),
            Literal::Day(_) => matches!(self, Self::Date | Self::DateTime | Self::Any),
        };
        if !fits {
            let expected = self.expected();
            return Err(OrgError::WrongType { field: field.to_owned(), expected });
        }
        if self == Self::Id
            && let Literal::Text { text, .. } = value
            && crate::salesforce::Id::parse(text).is_none()
        {
            return Err(OrgError::BadFilter(format!("invalid ID field: `{text}`")));
        }
        Ok(())
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Text | Self::Id => "a text in quotes",
            Self::Number => "a number without quotes",
            Self::Flag => "TRUE or FALSE without quotes",
            Self::Date => "a date without quotes, as 2026-01-31",
            Self::DateTime => "a time without quotes, as 2026-01-31T12:00:00Z",
            Self::Any => "a value",
        }
    }
}
