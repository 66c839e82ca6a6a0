//! Two tabs, and a menu for the panels that have none. A panel of the menu takes the second tab's place.

use yew::prelude::*;

use crate::browser::page;
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::panels::{View, badge, notices_to_tell, title, with_notices};
use crate::state::{Change, Panel};

/// As many as there is room for in 300 pixels.
const TABS: usize = 2;

/// A panel's name with its count: as a badge for those who see it, in words for those who hear it.
fn counted(name: &str, count: usize, class: &'static str, locale: &Locale) -> Html {
    if count == 0 {
        return html! { <span {class}>{ name }</span> };
    }
    html! {
        <>
            <span class="said">{ with_notices(name, count, locale) }</span>
            <span {class} aria-hidden="true">{ name }</span>
            { badge(count, locale) }
        </>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TabsProps {
    pub view: View,
    pub on_change: Callback<Change>,
}

#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let state = &props.view.state;
    let locale = &state.locale;
    let shown = state.panel();
    let placed = state.drawers.in_place(&state.selected_id(), &state.panels());
    let (tabs, menu) = placed.split_at(placed.len().min(TABS));
    let (list, area) = (use_node_ref(), use_node_ref());
    // Where the focus is in the open menu.
    let at = use_state(|| None::<usize>);
    // The agent has chosen a tab by keyboard or from the menu, and the focus goes there once it is drawn.
    // A flow that shows a panel and a contact that is selected leave it where it is.
    let follow = use_mut_ref(|| false);
    {
        let (list, follow) = (list.clone(), std::rc::Rc::clone(&follow));
        use_effect(move || {
            if follow.replace(false) {
                page::focus_in(list.get(), "[aria-selected=true]", 0);
            }
        });
    }
    {
        let area = area.clone();
        use_effect_with(*at, move |at| {
            if let Some(at) = *at {
                page::focus_in(area.get(), "[role=menuitem]", at);
            }
        });
    }
    let choose = {
        let (on_change, follow) = (props.on_change.clone(), std::rc::Rc::clone(&follow));
        Callback::from(move |panel: Panel| {
            follow.replace(true);
            on_change.emit(Change::ShowPanel(panel));
        })
    };
    let on_tab_key = {
        let (choose, tabs) = (choose.clone(), tabs.to_vec());
        Callback::from(move |event: KeyboardEvent| {
            let place = tabs.iter().position(|panel| *panel == shown).unwrap_or_default();
            let (key, forward) = (event.key(), !page::is_right_to_left());
            let next = match (key.as_str(), forward) {
                ("ArrowRight", true) | ("ArrowLeft", false) => place + 1,
                ("ArrowLeft", true) | ("ArrowRight", false) => place + tabs.len() - 1,
                ("Home", _) => 0,
                ("End", _) => tabs.len() - 1,
                _ => return,
            };
            event.prevent_default();
            if let Some(panel) = tabs.get(next % tabs.len()) {
                choose.emit(*panel);
            }
        })
    };
    let notices = notices_to_tell(state);
    let count = |panel: Panel| if panel == Panel::Notices { notices } else { 0 };
    let tab = |panel: &Panel| {
        let (panel, selected) = (*panel, *panel == shown);
        let name = title(panel, locale);
        // The tab that was pressed has the focus already.
        let onclick = props.on_change.reform(move |_: MouseEvent| Change::ShowPanel(panel));
        html! {
            <button type="button" role="tab" class="tab" id={["tab-", panel.name()].concat()}
                aria-selected={selected.to_string()} aria-controls={selected.then_some("panel")}
                title={name.clone()} tabindex={if selected { "0" } else { "-1" }} {onclick}>
                { counted(&name, count(panel), "tab-text", locale) }
            </button>
        }
    };
    html! {
        <div class="tabs">
            <div class="tab-list" role="tablist" ref={list} aria-label={locale.text("drawer.panels")}
                onkeydown={on_tab_key}>
                { for tabs.iter().map(tab) }
            </div>
            if !menu.is_empty() {
                { more(menu, &at, &area, &choose, &count, props) }
            }
        </div>
    }
}

/// The button and the menu that it opens.
fn more(
    menu: &[Panel],
    at: &UseStateHandle<Option<usize>>,
    area: &NodeRef,
    choose: &Callback<Panel>,
    count: &dyn Fn(Panel) -> usize,
    props: &TabsProps,
) -> Html {
    let locale = &props.view.state.locale;
    let (last, open) = (menu.len() - 1, at.is_some());
    let hidden = menu.iter().map(|panel| count(*panel)).sum();
    let label = locale.text("drawer.more");
    let onkeydown = {
        let (at, area, names) = (at.clone(), area.clone(), menu.to_vec());
        let locale = locale.clone();
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let next = match (key.as_str(), *at) {
                ("ArrowDown", None) => Some(0),
                ("ArrowUp", None) => Some(last),
                ("ArrowDown", Some(at)) => Some(if at == last { 0 } else { at + 1 }),
                ("ArrowUp", Some(at)) => Some(if at == 0 { last } else { at - 1 }),
                ("Home", Some(_)) => Some(0),
                ("End", Some(_)) => Some(last),
                ("Escape", Some(_)) => {
                    page::focus_in(area.get(), ".more", 0);
                    None
                }
                // The focus goes on from the button, and what was open is closed by leaving it.
                ("Tab", Some(_)) => return page::focus_in(area.get(), ".more", 0),
                (letter, Some(now)) => {
                    let is = |place: &usize| {
                        let name = names.get(*place).map(|panel| title(*panel, &locale)).unwrap_or_default();
                        name.to_lowercase().starts_with(&letter.to_lowercase())
                    };
                    match (now + 1..=last).chain(0..=now).find(is) {
                        Some(place) if letter.chars().count() == 1 => Some(place),
                        _ => return,
                    }
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            at.set(next);
        })
    };
    let onclick = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(if at.is_some() { None } else { Some(0) }))
    };
    let onfocusout = {
        let (at, area) = (at.clone(), area.clone());
        Callback::from(move |event: FocusEvent| {
            if at.is_some() && !page::holds(area.get(), event.related_target()) {
                at.set(None);
            }
        })
    };
    let item = |panel: &Panel| {
        let panel = *panel;
        let name = title(panel, locale);
        let (at, choose) = (at.clone(), choose.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            at.set(None);
            choose.emit(panel);
        });
        html! {
            <li role="none">
                <button type="button" class="menu-item" role="menuitem" tabindex="-1" id={["menu-", panel.name()].concat()} {onclick}>
                    { counted(&name, count(panel), "", locale) }
                </button>
            </li>
        }
    };
    html! {
        <div class="more-area" ref={area.clone()} {onkeydown} {onfocusout}>
            <button type="button" class="icon-button more" aria-haspopup="menu" aria-expanded={open.to_string()}
                aria-controls={open.then_some("more-panels")} title={label.clone()}
                aria-label={with_notices(&label, hidden, locale)} {onclick}>
                { Icon::More.draw() }{ badge(hidden, locale) }
            </button>
            if open {
                <ul class="menu" role="menu" id="more-panels" aria-label={label}>
                    { for menu.iter().map(item) }
                </ul>
            }
        </div>
    }
}
