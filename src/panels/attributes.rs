//! The contact's attributes as the administrator wants them seen, with a search where there are many.

use std::rc::Rc;

use cti_core::attribute::{self, Row};
use cti_core::settings::Configuration;
use cti_core::{Contact, ContactId};
use yew::prelude::*;

use crate::browser::{intl, page, search};
use crate::components::attribute_row::attribute_row;
use crate::components::copy_button::{PLACE, use_copies};
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::state::State;

/// So many are seen at a glance.
const ROWS_WITHOUT_SEARCH: usize = 8;

pub fn attributes(state: &State) -> Html {
    let locale = &state.locale;
    match (state.selected(), state.configuration()) {
        (Some(contact), Some(configuration)) => html! {
            <Attributes key="attributes" contact={Rc::clone(contact)} configuration={Rc::clone(configuration)}
                locale={locale.clone()} />
        },
        _ => empty("attributes.noContact", locale),
    }
}

fn empty(key: &str, locale: &Locale) -> Html {
    html! { <p class="panel empty" key="attributes">{ locale.text(key) }</p> }
}

#[derive(Clone, Debug, Properties)]
struct AttributesProps {
    contact: Rc<Contact>,
    configuration: Rc<Configuration>,
    locale: Locale,
}

/// Most of what changes about a contact is not shown here.
impl PartialEq for AttributesProps {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.contact, &other.contact);
        let same = ours.contact_id == theirs.contact_id && ours.attributes == theirs.attributes;
        (Rc::ptr_eq(ours, theirs) || same)
            && Rc::ptr_eq(&self.configuration, &other.configuration)
            && self.locale == other.locale
    }
}

#[component]
fn Attributes(props: &AttributesProps) -> Html {
    let AttributesProps { contact, configuration, locale } = props;
    // Of one contact: with the next, the agent sees all again.
    let search = use_state(|| (ContactId::default(), String::new()));
    {
        let search = search.clone();
        use_effect_with(contact.contact_id.clone(), move |contact| {
            if search.0 != *contact && !search.1.is_empty() {
                search.set((contact.clone(), String::new()));
            }
        });
    }
    let copies = use_copies();
    let rows = rows(contact, configuration);
    if rows.is_empty() {
        return empty("attributes.empty", locale);
    }
    let many = rows.len() > ROWS_WITHOUT_SEARCH;
    let typed = if many && search.0 == contact.contact_id { search.1.as_str() } else { "" };
    let fold = |text: &str| search::fold(&locale.language, text);
    let wanted = fold(typed.trim());
    let found: Vec<(usize, Row)> = rows
        .into_iter()
        .enumerate()
        .filter(|(_, row)| wanted.is_empty() || row.contains(&wanted, &fold))
        .collect();
    let on_search = {
        let (search, contact) = (search.setter(), contact.contact_id.clone());
        Callback::from(move |text: String| search.set((contact.clone(), text)))
    };
    let content = html! {
        <>
            // All have keys: else the field would be made anew, and lose the focus, as rows come and go.
            <div class="tools" key="tools">
                if many {
                    { search_field(typed, on_search, locale) }
                    { copies.small_button_for_all(locale.text("attributes.copyAll")) }
                } else {
                    { copies.button_for_all(locale.text("attributes.copyAll")) }
                }
                // The region stays, and only what comes into it is read out.
                <p class="found" role="status">
                    if !wanted.is_empty() {
                        { intl::fill_count(locale, "attributes.found", found.len(), &[]) }
                    }
                </p>
            </div>
            { for found.iter().map(|(at, row)| attribute_row(*at, row, &copies, locale)) }
            { copies.said() }
        </>
    };
    let onfocusout = copies.on_leave();
    let onclick = {
        let locale = locale.clone();
        Callback::from(move |event: MouseEvent| {
            let Some(place) = page::nearest(event.target(), PLACE) else { return };
            let row = found.iter().find(|(at, _)| at.to_string() == place).map(|(_, row)| row);
            let (text, said) = match row {
                Some(row) => one(row, &locale),
                None => {
                    let rows: Vec<_> = found.iter().map(|(_, row)| row).collect();
                    (
                        attribute::text(&rows),
                        intl::fill_count(&locale, "attributes.copiedAll", rows.len(), &[]),
                    )
                }
            };
            copies.copy(place, text, said, &locale);
        })
    };
    html! {
        <div class="panel rows" key="attributes"
            {onclick} {onfocusout}>
            { content }
        </div>
    }
}

/// What a row's button copies, and what is said then.
fn one(row: &Row, locale: &Locale) -> (String, String) {
    let value = row.value.clone().unwrap_or_default();
    let name = row.label.as_ref().filter(|label| !label.is_empty()).unwrap_or(&value);
    let said = locale.fill("attributes.copied", &[("name", name)]);
    (value, said)
}

fn rows(contact: &Contact, configuration: &Configuration) -> Vec<Row> {
    let feature = configuration.feature("FEATURE_CTI_ATTRIBUTES");
    let flag = |key, default| feature.map_or(default, |feature| feature.flag(key, default));
    if contact.attributes.is_empty() && !flag("ShowAttributesIfEmpty", true) {
        return Vec::new();
    }
    attribute::rows(&configuration.attributes, &contact.attributes, flag("ShowAllAttributes", false))
}

fn search_field(typed: &str, on_search: Callback<String>, locale: &Locale) -> Html {
    let label = AttrValue::from(locale.text("attributes.search"));
    let oninput = on_search.reform(|event: InputEvent| page::value(event.target()));
    let is_empty = typed.is_empty();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        // With nothing to clear the key is for whatever is around.
        if event.key() == "Escape" && !is_empty {
            event.prevent_default();
            event.stop_propagation();
            on_search.emit(String::new());
        }
    });
    html! {
        <div class="search">
            { Icon::Search.draw() }
            <input type="search" value={typed.to_owned()} placeholder={label.clone()} aria-label={label}
            autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
        </div>
    }
}
