//! A validated flow: the only thing that runs.

use std::rc::Rc;

use crate::problem::{Problem, Severity};
use crate::spec::{Block, Control};
use crate::template::Template;
use crate::{graph::Graph, validate, wire::Document};

/// A flow, compiled: blocks know their behaviour, references know their blocks.
#[derive(Debug)]
pub struct Flow {
    pub(crate) name: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) start: Option<usize>,
}

/// A block in its place in a flow.
#[derive(Debug)]
pub struct Node {
    pub(crate) id: Rc<str>,
    pub(crate) r#type: Box<str>,
    /// The label on the canvas, if the administrator gave one.
    pub(crate) title: Option<Box<str>>,
    /// `None` for a type that this version does not know.
    pub(crate) block: Option<&'static Block>,
    pub(crate) controls: Vec<Slot>,
    pub(crate) targets: Vec<(Box<str>, Target)>,
}

/// A control of a block in its place.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) spec: &'static Control,
    pub(crate) template: Template,
    /// The file gives it, so it is not the default.
    pub(crate) given: bool,
}

/// Where a port leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Block(usize),
    /// An id that no block has.
    Missing(String),
}

impl Flow {
    /// Reads a stored body. Says everything that is wrong with it at once; there is a flow unless one of
    /// the problems is an error. `name` is that of the record, for bodies without a name of their own.
    pub fn load(name: &str, body: &str) -> (Option<Self>, Vec<Problem>) {
        let (document, mut problems) = Document::read(body);
        let Some(document) = document else { return (None, problems) };
        let graph = Graph::build(name, document, &mut problems);
        let flow = validate::validate(graph, &mut problems);
        let sound = problems.iter().all(|problem| problem.severity < Severity::Error);
        (sound.then_some(flow), problems)
    }

    /// The name in the file, else that of the record.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A flow that was never drawn: it does nothing.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// What a block is called: its title on the canvas, else the name of its type.
    pub fn title(&self, id: &str) -> Option<&str> {
        self.nodes.iter().find(|node| *node.id == *id).map(Node::title)
    }

    /// What a block is; `None` for ids that no block has and types that this version does not know.
    pub fn block(&self, id: &str) -> Option<&'static Block> {
        self.nodes.iter().find(|node| *node.id == *id)?.block
    }

    /// The ports of a block that lead to another one.
    pub fn ports_to<'a>(&'a self, from: &str, to: &'a str) -> impl Iterator<Item = &'a str> {
        let targets = self.nodes.iter().find(|node| *node.id == *from).map(|node| node.targets.as_slice());
        let leads = move |target: &Target| match target {
            Target::Block(place) => self.nodes.get(*place).is_some_and(|node| *node.id == *to),
            Target::Missing(_) => false,
        };
        targets.unwrap_or_default().iter().filter(move |(_, target)| leads(target)).map(|(port, _)| &**port)
    }

    pub(crate) fn start(&self) -> Option<usize> {
        self.start
    }

    pub(crate) fn node(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }
}

impl Node {
    /// How messages name a block, such as ``block `uid-3` (Dial Number)``.
    pub(crate) fn label(&self) -> String {
        format!("block `{}` ({})", self.id, self.title())
    }

    pub(crate) fn title(&self) -> &str {
        self.title.as_deref().or(self.block.map(|block| block.name)).unwrap_or(&self.r#type)
    }

    pub(crate) fn control(&self, name: &str) -> Option<&Slot> {
        // The compiler keeps equal texts once, so that the block's word nearly always is the very same text.
        let same = |slot: &&Slot| std::ptr::eq(slot.spec.name, name);
        self.controls.iter().find(same).or_else(|| self.controls.iter().find(|slot| slot.spec.name == name))
    }

    pub(crate) fn target(&self, port: &str) -> Option<&Target> {
        self.targets.iter().find(|(name, _)| **name == *port).map(|(_, target)| target)
    }
}
