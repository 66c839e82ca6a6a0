//! Theme and density as an administrator has set them; `www/js/look.js` starts the next load with them.

use cti_core::settings::Feature;

pub const FEATURE: &str = "FEATURE_LOOK";

/// What of the look can be chosen: its key in the feature, its name in the page, its values with the default first.
struct Choice {
    key: &'static str,
    name: &'static str,
    values: &'static [&'static str],
}

const CHOICES: [Choice; 2] = [
    Choice { key: "Theme", name: "theme", values: &["auto", "light", "dark"] },
    Choice { key: "Density", name: "density", values: &["comfy", "compact"] },
];

/// Names with their values.
pub type Look = [(&'static str, &'static str); CHOICES.len()];

/// What is missing or wrong has its default; the latter is among the problems, for an administrator.
pub fn read(feature: Option<&Feature>) -> (Look, Vec<String>) {
    let mut problems = Vec::new();
    let look = CHOICES.map(|Choice { key, name, values }| {
        let default = values.first().copied().unwrap_or_default();
        let Some(wanted) = feature.and_then(|feature| feature.get(key)).filter(|text| !text.is_empty())
        else {
            return (name, default);
        };
        let known = values.iter().find(|value| value.eq_ignore_ascii_case(wanted));
        if known.is_none() {
            let known = values.join(", ");
            problems.push(["feature `", FEATURE, "`: `", key, "` is none of ", &known].concat());
        }
        (name, known.copied().unwrap_or(default))
    });
    (look, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: Option<&str>, theme: &str, density: &str, problems: &[&str]) {
        let feature =
            value.map(|value| Feature { name: FEATURE.to_owned(), value: value.to_owned(), active: true });
        let (look, found) = read(feature.as_ref());
        assert_eq!(look, [("theme", theme), ("density", density)], "{value:?}");
        assert_eq!(found, problems, "{value:?}");
    }

    #[test]
    fn without_the_feature_the_page_is_comfy_and_follows_the_browser() {
        check(None, "auto", "comfy", &[]);
        check(Some(""), "auto", "comfy", &[]);
        check(Some("Theme:\nFont: big"), "auto", "comfy", &[]);
    }

    #[test]
    fn theme_and_density_are_read_in_any_case() {
        check(Some("Theme: Dark\nDensity: COMPACT"), "dark", "compact", &[]);
        check(Some("Density: comfy\nTheme: light"), "light", "comfy", &[]);
    }

    #[test]
    fn what_does_not_exist_is_named_and_has_its_default() {
        check(
            Some("Theme: blue\nDensity: cozy"),
            "auto",
            "comfy",
            &[
                "feature `FEATURE_LOOK`: `Theme` is none of auto, light, dark",
                "feature `FEATURE_LOOK`: `Density` is none of comfy, compact",
            ],
        );
        check(
            Some("Theme: dark mode\nDensity: compact"),
            "auto",
            "compact",
            &["feature `FEATURE_LOOK`: `Theme` is none of auto, light, dark"],
        );
    }
}
