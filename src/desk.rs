//! The page as flows may use it: questions and messages to the agent, data and attributes in the drawer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_ports::{Answer, Desk, PortError, answered};
use futures_channel::oneshot;
use litemap::LiteMap;
use serde_json::{Map, Value, json};

use crate::browser::element;
use crate::browser::page;
use crate::state::{Change, Dialog, DialogAnswer, Hub, Panel};

/// Draws through the hub; the components answer through [`PageDesk::answer`].
#[derive(Debug)]
pub struct PageDesk {
    hub: Rc<Hub>,
    next: Cell<u32>,
    waiting: RefCell<LiteMap<u32, oneshot::Sender<DialogAnswer>>>,
}

impl PageDesk {
    pub fn new(hub: Rc<Hub>) -> Self {
        Self { hub, next: Cell::new(0), waiting: RefCell::default() }
    }

    /// The agent has answered a dialog.
    pub fn answer(&self, id: u32, answer: DialogAnswer) {
        self.hub.apply(Change::CloseDialog(id));
        if let Some(flow) = self.waiting.borrow_mut().remove(&id) {
            // The flow may be over by now.
            let _ = flow.send(answer);
        }
    }

    fn open(&self, mut dialog: Dialog) -> Answer<DialogAnswer> {
        let id = self.next.get();
        self.next.set(id + 1);
        dialog.id = id;
        let (flow, answer) = oneshot::channel();
        self.waiting.borrow_mut().insert(id, flow);
        self.hub.apply(Change::OpenDialog(dialog));
        Box::pin(async move {
            answer
                .await
                .map_err(|_| PortError::Unavailable { call: "ask", reason: "the page is closing".to_owned() })
        })
    }
}

impl Desk for PageDesk {
    fn ask(&self, question: Value) -> Answer<Value> {
        let text = |name: &str| question.get(name).and_then(Value::as_str).map(str::to_owned);
        let answer = self.open(Dialog {
            id: 0,
            title: text("title").unwrap_or_default(),
            message: text("message").unwrap_or_default(),
            confirm_label: text("confirmLabel").filter(|label| !label.is_empty()),
            cancel_label: text("cancelLabel"),
            input_label: text("inputLabel"),
        });
        Box::pin(async move {
            let DialogAnswer { button, text } = answer.await?;
            Ok(json!({ "button": button.as_str(), "text": text }))
        })
    }

    fn alert(&self, message: &str) -> Answer<()> {
        let answer = self.open(Dialog { message: message.to_owned(), ..Dialog::default() });
        Box::pin(async move { answer.await.map(drop) })
    }

    fn show_data(&self, contact_id: Option<&str>, data: Map<String, Value>) {
        self.hub.apply(Change::Data(contact_id.map(Into::into), Rc::new(data)));
    }

    fn show_attributes(&self, contact_id: Option<&str>) {
        self.hub.apply(Change::OpenPanel(contact_id.map(Into::into), Panel::Attributes));
    }

    fn open_url(&self, url: &str) -> Answer<()> {
        let refused = |code: &str, message: &str| PortError::Rejected {
            code: code.to_owned(),
            message: message.to_owned(),
        };
        answered(if !is_web_address(url) {
            Err(refused("address", "only http and https addresses are opened"))
        } else if page::open_window(url) {
            Ok(())
        } else {
            Err(refused("blocked", "the browser blocked the window; allow pop-ups for this site"))
        })
    }

    fn call_element(&self, selector: &str, method: &str, args: &[Value]) -> Answer<Value> {
        let allowed = self.hub.state().configuration().is_some_and(|known| known.adapter.element_calls);
        answered(if allowed {
            element::call(selector, method, args)
        } else {
            let reason = "changing the page from flows is off; an administrator can allow it in the adapter";
            Err(PortError::Unavailable { call: "callElement", reason: reason.to_owned() })
        })
    }
}

fn is_web_address(url: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}
