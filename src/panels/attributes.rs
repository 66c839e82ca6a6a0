//! The contact's attributes as the administrator wants them seen.

use std::rc::Rc;

use cti_core::attribute;
use yew::prelude::*;

use crate::app::use_locale;
use crate::components::attribute_row::AttributeRow;
use crate::state::State;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AttributesProps {
    pub state: Rc<State>,
}

#[component]
pub fn Attributes(props: &AttributesProps) -> Html {
    let locale = use_locale();
    let state = &props.state;
    let empty = |key: &str| html! { <p class="panel empty">{ locale.text(key) }</p> };
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
        <div class="panel rows" role="tabpanel" aria-label={locale.text("panel.attributes")}>
            { for rows.into_iter().enumerate().map(|(at, row)| {
                let key = format!("{}/{at}", contact.contact_id);
                html! { <AttributeRow {key} {row} /> }
            }) }
        </div>
    }
}
