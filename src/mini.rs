//! The mini adapter's face: a message and the agent's state, beside a phone that is open elsewhere.

use yew::prelude::*;

use crate::state::State;

pub fn mini(state: &State, message: &str) -> Html {
    html! {
        <section class="mini">
            if !message.is_empty() {
                <p class="message">{ message }</p>
            }
            <p class="agent-state" role="status">
                <span class="label">{ state.locale.text("mini.state") }</span>
                <strong>{ if state.agent_state.is_empty() { "–" } else { &state.agent_state } }</strong>
            </p>
        </section>
    }
}
