//! The page's styles serve languages that are read from right to left as well.

use crate::none;
use crate::source::files;

const FOLDER: &str = "www/css/";
/// Sides that do not turn round with the direction of the text.
const SIDES: [&str; 2] = ["left", "right"];
/// Properties whose four values are top, right, bottom and left; at the corners the second and the fourth differ too.
const FOUR_SIDED: [&str; 5] = ["inset", "margin", "padding", "border-width", "border-radius"];

/// Whether a declaration names a side of the screen instead of the text's start or end.
fn is_physical(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else { return false };
    let (property, value) = (property.trim(), value.trim().trim_end_matches(';'));
    // A variable's name is our own.
    let of_name = property.split('-').filter(|_| !property.starts_with("--"));
    let mut words = of_name.chain(value.split([' ', '-', ',', '(', ')']));
    let names_a_side = words.any(|word| SIDES.contains(&word));
    let uneven = FOUR_SIDED.contains(&property)
        && matches!(values(value)[..], [_, ref right, _, ref left] if right != left);
    names_a_side || uneven
}

/// The values of a shorthand; a function with its arguments is one.
fn values(value: &str) -> Vec<String> {
    let mut depth = 0;
    let mut values = vec![String::new()];
    for letter in value.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 => {
                values.push(String::new());
                continue;
            }
            _ => {}
        }
        values.last_mut().unwrap().push(letter);
    }
    values.retain(|value| !value.is_empty());
    values
}

#[test]
fn styles_name_start_and_end_instead_of_left_and_right() {
    let wrong: Vec<_> = files()
        .iter()
        .filter(|file| file.path.starts_with(FOLDER))
        .flat_map(|file| {
            let lines = file.text.lines().enumerate().filter(|(_, line)| is_physical(line));
            lines.map(|(at, line)| format!("{}:{}: {}", file.path, at + 1, line.trim())).collect::<Vec<_>>()
        })
        .collect();
    none("Use a logical property (`margin-inline-start`, `inset-inline`, `text-align: end`):", &wrong);
}

#[test]
fn a_side_is_seen_in_name_value_and_shorthand() {
    for line in [
        "margin-left: 1px;",
        "  left: 0;",
        "border-top-right-radius: 1px;",
        "text-align: right;",
        "transition: padding-left 1s;",
        "padding: 0 1px 0 0;",
        "inset: auto calc(1px + 2px) 1px auto;",
    ] {
        assert!(is_physical(line), "{line}");
    }
    for line in [
        "margin-inline-start: 1px;",
        "padding: 0 1px 0 1px;",
        "padding: 0 calc(1px + 2px) 3px;",
        "--right: 1px;",
        "color: var(--bright);",
        ".left {",
        "text-align: end;",
    ] {
        assert!(!is_physical(line), "{line}");
    }
}
