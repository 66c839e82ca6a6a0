//! From a query's text to what it asks.

use super::token::{Token, tokens};
use super::{Condition, Literal, Order, Selection, Soql, malformed};
use crate::salesforce::OrgError;
use crate::salesforce::query::Op;
use std::iter::Peekable;
use std::vec::IntoIter;

/// Deeper nesting is refused, so that no query exhausts the stack.
const DEEPEST: usize = 50;
/// SOQL's own limit.
const LARGEST_OFFSET: usize = 2000;

struct Parser {
    tokens: Peekable<IntoIter<Token>>,
    depth: usize,
}

pub(super) fn parse(query: &str) -> Result<Soql, OrgError> {
    let mut parser = Parser { tokens: tokens(query)?.into_iter().peekable(), depth: 0 };
    let soql = parser.query()?;
    if let Some(rest) = parser.tokens.next() {
        return Err(unexpected(Some(&rest)));
    }
    Ok(soql)
}

fn unexpected(token: Option<&Token>) -> OrgError {
    malformed(token.map_or_else(
        || "unexpected end of the query".to_owned(),
        |token| format!("unexpected token: `{}`", token.shown()),
    ))
}

impl Parser {
    fn query(&mut self) -> Result<Soql, OrgError> {
        self.expect("SELECT")?;
        let selection = self.selection()?;
        self.expect("FROM")?;
        let object = self.name()?;
        let mine = self.takes("USING") && self.scope()?;
        let condition = if self.takes("WHERE") { Some(self.condition()?) } else { None };
        let mut order = Vec::new();
        if self.takes("ORDER") {
            self.expect("BY")?;
            order.push(self.order()?);
            while self.takes_sign(",") {
                order.push(self.order()?);
            }
        }
        let limit = if self.takes("LIMIT") { Some(self.count()?) } else { None };
        let offset = if self.takes("OFFSET") { self.count()? } else { 0 };
        if offset > LARGEST_OFFSET {
            return Err(malformed(format!("`OFFSET` is {LARGEST_OFFSET} at most")));
        }
        Ok(Soql { selection, object, mine, condition, order, limit, offset })
    }

    /// Whether only the user's own records are meant; of the scopes there are `everything` and `mine`.
    fn scope(&mut self) -> Result<bool, OrgError> {
        self.expect("SCOPE")?;
        if self.takes("MINE") {
            return Ok(true);
        }
        self.expect("EVERYTHING")?;
        Ok(false)
    }

    fn selection(&mut self) -> Result<Selection, OrgError> {
        let mut fields = vec![self.name()?];
        if self.takes_sign("(") {
            let is_count = fields.first().is_some_and(|name| name.eq_ignore_ascii_case("COUNT"));
            if !is_count || !self.takes_sign(")") {
                return Err(malformed("of functions only `COUNT()` is supported"));
            }
            return Ok(Selection::Count);
        }
        while self.takes_sign(",") {
            fields.push(self.name()?);
        }
        Ok(Selection::Fields(fields))
    }

    /// `AND` and `OR` side by side need parentheses, as in SOQL.
    fn condition(&mut self) -> Result<Condition, OrgError> {
        let first = self.single()?;
        let word = ["AND", "OR"].into_iter().find(|word| self.is(word));
        let Some(word) = word else { return Ok(first) };
        let mut parts = vec![first];
        while self.takes(word) {
            parts.push(self.single()?);
        }
        Ok(if word == "AND" { Condition::All(parts) } else { Condition::Any(parts) })
    }

    fn single(&mut self) -> Result<Condition, OrgError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(malformed(format!("conditions nest deeper than {DEEPEST}")));
        }
        let condition = if self.takes("NOT") {
            Condition::Not(Box::new(self.single()?))
        } else if self.takes_sign("(") {
            let inner = self.condition()?;
            self.expect_sign(")")?;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(condition)
    }

    fn comparison(&mut self) -> Result<Condition, OrgError> {
        let field = self.name()?;
        let op = self.op()?;
        if !matches!(op, Op::In | Op::NotIn) {
            return Ok(Condition::Compare { field, op, value: self.literal()? });
        }
        self.expect_sign("(")?;
        let mut values = vec![self.literal()?];
        while self.takes_sign(",") {
            values.push(self.literal()?);
        }
        self.expect_sign(")")?;
        Ok(Condition::Among { field, op, values })
    }

    fn op(&mut self) -> Result<Op, OrgError> {
        if self.takes("LIKE") {
            return Ok(Op::Like);
        }
        if self.takes("IN") {
            return Ok(Op::In);
        }
        if self.takes("NOT") {
            self.expect("IN")?;
            return Ok(Op::NotIn);
        }
        match self.tokens.next() {
            Some(Token::Sign("=")) => Ok(Op::Equal),
            Some(Token::Sign("!=" | "<>")) => Ok(Op::NotEqual),
            Some(Token::Sign("<")) => Ok(Op::Less),
            Some(Token::Sign("<=")) => Ok(Op::AtMost),
            Some(Token::Sign(">")) => Ok(Op::Greater),
            Some(Token::Sign(">=")) => Ok(Op::AtLeast),
            other => Err(unexpected(other.as_ref())),
        }
    }

    fn literal(&mut self) -> Result<Literal, OrgError> {
        match self.tokens.next() {
            Some(Token::Text { text, pattern }) => Ok(Literal::Text { text, pattern }),
            Some(Token::Number(written)) => number(&written),
            Some(Token::Word(word)) => match word.to_ascii_uppercase().as_str() {
                "TRUE" => Ok(Literal::Flag(true)),
                "FALSE" => Ok(Literal::Flag(false)),
                "NULL" => Ok(Literal::Null),
                "YESTERDAY" => Ok(Literal::Day(-1)),
                "TODAY" => Ok(Literal::Day(0)),
                "TOMORROW" => Ok(Literal::Day(1)),
                _ => Err(malformed(format!(
                    "unexpected token: `{word}`; a text stands in quotes, and of the words for dates there are \
                     `TODAY`, `YESTERDAY` and `TOMORROW`"
                ))),
            },
            other => Err(unexpected(other.as_ref())),
        }
    }

    fn order(&mut self) -> Result<Order, OrgError> {
        let field = self.name()?;
        let descending = self.takes("DESC");
        if !descending {
            self.takes("ASC");
        }
        let mut nulls_last = false;
        if self.takes("NULLS") {
            nulls_last = self.takes("LAST");
            if !nulls_last {
                self.expect("FIRST")?;
            }
        }
        Ok(Order { field, descending, nulls_last })
    }

    fn count(&mut self) -> Result<usize, OrgError> {
        let token = self.tokens.next();
        match &token {
            Some(Token::Number(written)) => written.parse().map_err(|_| unexpected(token.as_ref())),
            _ => Err(unexpected(token.as_ref())),
        }
    }

    /// A name that is no keyword of the place where it stands.
    fn name(&mut self) -> Result<String, OrgError> {
        const WORDS: [&str; 13] = [
            "SELECT", "FROM", "USING", "WHERE", "AND", "OR", "NOT", "LIKE", "IN", "ORDER", "LIMIT", "OFFSET",
            "GROUP",
        ];
        match self.tokens.next() {
            Some(Token::Word(word)) if !WORDS.iter().any(|known| known.eq_ignore_ascii_case(&word)) => {
                if word.split('.').any(str::is_empty) {
                    return Err(malformed(format!("unexpected token: `{word}`")));
                }
                Ok(word)
            }
            other => Err(unexpected(other.as_ref())),
        }
    }

    fn is(&mut self, keyword: &str) -> bool {
        matches!(self.tokens.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(keyword))
    }

    fn takes(&mut self, keyword: &str) -> bool {
        self.is(keyword) && self.tokens.next().is_some()
    }

    fn takes_sign(&mut self, sign: &'static str) -> bool {
        self.tokens.next_if_eq(&Token::Sign(sign)).is_some()
    }

    fn expect(&mut self, keyword: &str) -> Result<(), OrgError> {
        if self.takes(keyword) { Ok(()) } else { Err(unexpected(self.tokens.peek())) }
    }

    fn expect_sign(&mut self, sign: &'static str) -> Result<(), OrgError> {
        if self.takes_sign(sign) { Ok(()) } else { Err(unexpected(self.tokens.peek())) }
    }
}

/// A date, a time with its zone, or a number.
fn number(written: &str) -> Result<Literal, OrgError> {
    let wrong = || malformed(format!("unexpected token: `{written}`"));
    if written.len() == 10
        && let Ok(date) = written.parse()
    {
        return Ok(Literal::Date(date));
    }
    if written.contains('T') {
        return written.parse().map(Literal::DateTime).map_err(|_| wrong());
    }
    let plain = written.strip_prefix('+').unwrap_or(written);
    let number: f64 = plain.parse().map_err(|_| wrong())?;
    if !number.is_finite() {
        return Err(wrong());
    }
    Ok(Literal::Number(serde_json::from_str(plain).unwrap_or_else(|_| number.into())))
}
