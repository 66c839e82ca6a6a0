//! What a block is: everything that palette, form, validation, command line and docs are drawn from.

use crate::call::{Call, Next};

/// A block of the language: its description and its behaviour.
#[derive(Debug)]
pub struct Block {
    /// The id in stored files, such as `SE_AgentDialNumber`.
    pub r#type: &'static str,
    /// What the editor shows.
    pub name: &'static str,
    /// Other ids under which files may have it.
    pub aliases: &'static [&'static str],
    /// The version of the published language that brought it.
    pub since: &'static str,
    pub category: Category,
    /// One sentence, see [`sentence`].
    pub about: &'static str,
    pub controls: &'static [Control],
    pub ports: Ports,
    /// Members of `results` that other blocks can refer to; empty where there are none to name.
    pub results: &'static [&'static str],
    pub example: Example,
    pub run: fn(&mut Call<'_>) -> Next,
}

/// A use of a block that its documentation shows, with what it does there. See [`example`].
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The block's controls, as JSON.
    pub controls: &'static str,
    /// The scenario it runs in, as JSON: contact, payload, replies. Empty is a call from a customer.
    pub scenario: &'static str,
}

/// An example, left out of the program that agents download.
pub const fn example(controls: &'static str, scenario: &'static str) -> Example {
    Example { controls: sentence(controls), scenario: sentence(scenario) }
}

/// Keeps descriptions out of the program that agents download; see the feature `descriptions`.
pub const fn sentence(text: &'static str) -> &'static str {
    if cfg!(any(feature = "descriptions", test)) { text } else { "" }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Structure,
    Core,
    Overlay,
    Salesforce,
    SalesforceConsole,
    ConnectAgent,
    ConnectContact,
}

impl Category {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "Structure",
            Self::Core => "Core",
            Self::Overlay => "Overlay",
            Self::Salesforce => "Salesforce",
            Self::SalesforceConsole => "Salesforce console",
            Self::ConnectAgent => "Connect agent",
            Self::ConnectContact => "Connect contact",
        }
    }
}

/// The family of ways out of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ports {
    /// The flow ends here.
    None,
    Done,
    SuccessFailure,
    TrueFalse,
}

impl Ports {
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::None => &[],
            Self::Done => &["done"],
            Self::SuccessFailure => &["success", "failure"],
            Self::TrueFalse => &["true", "false"],
        }
    }
}

/// What a control takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Any,
    Number,
    Flag,
    Map,
    List,
    Date,
    Choice(&'static [&'static str]),
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Any => "any",
            Self::Number => "number",
            Self::Flag => "boolean",
            Self::Map => "map",
            Self::List => "list",
            Self::Date => "date",
            Self::Choice(_) => "select",
        }
    }
}

/// The value of a control that a file leaves out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Preset {
    Nothing,
    Text(&'static str),
    Flag(bool),
    Number(f64),
    EmptyMap,
}

/// An input of a block.
#[derive(Clone, Copy, Debug)]
pub struct Control {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
    pub default: Preset,
    /// Other names under which files may have it.
    pub aliases: &'static [&'static str],
    pub about: &'static str,
}

impl Control {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: false, default: Preset::Nothing, aliases: &[], about: "" }
    }

    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub const fn or(self, default: Preset) -> Self {
        Self { default, ..self }
    }

    pub const fn aka(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    pub const fn about(self, about: &'static str) -> Self {
        Self { about: sentence(about), ..self }
    }
}

pub const fn text(name: &'static str) -> Control {
    Control::new(name, Kind::Text)
}

pub const fn any(name: &'static str) -> Control {
    Control::new(name, Kind::Any)
}

pub const fn number(name: &'static str) -> Control {
    Control::new(name, Kind::Number)
}

pub const fn flag(name: &'static str) -> Control {
    Control::new(name, Kind::Flag).or(Preset::Flag(false))
}

pub const fn map(name: &'static str) -> Control {
    Control::new(name, Kind::Map).or(Preset::EmptyMap)
}

pub const fn list(name: &'static str) -> Control {
    Control::new(name, Kind::List)
}

pub const fn date(name: &'static str) -> Control {
    Control::new(name, Kind::Date)
}

/// One of some words, in any case.
pub const fn choice(name: &'static str, words: &'static [&'static str]) -> Control {
    Control::new(name, Kind::Choice(words))
}
