//! The engine says what an independent port of Google's library says; see `golden/README.md`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may fail")]

use std::collections::BTreeSet;

use cti_core::phone::{PhoneEngine, PhoneNumber};
use cti_phone::RustPhoneEngine;
use serde::Deserialize;

/// One line of `numbers.json`. What is no number has only its text and region.
#[derive(Debug, Deserialize)]
struct Row(Vec<String>);

/// Where the two differ, what ours says, and why that is not changed.
#[derive(Debug, Deserialize)]
struct Difference {
    text: String,
    region: String,
    ours: Vec<String>,
    #[allow(dead_code, reason = "for people")]
    reason: String,
}

fn rows() -> Vec<Row> {
    serde_json::from_str(include_str!("golden/numbers.json")).unwrap()
}

fn differences() -> Vec<Difference> {
    serde_json::from_str(include_str!("golden/differences.json")).unwrap()
}

impl Row {
    fn text(&self) -> &str {
        &self.0[0]
    }

    fn region(&self) -> &str {
        &self.0[1]
    }

    fn expected(&self) -> &[String] {
        &self.0[2..]
    }

    fn found(&self) -> Vec<String> {
        RustPhoneEngine.parse(self.text(), self.region()).map(members).unwrap_or_default()
    }
}

fn members(number: PhoneNumber) -> Vec<String> {
    vec![
        number.number,
        number.national_number,
        number.national_format,
        number.country,
        number.country_calling_code,
        number.international_format,
        number.rfc3966,
        number.extension,
    ]
}

#[test]
fn numbers_are_those_of_google() {
    let mut differences = differences();
    let mut wrong = Vec::new();
    for row in rows() {
        let known = differences
            .iter()
            .position(|difference| difference.text == row.text() && difference.region == row.region());
        let known = known.map(|place| differences.swap_remove(place).ours);
        let found = row.found();
        let expected = known.as_deref().unwrap_or(row.expected());
        if known.as_deref() == Some(row.expected()) {
            wrong.push(format!("{:?} in {:?} differs no longer", row.text(), row.region()));
        }
        if found != expected {
            wrong.push(format!(
                "{:?} in {:?}\n  found    {found:?}\n  expected {expected:?}",
                row.text(),
                row.region()
            ));
        }
    }
    wrong.extend(differences.iter().map(|difference| format!("no row for {difference:?}")));
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_golden_file_is_wide() {
    let rows = rows();
    let numbers: Vec<_> = rows.iter().filter(|row| !row.expected().is_empty()).collect();
    let countries: BTreeSet<_> =
        numbers.iter().map(|row| row.expected()[3].as_str()).filter(|country| !country.is_empty()).collect();
    let defaults: BTreeSet<_> = rows.iter().map(Row::region).collect();
    let differences = differences().len();
    println!(
        "{} rows, of these {} numbers of {} regions; {} default regions; {differences} known differences",
        rows.len(),
        numbers.len(),
        countries.len(),
        defaults.len()
    );
    assert!(numbers.len() >= 2_500 && countries.len() >= 240, "{} {}", numbers.len(), countries.len());
    assert!(rows.len() - numbers.len() >= 300, "rows that are no numbers");
    assert!(differences <= 30, "{differences} differences are no exceptions");
}

#[test]
fn a_number_parses_again_from_each_of_its_forms() {
    let mut wrong = Vec::new();
    for row in rows() {
        let Some(number) = RustPhoneEngine.parse(row.text(), row.region()) else { continue };
        let whole = members(number.clone());
        let e164 = RustPhoneEngine.parse(&number.number, "US").map(|again| again.number);
        if e164.as_ref() != Some(&number.number) {
            wrong.push(format!("{}: E.164 becomes {e164:?}", number.number));
        }
        for (form, region) in [
            (&number.international_format, "US"),
            (&number.rfc3966, "US"),
            (&number.national_format, number.country.as_str()),
        ] {
            let again = RustPhoneEngine.parse(form, region).map(members).unwrap_or_default();
            if again != whole && !number.country.is_empty() {
                wrong.push(format!("{form:?} in {region:?}\n  found    {again:?}\n  expected {whole:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} forms are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn regions_are_read_in_any_case() {
    assert_eq!(RustPhoneEngine.parse("020 7946 0958", " gb ").unwrap().number, "+442079460958");
}
