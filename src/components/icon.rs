//! Our own icons: lines in the colour of the text around them, drawn in `www/icons.svg`.

use yew::prelude::*;

/// The names of the file's symbols.
macro_rules! icons {
    ($($icon:ident $name:literal),* $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon {
            $($icon,)*
        }

        impl Icon {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$icon),*];

            fn address(self) -> &'static str {
                match self {
                    $(Self::$icon => concat!("icons.svg#", $name),)*
                }
            }
        }
    };
}

icons! {
    Actions "actions",
    Assistant "assistant",
    Attributes "attributes",
    Back "back",
    Callback "callback",
    Chat "chat",
    Chevron "chevron",
    Close "close",
    Copy "copy",
    Data "data",
    Done "done",
    Download "download",
    Email "email",
    Error "error",
    External "external",
    Forward "forward",
    History "history",
    Hold "hold",
    Info "info",
    Link "link",
    Lock "lock",
    Microphone "microphone",
    More "more",
    Muted "muted",
    Notices "notices",
    Offline "offline",
    Paused "paused",
    Person "person",
    Play "play",
    Recording "recording",
    Refresh "refresh",
    Search "search",
    Settings "settings",
    Silent "silent",
    Sound "sound",
    Stop "stop",
    Success "success",
    Task "task",
    Voice "voice",
    Voicemail "voicemail",
    Warning "warning",
    Window "window",
}

impl Icon {
    /// Says nothing to a screen reader; the control around it has the name.
    pub fn draw(self) -> Html {
        html! {
            <svg class={self.class()} aria-hidden="true" focusable="false">
                <use href={self.address()} />
            </svg>
        }
    }

    /// What points along the text turns round with it.
    fn class(self) -> &'static str {
        match self {
            Self::Back | Self::External | Self::Forward => "icon along",
            _ => "icon",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn every_icon_is_drawn_once_in_the_file_and_nothing_else_is() {
        let file = include_str!("../../www/icons.svg");
        let mut drawn: Vec<_> =
            file.split("<symbol id=\"").skip(1).filter_map(|symbol| symbol.split('"').next()).collect();
        let mut named: Vec<_> = Icon::ALL.iter().map(|icon| icon.address()).collect();
        drawn.sort_unstable();
        named.sort_unstable();
        assert_eq!(drawn.iter().map(|id| ["icons.svg#", id].concat()).collect::<Vec<_>>(), named);
    }
}
