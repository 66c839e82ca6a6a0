//! The panels of the drawer: which of them there are for this agent, and in which order.

use cti_core::settings::Configuration;

/// In the order that they have where no setting says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    Attributes,
    Actions,
    Data,
    Recording,
    Assistant,
    History,
    Notices,
}

/// Ours: order and visibility of the panels, as `Panels: attributes, actions`.
const ORDER: &str = "FEATURE_OVERLAY_PANELS";
const RECORDING: &str = "FEATURE_RECORDING_PANEL";
/// Today's name and the former one.
const ASSISTANT: [&str; 2] = ["FEATURE_AMAZONQ_PANEL", "FEATURE_WISDOM_PANEL"];
/// Whoever has one of these may use the assistant.
const PERMISSION_SETS: [&str; 2] = ["AC_AmazonQ", "AC_Administrator"];

impl Panel {
    pub const ALL: [Self; 7] = [
        Self::Attributes,
        Self::Actions,
        Self::Data,
        Self::Recording,
        Self::Assistant,
        Self::History,
        Self::Notices,
    ];

    /// Its name in settings and for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attributes => "attributes",
            Self::Actions => "actions",
            Self::Data => "data",
            Self::Recording => "recording",
            Self::Assistant => "assistant",
            Self::History => "history",
            Self::Notices => "notices",
        }
    }

    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.name().eq_ignore_ascii_case(name))
    }

    fn is_offered(self, configuration: &Configuration) -> bool {
        match self {
            Self::Recording => configuration.feature(RECORDING).is_some_and(|it| it.flag("Enabled", false)),
            Self::Assistant => ASSISTANT.into_iter().any(|name| {
                configuration.feature(name).is_some_and(|feature| {
                    feature.flag("Enabled", false)
                        && (feature.flag("IgnorePermissionSet", false) || is_permitted(configuration))
                })
            }),
            _ => true,
        }
    }

    /// The panels that the agent sees, in their order. There is always one.
    pub fn shown(configuration: Option<&Configuration>, has_notices: bool) -> Vec<Self> {
        let default = Configuration::default();
        let configuration = configuration.unwrap_or(&default);
        let mut panels = Vec::new();
        for panel in named(configuration).filter_map(Self::find) {
            if panel.is_offered(configuration) && !panels.contains(&panel) {
                panels.push(panel);
            }
        }
        if panels.is_empty() {
            return Self::ALL.into_iter().filter(|panel| panel.is_offered(configuration)).collect();
        }
        // What went wrong is nothing that a setting should hide.
        if has_notices && !panels.contains(&Self::Notices) {
            panels.push(Self::Notices);
        }
        panels
    }

    /// What is wrong with the setting, for an administrator.
    pub fn problems(configuration: &Configuration) -> Vec<String> {
        let unknown = named(configuration).filter(|name| Self::find(name).is_none());
        unknown.map(|name| [ORDER, ": there is no panel `", name, "`"].concat()).collect()
    }
}

fn is_permitted(configuration: &Configuration) -> bool {
    let has = |name: &str| configuration.user.permission_sets.iter().any(|held| held == name);
    PERMISSION_SETS.into_iter().any(has)
}

fn named(configuration: &Configuration) -> impl Iterator<Item = &str> {
    let list = configuration.feature(ORDER).and_then(|feature| feature.get("Panels")).unwrap_or_default();
    list.split(',').map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::settings::{Feature, User};

    fn configuration(features: &[(&str, &str)], permission_sets: &[&str]) -> Configuration {
        let feature = |(name, value): &(&str, &str)| Feature {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
            active: true,
        };
        Configuration {
            features: features.iter().map(feature).collect(),
            user: User {
                permission_sets: permission_sets.iter().map(|name| (*name).to_owned()).collect(),
                ..User::default()
            },
            ..Configuration::default()
        }
    }

    fn check(features: &[(&str, &str)], permission_sets: &[&str], expected: &str) {
        let configuration = configuration(features, permission_sets);
        let shown = Panel::shown(Some(&configuration), false);
        let names: Vec<_> = shown.into_iter().map(Panel::name).collect();
        assert_eq!(names.join(" "), expected);
    }

    #[test]
    fn recording_and_assistant_are_there_only_where_a_feature_enables_them() {
        let default = "attributes actions data history notices";
        check(&[], &[], default);
        check(&[(RECORDING, "Enabled: false")], &[], default);
        check(&[(RECORDING, "Enabled: TRUE")], &[], "attributes actions data recording history notices");
        check(&[("FEATURE_AMAZONQ_PANEL", "Enabled:true")], &["Other"], default);
        let assistant = "attributes actions data assistant history notices";
        check(&[("FEATURE_AMAZONQ_PANEL", "Enabled:true")], &["AC_AmazonQ"], assistant);
        check(&[("FEATURE_WISDOM_PANEL", "Enabled:true")], &["AC_Administrator"], assistant);
        check(&[("FEATURE_WISDOM_PANEL", "Enabled:true\nIgnorePermissionSet:true")], &[], assistant);
    }

    #[test]
    fn a_setting_chooses_the_panels_and_their_order() {
        check(&[(ORDER, "Panels: history,  Attributes")], &[], "history attributes");
        check(&[(ORDER, "Panels: data, recording, data")], &[], "data");
        let both = [(ORDER, "Panels: recording, data"), (RECORDING, "Enabled:true")];
        check(&both, &[], "recording data");
        for empty in ["Panels:", "", "Panels: nonsense"] {
            check(&[(ORDER, empty)], &[], "attributes actions data history notices");
        }
    }

    #[test]
    fn a_panel_that_does_not_exist_is_named() {
        let wrong = configuration(&[(ORDER, "Panels: attributes, wisdom")], &[]);
        assert_eq!(Panel::problems(&wrong), ["FEATURE_OVERLAY_PANELS: there is no panel `wisdom`"]);
        assert!(Panel::problems(&configuration(&[(ORDER, "Panels: data")], &[])).is_empty());
    }

    #[test]
    fn what_went_wrong_is_shown_although_no_setting_names_it() {
        let hidden = configuration(&[(ORDER, "Panels: data")], &[]);
        assert_eq!(Panel::shown(Some(&hidden), true), [Panel::Data, Panel::Notices]);
        assert_eq!(Panel::shown(None, false).len(), 5, "before the settings are there");
    }
}
