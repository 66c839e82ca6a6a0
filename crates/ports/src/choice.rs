//! What of an instance a command means: a state, a quick connect, a phone. The same for every adapter.

use cti_core::AgentState;
use serde_json::{Value, json};

use crate::{PortError, Softphone, StateChoice};

/// Types of the states that an agent may choose; the others are Connect's own.
const CHOSEN: [&str; 3] = ["routable", "not_routable", "offline"];

/// A refusal that comes from this side.
pub fn rejected(code: &str, message: impl Into<String>) -> PortError {
    PortError::Rejected { code: code.to_owned(), message: message.into() }
}

impl StateChoice {
    /// The state among those of the agent's configuration.
    pub fn among<'a>(&self, states: &'a [Value]) -> Result<&'a Value, PortError> {
        let (member, what, wanted) = match self {
            Self::Named(name) => ("name", "name", name.as_str()),
            Self::Arn(arn) => ("agentStateARN", "ARN", arn.as_str()),
            Self::Routable => ("type", "type", "routable"),
            Self::Offline => ("type", "type", "offline"),
        };
        let mut may_be_chosen = states.iter().filter(|state| CHOSEN.contains(&text(state, "type")));
        may_be_chosen.clone().find(|state| text(state, member) == wanted).ok_or_else(|| {
            let known = names(&mut may_be_chosen);
            rejected(
                "unknownState",
                ["no state has the ", what, " `", wanted, "`; there are ", &known].concat(),
            )
        })
    }
}

/// A state as it is shown; those of Connect's own have no ARN.
pub fn shown(state: &AgentState) -> Value {
    json!({
        "agentStateARN": state.arn,
        "name": state.name,
        "type": state.r#type,
        "startTimestamp": state.start_timestamp,
    })
}

/// The quick connect of that name.
pub fn quick_connect<'a>(endpoints: &'a [Value], name: &str) -> Result<&'a Value, PortError> {
    endpoints.iter().find(|endpoint| text(endpoint, "name") == name).ok_or_else(|| {
        let known = names(&mut endpoints.iter());
        rejected("unknownQuickConnect", ["no quick connect `", name, "`; there are ", &known].concat())
    })
}

/// The queues of the agent's routing profile.
pub fn queue_arns(configuration: &Value) -> Value {
    let queues = configuration.pointer("/routingProfile/queues").and_then(Value::as_array);
    queues.into_iter().flatten().filter_map(|queue| queue.get("queueARN")).cloned().collect()
}

impl Softphone {
    /// What changes in the agent's configuration.
    pub fn change(&self) -> Result<Value, PortError> {
        match self {
            Self::On => Ok(json!({ "softphoneEnabled": true })),
            Self::Deskphone { extension } if is_e164(extension) => {
                Ok(json!({ "softphoneEnabled": false, "extension": extension }))
            }
            Self::Deskphone { .. } => {
                Err(rejected("notE164", "the number of a desk phone is E.164, such as +12135550100"))
            }
        }
    }
}

fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn text<'a>(data: &'a Value, member: &str) -> &'a str {
    data.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn names(of: &mut dyn Iterator<Item = &Value>) -> String {
    let names: Vec<String> = of.map(|it| ["`", text(it, "name"), "`"].concat()).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn choose(choice: StateChoice, expected: &str) {
        let states = [
            json!({"name": "Busy", "type": "system"}),
            json!({"name": "Lunch", "type": "not_routable", "agentStateARN": "arn:lunch"}),
            json!({"name": "Available", "type": "routable", "agentStateARN": "arn:available"}),
        ];
        let chosen = match choice.among(&states) {
            Ok(state) => text(state, "name").to_owned(),
            Err(refused) => refused.to_string(),
        };
        assert_eq!(chosen, expected);
    }

    #[test]
    fn a_state_is_known_by_name_by_arn_or_as_the_first_routable_one() {
        choose(StateChoice::Named("Lunch".to_owned()), "Lunch");
        choose(StateChoice::Arn("arn:available".to_owned()), "Available");
        choose(StateChoice::Routable, "Available");
    }

    #[test]
    fn what_cannot_be_chosen_is_refused_with_what_can() {
        let named = |name: &str| StateChoice::Named(name.to_owned());
        choose(named("lunch"), "unknownState: no state has the name `lunch`; there are `Lunch`, `Available`");
        choose(named("Busy"), "unknownState: no state has the name `Busy`; there are `Lunch`, `Available`");
        assert_eq!(
            StateChoice::Routable.among(&[]).unwrap_err().to_string(),
            "unknownState: no state has the type `routable`; there are none"
        );
    }

    #[test]
    fn a_state_has_all_its_members_whatever_it_is() {
        let state =
            AgentState { name: "Busy".to_owned(), r#type: "system".to_owned(), ..AgentState::default() };
        assert_eq!(
            shown(&state),
            json!({"agentStateARN": null, "name": "Busy", "type": "system", "startTimestamp": null})
        );
    }

    #[test]
    fn a_quick_connect_is_known_by_its_name() {
        let endpoints = [json!({"name": "Second level", "type": "queue"})];
        assert_eq!(quick_connect(&endpoints, "Second level"), Ok(&endpoints[0]));
        assert_eq!(
            quick_connect(&endpoints, "Third").unwrap_err().to_string(),
            "unknownQuickConnect: no quick connect `Third`; there are `Second level`"
        );
    }

    #[test]
    fn queues_are_those_of_the_routing_profile() {
        let configuration = json!({"routingProfile": {"queues": [{"queueARN": "a"}, {"name": "none"}]}});
        assert_eq!(queue_arns(&configuration), json!(["a"]));
        assert_eq!(queue_arns(&Value::Null), json!([]));
    }

    #[test]
    fn a_desk_phone_has_a_number_that_connect_can_dial() {
        assert_eq!(Softphone::On.change(), Ok(json!({"softphoneEnabled": true})));
        for (number, fits) in [
            ("+12135550100", true),
            ("2135550100", false),
            ("+0135550100", false),
            ("+1 213 555", false),
            ("+123", false),
            ("", false),
        ] {
            let phone = Softphone::Deskphone { extension: number.to_owned() };
            assert_eq!(phone.change().is_ok(), fits, "{number}");
        }
    }
}
