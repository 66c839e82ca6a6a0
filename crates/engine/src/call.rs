//! One execution of a block: how it reads its controls, and how it says what comes next.

use std::borrow::Cow;

use cti_core::Millis;
use serde_json::{Map, Value};

use crate::effect::{Effect, Reply};
use crate::envelope::{Envelope, Exception, Results};
use crate::flow::{Node, Slot};
use crate::outcome::Performed;
use crate::provenance::Source;
use crate::scope::Scope;
use crate::soql::Part;
use crate::template::Template;
use crate::value;
use crate::weight;

/// What a block does next.
#[derive(Debug)]
pub enum Next {
    /// Asks for an effect; `Then` takes the reply.
    Perform(Effect, Then),
    /// Is finished and leaves by a port.
    Leave(Envelope, Exit),
}

pub type Then = fn(&mut Call<'_>, Reply) -> Next;

/// The port that a block leaves by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    Done,
    Success,
    Failure,
    True,
    False,
    /// A lookup without a match: `failure` where it is connected, else `success`. Says what was not found.
    NotFound(&'static str),
}

impl Next {
    pub fn done(results: Value) -> Self {
        Self::Leave(Envelope::success(results), Exit::Done)
    }

    /// `{value}` through `done`.
    pub fn value(value: impl Into<Value>) -> Self {
        Self::Leave(Envelope::success(Results::OneValue(value.into())), Exit::Done)
    }

    /// `{string, value}` through `done`, as blocks that build text leave it.
    pub fn string(text: String) -> Self {
        Self::Leave(Envelope::success(Results::Text(text.into())), Exit::Done)
    }

    /// Results with these members through `done`.
    pub fn members(members: Vec<(&'static str, Value)>) -> Self {
        Self::Leave(Envelope::success(Results::Members(members)), Exit::Done)
    }

    /// A block that has only `done` goes on when it fails, and says why.
    pub fn thrown(results: Value, exception: impl Into<String>) -> Self {
        let envelope = Envelope { results: Some(results.into()), ..Envelope::failure(exception) };
        Self::Leave(envelope, Exit::Done)
    }

    pub fn success(results: Value) -> Self {
        Self::Leave(Envelope::success(results), Exit::Success)
    }

    /// Success without the member `results`.
    pub fn success_bare() -> Self {
        Self::Leave(Envelope { results: None, ..Envelope::success(Value::Null) }, Exit::Success)
    }

    pub fn failure(exception: impl Into<String>) -> Self {
        Self::Leave(Envelope::failure(exception), Exit::Failure)
    }

    /// A failure that leaves what is known all the same.
    pub fn failed(results: Value, exception: impl Into<String>) -> Self {
        let envelope = Envelope { results: Some(results.into()), ..Envelope::failure(exception) };
        Self::Leave(envelope, Exit::Failure)
    }

    pub fn not_found(results: Value, what: &'static str) -> Self {
        Self::Leave(Envelope::success(results), Exit::NotFound(what))
    }

    /// A predicate always succeeds; its result is the answer itself.
    pub fn answer(answer: bool) -> Self {
        let exit = if answer { Exit::True } else { Exit::False };
        Self::Leave(Envelope::success(Value::Bool(answer)), exit)
    }

    /// An answer that had to be guessed, and why.
    pub fn answer_with(answer: bool, exception: impl Into<String>) -> Self {
        let exit = if answer { Exit::True } else { Exit::False };
        let envelope =
            Envelope { exception: Exception::new(exception), ..Envelope::success(Value::Bool(answer)) };
        Self::Leave(envelope, exit)
    }

    pub fn perform(effect: impl Into<Effect>, then: Then) -> Self {
        Self::Perform(effect.into(), then)
    }

    /// `success` with null results if the effect happened, else `failure`.
    pub fn command(effect: impl Into<Effect>) -> Self {
        Self::Perform(effect.into(), |_, reply| match reply {
            Ok(_) => Self::success(Value::Null),
            Err(fault) => Self::failure(fault.message),
        })
    }
}

/// So many entries of a map are found as quickly one after another as by a hash.
const FEW: usize = 16;

/// The controls and surroundings of a block that is being executed.
#[derive(Debug)]
pub struct Call<'a> {
    node: &'a Node,
    pub scope: &'a mut Scope,
    performed: &'a [Performed],
}

impl<'a> Call<'a> {
    pub fn new(node: &'a Node, scope: &'a mut Scope, performed: &'a [Performed]) -> Self {
        Self { node, scope, performed }
    }

    /// What the block has asked for since the flow came to it, with the replies: its only memory, for blocks
    /// that ask for one thing after another.
    pub fn performed(&self) -> &'a [Performed] {
        self.performed
    }

    /// The time, in milliseconds since 1970.
    pub fn now(&self) -> Millis {
        self.scope.now
    }

    /// A control's value now; `None` is undefined: left out without a default, or a path to nowhere.
    pub fn any(&self, name: &str) -> Option<Cow<'_, Value>> {
        self.resolve(self.node.control(name)?)
    }

    /// As [`any`](Self::any), only where the file itself gives the control.
    pub fn given(&self, name: &str) -> Option<Cow<'_, Value>> {
        self.resolve(self.node.control(name).filter(|control| control.given)?)
    }

    fn resolve<'c>(&'c self, control: &'c Slot) -> Option<Cow<'c, Value>> {
        self.read(&control.template)
    }

    fn read<'c>(&'c self, template: &'c Template) -> Option<Cow<'c, Value>> {
        if let Some(value) = self.peek(template) {
            return Some(Cow::Borrowed(value));
        }
        let value = template.resolve(self.scope)?;
        self.scope.charge(weight::value(&value));
        Some(value)
    }

    /// The value where it lies, as most do; nothing has to be moved then.
    #[inline(always)]
    fn peek<'c>(&'c self, template: &'c Template) -> Option<&'c Value> {
        let value = template.peek(self.scope)?;
        self.scope.charge(weight::value(value));
        Some(value)
    }

    /// Undefined and null are empty text.
    pub fn text(&self, name: &str) -> String {
        self.node
            .control(name)
            .map_or_else(String::new, |control| self.look_text(&control.template).into_owned())
    }

    /// The texts of a map that is given entry by entry, each read once and where it lies. `None` for other
    /// maps, and for those with so many entries that they are better looked up in a [`map`](Self::map).
    pub fn texts(&self, name: &str) -> Option<Vec<(&str, Cow<'_, str>)>> {
        let Template::Map(map) = &self.node.control(name)?.template else { return None };
        let entries = map.entries();
        if entries.len() > FEW {
            return None;
        }
        Some(entries.map(|(name, entry)| (name, self.look_text(entry))).collect())
    }

    fn look_text<'c>(&'c self, template: &'c Template) -> Cow<'c, str> {
        if let Some(value) = self.peek(template) {
            return value::text(value);
        }
        if let Template::Reference(reference) = template
            && let Some(text) = self.scope.look_text(reference)
        {
            self.scope.charge(weight::text(text));
            return Cow::Borrowed(text);
        }
        match self.read(template) {
            Some(Cow::Owned(Value::String(text))) => Cow::Owned(text),
            Some(value) => Cow::Owned(value::text(&value).into_owned()),
            None => Cow::Borrowed(""),
        }
    }

    /// Trimmed text; `None` where there is none.
    pub fn some_text(&self, name: &str) -> Option<String> {
        let text = self.text(name);
        let trimmed = text.trim();
        if trimmed.len() == text.len() && !text.is_empty() {
            return Some(text);
        }
        if trimmed.is_empty() { None } else { Some(trimmed.to_owned()) }
    }

    /// The pieces of a text, by who wrote them.
    pub fn parts(&self, name: &str) -> Vec<Part> {
        Source::new(self.node, self.scope).parts(name)
    }

    pub fn flag(&self, name: &str) -> bool {
        self.any(name).is_some_and(|value| value::flag(&value))
    }

    /// `None` where it is no number; empty text is none here.
    pub fn number(&self, name: &str) -> Option<f64> {
        let value = self.any(name)?;
        match &*value {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            value => value::number(value),
        }
    }

    pub fn map(&self, name: &str) -> Map<String, Value> {
        self.any(name).map_or_else(Map::new, |value| value::map(value.into_owned()))
    }

    pub fn list(&self, name: &str) -> Vec<Value> {
        match self.any(name) {
            Some(Cow::Borrowed(Value::String(text))) => value::items(text),
            value => value::list(value.unwrap_or_default().into_owned()),
        }
    }
}
