//! One row of the Attributes panel: text always, a link only where the scheme is harmless.

use cti_core::attribute::Row;
use yew::prelude::*;

use crate::browser::page;
use crate::components::copy_button::CopyButton;
use crate::components::icon::Icon;
use crate::locale::Locale;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AttributeRowProps {
    pub row: Row,
    pub locale: Locale,
}

#[component]
pub fn AttributeRow(props: &AttributeRowProps) -> Html {
    let row = &props.row;
    let node = use_node_ref();
    // The administrator's style goes in by the style object: the page's policy forbids style attributes.
    use_effect_with((node.clone(), row.style.clone()), |(node, style)| page::set_style(node.get(), style));
    if row.is_heading {
        return html! { <h2 class="row heading" ref={node}>{ row.label.clone() }</h2> };
    }
    let value = row.value.clone().unwrap_or_default();
    let name = row.label.clone().unwrap_or_else(|| value.clone());
    let shown = match &row.href {
        Some(href) => html! {
            <a href={href.clone()} target="_blank" rel="noopener noreferrer">
                { value.clone() }{ Icon::External.draw() }
            </a>
        },
        None => html! { { value.clone() } },
    };
    html! {
        <div class="row" ref={node}>
            if let Some(label) = &row.label {
                <span class="key">{ label }</span>
            }
            <span class={classes!("value", row.label.is_none().then_some("alone"))}>{ shown }</span>
            if !value.is_empty() {
                <CopyButton {name} text={value} locale={props.locale.clone()} />
            }
        </div>
    }
}
