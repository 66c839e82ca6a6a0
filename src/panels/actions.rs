//! Flows that the agent starts by hand, at once or after filling in a form, and how they went.

use std::rc::Rc;

use cti_core::action::{self, ActionError, ActionField, ActionRule, FieldKind, Form};
use yew::prelude::*;

use crate::browser::page;
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::panels::View;
use crate::state::ActionState;

#[component]
pub fn Actions(props: &View) -> Html {
    let View { state, on_action: run, .. } = props;
    let locale = &state.locale;
    let shown = use_state(|| None::<String>);
    let actions = state.configuration().map(|configuration| configuration.actions.as_slice());
    let actions = action::in_order(actions.unwrap_or_default());
    if actions.is_empty() {
        return html! { <p class="panel empty">{ locale.text("actions.empty") }</p> };
    }
    let state_of = |action: &ActionRule| state.actions.get(&action.name).cloned();
    if let Some(action) = actions.iter().find(|action| shown.as_ref() == Some(&action.name)) {
        let on_back = Callback::from(move |()| shown.set(None));
        return html! {
            <ActionForm key={action.name.clone()} action={(*action).clone()} state={state_of(action)} {on_back}
                run={run.clone()} locale={locale.clone()} />
        };
    }
    html! {
        <ul class="panel actions" role="tabpanel" aria-label={locale.text("panel.actions")}>
            { for actions.into_iter().map(|action| {
                let on_open = {
                    let (shown, name) = (shown.setter(), action.name.clone());
                    Callback::from(move |_: MouseEvent| shown.set(Some(name.clone())))
                };
                action_row(action, state_of(action).as_ref(), on_open, run, locale)
            }) }
        </ul>
    }
}

fn action_row(
    action: &ActionRule,
    state: Option<&ActionState>,
    on_open: Callback<MouseEvent>,
    run: &Callback<(String, Form)>,
    locale: &Locale,
) -> Html {
    let name = action.name.clone();
    let button = if action.has_form() {
        let label = locale.fill("actions.open", &[("name", &name)]);
        html! {
            <button type="button" class="icon-button caret" title={label.clone()} aria-label={label}
                onclick={on_open}>
                { Icon::Chevron.draw() }
            </button>
        }
    } else {
        let label = locale.text("actions.execute");
        let spoken = format!("{label}: {name}");
        let wanted = name.clone();
        html! {
            <button type="button" class="remedy" aria-label={spoken}
                disabled={is_running(state)}
                onclick={run.reform(move |_| (wanted.clone(), Form::new()))}>
                { label }
            </button>
        }
    };
    html! {
        <li class="action" key={name.clone()}>
            <span class="name">{ name }</span>
            { button }
            { outcome(state, locale) }
        </li>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ActionFormProps {
    action: ActionRule,
    state: Option<ActionState>,
    on_back: Callback<()>,
    run: Callback<(String, Form)>,
    locale: Locale,
}

#[component]
fn ActionForm(props: &ActionFormProps) -> Html {
    let locale = &props.locale;
    let form = use_state(Form::new);
    // What an earlier run came to says nothing about this form.
    let submitted = use_state(|| false);
    let complain = use_state(|| false);
    let back = use_node_ref();
    {
        let back = back.clone();
        use_effect_with((), move |()| page::focus(back.get()));
    }
    let action = &props.action;
    let missing: Vec<String> = action.missing(&form).iter().map(|field| field.name.clone()).collect();
    let onsubmit = {
        let (run, name, form) = (props.run.clone(), action.name.clone(), Rc::new((*form).clone()));
        let (submitted, complain, complete) = (submitted.setter(), complain.setter(), missing.is_empty());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            complain.set(!complete);
            if complete {
                submitted.set(true);
                run.emit((name.clone(), (*form).clone()));
            }
        })
    };
    let running = is_running(props.state.as_ref());
    html! {
        <form class="panel form" aria-label={action.name.clone()} novalidate=true {onsubmit}>
            <button type="button" class="back" ref={back} onclick={props.on_back.reform(|_| ())}>
                { Icon::Chevron.draw() }{ locale.text("actions.back") }
            </button>
            if !action.title.is_empty() {
                <h3>{ action.title.clone() }</h3>
            }
            if !action.instructions.is_empty() {
                <p>{ action.instructions.clone() }</p>
            }
            { for action.fields_in_order().into_iter().map(|field| {
                let on_value = {
                    let (form, name) = (form.clone(), field.name.clone());
                    Callback::from(move |value: String| {
                        let mut next = (*form).clone();
                        next.insert(name.clone(), value);
                        form.set(next);
                    })
                };
                let value = form.get(&field.name).cloned().unwrap_or_default();
                let wrong = *complain && missing.contains(&field.name);
                control(field, value, wrong, &on_value, locale)
            }) }
            <button type="submit" class="remedy" disabled={running}>{ locale.text("actions.submit") }</button>
            { outcome(props.state.as_ref().filter(|_| *submitted), locale) }
        </form>
    }
}

/// A field with its label. `wrong`: it is required, and the agent has tried to go on without it.
fn control(
    field: &ActionField,
    value: String,
    wrong: bool,
    on_value: &Callback<String>,
    locale: &Locale,
) -> Html {
    let id = format!("field-{}", field.name);
    let hint = format!("{id}-wrong");
    let (invalid, required) = (wrong.to_string(), field.required.to_string());
    let described = wrong.then(|| hint.clone());
    let control = match field.r#type {
        FieldKind::Text => {
            let oninput = on_value.reform(|event: InputEvent| page::value(event.target()));
            html! {
                <input type="text" id={id.clone()} {value} {oninput} aria-required={required}
                    aria-invalid={invalid} aria-describedby={described} />
            }
        }
        FieldKind::Dropdown => {
            let onchange = on_value.reform(|event: Event| page::value(event.target()));
            html! {
                <select id={id.clone()} {onchange} aria-required={required} aria-invalid={invalid}
                    aria-describedby={described}>
                    <option value="" selected={value.is_empty()}></option>
                    { for field.options.iter().map(|option| html! {
                        <option value={option.clone()} selected={*option == value}>{ option }</option>
                    }) }
                </select>
            }
        }
    };
    html! {
        <div class="field" key={field.name.clone()}>
            <label for={id}>
                { &field.label }
                if field.required {
                    <span class="mark" aria-hidden="true">{ "*" }</span>
                }
            </label>
            { control }
            if wrong {
                <span class="wrong" id={hint} role="alert">
                    { locale.fill("actions.required", &[("field", &field.label)]) }
                </span>
            }
        </div>
    }
}

fn is_running(state: Option<&ActionState>) -> bool {
    matches!(state, Some(ActionState::Running))
}

/// The region stays, so that a screen reader hears what comes into it.
fn outcome(state: Option<&ActionState>, locale: &Locale) -> Html {
    let failed = matches!(state, Some(ActionState::Failed(_)));
    html! {
        <div class={classes!("outcome", failed.then_some("wrong"))} role="status">
            { for state.into_iter().map(|state| match state {
                ActionState::Running => html! {
                    <><span class="spinner" aria-hidden="true"></span>{ locale.text("actions.running") }</>
                },
                ActionState::Done => html! { <>{ Icon::Done.draw() }{ locale.text("actions.done") }</> },
                ActionState::Failed(error) => html! {
                    <>{ Icon::Warning.draw() }{ reason(error, locale) }</>
                },
            }) }
        </div>
    }
}

fn reason(error: &ActionError, locale: &Locale) -> String {
    match error {
        ActionError::NotReady => locale.text("actions.notReady"),
        ActionError::Running => locale.text("actions.running"),
        ActionError::NoFlow(name) | ActionError::Unknown(name) => {
            locale.fill("actions.noFlow", &[("name", name)])
        }
        ActionError::MissingField(field) => locale.fill("actions.required", &[("field", field)]),
        ActionError::Failed(reason) => locale.fill("actions.failed", &[("reason", reason)]),
    }
}
