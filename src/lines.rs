//! The lines between status and phone: what did not work, what is waited for, what the agent must know now.

/// More than that at once is read by nobody.
const MESSAGES_AT_MOST: usize = 3;

const NOTICED_MS: u32 = 5_000;
/// Slow readers, a second language among them, read 15 letters a second.
const LETTER_MS: u32 = 66;

/// All lines, as data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// The oldest first.
    pub messages: Vec<Message>,
    next_id: u32,
    /// The clicked number that waits for the page to be ready.
    pub dialling: Option<String>,
    pub state: StateLine,
    /// The microphone was muted and is open all the same.
    pub microphone_open: bool,
    /// Who has the sound said that it is.
    pub microphone_muted: bool,
}

/// How the agent's status stands, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StateLine {
    pub current: String,
    /// What it will be when the last contact is over.
    pub next: Option<String>,
    /// What was asked for and has not come true yet.
    pub wished: Option<String>,
}

/// Stays until the agent takes note, or newer ones push it out; what needs no note also goes by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: u32,
    pub said: Said,
}

/// What the agent is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A command did not work; `command` is the key of its name.
    Failed {
        command: &'static str,
        why: Why,
    },
    /// A flow did not come to its end, for a reason that is no command's.
    Unfinished {
        flow: String,
    },
    /// A click waited for the page in vain.
    ClickLate {
        number: String,
    },
    /// No flow dials what is clicked.
    ClickUnbound {
        number: String,
    },
    /// Connect took the wish for a status, and nothing came of it.
    StateLate {
        wished: String,
        current: String,
    },
    /// Something is on the clipboard, by the name a person knows it by.
    Copied {
        name: String,
    },
    CopyFailed,
    DiagnosticsSaved,
}

impl Said {
    /// Whether it needs no answer: it goes by itself once there was time to read it.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Copied { .. } | Self::DiagnosticsSaved)
    }
}

/// How long a text that goes by itself is shown: time to notice it and time to read it.
pub fn reading_ms(text: &str) -> u32 {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    NOTICED_MS.saturating_add(letters.saturating_mul(LETTER_MS))
}

/// Why a command did not work, as far as the agent acts on it.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Whether it happened is unknown.
    NoAnswer,
    Refused(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum LineChange {
    Say(Said),
    Dismiss(u32),
    Dialling(Option<String>),
    State(StateLine),
    MicrophoneOpen(bool),
    MicrophoneMuted(bool),
}

impl Lines {
    pub fn apply(&mut self, change: LineChange) {
        match change {
            LineChange::Say(said) => self.say(said),
            LineChange::Dismiss(id) => self.messages.retain(|message| message.id != id),
            LineChange::Dialling(number) => self.dialling = number,
            LineChange::State(line) => self.state = line,
            LineChange::MicrophoneOpen(open) => self.microphone_open = open,
            LineChange::MicrophoneMuted(muted) => self.microphone_muted = muted,
        }
    }

    /// What is said again is news again, and still said once.
    fn say(&mut self, said: Said) {
        self.messages.retain(|message| message.said != said);
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        self.messages.push(Message { id, said });
        while self.messages.len() > MESSAGES_AT_MOST {
            // What went wrong is not pushed out by what went well.
            let at = self.messages.iter().position(|message| message.said.passes()).unwrap_or(0);
            self.messages.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfinished(flow: usize) -> LineChange {
        LineChange::Say(Said::Unfinished { flow: flow.to_string() })
    }

    fn flows(lines: &Lines) -> Vec<&str> {
        let said = lines.messages.iter().map(|message| &message.said);
        said.filter_map(|said| match said {
            Said::Unfinished { flow } => Some(flow.as_str()),
            _ => None,
        })
        .collect()
    }

    #[test]
    fn messages_are_few_and_each_is_there_once() {
        let mut lines = Lines::default();
        (0..5).chain([3]).for_each(|flow| lines.apply(unfinished(flow)));
        assert_eq!(flows(&lines), ["2", "4", "3"]);
    }

    #[test]
    fn what_went_well_pushes_out_nothing_that_went_wrong() {
        let mut lines = Lines::default();
        (0..2).for_each(|flow| lines.apply(unfinished(flow)));
        for name in ["a", "b"] {
            lines.apply(LineChange::Say(Said::Copied { name: name.to_owned() }));
        }
        assert_eq!((flows(&lines), lines.messages.len()), (vec!["0", "1"], 3));
        assert_eq!(lines.messages[2].said, Said::Copied { name: "b".to_owned() });
        lines.apply(unfinished(2));
        assert_eq!((flows(&lines), lines.messages.len()), (vec!["0", "1", "2"], 3));
    }

    #[test]
    fn the_longer_a_text_the_longer_it_stays_and_never_below_five_seconds() {
        assert_eq!(
            [reading_ms(""), reading_ms("保存しました"), reading_ms(&"x".repeat(100))],
            [5_000, 5_396, 11_600]
        );
    }

    #[test]
    fn a_message_that_the_agent_has_read_goes_and_no_other() {
        let mut lines = Lines::default();
        (0..3).for_each(|flow| lines.apply(unfinished(flow)));
        let id = lines.messages[1].id;
        lines.apply(LineChange::Dismiss(id));
        lines.apply(LineChange::Dismiss(id));
        assert_eq!(flows(&lines), ["0", "2"]);
    }
}
