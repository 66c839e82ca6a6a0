//! Shows the self-check: which setting is right, which is not, and where to click. It stands over the drawer.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Wish;
use crate::browser::{self, page, spawn};
use crate::check::{Check, Probe, Row, Verdict, rows};
use crate::components::icon::Icon;
use crate::state::{Change, State};

#[derive(Clone, Debug, Properties)]
pub struct CheckProps {
    pub check: Check,
    pub state: Rc<State>,
    /// A page that does nothing else stays.
    pub can_close: bool,
    pub on_change: Callback<Change>,
    pub on_wish: Callback<Wish>,
}

impl PartialEq for CheckProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

#[component]
pub fn CheckView(props: &CheckProps) -> Html {
    let locale = &props.state.locale;
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with((), move |()| {
            let before = page::focused();
            page::focus(heading.get());
            move || page::focus(before)
        });
    }
    use_effect_with(props.check == Check::Running, {
        let on_change = props.on_change.clone();
        move |running| {
            if *running {
                spawn(Box::pin(async move {
                    let probe = browser::check::probe().await;
                    on_change.emit(Change::Check(Some(Check::Found(probe))));
                }));
            }
        }
    });
    let close = props.on_change.reform(|()| Change::Check(None));
    let onkeydown = {
        let close = close.clone();
        let can_close = props.can_close;
        Callback::from(move |event: KeyboardEvent| {
            if can_close && event.key() == "Escape" {
                close.emit(());
            }
        })
    };
    let dismiss = locale.text("line.dismiss");
    html! {
        <section class="check" role="dialog" aria-labelledby="check-title" {onkeydown}>
            <header>
                <h2 id="check-title" tabindex="-1" ref={heading}>{ locale.text("check.title") }</h2>
                if props.can_close {
                    <button type="button" class="icon-button" title={dismiss.clone()} aria-label={dismiss}
                        onclick={close.reform(|_| ())}>
                        { Icon::Close.draw() }
                    </button>
                }
            </header>
            { match &props.check {
                Check::Running => html! { <p role="status">{ locale.text("check.running") }</p> },
                Check::Found(probe) => found(props, probe),
            } }
        </section>
    }
}

fn found(props: &CheckProps, probe: &Probe) -> Html {
    let locale = &props.state.locale;
    let rows = rows(&props.state, probe);
    let again = props.on_change.reform(|_| Change::Check(Some(Check::Running)));
    let name = locale.text("check.title");
    let text = rows.iter().map(|row| line(row, &props.state)).collect::<Vec<_>>().join("\n");
    let copy = props.on_wish.reform(move |_| Wish::Copy { name: name.clone(), text: text.clone() });
    html! {
        <>
            <ul tabindex="0" class="focus-inside" aria-labelledby="check-title">{ for rows.iter().map(|row| draw(row, &props.state)) }</ul>
            <div class="buttons">
                <button type="button" class="quiet" onclick={copy}>{ locale.text("check.copy") }</button>
                <button type="button" class="quiet" onclick={again}>{ locale.text("check.again") }</button>
            </div>
        </>
    }
}

fn draw(row: &Row, state: &State) -> Html {
    let (class, icon) = match row.verdict {
        Verdict::Wrong => ("wrong", Icon::Warning),
        Verdict::Unknown => ("unknown", Icon::Info),
        Verdict::Fine => ("fine", Icon::Done),
        Verdict::NotApplicable => ("unknown", Icon::Info),
    };
    html! {
        <li key={row.name} {class} data-check={row.name}>
            { icon.draw() }
            <strong>{ state.locale.text(row.name) }</strong>
            <span class="verdict">{ state.locale.text(verdict(row.verdict)) }</span>
            { for words(row, state).into_iter().map(|text| html! { <p>{ text }</p> }) }
        </li>
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Wrong => "check.wrong",
        Verdict::Unknown => "check.unknown",
        Verdict::Fine => "check.fine",
        Verdict::NotApplicable => "check.notApplicable",
    }
}

/// What is to be said, and what is to be done in the browser at hand.
fn words(row: &Row, state: &State) -> Vec<String> {
    let text = row.text.map(|text| state.locale.fill(text, &[("value", &row.value)]));
    let guide = row.guide.and_then(|guide| guide.text(state.browser)).map(|text| state.locale.text(text));
    text.into_iter().chain(guide).collect()
}

/// A row for an administrator who reads it elsewhere.
fn line(row: &Row, state: &State) -> String {
    let locale = &state.locale;
    let head = [&*locale.text(row.name), ": ", &locale.text(verdict(row.verdict))].concat();
    [vec![head], words(row, state)].concat().join(" – ")
}
