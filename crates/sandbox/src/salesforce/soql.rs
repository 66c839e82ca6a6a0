//! Queries as text in SOQL, as far as flows use it: one object, its parents' fields, conditions, order, limit.
//!
//! Grouping, functions, subqueries and clauses such as `FOR VIEW` are refused by name.

mod evaluate;
mod parse;
mod token;

use super::error::OrgError;
use super::query::Op;
use serde_json::Value;

/// A parsed query.
#[derive(Debug, Clone, PartialEq)]
struct Soql {
    selection: Selection,
    object: String,
    /// `USING SCOPE mine`: only what the user owns.
    mine: bool,
    condition: Option<Condition>,
    order: Vec<Order>,
    limit: Option<usize>,
    offset: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Selection {
    Count,
    Fields(Vec<String>),
}

#[derive(Debug, Clone, PartialEq)]
enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Compare {
        field: String,
        op: Op,
        value: Literal,
    },
    /// `IN` and `NOT IN`.
    Among {
        field: String,
        op: Op,
        values: Vec<Literal>,
    },
}

#[derive(Debug, Clone, PartialEq)]
struct Order {
    field: String,
    descending: bool,
    nulls_last: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Literal {
    /// The text, and the same as a pattern in which what was escaped stays ordinary.
    Text {
        text: String,
        pattern: String,
    },
    Number(Value),
    Flag(bool),
    Null,
    Date(jiff::civil::Date),
    DateTime(jiff::Timestamp),
    /// Days from today.
    Day(i32),
}

fn malformed(problem: impl Into<String>) -> OrgError {
    OrgError::BadQuery(problem.into())
}

#[cfg(test)]
#[path = "soql_tests.rs"]
mod tests;
