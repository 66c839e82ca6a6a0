//! The engine says what an independent port of Google's library says; see `golden.py`.

use cti_core::phone::PhoneEngine;
use cti_phone::RustPhoneEngine;

const NUMBERS: &str = include_str!("numbers.json");

#[test]
fn numbers_are_those_of_google() {
    let rows: Vec<Vec<String>> = serde_json::from_str(NUMBERS).unwrap();
    assert!(rows.len() > 90);
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let found = RustPhoneEngine.parse(&row[0], &row[1]).map_or(Vec::new(), |n| {
                vec![n.number, n.national_number, n.national_format, n.country, n.country_calling_code]
            });
            (found != row[2..])
                .then(|| format!("{:?} in {:?}: {found:?}, not {:?}", row[0], row[1], &row[2..]))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_parsed_number_parses_again() {
    let rows: Vec<Vec<String>> = serde_json::from_str(NUMBERS).unwrap();
    for row in rows.iter().filter(|row| row.len() > 2) {
        let again = RustPhoneEngine.parse(&row[2], "US").map(|number| number.number);
        assert_eq!(again.as_ref(), Some(&row[2]), "{row:?}");
    }
}

#[test]
fn regions_are_read_in_any_case() {
    assert_eq!(RustPhoneEngine.parse("020 7946 0958", " gb ").unwrap().number, "+442079460958");
}
