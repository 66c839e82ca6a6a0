//! The index: every state as a frame of its own at the widths that agents have, and how all of them are shown.

use yew::prelude::*;

use connect_cti::browser::page;

use crate::address::Address;
use crate::browser;
use crate::states::{self, PANELS};

const LANGUAGES: [&str; 11] =
    ["en", "de", "es", "fr", "it", "pt-BR", "ja", "ko", "zh-Hans", "zh-Hant", "qps"];
const WIDTHS: [&str; 3] = ["300", "400", "800"];

/// A choice: its label, and what it offers; nothing chosen is as usual.
const THEMES: [&str; 3] = ["", "light", "dark"];
const DENSITIES: [&str; 3] = ["", "compact", "comfy"];
const DIRECTIONS: [&str; 3] = ["", "ltr", "rtl"];

pub fn draw() {
    if let Some(body) = browser::body() {
        yew::Renderer::<Index>::with_root(body).render();
    }
}

#[component]
fn Index() -> Html {
    let how = use_state(|| {
        let asked = Address::parse(&browser::address());
        let language = Some(asked.language.clone()).filter(|language| LANGUAGES.contains(&language.as_str()));
        Address { language: language.unwrap_or_else(|| "en".to_owned()), ..asked }
    });
    let width = use_state(|| "300".to_owned());
    let choose = |label: &str, offered: &[&'static str], chosen: &str, set: fn(&mut Address, String)| {
        let how = how.clone();
        let onchange = Callback::from(move |event: Event| {
            let mut next = (*how).clone();
            set(&mut next, page::value(event.target()));
            how.set(next);
        });
        choice(label, offered, chosen, onchange)
    };
    let on_width = {
        let width = width.setter();
        Callback::from(move |event: Event| width.set(page::value(event.target())))
    };
    html! {
        <main class="index">
            <header>
                <h1>{ "Every panel in every state" }</h1>
                { choose("Language", &LANGUAGES, &how.language, |how, value| how.language = value) }
                { choose("Theme", &THEMES, &how.theme, |how, value| how.theme = value) }
                { choose("Density", &DENSITIES, &how.density, |how, value| how.density = value) }
                { choose("Direction", &DIRECTIONS, &how.direction, |how, value| how.direction = value) }
                { choice("Width", &["300", "400", "800", "all"], &width, on_width) }
            </header>
            { for PANELS.iter().map(|(panel, exhibits)| html! {
                <section key={*panel}>
                    <h2>{ panel }</h2>
                    <div class="exhibits">
                        { for exhibits.iter().map(|exhibit| frames(&states::name(panel, exhibit), &how, &width)) }
                    </div>
                </section>
            }) }
        </main>
    }
}

fn choice(label: &str, offered: &[&'static str], chosen: &str, onchange: Callback<Event>) -> Html {
    html! {
        <label>
            { label }{ " " }
            <select name={label.to_lowercase()} {onchange}>
                { for offered.iter().map(|value| html! {
                    <option value={*value} selected={*value == chosen}>{ if value.is_empty() { "as set" } else { value } }</option>
                }) }
            </select>
        </label>
    }
}

/// The same page with another query is no ancestor of itself, which the browser would not show.
fn frames(name: &str, how: &Address, width: &str) -> Html {
    let url = format!("gallery?state={name}#{}", how.fragment());
    let shown = WIDTHS.into_iter().filter(|own| *own == width || width == "all");
    html! {
        <article key={name.to_owned()} data-state={name.to_owned()}>
            <h3><a href={url.clone()} target="_blank">{ name }</a></h3>
            <div class="exhibit-frames">
                { for shown.map(|width| html! {
                    <iframe key={width} class={format!("at-{width}")} src={url.clone()} loading="lazy"
                        title={format!("{name}, {width} pixels wide")}></iframe>
                }) }
            </div>
        </article>
    }
}
