//! The blocks of the language, one file a block, by family.

mod agent;
mod contact;
mod core;
mod salesforce;
mod structure;
#[cfg(test)]
mod testing;

use crate::spec::Block;

/// Every block, by family.
pub static FAMILIES: &[&[&Block]] =
    &[structure::BLOCKS, core::BLOCKS, salesforce::BLOCKS, agent::BLOCKS, contact::BLOCKS];

/// Every block.
pub fn all() -> impl Iterator<Item = &'static Block> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
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
    let near = nearest(&wanted, all().map(|block| block.r#type), 4);
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

/// The candidate that takes the fewest edits, if those are at most `limit`.
pub(crate) fn nearest<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    let wanted = core_words(wanted);
    candidates
        .map(|candidate| (distance(&wanted, &core_words(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's edit distance.
fn distance(a: &str, b: &str) -> usize {
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
