//! Connect's assistant, in a frame of Connect's own. The frame stays in the drawer while other panels are shown.

use yew::prelude::*;

use crate::app::Wish;
use crate::components::icon::Icon;
use crate::panels::View;
use crate::state::{Assistant, Panel};

#[component]
pub fn AssistantPanel(props: &View) -> Html {
    let View { state, on_wish, .. } = props;
    {
        let on_wish = on_wish.clone();
        use_effect_with(state.assistant_due(), move |due| match due {
            Some(true) => on_wish.emit(Wish::LoadAssistant),
            Some(false) => on_wish.emit(Wish::DropAssistant),
            None => {}
        });
    }
    let locale = &state.locale;
    let load = on_wish.reform(|_: MouseEvent| Wish::LoadAssistant);
    let told = match state.assistant {
        Assistant::Away | Assistant::Outdated => html! { <span>{ locale.text("assistant.waits") }</span> },
        Assistant::Loading => html! {
            <>
                <span class="spinner" aria-hidden="true"></span>
                <span>{ locale.text("assistant.loading") }</span>
            </>
        },
        Assistant::Failed => html! {
            <>
                { Icon::Warning.draw() }
                <span>{ locale.text("assistant.failed") }</span>
                <button type="button" class="button brand" onclick={load}>{ locale.text("status.retry") }</button>
            </>
        },
        // Its page may have loaded and say itself that it cannot be used now.
        Assistant::Shown => html! {
            <button type="button" class="button" onclick={load}>
                { Icon::Refresh.draw() }{ locale.text("assistant.reload") }
            </button>
        },
    };
    html! {
        <div class="assistant" hidden={state.panel() != Panel::Assistant}>
            <div class="assistant-state" role="status">{ told }</div>
            // Streams puts the frame in here, and nothing that is drawn touches it.
            <div class="assistant-frame" id="assistant"
                hidden={!matches!(state.assistant, Assistant::Loading | Assistant::Shown)}></div>
        </div>
    }
}
