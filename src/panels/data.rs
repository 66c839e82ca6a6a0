//! What flows have sent for the contact, whatever it is: rows of names and values, lists in lists.

mod tree;

use std::rc::Rc;

use cti_core::ContactId;
use serde_json::{Map, Value};
use yew::prelude::*;

use crate::browser::{intl, page};
use crate::components::attribute_row::linked;
use crate::components::copy_button::{Copies, PLACE, use_copies};
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::state::State;
use tree::Opened;

/// What a press opens or closes, and of what it shows more.
const FOLD: &str = "data-fold";
const MORE: &str = "data-more";

pub fn data(state: &State) -> Html {
    let locale = &state.locale;
    let contact = state.selected_id();
    match state.data.get(&contact).filter(|data| !data.is_empty()) {
        Some(data) => {
            html! { <Data key="data" {contact} data={Rc::clone(data)} locale={locale.clone()} /> }
        }
        None => html! { <p class="panel empty" key="data">{ locale.text("data.empty") }</p> },
    }
}

#[derive(Clone, Debug, Properties)]
struct DataProps {
    contact: Option<ContactId>,
    data: Rc<Map<String, Value>>,
    locale: Locale,
}

impl PartialEq for DataProps {
    fn eq(&self, other: &Self) -> bool {
        // Never by value: there may be a megabyte of it.
        Rc::ptr_eq(&self.data, &other.data) && self.contact == other.contact && self.locale == other.locale
    }
}

#[component]
fn Data(props: &DataProps) -> Html {
    let DataProps { contact, data, locale } = props;
    let opened = use_state(|| (None::<ContactId>, Opened::default()));
    let copies = use_copies();
    let shown = if opened.0 == *contact { opened.1.clone() } else { Opened::default() };
    let tree = Tree { opened: &shown, copies: &copies, locale };
    let content = html! {
        <>
            <div class="tools">{ copies.button_for_all(locale.text("data.copyAll")) }</div>
            { tree.list("", data.iter().map(|(name, value)| (name.clone(), value)), data.len()) }
            { copies.said() }
        </>
    };
    let onfocusout = copies.on_leave();
    let onclick = {
        let (setter, contact, data, locale) =
            (opened.setter(), contact.clone(), Rc::clone(data), locale.clone());
        Callback::from(move |event: MouseEvent| {
            let pressed = |attribute| page::nearest(event.target(), attribute);
            let change = |change: fn(&mut Opened, String), path| {
                let mut next = shown.clone();
                change(&mut next, path);
                setter.set((contact.clone(), next));
            };
            if let Some(path) = pressed(FOLD) {
                change(Opened::toggle, path);
            } else if let Some(path) = pressed(MORE) {
                change(Opened::show_more, path);
            } else if let Some(path) = pressed(PLACE) {
                let (text, said) = match tree::find(&data, &path) {
                    Some((name, value)) => {
                        (tree::copied(&value), locale.fill("attributes.copied", &[("name", &name)]))
                    }
                    None => {
                        (serde_json::to_string_pretty(&*data).unwrap_or_default(), locale.text("data.copied"))
                    }
                };
                copies.copy(path, text, said, &locale);
            }
        })
    };
    html! {
        <div class="panel rows data" key="data" {onclick}
            {onfocusout}>
            { content }
        </div>
    }
}

/// Draws values within values.
struct Tree<'a> {
    opened: &'a Opened,
    copies: &'a Copies,
    locale: &'a Locale,
}

impl Tree<'_> {
    /// Entries of the object or list at a path, as many as are shown.
    fn list<'v>(&self, path: &str, entries: impl Iterator<Item = (String, &'v Value)>, count: usize) -> Html {
        let limit = self.opened.entries(path);
        html! {
            <ul class="entries">
                { for entries.take(limit).enumerate().map(|(at, (name, value))| {
                    self.entry(tree::below(path, at), &name, value)
                }) }
                if count > limit {
                    <li class="row" key="more">{ self.more(path, count - limit) }</li>
                }
            </ul>
        }
    }

    fn entry(&self, path: String, name: &str, value: &Value) -> Html {
        match value {
            Value::Object(entries) => {
                let draw = || {
                    self.list(&path, entries.iter().map(|(name, value)| (name.clone(), value)), entries.len())
                };
                self.branch(&path, name, value, entries.len(), &draw)
            }
            Value::Array(entries) => {
                let numbered =
                    || entries.iter().zip(1_usize..).map(|(value, number)| (number.to_string(), value));
                let draw = || self.list(&path, numbered(), entries.len());
                self.branch(&path, name, value, entries.len(), &draw)
            }
            Value::String(text) => {
                let (part, left) = self.opened.part(&path, text);
                let href = tree::link(text).filter(|_| left == 0);
                let more = (left > 0).then(|| self.more(&path, left));
                let shown = html! { <>{ linked(href.as_deref(), part) }{ more }</> };
                self.leaf(path, name, shown, !text.is_empty())
            }
            Value::Number(number) => self.leaf(path, name, html! { { number.to_string() } }, true),
            Value::Bool(yes) => {
                let word = self.locale.text(if *yes { "data.true" } else { "data.false" });
                self.leaf(path, name, html! { <i>{ word }</i> }, true)
            }
            Value::Null => self.leaf(path, name, html! { <i>{ self.locale.text("data.null") }</i> }, false),
        }
    }

    fn leaf(&self, path: String, name: &str, shown: Html, can_copy: bool) -> Html {
        html! {
            <li class="row" key={path.clone()}>
                <span class="key" dir="auto">{ name }</span>
                <span class="value" dir="auto">{ shown }</span>
                if can_copy {
                    { self.copies.button(path, name, self.locale) }
                }
            </li>
        }
    }

    fn branch(&self, path: &str, name: &str, value: &Value, count: usize, draw: &dyn Fn() -> Html) -> Html {
        let open = count > 0 && self.opened.is_open(path, value);
        let size = intl::fill_count(self.locale, "data.entries", count, &[]);
        html! {
            <li class="branch" key={path.to_owned()}>
                <div class="row">
                    <button type="button" class="fold" aria-expanded={open.to_string()} disabled={count == 0}
                        data-fold={path.to_owned()}>
                        { Icon::Chevron.draw() }
                        <span class="key" dir="auto">{ name }</span>
                        <span class="size">{ size }</span>
                    </button>
                    { self.copies.button(path.to_owned(), name, self.locale) }
                </div>
                if open {
                    { draw() }
                }
            </li>
        }
    }

    fn more(&self, path: &str, left: usize) -> Html {
        let left = intl::number(self.locale, left as f64);
        html! {
            <button type="button" class="quiet" data-more={path.to_owned()}>
                { self.locale.fill("data.more", &[("left", &left)]) }
            </button>
        }
    }
}
