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

/// Puts a list in order as [`sorted`] does.
pub fn sort<T>(items: &mut [T], compare: fn(&T, &T) -> Ordering) {
    for end in 1..=items.len() {
        let Some((last, before)) = items.get_mut(..end).and_then(|part| part.split_last_mut()) else {
            return;
        };
        let at = before.partition_point(|other| compare(other, last).is_le());
        if let Some(moved) = items.get_mut(at..end) {
            moved.rotate_right(1);
        }
    }
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

    #[test]
    fn a_list_is_put_in_order_in_its_place() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        sort(&mut [], u8::cmp);
    }
}
