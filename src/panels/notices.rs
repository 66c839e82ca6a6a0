//! What went otherwise than an administrator meant: broken flows, runs that did not complete.

use cti_presence::Side;
use yew::prelude::*;

use crate::locale::Locale;
use crate::state::{Notice, State};

pub fn notices(state: &State) -> Html {
    let locale = &state.locale;
    let notices = &state.notices;
    if notices.is_empty() {
        return html! { <p class="panel empty" key="notices">{ locale.text("notices.empty") }</p> };
    }
    html! {
        // Nothing in it takes the focus, so it takes it itself: it is scrolled by keyboard as well.
        <div class="panel focus-inside" key="notices" role="group" tabindex="0"
            aria-label={locale.text("panel.notices")}>
            <ul class="notices">
                { for notices.iter().rev().map(|notice| {
                    let (title, text) = words(notice, locale);
                    html! { <li><strong>{ title }</strong><span>{ text }</span></li> }
                }) }
            </ul>
        </div>
    }
}

fn words(notice: &Notice, locale: &Locale) -> (Option<String>, String) {
    match notice {
        Notice::Flow(problem) => {
            let title = match &problem.block {
                Some(block) => locale.fill("notice.flowBlock", &[("flow", &problem.flow), ("block", block)]),
                None => locale.fill("notice.flow", &[("flow", &problem.flow)]),
            };
            (Some(title), problem.message.clone())
        }
        Notice::Run { flow, message } => {
            (Some(locale.fill("notice.flow", &[("flow", flow)])), message.clone())
        }
        Notice::Rule(problem) => {
            let field =
                if problem.field.is_empty() { String::new() } else { ["`", problem.field, "`: "].concat() };
            let title = locale.fill("notice.rule", &[("rule", &problem.rule)]);
            (Some(title), [&*field, &*problem.message].concat())
        }
        Notice::Presence { rule, side, state, reason } => {
            let key = match side {
                Side::Connect => "notice.presenceConnect",
                Side::Salesforce => "notice.presenceSalesforce",
            };
            let text = locale.fill(key, &[("state", state), ("reason", reason)]);
            (Some(locale.fill("notice.rule", &[("rule", rule)])), text)
        }
        Notice::Extension { number, extension } => {
            (Some(number.clone()), locale.fill("notice.extension", &[("extension", extension)]))
        }
        Notice::Setting(problem) => (Some(locale.text("notice.setting")), problem.clone()),
        Notice::FailedOver(region) => (None, locale.fill("notice.failedOver", &[("region", region)])),
        Notice::StateLost { state, reason } => {
            (Some(locale.fill("notice.stateLost", &[("state", state)])), reason.clone())
        }
        Notice::InitialState { state, reason } => {
            (Some(locale.fill("notice.initialState", &[("state", state)])), reason.clone())
        }
        Notice::LogOut { reason } => (Some(locale.text("notice.logOut")), reason.clone()),
        Notice::Sound { reason, local_network } => {
            let hint = local_network.then(|| locale.text("notice.localNetwork")).unwrap_or_default();
            (Some(locale.fill("notice.sound", &[("reason", reason)])), hint)
        }
        Notice::SessionEnd => (None, locale.text("notice.sessionEnd")),
        Notice::StorageDenied => (None, locale.text("notice.storage")),
    }
}
