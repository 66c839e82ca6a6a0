//! The blocks of the language, one file a block, by family.

mod agent;
mod console;
mod contact;
mod core;
mod overlay;
mod salesforce;
mod structure;
#[cfg(test)]
mod testing;

use crate::pattern::{Pattern, PatternError};
use crate::provenance::Compose;
use crate::spec::{Block, Control};

/// Every block, by family.
pub static FAMILIES: &[&[&Block]] = if cfg!(feature = "bare") {
    &[structure::BLOCKS]
} else {
    &[
        structure::BLOCKS,
        core::BLOCKS,
        overlay::BLOCKS,
        salesforce::BLOCKS,
        console::BLOCKS,
        agent::BLOCKS,
        contact::BLOCKS,
    ]
};

/// Every block.
pub fn all() -> impl Iterator<Item = &'static Block> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// How to tell who wrote which piece of a text that a block puts together, where it does.
pub(crate) fn composer(block: &Block) -> Option<Compose> {
    let composers = if cfg!(feature = "bare") { &[] } else { core::COMPOSERS };
    composers.iter().find(|(r#type, _)| *r#type == block.r#type).map(|(_, compose)| *compose)
}

/// Whether a control takes a query in SOQL.
pub(crate) fn takes_soql(block: &Block, control: &Control) -> bool {
    control.name == salesforce::QUERY.name && matches!(block.r#type, "SE_SFQuery" | "SE_SFQueryValue")
}

/// Why a control's text is refused as a regular expression, where it takes one; that may depend on another
/// control, the comparator.
pub(crate) fn refused_pattern(
    block: &Block,
    control: &Control,
    text: &str,
    comparator: Option<&str>,
) -> Option<PatternError> {
    let matches = || comparator.is_some_and(|word| core::MATCHES.eq_ignore_ascii_case(word.trim()));
    match (block.r#type, control.name) {
        ("SE_CoreReplaceString", "pattern") => Pattern::written(text)?.err(),
        ("SE_CoreDecision", "operandB") if matches() => Pattern::read(text).err(),
        _ => None,
    }
}

/// What a stored type is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    Exact(&'static Block),
    /// Another spelling of a type; many were never published.
    Similar(&'static Block),
    /// None that we know, and the nearest to it.
    Unknown(Option<&'static Block>),
}

pub(crate) fn find(r#type: &str) -> Found {
    if let Some(block) = all().find(|block| block.r#type == r#type) {
        return Found::Exact(block);
    }
    let names = |block: &&'static Block| std::iter::once(block.r#type).chain(block.aliases.iter().copied());
    if let Some(block) = all().find(|block| names(block).any(|name| name.eq_ignore_ascii_case(r#type))) {
        return Found::Similar(block);
    }
    let wanted = core_words(r#type);
    let mut similar = all().filter(|block| names(block).any(|name| core_words(name) == wanted));
    if let (Some(block), None) = (similar.next(), similar.next()) {
        return Found::Similar(block);
    }
    let near = nearest(&wanted, all().map(|block| block.r#type));
    Found::Unknown(all().find(|block| Some(block.r#type) == near))
}

/// A type without the words that only say where it belongs.
fn core_words(r#type: &str) -> String {
    let mut words = r#type.to_ascii_lowercase();
    if let Some(rest) = words.strip_prefix("se_") {
        words = rest.to_owned();
    }
    for word in ["core", "sf", "agent", "contact"] {
        words = words.replace(word, "");
    }
    words
}

/// The candidate that takes the fewest edits, if those are few for the length of the text.
pub(crate) fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Longer ones are nobody's misspelling, and comparing takes the product of the lengths.
    if wanted.len() > 64 {
        return None;
    }
    let wanted = core_words(wanted);
    let limit = (wanted.len() / 3).clamp(1, 4);
    candidates
        .map(|candidate| (distance(&wanted, &core_words(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's edit distance.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let substituted = diagonal + usize::from(x != y);
            diagonal = *slot;
            *slot = substituted.min(left + 1).min(diagonal + 1);
            left = *slot;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Kind, Ports, Preset};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_blocks_share_a_type_an_alias_or_a_name() {
        let mut seen = BTreeSet::new();
        for block in all() {
            let names = std::iter::once(block.r#type).chain(block.aliases.iter().copied());
            for name in names.chain([block.name]) {
                assert!(seen.insert(name.to_ascii_lowercase()), "{name} is there twice");
            }
        }
    }

    #[test]
    fn every_block_describes_itself() {
        for block in all() {
            assert!(block.r#type.starts_with("SE_"), "{}", block.r#type);
            assert!(block.about.ends_with('.'), "{} has no sentence", block.r#type);
            assert!(block.since.starts_with("5."), "{}", block.r#type);
            for control in block.controls {
                assert!(control.about.ends_with('.'), "{}.{} has no sentence", block.r#type, control.name);
            }
        }
    }

    #[test]
    fn no_two_controls_of_a_block_share_a_name() {
        for block in all() {
            let mut seen = BTreeSet::new();
            for control in block.controls {
                for name in std::iter::once(&control.name).chain(control.aliases) {
                    assert!(seen.insert(*name), "{}.{name} is there twice", block.r#type);
                }
            }
        }
    }

    #[test]
    fn defaults_are_of_their_kind() {
        for block in all() {
            for control in block.controls {
                let fits = match (control.kind, control.default) {
                    (_, Preset::Nothing) | (Kind::Any, _) => true,
                    (Kind::Choice(words), Preset::Text(word)) => words.contains(&word),
                    (Kind::Text, Preset::Text(_)) | (Kind::Flag, Preset::Flag(_)) => true,
                    (Kind::Number, Preset::Number(_)) | (Kind::Map, Preset::EmptyMap) => true,
                    _ => false,
                };
                assert!(fits, "{}.{}", block.r#type, control.name);
            }
        }
    }

    #[test]
    fn predicates_have_no_members_to_refer_to() {
        for block in all().filter(|block| block.ports == Ports::TrueFalse) {
            assert_eq!(block.results.len(), 0, "{}", block.r#type);
        }
    }

    fn found(r#type: &str) -> String {
        match find(r#type) {
            Found::Exact(block) => format!("is {}", block.r#type),
            Found::Similar(block) => format!("like {}", block.r#type),
            Found::Unknown(Some(block)) => format!("near {}", block.r#type),
            Found::Unknown(None) => "unknown".to_owned(),
        }
    }

    #[test]
    fn types_are_found_under_other_spellings() {
        assert_eq!(found("SE_CoreTruthy"), "is SE_CoreTruthy");
        assert_eq!(found("se_coretruthy"), "like SE_CoreTruthy");
        assert_eq!(found("SE_CoreGetProperty"), "like SE_GetProperty");
        assert_eq!(found("SE_FormatPhoneNumberE164"), "like SE_CoreFormatPhoneNumberE164");
    }

    #[test]
    fn a_misspelt_type_has_a_nearest() {
        assert_eq!(found("SE_CoreTruty"), "near SE_CoreTruthy");
        assert_eq!(found("SE_SFSearchAndScrenpop"), "near SE_SFSearchAndScreenpop");
        assert_eq!(found("SE_MakeCoffeeForEverybody"), "unknown");
        assert_eq!(found(""), "unknown");
    }

    #[test]
    fn distances_are_levenshteins() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}
