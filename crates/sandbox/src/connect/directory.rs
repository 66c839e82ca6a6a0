//! What the instance knows besides the agent and the contacts: its names (ARNs), queues, quick connects.

use serde::{Deserialize, Serialize};

use super::ids::Ids;

const ACCOUNT: &str = "123456789012";

/// A queue of the agent's routing profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    pub name: String,
    pub arn: String,
}

/// Whom a leg leads to; the field names are those of the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(rename = "endpointARN", default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_login: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
}

impl Endpoint {
    fn of_kind(kind: &str) -> Self {
        let kind = kind.to_owned();
        Self {
            kind,
            arn: None,
            name: None,
            phone_number: None,
            agent_login: None,
            queue: None,
            email_address: None,
        }
    }

    pub fn agent() -> Self {
        Self::of_kind("agent")
    }

    pub fn phone(number: &str) -> Self {
        Self { phone_number: Some(number.to_owned()), ..Self::of_kind("phone_number") }
    }

    pub fn email(address: &str) -> Self {
        Self { email_address: Some(address.to_owned()), ..Self::of_kind("email_address") }
    }
}

#[derive(Debug, Clone)]
pub struct Directory {
    /// AWS region, part of every ARN.
    region: &'static str,
    pub instance_id: String,
    pub agent_id: String,
    pub routing_profile_arn: String,
    /// The first is the default outbound queue, the last the agent's personal one.
    pub queues: Vec<Queue>,
    pub quick_connects: Vec<Endpoint>,
}

impl Directory {
    pub fn seeded(ids: &mut Ids, region: &'static str) -> Self {
        let (instance_id, agent_id) = (ids.uuid(), ids.uuid());
        let arn = |path: String| format!("arn:aws:connect:{region}:{ACCOUNT}:instance/{instance_id}/{path}");
        let mut queues: Vec<Queue> = ["Support", "Sales", "Billing"]
            .into_iter()
            .map(|name| Queue { name: name.to_owned(), arn: arn(format!("queue/{}", ids.uuid())) })
            .collect();
        queues.push(Queue { name: "Ada Lovelace".to_owned(), arn: arn(format!("queue/agent/{agent_id}")) });
        let quick_connects = quick_connects()
            .into_iter()
            .map(|endpoint| Endpoint {
                arn: Some(arn(format!("transfer-destination/{}", ids.uuid()))),
                ..endpoint
            })
            .collect();
        let routing_profile_arn = arn(format!("routing-profile/{}", ids.uuid()));
        Self { region, routing_profile_arn, queues, quick_connects, instance_id, agent_id }
    }

    pub fn arn(&self, path: &str) -> String {
        format!("arn:aws:connect:{}:{ACCOUNT}:instance/{}/{path}", self.region, self.instance_id)
    }

    pub fn agent_arn(&self) -> String {
        self.arn(&format!("agent/{}", self.agent_id))
    }

    /// By name or ARN.
    pub fn queue(&self, wanted: &str) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.name == wanted || queue.arn == wanted)
    }

    pub fn quick_connect(&self, arn: &str) -> Option<&Endpoint> {
        self.quick_connects.iter().find(|endpoint| endpoint.arn.as_deref() == Some(arn))
    }
}

/// One and more of every type that Connect has.
fn quick_connects() -> Vec<Endpoint> {
    let named = |name: &str, endpoint: Endpoint| Endpoint { name: Some(name.to_owned()), ..endpoint };
    vec![
        named(
            "Escalations",
            Endpoint { queue: Some("Escalations".to_owned()), ..Endpoint::of_kind("queue") },
        ),
        named(
            "Grace Hopper",
            Endpoint { agent_login: Some("grace".to_owned()), ..Endpoint::of_kind("agent") },
        ),
        named("Ada Lovelace", Endpoint { agent_login: Some("ada".to_owned()), ..Endpoint::of_kind("agent") }),
        named("Legal hotline", Endpoint::phone("+12065550140")),
        named("Night desk", Endpoint::phone("+493090182000")),
        named("Voicemail", Endpoint { queue: Some("Voicemail".to_owned()), ..Endpoint::of_kind("queue") }),
    ]
}
