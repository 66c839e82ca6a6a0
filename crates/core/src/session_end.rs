//! What an administrator wishes for the beginning and the end of an agent's session.

use crate::settings::Feature;

/// The feature's name.
pub const SESSION_END: &str = "SetAgentStatusOnSessionEnd";

/// What a state's name contains that signs the agent out as well; the case matters.
pub const LOGOUT: &str = "Logout";

/// The settings of the feature `SetAgentStatusOnSessionEnd`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionEnd {
    /// The state to set; one with [`LOGOUT`] in it stands for signing out as well.
    pub status: String,
    /// Parts of the names of the routing profiles that it is for; none: for all.
    pub profiles: Vec<String>,
    /// States in which it is done; none: in all.
    pub states: Vec<String>,
    /// Seconds between the last page and the end.
    pub timer: u32,
    /// The state at the beginning; empty where the agent's own is kept.
    pub initial_state: String,
}

/// The longest that an org can be asked to wait, in seconds.
const TIMER_AT_MOST: u32 = 900;

impl SessionEnd {
    pub fn read(feature: &Feature) -> Self {
        let timer = feature.get("SessionEndTimer").and_then(|text| text.parse().ok());
        let initial = feature.get("InitialAgentState").or_else(|| feature.get("InitialAgentStatus"));
        let status = feature.get("Status").filter(|status| !status.is_empty());
        Self {
            status: status.unwrap_or("Offline").to_owned(),
            profiles: list(feature.get("IfProfileNameIncludes")),
            states: list(feature.get("IfCurrentAgentState")),
            timer: timer.map_or(5, |timer: u32| timer.clamp(1, TIMER_AT_MOST)),
            initial_state: initial.unwrap_or("Available").to_owned(),
        }
    }

    pub fn signs_out(&self) -> bool {
        self.status.contains(LOGOUT)
    }

    pub fn is_for_profile(&self, name: &str) -> bool {
        self.profiles.is_empty() || self.profiles.iter().any(|part| name.contains(part.as_str()))
    }

    /// `shown` is the state as others see it, `chosen` the one that the agent is in when nobody is on the line.
    pub fn is_for_state(&self, shown: &str, chosen: &str) -> bool {
        self.states.is_empty() || self.states.iter().any(|state| state == shown || state == chosen)
    }
}

fn list(text: Option<&str>) -> Vec<String> {
    let parts = text.unwrap_or_default().split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> SessionEnd {
        SessionEnd::read(&Feature { name: SESSION_END.to_owned(), value: value.to_owned(), active: true })
    }

    #[test]
    fn what_is_not_set_takes_its_default() {
        let end = read("");
        assert_eq!((&*end.status, end.timer, &*end.initial_state), ("Offline", 5, "Available"));
        assert!(end.is_for_profile("Basic") && end.is_for_state("Lunch", "Lunch") && !end.signs_out());
        assert_eq!(read("Status:\nSessionEndTimer: soon"), end);
    }

    #[test]
    fn a_timer_is_between_a_second_and_what_an_org_can_wait() {
        assert_eq!(read("SessionEndTimer: 20").timer, 20);
        assert_eq!(read("SessionEndTimer: 0").timer, 1);
        assert_eq!(read("SessionEndTimer: 86400").timer, 900);
    }

    #[test]
    fn the_initial_state_has_two_names_and_may_be_none() {
        assert_eq!(read("InitialAgentStatus: Break").initial_state, "Break");
        assert_eq!(read("InitialAgentState: Lunch\nInitialAgentStatus: Break").initial_state, "Lunch");
        assert_eq!(read("InitialAgentState:").initial_state, "");
    }

    #[test]
    fn a_profile_is_meant_by_a_part_of_its_name() {
        let end = read("IfProfileNameIncludes: Sales, EMEA Support");
        assert!(end.is_for_profile("Inside Sales DE") && end.is_for_profile("EMEA Support"));
        assert!(!end.is_for_profile("Support"));
    }

    #[test]
    fn a_state_counts_while_a_call_hides_it() {
        let end = read("IfCurrentAgentState: Available, Lunch");
        assert!(end.is_for_state("Available", "Available") && end.is_for_state("Busy", "Available"));
        assert!(!end.is_for_state("Busy", "Training"));
    }

    #[test]
    fn logout_is_known_by_its_case() {
        assert!(read("Status: Logout").signs_out() && read("Status: Shift Logout").signs_out());
        assert!(!read("Status: logout").signs_out());
    }
}
