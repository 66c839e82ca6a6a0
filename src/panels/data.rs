//! What flows have sent for the contact, row by row.

use serde_json::Value;
use yew::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::state::State;

pub fn data(state: &State) -> Html {
    let locale = &state.locale;
    let rows = state.data.get(&state.selected_id()).filter(|rows| !rows.is_empty());
    let Some(rows) = rows else {
        return html! { <p class="panel empty" key="data">{ locale.text("data.empty") }</p> };
    };
    html! {
        <div class="panel rows" key="data">
            { for rows.iter().map(|(key, value)| {
                let text = shown(value);
                html! {
                    <div class="row" key={key.clone()}>
                        <span class="key">{ key }</span>
                        <span class="value">{ &text }</span>
                        if !text.is_empty() {
                            <CopyButton name={key.clone()} {text} locale={locale.clone()} />
                        }
                    </div>
                }
            }) }
        </div>
    }
}

/// Text as it is; everything nested as compact JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}
