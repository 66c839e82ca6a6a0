//! A phone that does as it is told.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_core::{Agent, Contact, ContactState};
use serde_json::{Map, Value, json};

use crate::choice::{self, quick_connect, rejected};
use crate::contact_call::{ContactWish, clear, cleared, live};
use crate::fake::side::done;
use crate::fake::{MovedClock, Side};
use crate::task_request::task_request;
use crate::{Answer, Audio, Connect, ConnectEvent, Link, PortError, Softphone, StateChoice, answered};

pub struct FakeConnect {
    pub side: Rc<Side>,
    sink: Rc<dyn Fn(ConnectEvent)>,
    link: RefCell<Link>,
    agent: RefCell<Agent>,
    contacts: RefCell<Vec<Contact>>,
    muted: Rc<Cell<bool>>,
    /// What the instance has, for a test to change.
    pub configuration: RefCell<Value>,
    pub endpoints: RefCell<Vec<Value>>,
    pub log: RefCell<String>,
    pub audio: Cell<Audio>,
}

impl std::fmt::Debug for FakeConnect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FakeConnect")
            .field("side", &self.side)
            .field("link", &self.link)
            .finish_non_exhaustive()
    }
}

impl FakeConnect {
    /// A phone that is still loading.
    pub fn new(clock: Rc<MovedClock>, sink: Rc<dyn Fn(ConnectEvent)>) -> Self {
        Self {
            side: Rc::new(Side::new(clock)),
            sink,
            link: RefCell::new(Link::Starting),
            agent: RefCell::default(),
            contacts: RefCell::default(),
            muted: Rc::default(),
            configuration: RefCell::new(configuration()),
            endpoints: RefCell::new(quick_connects()),
            log: RefCell::default(),
            audio: Cell::default(),
        }
    }

    /// Connect reports something.
    pub fn say(&self, event: ConnectEvent) {
        match &event {
            ConnectEvent::Link(link) => *self.link.borrow_mut() = link.clone(),
            ConnectEvent::Snapshot { agent, contacts, .. } => {
                self.agent.borrow_mut().clone_from(agent);
                self.contacts.borrow_mut().clone_from(contacts);
            }
            ConnectEvent::Microphone { muted } => self.muted.set(*muted),
            ConnectEvent::Viewed(_)
            | ConnectEvent::MicrophoneWished { .. }
            | ConnectEvent::Refused(_)
            | ConnectEvent::ChatMessage { .. }
            | ConnectEvent::TaskEvent { .. }
            | ConnectEvent::SoundFailed(_)
            | ConnectEvent::FailingOver
            | ConnectEvent::FailedOver { .. } => {}
        }
        (self.sink)(event);
    }

    fn has(&self, is_it: impl Fn(&Contact) -> bool) -> bool {
        self.contacts.borrow().iter().any(is_it)
    }

    fn up(&self, call: &'static str) -> Result<(), PortError> {
        if *self.link.borrow() == Link::Up {
            return Ok(());
        }
        Err(PortError::Unavailable { call, reason: "the phone is not up".to_owned() })
    }

    fn set(&self, call: &'static str, request: Result<(&'static str, Value), PortError>) -> Answer<()> {
        match self.up(call).and(request) {
            Ok((name, arguments)) => done(self.side.call(name, arguments)),
            Err(refused) => answered(Err(refused)),
        }
    }

    fn with_sound(&self, arguments: Value) -> Result<(&'static str, Value), PortError> {
        if self.has(|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected) {
            return Ok(("mute", arguments));
        }
        Err(rejected("noSoftphoneCall", "there is no call on the softphone"))
    }

    fn contact(&self, call: &'static str, wish: ContactWish, contact_id: &str) -> Answer<()> {
        let asked = wish.call(&self.contacts.borrow(), contact_id);
        self.set(call, asked.map(|asked| asked.request(contact_id)))
    }

    /// What `next` asks once the quick connect of that name is found.
    fn with_quick_connect<T: 'static>(
        &self,
        call: &'static str,
        name: String,
        next: impl FnOnce(&Side, Value) -> Answer<T> + 'static,
    ) -> Answer<T> {
        if let Err(refused) = self.up(call) {
            return answered(Err(refused));
        }
        let endpoints = self.endpoints(None);
        let side = Rc::clone(&self.side);
        Box::pin(async move {
            let endpoints = endpoints.await?;
            let endpoint = quick_connect(&endpoints, &name)?.clone();
            next(&side, endpoint).await
        })
    }
}

impl Connect for FakeConnect {
    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        let mut arguments = Map::from_iter([("phoneNumber".to_owned(), Value::from(phone_number))]);
        if self.has(|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected) {
            return self.set("dial", Ok(("add", Value::Object(arguments))));
        }
        if let Some(arn) = queue_arn {
            arguments.insert("queueARN".to_owned(), arn.into());
        }
        self.set("dial", Ok(("dial", Value::Object(arguments))))
    }

    fn sign_in(&self, insists: bool) -> Answer<()> {
        done(self.side.call("signIn", json!({ "insists": insists })))
    }

    fn ask_consent(&self) -> Answer<()> {
        done(self.side.call("askConsent", json!({})))
    }

    fn sign_out(&self) -> Answer<()> {
        let request = if self.has(|contact| !contact.state.is_over()) {
            Err(rejected("contactLive", "a contact is live"))
        } else {
            Ok(("signOut", json!({})))
        };
        self.set("sign_out", request)
    }

    fn audio(&self) -> Answer<Audio> {
        answered(self.up("audio").map(|()| self.audio.get()))
    }

    fn reconnect(&self, insists: bool) -> Answer<()> {
        if !insists && self.has(|contact| !contact.state.is_over()) {
            return answered(Err(rejected("contactLive", "a contact is live")));
        }
        done(self.side.call("reconnect", json!({})))
    }

    fn mute(&self, muted: bool) -> Answer<()> {
        let answer = self.set("mute", self.with_sound(json!({ "mute": muted })));
        let now = Rc::clone(&self.muted);
        Box::pin(async move { answer.await.map(|()| now.set(muted)) })
    }

    fn is_muted(&self) -> Answer<bool> {
        let answer = self.set("is_muted", self.with_sound(json!({})));
        let now = Rc::clone(&self.muted);
        Box::pin(async move { answer.await.map(|()| now.get()) })
    }

    fn agent_state(&self) -> Answer<Value> {
        answered(self.up("agent_state").map(|()| choice::shown(&self.agent.borrow().state)))
    }

    fn agent_configuration(&self) -> Answer<Value> {
        answered(self.up("agent_configuration").map(|()| self.configuration.borrow().clone()))
    }

    fn set_agent_state(&self, state: StateChoice) -> Answer<()> {
        let configuration = self.configuration.borrow();
        let states =
            configuration.get("agentStates").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let enqueue = self.has(|contact| !contact.state.is_over());
        let request = state
            .among(states)
            .map(|state| ("putAgentState", json!({ "state": state, "enqueueNextState": enqueue })));
        self.set("set_agent_state", request)
    }

    fn set_softphone(&self, softphone: Softphone) -> Answer<()> {
        let request = softphone.change().map(|change| ("updateAgentConfiguration", change));
        self.set("set_softphone", request)
    }

    fn endpoints(&self, queue_arns: Option<Vec<String>>) -> Answer<Vec<Value>> {
        if let Err(refused) = self.up("endpoints") {
            return answered(Err(refused));
        }
        let queue_arns =
            queue_arns.map_or_else(|| choice::queue_arns(&self.configuration.borrow()), Value::from);
        let answer = self.side.call("getEndpoints", json!({ "queueARNs": queue_arns }));
        let own = self.endpoints.borrow().clone();
        Box::pin(async move {
            Ok(match answer.await? {
                Value::Array(endpoints) => endpoints,
                _ => own,
            })
        })
    }

    fn create_task(&self, task: Value) -> Answer<Value> {
        let mut task = match self.up("create_task").and_then(|()| task_request(&task)) {
            Ok(task) => task,
            Err(refused) => return answered(Err(refused)),
        };
        match task.remove("endpoint") {
            Some(Value::String(name)) => {
                self.with_quick_connect("create_task", name, |side, endpoint| created(side, task, endpoint))
            }
            endpoint => created(&self.side, task, endpoint.unwrap_or_default()),
        }
    }

    fn add_connection(&self, contact_id: &str, quick_connect: &str) -> Answer<()> {
        if let Err(refused) =
            self.up("add_connection").and(live(&self.contacts.borrow(), contact_id).map(drop))
        {
            return answered(Err(refused));
        }
        let id = contact_id.to_owned();
        self.with_quick_connect("add_connection", quick_connect.to_owned(), move |side, endpoint| {
            done(side.call("createAdditionalConnection", json!({ "contactId": id, "endpoint": endpoint })))
        })
    }

    fn destroy_agent_connection(&self, contact_id: &str) -> Answer<()> {
        self.contact("destroy_agent_connection", ContactWish::Leave, contact_id)
    }

    fn clear_contact(&self, contact_id: &str) -> Answer<()> {
        let asked = clear(&self.contacts.borrow(), contact_id);
        let answer = match asked {
            Ok(None) => answered(self.up("clear_contact")),
            Ok(Some(asked)) => self.set("clear_contact", Ok(asked.request(contact_id))),
            Err(refused) => self.set("clear_contact", Err(refused)),
        };
        Box::pin(async move { cleared(answer.await) })
    }

    fn accept(&self, contact_id: &str) -> Answer<()> {
        self.contact("accept", ContactWish::Accept, contact_id)
    }

    fn reject(&self, contact_id: &str) -> Answer<()> {
        self.contact("reject", ContactWish::Reject, contact_id)
    }

    fn hang_up(&self, contact_id: &str) -> Answer<()> {
        self.contact("hang_up", ContactWish::HangUp, contact_id)
    }

    fn hold(&self, contact_id: &str) -> Answer<()> {
        self.contact("hold", ContactWish::Hold, contact_id)
    }

    fn resume(&self, contact_id: &str) -> Answer<()> {
        self.contact("resume", ContactWish::Resume, contact_id)
    }

    fn log_text(&self) -> Answer<String> {
        answered(Ok(self.log.borrow().clone()))
    }
}

fn created(side: &Side, mut task: Map<String, Value>, endpoint: Value) -> Answer<Value> {
    task.insert("endpoint".to_owned(), endpoint);
    side.call("createTaskContact", Value::Object(task))
}

/// An agent who can take calls, have lunch and go home.
fn configuration() -> Value {
    let queue = json!({ "name": "Support", "queueARN": "arn:queue", "queueId": "arn:queue" });
    json!({
        "agentStates": [
            { "name": "Available", "type": "routable", "agentStateARN": "arn:available" },
            { "name": "Lunch", "type": "not_routable", "agentStateARN": "arn:lunch" },
            { "name": "Offline", "type": "offline", "agentStateARN": "arn:offline" },
        ],
        "dialableCountries": ["us"],
        "extension": "",
        "name": "Ada",
        "permissions": ["outboundCall"],
        "routingProfile": { "name": "Basic", "defaultOutboundQueue": queue, "queues": [queue] },
        "softphoneAutoAccept": false,
        "softphoneEnabled": true,
        "username": "ada",
        "agentARN": "arn:agent",
    })
}

fn quick_connects() -> Vec<Value> {
    vec![json!({
        "endpointARN": "arn:second", "endpointId": "arn:second", "type": "queue", "name": "Second level",
        "phoneNumber": null, "agentLogin": null, "queue": "arn:queue",
    })]
}
