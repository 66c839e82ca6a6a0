//! The contact's attributes as the administrator wants them seen.

use cti_core::attribute;
use yew::prelude::*;

use crate::components::attribute_row::AttributeRow;
use crate::state::State;

pub fn attributes(state: &State) -> Html {
    let locale = &state.locale;
    let empty = |key: &str| html! { <p class="panel empty" key="attributes">{ locale.text(key) }</p> };
    let (Some(contact), Some(configuration)) = (state.selected(), state.configuration()) else {
        return empty("attributes.noContact");
    };
    let flag = |key, default| {
        configuration.feature("FEATURE_CTI_ATTRIBUTES").map_or(default, |feature| feature.flag(key, default))
    };
    if contact.attributes.is_empty() && !flag("ShowAttributesIfEmpty", true) {
        return empty("attributes.empty");
    }
    let rows =
        attribute::rows(&configuration.attributes, &contact.attributes, flag("ShowAllAttributes", false));
    if rows.is_empty() {
        return empty("attributes.empty");
    }
    html! {
        <div class="panel rows" key="attributes">
            { for rows.into_iter().enumerate().map(|(at, row)| {
                let key = format!("{}/{at}", contact.contact_id);
                html! { <AttributeRow {key} {row} locale={locale.clone()} /> }
            }) }
        </div>
    }
}
