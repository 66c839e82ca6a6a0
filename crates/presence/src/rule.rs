//! Rules that can be applied, and what they say of a change.

use std::fmt;
use std::rc::Rc;

use crate::change::Change;
use crate::comparator::Comparator;
use crate::datum::Datum;
use crate::operand::{Operand, Term};
use crate::side::Side;
use crate::source::Source;

/// `On source, where a comparator b, set target at the destination.`
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub name: String,
    pub source: Source,
    pub a: Term,
    pub comparator: Comparator,
    pub b: Term,
    pub destination: Side,
    /// A state by its name; of Salesforce, a status by its developer name or `Offline`.
    pub target: String,
}

impl Rule {
    pub fn judge(&self, change: &Change) -> (Option<Datum>, Option<Datum>, bool) {
        let (a, b) = (self.a.of(change), self.b.of(change));
        let holds = self.source == change.source() && self.comparator.holds(a.as_ref(), b.as_ref());
        (a, b, holds)
    }
}

/// Checked rules, in the order in which they are applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules(pub(crate) Vec<Rc<Rule>>);

impl Rules {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.0.iter().map(|rule| &**rule)
    }

    pub fn listen_to(&self, source: Source) -> bool {
        self.iter().any(|rule| rule.source == source)
    }

    /// Whether a rule asks for the channel of accepted work, which its event does not tell.
    pub fn ask_channel(&self) -> bool {
        let asks = |term: &Term| term.operand == Operand::ServiceChannel;
        self.iter().any(|rule| rule.source == Source::WorkAccepted && (asks(&rule.a) || asks(&rule.b)))
    }

    /// Every rule of the change's source, each judged on its own.
    pub fn judge(&self, change: &Change) -> Vec<Verdict> {
        let rules = self.0.iter().filter(|rule| rule.source == change.source());
        let judged = rules.map(|rule| {
            let (a, b, holds) = rule.judge(change);
            Verdict { rule: Rc::clone(rule), a, b, holds }
        });
        judged.collect()
    }
}

/// What a rule says of a change, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub rule: Rc<Rule>,
    /// What the operands were; nothing where the change does not tell.
    pub a: Option<Datum>,
    pub b: Option<Datum>,
    pub holds: bool,
}

/// The comparison with its values: `Connect Agent New State (Break) equal to Break`.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        side(f, &self.rule.a, self.a.as_ref())?;
        write!(f, " {} ", self.rule.comparator.label().to_ascii_lowercase())?;
        side(f, &self.rule.b, self.b.as_ref())
    }
}

fn side(f: &mut fmt::Formatter<'_>, term: &Term, told: Option<&Datum>) -> fmt::Result {
    match (term.fixed(), told) {
        (Some(fixed), _) => write!(f, "`{fixed}`"),
        (None, Some(told)) => write!(f, "{} (`{told}`)", term.operand.label()),
        (None, None) => write!(f, "{} (not told)", term.operand.label()),
    }
}
