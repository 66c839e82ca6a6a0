//! What flows have done: those of the contact in view, or all, with every block and how it went.

use std::rc::Rc;

use cti_flow::record::Record;
use serde_json::Value;
use yew::prelude::*;

use crate::browser::{intl, page};
use crate::locale::Locale;
use crate::panels::View;
use crate::session::reconciliation::{Counted, Day};

#[component]
pub fn History(props: &View) -> Html {
    let locale = &props.state.locale;
    let everything = use_state(|| false);
    let on_recall = props.on_recall.clone();
    use_effect_with((), move |()| on_recall.emit(()));
    let selected = props.state.selected_id();
    let about = |run: &&Rc<Record>| match &selected {
        Some(contact) if !*everything => contact_id(run) == Some(contact.as_str()),
        _ => true,
    };
    let runs: Vec<_> = props.state.runs.iter().rev().filter(about).cloned().collect();
    let onchange = {
        let everything = everything.clone();
        Callback::from(move |_: Event| everything.set(!*everything))
    };
    let about_one = selected.clone().filter(|_| !*everything);
    let on_diagnose = props.on_diagnose.reform(move |_: MouseEvent| about_one.clone());
    html! {
        <div class="panel history">
            if selected.is_some() {
                <label class="choice">
                    <input type="checkbox" checked={*everything} {onchange} />
                    { locale.text("history.all") }
                </label>
            }
            if runs.is_empty() {
                <p class="empty">{ locale.text("history.empty") }</p>
            }
            <ul>
                { for runs.iter().map(|run| html! { <RunRow key={key(run)} run={Rc::clone(run)} locale={locale.clone()} /> }) }
            </ul>
            <footer>
                if let Some(today) = props.state.days.last() {
                    <p class={classes!((today.missing() > 0).then_some("wrong"))}>{ account(today, locale) }</p>
                }
                <button type="button" class="quiet" onclick={on_diagnose}>{ locale.text("history.diagnostics") }</button>
                <p>{ locale.fill("history.version", &[("version", page::VERSION), ("commit", &page::commit())]) }</p>
            </footer>
        </div>
    }
}

/// What was seen and done on a day.
fn account(day: &Day, locale: &Locale) -> String {
    let number = |count: u32| intl::number(locale, f64::from(count));
    let contacts = intl::number(locale, day.contacts as f64);
    let [runs, records] = [Counted::Run, Counted::Record].map(|what| number(day.count(what)));
    let missing = number(day.missing());
    let values = [("contacts", &contacts), ("runs", &runs), ("records", &records), ("missing", &missing)];
    locale.fill("history.today", &values.map(|(name, value)| (name, value.as_str())))
}

fn key(run: &Record) -> String {
    format!("{}/{}/{}", run.started, run.flow.id, run.flow.name)
}

fn contact_id(run: &Record) -> Option<&str> {
    run.event.contact.get("contactId")?.as_str()
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct RunRowProps {
    run: Rc<Record>,
    locale: Locale,
}

#[component]
fn RunRow(props: &RunRowProps) -> Html {
    let RunRowProps { run, locale } = props;
    let onclick = {
        let run = Rc::clone(run);
        Callback::from(move |_: MouseEvent| {
            let text = serde_json::to_string_pretty(&*run).unwrap_or_default();
            page::save_file(&format!("run-{}.json", run.started), &text);
        })
    };
    let failed = run.outcome.status != "completed";
    let status = locale.text(&format!("history.{}", run.outcome.status));
    let took = intl::duration(locale, run.ended - run.started);
    html! {
        <li>
            <details>
                <summary>
                    <span class="flow">{ &run.flow.name }</span>
                    <time>{ intl::moment(locale, run.started) }</time>
                    <span class={classes!("status-word", failed.then_some("wrong"))}>{ status }</span>
                    <span class="took">{ took }</span>
                </summary>
                <p class="event">{ format!("{} {}", run.event.source, run.event.event) }</p>
                if let Some(message) = &run.outcome.message {
                    <p class="wrong">{ message }</p>
                }
                <ol>{ for run.outcome.path.iter().map(|id| block(run, id, locale)) }</ol>
                <button type="button" class="quiet" {onclick}>{ locale.text("history.export") }</button>
            </details>
        </li>
    }
}

/// A block, what it asked for, and how that went.
fn block(run: &Record, id: &str, locale: &Locale) -> Html {
    let title = run.flow.titles.get(id).and_then(Value::as_str);
    let envelope = run.outcome.actions.get(id);
    let wrong = envelope.and_then(|envelope| envelope.get("exception")).and_then(Value::as_str);
    let exchanges = run.effects.iter().filter(|exchange| exchange.block == id);
    html! {
        <li>
            <span title={id.to_owned()}>{ title.unwrap_or(id) }</span>
            { for exchanges.map(|exchange| {
                let ms = exchange.ms.map(|ms| intl::duration(locale, ms));
                html! { <span class="effect">{ &exchange.effect }{ " " }{ ms }</span> }
            }) }
            if let Some(wrong) = wrong {
                <span class="wrong">{ wrong }</span>
            }
        </li>
    }
}
