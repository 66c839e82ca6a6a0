//! The form of an action: what the agent fills in before its flow runs.

use cti_core::action::{ActionField, ActionRule, FieldKind, Offer};
use yew::prelude::*;

use super::outcome::{outcome, reason, spinner, words};
use super::{OnWish, back, is_running, on_escape};
use crate::browser::{intl, page};
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::state::{ActionWish, Actions, Search};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ActionFormProps {
    pub action: ActionRule,
    pub shown: Actions,
    pub on_wish: OnWish,
    pub locale: Locale,
}

#[component]
pub fn ActionForm(props: &ActionFormProps) -> Html {
    let ActionFormProps { action, shown, on_wish, locale } = props;
    // How often the agent has tried to go on too early.
    let attempts = use_state(|| 0_u32);
    let search = shown.offers.get(&action.name);
    let offer = match search {
        Some(Search::Found(offer)) => (**offer).clone(),
        _ => Offer::new(),
    };
    let typed = shown.drafts.get(&action.name).cloned().unwrap_or_default();
    let form = action.shown(&offer, &typed);
    let missing: Vec<String> = action.missing(&form).iter().map(|field| field.name.clone()).collect();
    let fields = action.fields_in_order();
    let is_wrong = |field: &ActionField| *attempts > 0 && missing.contains(&field.name);
    let wrong: Vec<(usize, &ActionField)> = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| is_wrong(field))
        .map(|(at, field)| (at, *field))
        .collect();
    let first_wrong = wrong.first().map(|(at, _)| field_id(*at));
    use_effect_with(*attempts, move |_| {
        if let Some(first) = first_wrong {
            page::focus_id(&first);
        }
    });
    let state = shown.runs.get(&action.name);
    let searching = search == Some(&Search::Underway);
    let onsubmit = {
        let run = ActionWish::Run(action.name.clone(), form.clone());
        let (on_wish, attempts, complete) = (on_wish.clone(), attempts.clone(), missing.is_empty());
        let waits = searching || is_running(state).is_some();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if waits {
                return;
            }
            attempts.set(if complete { 0 } else { *attempts + 1 });
            if complete {
                on_wish.emit(run.clone());
            }
        })
    };
    let field = |at: usize, field: &ActionField| {
        let on_value = {
            let (on_wish, typed) = (on_wish.clone(), typed.clone());
            let (action, name) = (action.name.clone(), field.name.clone());
            Callback::from(move |value: String| {
                let mut typed = typed.clone();
                typed.insert(name.clone(), value);
                on_wish.emit(ActionWish::Type(action.clone(), typed));
            })
        };
        let value = form.get(&field.name).cloned().unwrap_or_default();
        control(at, field, &offer, value, is_wrong(field), &on_value, locale)
    };
    html! {
        <form class="form" aria-label={action.name.clone()} novalidate=true {onsubmit} onkeydown={on_escape(on_wish)}>
            { back(on_wish, locale) }
            <h2>{ if action.title.is_empty() { action.name.clone() } else { action.title.clone() } }</h2>
            if !action.instructions.is_empty() {
                <p class="instructions">{ action.instructions.clone() }</p>
            }
            { for search.map(|search| progress(search, on_wish, locale)) }
            if !searching {
                { summary(&wrong, locale) }
                { for fields.iter().enumerate().map(|(at, one)| field(at, one)) }
                <button type="submit" class="remedy" aria-disabled={is_running(state)}>
                    { locale.text("actions.submit") }
                </button>
            }
            { outcome(state, locale) }
            // The region stays, and only what comes into it is read out.
            <p class="said" role="status">
                if searching {
                    { locale.text("actions.searching") }
                } else if let Some(Search::Failed(error)) = search {
                    { reason(error, locale) }
                } else if let Some(state) = state {
                    { words(state, locale) }
                }
            </p>
        </form>
    }
}

fn field_id(at: usize) -> String {
    format!("field-{at}")
}

/// How far a flow is that looks for choices. Where it fails, the form has what its record offers.
fn progress<T>(search: &Search<T>, on_wish: &OnWish, locale: &Locale) -> Html {
    match search {
        Search::Underway => html! {
            <div class="outcome">{ spinner() }<span>{ locale.text("actions.searching") }</span></div>
        },
        Search::Found(_) => Html::default(),
        Search::Failed(error) => html! {
            <div class="alert warning">
                { Icon::Warning.draw() }
                <span class="text">{ locale.text("actions.searchFailed") }{ " " }{ reason(error, locale) }</span>
                <button type="button" class="quiet" onclick={on_wish.reform(|_| ActionWish::SearchAgain)}>
                    { locale.text("status.retry") }
                </button>
            </div>
        },
    }
}

/// All that is wrong, where it is more than the one field that gets the focus.
fn summary(wrong: &[(usize, &ActionField)], locale: &Locale) -> Html {
    if wrong.len() < 2 {
        return Html::default();
    }
    html! {
        <div class="alert error" role="alert">
            { Icon::Warning.draw() }
            <div class="text">
                { intl::fill_count(locale, "actions.wrong", wrong.len(), &[]) }
                <ul>
                    { for wrong.iter().map(|(at, field)| {
                        let id = field_id(*at);
                        html! {
                            <li key={*at}>
                                <button type="button" class="to-field" onclick={move |_| page::focus_id(&id)}>
                                    { &field.label }
                                </button>
                            </li>
                        }
                    }) }
                </ul>
            </div>
        </div>
    }
}

/// A field with its label. `wrong`: it is required, and the agent has tried to go on without it.
fn control(
    at: usize,
    field: &ActionField,
    offer: &Offer,
    value: String,
    wrong: bool,
    on_value: &Callback<String>,
    locale: &Locale,
) -> Html {
    let id = field_id(at);
    let hint = format!("{id}-wrong");
    let (invalid, required) = (wrong.to_string(), field.required.to_string());
    let described = wrong.then(|| hint.clone());
    let control = match field.r#type {
        FieldKind::Text => {
            let oninput = on_value.reform(|event: InputEvent| page::value(event.target()));
            html! {
                <input type="text" id={id.clone()} autocomplete="off" {value} {oninput} aria-required={required}
                    aria-invalid={invalid} aria-describedby={described} />
            }
        }
        FieldKind::Dropdown => {
            let onchange = on_value.reform(|event: Event| page::value(event.target()));
            // An option that was chosen once does not follow its attribute any more; the property is followed.
            html! {
                <select id={id.clone()} ~value={value.clone()} {onchange} aria-required={required}
                    aria-invalid={invalid} aria-describedby={described}>
                    <option value="" selected={value.is_empty()}></option>
                    { for field.choices(offer).into_iter().map(|choice| html! {
                        <option value={choice.value.clone()} selected={choice.value == value}>{ choice.label }</option>
                    }) }
                </select>
            }
        }
    };
    html! {
        <div class="field" key={at}>
            <label for={id}>
                { &field.label }
                if field.required {
                    <span class="mark" aria-hidden="true">{ "*" }</span>
                }
            </label>
            { control }
            if wrong {
                <span class="wrong" id={hint}>
                    { locale.fill("actions.required", &[("field", &field.label)]) }
                </span>
            }
        </div>
    }
}
