//! A sort for short lists, in few bytes.

use std::cmp::Ordering;

/// The items in order, equal ones as they came. The sort of the standard library is made for thousands and
/// takes four kilobytes of the page for each kind of item.
pub fn sorted<'a, T>(items: impl Iterator<Item = &'a T>, compare: fn(&T, &T) -> Ordering) -> Vec<&'a T> {
    let mut sorted: Vec<&T> = Vec::new();
    for item in items {
        sorted.insert(sorted.partition_point(|other| compare(other, item).is_le()), item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_stay_as_they_came() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let letters: String =
            sorted(items.iter(), |a, b| a.0.cmp(&b.0)).into_iter().map(|(_, letter)| letter).collect();
        assert_eq!(letters, "dbeac");
        assert!(sorted([].iter(), u8::cmp).is_empty());
    }
}
