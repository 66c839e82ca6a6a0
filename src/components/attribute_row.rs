//! One row of the Attributes panel: text always, a link only where the scheme is harmless.

use cti_core::attribute::Row;
use yew::prelude::*;

use crate::components::copy_button::Copies;
use crate::components::icon::Icon;
use crate::locale::Locale;

/// `at`: its place among the contact's rows, which is how the panel knows it.
pub fn attribute_row(at: usize, row: &Row, copies: &Copies, locale: &Locale) -> Html {
    let label = row.label.as_deref().unwrap_or_default();
    let value = row.value.as_deref().unwrap_or_default();
    let (class, content) = if row.is_heading {
        ("row heading", html! { <h2 dir="auto">{ label }</h2> })
    } else {
        let name = if label.is_empty() { value } else { label };
        let content = html! {
            <>
                if row.label.is_some() {
                    <span class="key" dir="auto">{ label }</span>
                }
                <span class={if row.label.is_some() { "value" } else { "value alone" }} dir="auto">
                    { linked(row.href.as_deref(), value) }
                </span>
                if !value.is_empty() {
                    { copies.button(at.to_string(), name, locale) }
                }
            </>
        };
        ("row", content)
    };
    if row.style.is_empty() {
        return html! { <div {class} key={at}>{ content }</div> };
    }
    // The administrator's style goes in by the style object: the page's policy forbids style attributes.
    html! { <div {class} key={at} ~style={row.style.clone()}>{ content }</div> }
}

/// A text, as a link where it has an address; the address has passed the list of schemes.
pub fn linked(href: Option<&str>, text: &str) -> Html {
    match href {
        Some(href) => html! {
            <a href={href.to_owned()} target="_blank" rel="noopener noreferrer">{ text }{ Icon::External.draw() }</a>
        },
        None => html! { { text } },
    }
}
