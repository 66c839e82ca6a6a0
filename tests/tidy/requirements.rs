//! `docs/requirements.md` names, for everything that goes wrong for users of today's adapter, the test that holds it.

use crate::none;
use crate::source::{File, files};

const DOCUMENT: &str = "docs/requirements.md";
/// The sections of the list and how many requirements each has.
const SECTIONS: [(char, usize); 5] = [('A', 17), ('B', 9), ('C', 16), ('D', 13), ('G', 7)];
/// What a row without a test begins with, before the reason.
const OPEN: &str = "Not held:";

/// One row: `| A1 | what must hold | tests or why not |`.
struct Row<'a> {
    id: &'a str,
    what: &'a str,
    held_by: &'a str,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let is_id = |id: &str| {
        let (section, number) = id.split_at_checked(1).unwrap_or_default();
        SECTIONS.iter().any(|(known, _)| section.starts_with(*known)) && number.parse::<usize>().is_ok()
    };
    text.lines().filter_map(row).filter(|row| is_id(row.id)).collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.splitn(3, " | ");
    Some(Row { id: cells.next()?, what: cells.next()?, held_by: cells.next()? })
}

/// The tests that a row names, each as file and function.
fn tests<'a>(row: &Row<'a>) -> Vec<(&'a str, &'a str)> {
    row.held_by.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::")).collect()
}

/// Whether a file has a test function of that name: the attribute stands within a few lines above it.
fn has_test(file: &File, name: &str) -> bool {
    let lines: Vec<&str> = file.text.lines().collect();
    let heads = [format!("fn {name}("), format!("fn {name}<")];
    lines.iter().enumerate().any(|(at, line)| {
        heads.iter().any(|head| line.contains(head.as_str()))
            && lines.iter().take(at).rev().take(6).any(|above| {
                let above = above.trim();
                above.starts_with("#[") && above.contains("test")
            })
    })
}

fn document() -> String {
    let text = files().into_iter().find(|file| file.path == DOCUMENT).map(|file| file.text);
    text.unwrap_or_else(|| panic!("{DOCUMENT} is missing: it maps every requirement to its test"))
}

#[test]
fn every_requirement_has_its_row() {
    let text = document();
    let rows = rows(&text);
    let wanted =
        SECTIONS.iter().flat_map(|(section, count)| (1..=*count).map(move |n| format!("{section}{n}")));
    let wrong: Vec<_> = wanted
        .filter_map(|id| match rows.iter().filter(|row| row.id == id).count() {
            1 => None,
            count => Some(format!("{DOCUMENT}: {id} has {count} rows")),
        })
        .collect();
    none("Give each requirement exactly one row:", &wrong);
}

#[test]
fn a_requirement_is_held_by_a_test_or_says_why_not() {
    let text = document();
    let vague: Vec<_> = rows(&text)
        .iter()
        .filter(|row| {
            let reason = row.held_by.find(OPEN).map_or("", |at| row.held_by.get(at..).unwrap_or_default());
            row.what.len() < 20 || (tests(row).is_empty() && reason.len() < OPEN.len() + 20)
        })
        .map(|row| format!("{DOCUMENT}: {}", row.id))
        .collect();
    none("Name a test as `path/to/file.rs::name`, or write `Not held:` and the reason:", &vague);
}

#[test]
fn the_tests_that_hold_requirements_exist() {
    let (text, files) = (document(), files());
    let exists = |(path, name): &(&str, &str)| {
        files.iter().find(|file| file.path == *path).is_some_and(|file| has_test(file, name))
    };
    let gone: Vec<_> = rows(&text)
        .iter()
        .flat_map(|row| tests(row).into_iter().map(|test| (row.id, test)))
        .filter(|(_, test)| !exists(test))
        .map(|(id, (path, name))| format!("{DOCUMENT}: {id} names {path}::{name}"))
        .collect();
    none("A test that holds a requirement may be renamed, but not deleted; correct the row:", &gone);
}
