//! The grip by which the drawer is made higher or lower: dragged, or moved by keys as a window splitter is.

use yew::prelude::*;

use crate::browser::page;
use crate::state::{Change, HEIGHTS};

/// How far an arrow key moves it, in percent of the page.
const STEP: u8 = 5;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GripProps {
    pub height: u8,
    pub label: String,
    pub on_change: Callback<Change>,
}

#[component]
pub fn Grip(props: &GripProps) -> Html {
    let height = props.height;
    let dragged = use_state(|| false);
    let set = props.on_change.reform(Change::DrawerHeight);
    let onkeydown = {
        let set = set.clone();
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowUp" => height.saturating_add(STEP),
                "ArrowDown" => height.saturating_sub(STEP),
                "Home" => *HEIGHTS.start(),
                "End" => *HEIGHTS.end(),
                // As splitters are collapsed and restored; without dragging, a press does the same.
                "Enter" => toggled(height),
                _ => return,
            };
            event.prevent_default();
            set.emit(next);
        })
    };
    let onpointerdown = {
        let dragged = dragged.setter();
        Callback::from(move |event: PointerEvent| dragged.set(page::capture_pointer(&event)))
    };
    let onpointermove = {
        let (set, is_dragged) = (set.clone(), *dragged);
        Callback::from(move |event: PointerEvent| {
            let percent = page::percent_below(event.client_y()).round() as u8;
            let next = percent.clamp(*HEIGHTS.start(), *HEIGHTS.end());
            if is_dragged && next != height {
                set.emit(next);
            }
        })
    };
    let onpointerup = {
        let dragged = dragged.setter();
        Callback::from(move |_: PointerEvent| dragged.set(false))
    };
    let ondblclick = set.reform(move |_: MouseEvent| toggled(height));
    html! {
        <div class="grip" role="separator" aria-orientation="horizontal" tabindex="0"
            aria-label={props.label.clone()} title={props.label.clone()} aria-controls="drawer-body"
            aria-valuemin={HEIGHTS.start().to_string()} aria-valuemax={HEIGHTS.end().to_string()}
            aria-valuenow={height.to_string()} {onkeydown} {onpointerdown} {onpointermove}
            onpointercancel={onpointerup.clone()} {onpointerup} {ondblclick}>
        </div>
    }
}

fn toggled(height: u8) -> u8 {
    if height == *HEIGHTS.end() { 50 } else { *HEIGHTS.end() }
}
