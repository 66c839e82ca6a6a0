//! A question or message of a flow. It covers neither phone nor drawer, and the agent may leave it open.
//!
//! So it is not modal and keeps nobody in: calls are taken while it stands. One is shown at a time, the oldest.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser::page;
use crate::locale::Locale;
use crate::state::{Dialog, DialogAnswer, DialogButton};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DialogProps {
    pub dialog: Dialog,
    pub locale: Locale,
    pub on_answer: Callback<(u32, DialogAnswer)>,
}

#[component]
pub fn DialogView(props: &DialogProps) -> Html {
    let locale = &props.locale;
    let dialog = &props.dialog;
    let (first, input) = (use_node_ref(), use_node_ref());
    // Whoever types to a customer would answer with what is meant for that one: then it is only read out.
    let is_busy = *use_state(page::is_phone_focused);
    {
        let (first, input) = (first.clone(), input.clone());
        use_effect_with(dialog.id, move |_| {
            let before = page::focused().filter(|_| !is_busy);
            if !is_busy {
                page::focus(input.get().or_else(|| first.get()));
            }
            move || page::focus(before)
        });
    }
    let answer = {
        let (on_answer, input, id) = (props.on_answer.clone(), input.clone(), dialog.id);
        Callback::from(move |button| {
            let text = input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            on_answer.emit((id, DialogAnswer { button, text }));
        })
    };
    let onkeydown = {
        let answer = answer.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                answer.emit(DialogButton::Dismiss);
            }
        })
    };
    let onsubmit = answer.reform(|event: SubmitEvent| {
        event.prevent_default();
        DialogButton::Confirm
    });
    let confirm = dialog.confirm_label.clone().unwrap_or_else(|| locale.text("dialog.ok"));
    let label = if dialog.title.is_empty() { locale.text("dialog.label") } else { dialog.title.clone() };
    let asks =
        dialog.input_label.is_some() || dialog.cancel_label.as_ref().is_some_and(|label| !label.is_empty());
    let role = if asks { "dialog" } else { "alertdialog" };
    html! {
        <form class="dialog" {role} aria-label={label} aria-describedby="dialog-message" {onsubmit} {onkeydown}>
            if !dialog.title.is_empty() {
                <h2>{ &dialog.title }</h2>
            }
            // Long texts scroll in it, by keyboard as well.
            <p id="dialog-message" tabindex="0" role={is_busy.then_some("alert")}>{ &dialog.message }</p>
            if let Some(label) = &dialog.input_label {
                <label class="field"><span>{ label }</span><input type="text" ref={input} /></label>
            }
            <div class="buttons">
                if let Some(label) = dialog.cancel_label.as_ref().filter(|label| !label.is_empty()) {
                    <button type="button" class="quiet" onclick={answer.reform(|_| DialogButton::Cancel)}>{ label }</button>
                }
                <button type="submit" class="remedy" ref={first}>{ confirm }</button>
            </div>
        </form>
    }
}
