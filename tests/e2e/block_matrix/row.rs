//! A row: a block in a world, the flow around it, and what must be seen afterwards.

use cti_flow::blocks;
use cti_flow::spec::Ports;
use serde_json::{Value, json};

/// Where a row's flow runs. All rows of a play share a page load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Play {
    /// A number was clicked: no contact. What is only asked or computed.
    Desk,
    /// The same for what changes the agent, the phone and the page.
    Changes,
    /// The console's tabs.
    Tabs,
    /// A call is connected.
    Call,
    /// A call is over and not cleared yet.
    Over,
    /// A callback is connected.
    Callback,
    /// A customer has written.
    Chat,
    /// A task is connected.
    Task,
    /// Somebody answers.
    Dialogs,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub block: &'static str,
    pub play: Play,
    pub controls: Value,
    pub before: Vec<(&'static str, Value)>,
    /// A block after it that shows what it did, and the part of its results that must be there.
    pub then: Option<(&'static str, Value, Value)>,
    pub port: &'static str,
    /// The part of the results that must be there.
    pub gives: Value,
    pub fails: &'static str,
    /// What reaches either side: method and the part of the arguments that must be there.
    pub asks: Option<(&'static str, Value)>,
    /// Whether the row runs again with what it asks refused.
    pub refusable: bool,
}

pub fn row(block: &'static str, play: Play) -> Row {
    let port = match blocks::all().find(|known| known.r#type == block).map(|known| known.ports) {
        Some(Ports::TrueFalse) => "true",
        Some(Ports::SuccessFailure) => "success",
        Some(Ports::Done) => "done",
        Some(Ports::None) | None => panic!("`{block}` is no block that goes on"),
    };
    Row {
        block,
        play,
        controls: json!({}),
        before: Vec::new(),
        then: None,
        port,
        gives: Value::Null,
        fails: "",
        asks: None,
        refusable: true,
    }
}

impl Row {
    pub fn with(self, controls: Value) -> Self {
        Self { controls, ..self }
    }

    /// Its id is `p0`, and so on.
    pub fn after(mut self, block: &'static str, controls: Value) -> Self {
        self.before.push((block, controls));
        self
    }

    pub fn goes(self, port: &'static str) -> Self {
        Self { port, ..self }
    }

    pub fn gives(self, gives: Value) -> Self {
        Self { gives, ..self }
    }

    pub fn then(self, block: &'static str, controls: Value, gives: Value) -> Self {
        Self { then: Some((block, controls, gives)), ..self }
    }

    pub fn asks(self, method: &'static str, arguments: Value) -> Self {
        Self { asks: Some((method, arguments)), ..self }
    }

    /// What comes before it would be refused as well, or it asks nothing that can be.
    pub fn only_granted(self) -> Self {
        Self { refusable: false, ..self }
    }

    /// Goes by `failure` and says why.
    pub fn fails(self, fails: &'static str) -> Self {
        Self { fails, port: "failure", ..self }
    }

    /// The same, where the other side says no to what the row asks. Rows report by `saveLog` themselves, and
    /// the web service says no by status.
    pub fn refused(&self) -> Option<Self> {
        let (method, _) = self.asks.as_ref().filter(|(method, _)| !["saveLog", "POST"].contains(method))?;
        let row = Self { gives: Value::Null, then: None, ..self.clone() };
        (self.port == "success" && self.refusable)
            .then(|| Self { asks: Some((method, Value::Null)), ..row.fails(REFUSAL) })
    }

    /// Start, what comes before, the block `b`, what comes after, and a record that says which way it went.
    pub fn flow(&self, name: &str) -> String {
        let mut actions = vec![json!({"id": "0", "type": "SE_Start", "ports": {"done": "p0"}})];
        for (place, (block, controls)) in self.before.iter().enumerate() {
            actions.push(action(&format!("p{place}"), block, controls, |_| format!("p{}", place + 1)));
        }
        // Where nothing is left before it, the block takes the place that is waited for.
        for action in &mut actions {
            let last = format!("p{}", self.before.len());
            for (_, target) in action["ports"].as_object_mut().into_iter().flatten() {
                if *target == json!(last) {
                    *target = json!("b");
                }
            }
        }
        let next = |port: &str| format!("{}-{port}", if self.then.is_some() { "then" } else { "log" });
        actions.push(action("b", self.block, &self.controls, next));
        for port in ports(self.block) {
            let told = match &self.then {
                None => "$.actions.b".to_owned(),
                Some((block, controls, _)) => {
                    let id = format!("then-{port}");
                    actions.push(action(&id, block, controls, |_| format!("log-{port}")));
                    format!("$.actions.{id}")
                }
            };
            let fields =
                json!({"Subject": format!("{name} {port}"), "Description": "$.actions.b", "Type": told});
            let controls = json!({"entityType": "Task", "fieldValues": fields});
            actions.push(action(&format!("log-{port}"), "SE_SFSaveLog", &controls, |_| "end".to_owned()));
        }
        actions.push(json!({"id": "end", "type": "SE_End"}));
        json!({ "actions": actions }).to_string()
    }
}

/// What the planted faults say.
pub const REFUSAL: &str = "the other side says no";

fn ports(block: &str) -> &'static [&'static str] {
    blocks::all().find(|known| known.r#type == block).map_or(&[], |known| known.ports.names())
}

fn action(id: &str, block: &str, controls: &Value, next: impl Fn(&str) -> String) -> Value {
    let ports: Value = ports(block).iter().map(|port| ((*port).to_owned(), json!(next(port)))).collect();
    json!({"id": id, "type": block, "controls": controls, "ports": ports})
}

/// Whether a value holds all that is expected of it; `*` stands for anything that there is.
pub fn holds(value: &Value, expected: &Value) -> bool {
    match (value, expected) {
        (_, Value::Null) => true,
        (value, Value::String(any)) if any == "*" => !value.is_null() && value != "",
        (Value::Object(value), Value::Object(expected)) => expected
            .iter()
            .all(|(name, expected)| value.get(name).is_some_and(|value| holds(value, expected))),
        (Value::Array(value), Value::Array(expected)) => {
            value.len() == expected.len() && value.iter().zip(expected).all(|(a, b)| holds(a, b))
        }
        (Value::Number(value), Value::Number(expected)) => value.as_f64() == expected.as_f64(),
        _ => value == expected,
    }
}
