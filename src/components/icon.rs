//! Our own icons, drawn as lines in the colour of the text around them.

use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Chevron,
    Close,
    Copy,
    Done,
    External,
    Warning,
}

impl Icon {
    /// Says nothing to a screen reader; the control around it has the name.
    pub fn draw(self) -> Html {
        html! {
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path d={self.path()} />
            </svg>
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Chevron => "M4 10l4-4 4 4",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M6 6h7v7H6zM3.5 10V3h7",
            Self::Done => "M3 8.5l3.5 3.5L13 5",
            Self::External => "M7 4H3.5v8.5H12V9M9.5 3H13v3.5M13 3L7.5 8.5",
            Self::Warning => "M8 2.5L14.5 13.5h-13zM8 6.5v3.5M8 11.8v.2",
        }
    }
}
