//! The user's Omni-Channel: presence status, work items, workload. The same for all tabs of the console.

use super::id::Id;
use super::org::{Org, Record};
use serde_json::{Value, json};

/// Developer name and label; being logged out is none of them.
const STATUSES: [(&str, &str); 3] = [("Available", "Available"), ("On_Break", "On Break"), ("Busy", "Busy")];
const OFFLINE: &str = "Offline";
const OBJECT: &str = "ServicePresenceStatus";
const CHANNEL: &str = "ServiceChannel";
/// Developer names of the channels that a status can be available for.
const CHANNELS: [&str; 2] = ["Phone", "Case"];

#[derive(Debug)]
pub struct Omni {
    /// `None` while the user is logged out.
    status: Option<Id>,
    works: Vec<Work>,
    capacity: f64,
    workload: f64,
}

/// One record routed to the user.
#[derive(Debug)]
struct Work {
    id: Id,
    item: Id,
    engaged: bool,
}

impl Default for Omni {
    fn default() -> Self {
        Self { status: None, works: Vec::new(), capacity: 5.0, workload: 0.0 }
    }
}

/// What the toolkit's listeners are told: the event's name without its prefix, and the payload.
pub type Event = (&'static str, Value);

/// What is done with a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkStep {
    Accept,
    Decline,
    Close,
}

impl Org {
    /// Statuses and service channels as records, so that queries find them.
    pub(super) fn presence_records() -> impl Iterator<Item = (&'static str, Value)> {
        let statuses = STATUSES.iter().map(|(name, label)| {
            (OBJECT, json!({ "DeveloperName": name, "MasterLabel": label, "Language": "en_US" }))
        });
        let channels =
            CHANNELS.iter().map(|name| (CHANNEL, json!({ "DeveloperName": name, "MasterLabel": name })));
        statuses.chain(channels)
    }

    /// What the widget in the utility bar shows.
    pub fn presence(&self) -> Value {
        let offline = json!({ "name": OFFLINE, "label": OFFLINE });
        let statuses = self
            .of(OBJECT)
            .map(|record| json!({ "name": record.text("DeveloperName"), "label": record.name() }));
        let works = self.omni.works.iter().map(|work| {
            let name = self.record(work.item.as_str()).map_or_else(|_| work.item.to_string(), Record::name);
            json!({ "workId": work.id, "workItemId": work.item, "name": name, "engaged": work.engaged })
        });
        json!({
            "status": self.status().map_or(OFFLINE, |record| record.text("DeveloperName")),
            "statuses": std::iter::once(offline).chain(statuses).collect::<Vec<_>>(),
            "works": works.collect::<Vec<_>>(),
            "configuredCapacity": self.omni.capacity,
            "currentWorkload": self.omni.workload,
        })
    }

    fn status(&self) -> Option<&Record> {
        self.omni.status.as_ref().and_then(|id| self.record(id.as_str()).ok())
    }

    /// Sets the status by id or developer name, and logs the user in where needed; `Offline` logs out.
    pub fn set_presence(&mut self, status: &str) -> Result<Vec<Event>, String> {
        if status.eq_ignore_ascii_case(OFFLINE) {
            return Ok(self.log_out());
        }
        let id = Id::parse(status);
        let found = self.of(OBJECT).find(|record| {
            Some(&record.id) == id.as_ref() || record.text("DeveloperName").eq_ignore_ascii_case(status)
        });
        let id = found.ok_or_else(|| format!("no presence status `{status}`"))?.id.clone();
        if self.omni.status.as_ref() == Some(&id) {
            return Ok(Vec::new());
        }
        let was = self.omni.status.replace(id.clone());
        let payload = and(self.status_members(), "channels", self.channels().to_string());
        let login = was.is_none().then(|| ("LOGIN_SUCCESS", json!({ "statusId": short(&id) })));
        Ok(login.into_iter().chain([("STATUS_CHANGED", payload)]).collect())
    }

    /// Work that nobody took goes back to its queue.
    pub fn log_out(&mut self) -> Vec<Event> {
        if self.omni.status.take().is_none() {
            return Vec::new();
        }
        self.omni.works.clear();
        self.omni.workload = 0.0;
        vec![("LOGOUT", Value::Null)]
    }

    /// `{statusId, statusName, statusApiName}`, with an id of 15 characters as the toolkit's guide shows it.
    fn status_members(&self) -> Value {
        self.status().map_or_else(
            || json!({}),
            |record| {
                json!({ "statusId": short(&record.id), "statusName": record.name(),
                    "statusApiName": record.text("DeveloperName") })
            },
        )
    }

    /// Only who is available gets work over channels.
    fn channels(&self) -> Value {
        let available = self.status().is_some_and(|record| record.text("DeveloperName") == "Available");
        let channels = CHANNELS.iter().zip(1..).filter(|_| available);
        channels
            .map(|(name, number)| json!({ "channelId": short(&Id::new("0N9", number)), "developerName": name }))
            .collect()
    }

    /// Routes a record to the user.
    pub fn assign_work(&mut self, item: &str) -> Result<(String, Vec<Event>), String> {
        if self.omni.status.is_none() {
            return Err("the user is not logged in to Omni-Channel; set a `status` first".to_owned());
        }
        let item = self.record(item).map_err(|problem| problem.to_string())?;
        let (item, channel) = (item.id.clone(), if item.object == "Case" { "Case" } else { "Phone" });
        let channel = self.of(CHANNEL).find(|record| record.text("DeveloperName") == channel);
        let fields = json!({ "ServiceChannelId": channel.map(|record| &record.id), "WorkItemId": item });
        let fields = fields.as_object().cloned().unwrap_or_default();
        let id = self.create("AgentWork", fields).map_err(|problem| problem.to_string())?;
        let work = Work { id, item, engaged: false };
        let (id, payload) = (work.id.to_string(), work_members(&work));
        self.omni.works.push(work);
        Ok((id, vec![("WORK_ASSIGNED", payload)]))
    }

    /// Something is done with work that is there.
    pub fn step_work(&mut self, work_id: &str, step: WorkStep) -> Result<Vec<Event>, String> {
        let id = Id::parse(work_id);
        let place = self.omni.works.iter().position(|work| Some(&work.id) == id.as_ref());
        let missing = || format!("no work `{work_id}`");
        let work = place.and_then(|place| self.omni.works.get_mut(place)).ok_or_else(missing)?;
        let payload = work_members(work);
        let (event, change) = match (step, work.engaged) {
            (WorkStep::Accept, false) => ("WORK_ACCEPTED", 1.0),
            (WorkStep::Accept, true) => return Err(format!("work `{work_id}` is accepted already")),
            (WorkStep::Decline, false) => ("WORK_DECLINED", 0.0),
            (WorkStep::Decline, true) => return Err(format!("work `{work_id}` is accepted; close it")),
            (WorkStep::Close, true) => ("WORK_CLOSED", -1.0),
            (WorkStep::Close, false) => return Err(format!("work `{work_id}` is not accepted yet")),
        };
        work.engaged = step == WorkStep::Accept;
        if step != WorkStep::Accept {
            self.omni.works.retain(|work| Some(&work.id) != id.as_ref());
        }
        let workload = self.set_workload(self.omni.capacity, (self.omni.workload + change).max(0.0));
        Ok(std::iter::once((event, payload)).chain(workload).collect())
    }

    /// Tells what changed, if anything did.
    pub fn set_workload(&mut self, capacity: f64, workload: f64) -> Option<Event> {
        let (old_capacity, previous) = (self.omni.capacity, self.omni.workload);
        (self.omni.capacity, self.omni.workload) = (capacity, workload);
        let changed = old_capacity.total_cmp(&capacity).is_ne() || previous.total_cmp(&workload).is_ne();
        changed.then(|| {
            (
                "WORKLOAD_CHANGED",
                json!({ "ConfiguredCapacity": text(capacity), "PreviousWorkload": text(previous),
                "NewWorkload": text(workload) }),
            )
        })
    }

    /// What the control API asks: `{status}`, `{work}` or `{workload}`, in this order if several.
    pub fn change_omni(&mut self, change: &Value) -> Result<Vec<Event>, String> {
        const USAGE: &str = "`omni` takes `status` (a developer name, an id or `offline`), `work` ({workItemId, \
            state?} or {workId, state}) or `workload` ({configuredCapacity?, currentWorkload?})";
        let mut events = Vec::new();
        let parts = ["status", "work", "workload"].map(|name| change.get(name));
        if parts.iter().all(Option::is_none) {
            return Err(USAGE.to_owned());
        }
        let [status, work, workload] = parts;
        if let Some(status) = status {
            events.extend(self.set_presence(status.as_str().ok_or(USAGE)?)?);
        }
        if let Some(work) = work {
            let part = |name: &str| work.get(name).and_then(Value::as_str);
            let (id, assigned) = match (part("workId"), part("workItemId")) {
                (Some(id), _) => (id.to_owned(), Vec::new()),
                (None, Some(item)) => self.assign_work(item)?,
                (None, None) => return Err(USAGE.to_owned()),
            };
            events.extend(assigned);
            match part("state").unwrap_or("accepted") {
                "assigned" => {}
                "accepted" => events.extend(self.step_work(&id, WorkStep::Accept)?),
                "declined" => events.extend(self.step_work(&id, WorkStep::Decline)?),
                "closed" => events.extend(self.step_work(&id, WorkStep::Close)?),
                _ => return Err("`state` is `assigned`, `accepted`, `declined` or `closed`".to_owned()),
            }
        }
        if let Some(workload) = workload {
            let part = |name: &str, held: f64| match workload.get(name) {
                None => Ok(held),
                Some(value) => value.as_f64().filter(|value| *value >= 0.0).ok_or(USAGE),
            };
            let capacity = part("configuredCapacity", self.omni.capacity)?;
            let current = part("currentWorkload", self.omni.workload)?;
            events.extend(self.set_workload(capacity, current));
        }
        Ok(events)
    }

    /// A call of `sforce.console.presence`: its answer, and what its listeners are told. Of failures the
    /// toolkit's guide knows only `{success: false}`.
    pub fn presence_call(&mut self, method: &str, args: &[Value]) -> (Value, Vec<Event>) {
        self.try_presence_call(method, args).unwrap_or_else(|_| (json!({ "success": false }), Vec::new()))
    }

    fn try_presence_call(&mut self, method: &str, args: &[Value]) -> Result<(Value, Vec<Event>), String> {
        let first = args.first().and_then(Value::as_str).unwrap_or_default();
        let online = self.omni.status.is_some();
        let needs_login = || if online { Ok(()) } else { Err("not logged in".to_owned()) };
        let mut events = Vec::new();
        let answer = match method {
            "login" | "setServicePresenceStatus" => {
                let id = Id::parse(first).ok_or("no id")?;
                events = self.set_presence(id.as_str())?;
                if method == "login" {
                    json!({})
                } else {
                    and(self.status_members(), "channels", self.channels().to_string())
                }
            }
            "logout" => {
                needs_login()?;
                events = self.log_out();
                json!({})
            }
            "getServicePresenceStatusId" => {
                needs_login()?;
                self.status_members()
            }
            "getServicePresenceStatusChannels" => {
                needs_login()?;
                json!({ "channels": self.channels().to_string() })
            }
            "getAgentWorks" => {
                needs_login()?;
                let works =
                    self.omni.works.iter().map(|work| and(work_members(work), "isEngaged", work.engaged));
                json!({ "works": Value::from_iter(works).to_string() })
            }
            "getAgentWorkload" => {
                needs_login()?;
                json!({ "configuredCapacity": text(self.omni.capacity), "currentWorkload": text(self.omni.workload),
                    "configuredInterruptibleCapacity": "0", "currentInterruptibleWorkload": "0" })
            }
            "acceptAgentWork" => self.toolkit_step(first, WorkStep::Accept, &mut events)?,
            "declineAgentWork" => self.toolkit_step(first, WorkStep::Decline, &mut events)?,
            "closeAgentWork" => self.toolkit_step(first, WorkStep::Close, &mut events)?,
            other => return Err(format!("no method `{other}`")),
        };
        Ok((and(answer, "success", true), events))
    }

    fn toolkit_step(&mut self, work: &str, step: WorkStep, events: &mut Vec<Event>) -> Result<Value, String> {
        events.extend(self.step_work(work, step)?);
        Ok(json!({}))
    }
}

fn work_members(work: &Work) -> Value {
    json!({ "workItemId": short(&work.item), "workId": short(&work.id) })
}

/// One member more.
fn and(mut members: Value, name: &str, value: impl Into<Value>) -> Value {
    if let Some(members) = members.as_object_mut() {
        members.insert(name.to_owned(), value.into());
    }
    members
}

/// Without the checksum, as the toolkit's guide shows ids.
fn short(id: &Id) -> &str {
    id.as_str().get(..15).unwrap_or_default()
}

/// The toolkit's wire knows no numbers.
fn text(number: f64) -> String {
    number.to_string()
}

#[cfg(test)]
#[path = "omni_tests.rs"]
mod tests;
