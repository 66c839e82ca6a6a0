//! The drawer and the table of its panels. It opens when a person opens it, and stays so for that contact.

pub mod actions;
pub mod attributes;
pub mod data;
pub mod history;
pub mod notices;

use std::rc::Rc;

use cti_core::{Contact, ContactId};
use yew::prelude::*;

use crate::browser::{intl, page};
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::state::{ActionWish, Change, Panel, State};

/// A panel's place in the drawer.
struct PanelRow {
    panel: Panel,
    title: &'static str,
    view: fn(&View) -> Html,
}

const PANELS: [PanelRow; 5] = [
    PanelRow {
        panel: Panel::Attributes,
        title: "panel.attributes",
        view: |view| attributes::attributes(&view.state),
    },
    PanelRow { panel: Panel::Data, title: "panel.data", view: |view| data::data(&view.state) },
    PanelRow {
        panel: Panel::Actions,
        title: "panel.actions",
        view: |view| html! { <actions::Actions key="actions" ..view.clone() /> },
    },
    PanelRow {
        panel: Panel::History,
        title: "panel.history",
        view: |view| html! { <history::History key="history" ..view.clone() /> },
    },
    PanelRow { panel: Panel::Notices, title: "panel.notices", view: |view| notices::notices(&view.state) },
];

/// What a panel shows and what it can ask of the page around it.
#[derive(Clone, Debug, Properties)]
pub struct View {
    pub state: Rc<State>,
    /// Has the page read what the browser has kept of earlier runs.
    pub on_recall: Callback<()>,
    /// Saves what went on as a file, about one contact or all.
    pub on_diagnose: Callback<Option<ContactId>>,
    /// What the agent wants of the Actions panel, about the contact that it shows.
    pub on_action: Callback<(Option<ContactId>, ActionWish)>,
}

/// A state that changes is always another one: whoever shows the old one still holds it.
impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

pub fn drawer(view: &View, on_change: &Callback<Change>) -> Html {
    let state = &view.state;
    let locale = &state.locale;
    let open = state.is_open();
    let action = locale.text(if open { "drawer.hide" } else { "drawer.show" });
    let notices = state.notices.len();
    // The name says all that the handle says: a screen reader does not read the badge.
    let name = match notices {
        0 => action.clone(),
        count => intl::fill_count(locale, "drawer.handle", count, &[("action", &action)]),
    };
    let onclick = on_change.reform(|_| Change::ToggleDrawer);
    html! {
        <section class={classes!("drawer", open.then_some("open"))} aria-label={locale.text("drawer.label")}>
            <button type="button" class="handle" aria-expanded={open.to_string()} aria-controls="panel"
                aria-label={name} title={action} {onclick}>
                { Icon::Chevron.draw() }
                <span class="handle-text">{ heading(state, locale) }</span>
                if notices > 0 {
                    <span class="badge">{ intl::number(locale, notices as f64) }</span>
                }
            </button>
            <div class="drawer-body" id="panel">
                { tabs(state, on_change) }
                { for PANELS.iter().filter(|row| row.panel == state.panel).map(|row| (row.view)(view)) }
            </div>
        </section>
    }
}

/// Whom the drawer is about.
fn heading(state: &State, locale: &Locale) -> String {
    state.selected().map_or_else(|| locale.text("drawer.label"), |contact| whom(contact, locale))
}

/// A contact in few words: channel and name or number.
pub fn whom(contact: &Contact, locale: &Locale) -> String {
    let channel = match contact.r#type.as_str() {
        known @ ("voice" | "queue_callback" | "chat" | "task" | "email") => {
            locale.text(&format!("channel.{known}"))
        }
        _ => locale.text("channel.other"),
    };
    let who = [&contact.phone_number, &contact.name].into_iter().find(|text| !text.is_empty());
    who.map_or_else(|| channel.clone(), |who| format!("{channel} · {who}"))
}

fn tabs(state: &State, on_change: &Callback<Change>) -> Html {
    let shown = state.panel;
    let on_key = {
        let on_change = on_change.clone();
        Callback::from(move |event: KeyboardEvent| {
            let forward = match event.key().as_str() {
                "ArrowRight" => !page::is_right_to_left(),
                "ArrowLeft" => page::is_right_to_left(),
                _ => return,
            };
            let step = if forward { 1 } else { PANELS.len() - 1 };
            let at = PANELS.iter().position(|row| row.panel == shown).unwrap_or_default();
            if let Some(next) = PANELS.get((at + step) % PANELS.len()) {
                on_change.emit(Change::ShowPanel(next.panel));
            }
        })
    };
    html! {
        <div class="tabs" role="tablist" onkeydown={on_key}>
            { for PANELS.iter().map(|row| {
                let selected = row.panel == shown;
                let panel = row.panel;
                html! {
                    <Tab title={state.locale.text(row.title)} {selected}
                        onclick={on_change.reform(move |_| Change::ShowPanel(panel))} />
                }
            }) }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct TabProps {
    title: String,
    selected: bool,
    onclick: Callback<MouseEvent>,
}

#[component]
fn Tab(props: &TabProps) -> Html {
    let node = use_node_ref();
    let was_selected = use_mut_ref(|| props.selected);
    {
        let node = node.clone();
        use_effect_with(props.selected, move |selected| {
            // Arrow keys move the selection and with it the focus; the first drawing takes none.
            if *selected && !was_selected.replace(true) {
                page::focus(node.get());
            }
            if !*selected {
                was_selected.replace(false);
            }
        });
    }
    html! {
        <button type="button" role="tab" class="tab" ref={node} aria-selected={props.selected.to_string()}
            tabindex={if props.selected { "0" } else { "-1" }} onclick={props.onclick.clone()}>
            { &props.title }
        </button>
    }
}
