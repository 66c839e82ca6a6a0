//! A validated flow: the only thing that runs.

use std::rc::Rc;

use crate::provenance::Compose;
use crate::spec::{Block, Control};
use crate::template::Template;

/// A flow, compiled: blocks know their behaviour, references know their blocks.
#[derive(Debug)]
pub struct Flow {
    name: String,
    nodes: Vec<Node>,
    start: Option<usize>,
}

/// A block in its place in a flow.
#[derive(Debug)]
pub struct Node {
    pub id: Rc<str>,
    pub r#type: Box<str>,
    /// The label on the canvas, if the administrator gave one.
    pub title: Option<Box<str>>,
    /// `None` for a type that this version does not know.
    pub block: Option<&'static Block>,
    /// How to tell who wrote which piece of the text that the block puts together, if it does.
    pub compose: Option<Compose>,
    pub controls: Vec<Slot>,
    pub targets: Vec<(Box<str>, Target)>,
}

/// A control of a block in its place.
#[derive(Debug)]
pub struct Slot {
    pub spec: &'static Control,
    pub template: Template,
    /// The file gives it, so it is not the default.
    pub given: bool,
}

/// Where a port leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Block(usize),
    /// An id that no block has.
    Missing(String),
}

impl Flow {
    /// A flow of these blocks; `start` is the place of the first one.
    pub fn new(name: String, nodes: Vec<Node>, start: Option<usize>) -> Self {
        Self { name, nodes, start }
    }

    /// The name in the file, else that of the record.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Every block, in its place.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
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

    pub fn start(&self) -> Option<usize> {
        self.start
    }

    pub fn node(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }
}

impl Node {
    /// How messages name a block, such as ``block `uid-3` (Dial Number)``.
    pub fn label(&self) -> String {
        format!("block `{}` ({})", self.id, self.title())
    }

    pub fn title(&self) -> &str {
        self.title.as_deref().or(self.block.map(|block| block.name)).unwrap_or(&self.r#type)
    }

    pub fn control(&self, name: &str) -> Option<&Slot> {
        // The compiler keeps equal texts once, so that the block's word nearly always is the very same text.
        let same = |slot: &&Slot| std::ptr::eq(slot.spec.name, name);
        self.controls.iter().find(same).or_else(|| self.controls.iter().find(|slot| slot.spec.name == name))
    }

    pub fn target(&self, port: &str) -> Option<&Target> {
        self.targets.iter().find(|(name, _)| **name == *port).map(|(_, target)| target)
    }

    pub fn is_a(&self, types: &[&str]) -> bool {
        self.block.is_some_and(|block| types.contains(&block.r#type))
    }

    /// The blocks that its ports lead to.
    pub fn next(&self) -> impl Iterator<Item = usize> {
        let offered = |port: &str| self.block.is_none_or(|block| block.ports.names().contains(&port));
        self.targets.iter().filter_map(move |(port, target)| match target {
            Target::Block(place) if offered(port) => Some(*place),
            _ => None,
        })
    }
}
