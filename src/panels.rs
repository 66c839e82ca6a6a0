//! The drawer and the table of its panels. Below the phone it opens when somebody opens it; each contact has its own.

pub mod actions;
pub mod assistant;
pub mod attributes;
pub mod data;
mod grip;
pub mod history;
pub mod notices;
pub mod recording;
mod tabs;

use std::rc::Rc;

use cti_core::{Contact, ContactId};
use yew::prelude::*;

use crate::app::Wish;
use crate::browser::{intl, page, tab_memory};
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::state::{ActionWish, Change, Drawers, Panel, State};
use grip::Grip;
use tabs::Tabs;

/// A panel's place in the drawer.
struct PanelRow {
    panel: Panel,
    title: &'static str,
    view: fn(&View) -> Html,
}

const PANELS: [PanelRow; 7] = [
    PanelRow {
        panel: Panel::Attributes,
        title: "panel.attributes",
        view: |view| attributes::attributes(&view.state),
    },
    PanelRow {
        panel: Panel::Actions,
        title: "panel.actions",
        view: |view| html! { <actions::Actions key="actions" ..view.clone() /> },
    },
    PanelRow { panel: Panel::Data, title: "panel.data", view: |view| data::data(&view.state) },
    PanelRow { panel: Panel::Recording, title: "panel.recording", view: recording::recording },
    // Its frame stays in the drawer whatever is shown.
    PanelRow { panel: Panel::Assistant, title: "panel.assistant", view: |_| Html::default() },
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
    /// What the page does beyond its own drawing.
    pub on_wish: Callback<Wish>,
}

/// A state that changes is always another one: whoever shows the old one still holds it.
impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

/// The row of a panel; there is one for each.
fn row(panel: Panel) -> Option<&'static PanelRow> {
    PANELS.iter().find(|row| row.panel == panel)
}

fn title(panel: Panel, locale: &Locale) -> String {
    row(panel).map(|row| locale.text(row.title)).unwrap_or_default()
}

pub fn drawer(view: &View, on_change: &Callback<Change>) -> Html {
    let state = &view.state;
    let locale = &state.locale;
    let open = state.is_open();
    let action = locale.text(if open { "drawer.hide" } else { "drawer.show" });
    let notices = notices_to_tell(state);
    // Said before whom it is about; a screen reader does not read the badge.
    let said = with_notices(&action, notices, locale);
    let heading = heading(state, locale);
    let onclick = on_change.reform(|_| Change::ToggleDrawer);
    let panel = state.panel();
    let classes = classes!(
        "drawer",
        open.then_some("open"),
        state.beside.then_some("beside"),
        (state.rings() && !state.beside).then_some("rings"),
    );
    html! {
        <section class={classes} aria-label={locale.text("drawer.label")}>
            <KeptDrawers drawers={state.drawers.clone()} />
            <div class="drawer-head">
                <button type="button" class="handle" aria-expanded={open.to_string()} aria-controls="drawer-body"
                    title={format!("{action}: {heading}")} {onclick}>
                    { Icon::Chevron.draw() }
                    <span class="said">{ said }{ ": " }</span>
                    <span class="handle-text">{ heading }</span>
                    { badge(notices, locale) }
                </button>
                if open && !state.beside {
                    <Grip height={state.drawers.height} label={locale.text("drawer.height")}
                        on_change={on_change.clone()} />
                }
            </div>
            <div class="drawer-body" id="drawer-body">
                <Tabs view={view.clone()} on_change={on_change.clone()} />
                <div class="drawer-panel" role="tabpanel" id="panel"
                    aria-labelledby={["tab-", panel.name()].concat()}>
                    <assistant::AssistantPanel ..view.clone() />
                    { for row(panel).map(|row| (row.view)(view)) }
                </div>
            </div>
        </section>
    }
}

/// What the handle and the menu count: notices that there is a panel for.
fn notices_to_tell(state: &State) -> usize {
    if state.panels().contains(&Panel::Notices) { state.notices.len() } else { 0 }
}

fn with_notices(name: &str, count: usize, locale: &Locale) -> String {
    match count {
        0 => name.to_owned(),
        count => intl::fill_count(locale, "drawer.handle", count, &[("action", name)]),
    }
}

fn badge(count: usize, locale: &Locale) -> Html {
    html! {
        if count > 0 {
            <span class="badge" aria-hidden="true">{ intl::number(locale, count as f64) }</span>
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct KeptProps {
    drawers: Drawers,
}

/// Has this tab keep what the agent made of the drawers.
#[component]
fn KeptDrawers(props: &KeptProps) -> Html {
    use_effect_with(props.drawers.clone(), |drawers| {
        page::set_root_property("--cti-share-drawer", &drawers.height.to_string());
        tab_memory::keep_drawers(&drawers.write());
    });
    Html::default()
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
