//! What holds for every text in every region, tried with texts that nobody would think of.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may fail")]

use std::ops::RangeInclusive;

use cti_core::phone::{PhoneEngine, PhoneNumber};
use cti_phone::RustPhoneEngine;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Regions whose dialling rules differ most, one that does not exist, and none.
const REGIONS: [&str; 26] = [
    "US", "CA", "DO", "GB", "JE", "DE", "AT", "FR", "IT", "SM", "SE", "HU", "RU", "KZ", "BY", "AR", "MX",
    "BR", "CI", "AU", "JP", "CN", "IL", "EG", "XX", "",
];
const BEGINNINGS: [&str; 16] = [
    "", "+", "0", "00", "011", "0011", "8", "+0", "+1", "+44 (0)", "+49", "+39 0", "+54 9", "+375 8", "tel:",
    "tel:+",
];
const BETWEEN: [&str; 12] = ["", "", "", "", " ", "-", ".", "(", ") ", "/", "\u{a0}", "\u{ff5e}"];
const EXTENSIONS: [&str; 8] = [" ext. ", " x", "#", ";ext=", " доб. ", ", ", ";phone-context=+", " int "];
/// Longer ones are read only after some of the words that introduce them.
const LONGEST_EXTENSION: usize = 9;

fn region() -> impl Strategy<Value = &'static str> {
    select(&REGIONS[..])
}

/// Digits of any script with what people put between them.
fn digits(count: RangeInclusive<usize>) -> impl Strategy<Value = String> {
    let digit = prop_oneof![8 => 0x30..=0x39u32, 1 => 0xff10..=0xff19u32, 1 => 0x660..=0x669u32];
    let one = (digit, select(&BETWEEN[..]))
        .prop_map(|(digit, between)| format!("{}{between}", char::from_u32(digit).unwrap_or('0')));
    proptest::collection::vec(one, count).prop_map(|all| all.concat())
}

fn nearly_a_number() -> impl Strategy<Value = String> {
    let extension = prop_oneof![
        3 => Just(String::new()),
        1 => (select(&EXTENSIONS[..]), digits(1..=12)).prop_map(|(word, digits)| format!("{word}{digits}")),
    ];
    let length = prop_oneof![3 => digits(7..=11), 1 => digits(1..=17)];
    (select(&BEGINNINGS[..]), length, extension).prop_map(|(a, b, c)| format!("{a}{b}{c}"))
}

fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        nearly_a_number(),
        select(&["+", ";", ":", "=", "#", "*", "x", "@", "sip:", "tel:"][..]).prop_map(String::from)
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|all| all.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => nearly_a_number(), 1 => anything()]
}

fn without_extension(number: PhoneNumber) -> [String; 4] {
    [number.number, number.national_number, number.country, number.country_calling_code]
}

fn config() -> ProptestConfig {
    // The same texts each time: a failure is one for everybody.
    ProptestConfig {
        cases: 4_000,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn e164_means_the_same_everywhere(text in text(), home in region(), elsewhere in region()) {
        if let Some(number) = RustPhoneEngine.parse(&text, home) {
            let e164 = number.number.clone();
            prop_assert!(e164.starts_with('+') && e164[1..].bytes().all(|byte| byte.is_ascii_digit()), "{}", e164);
            prop_assert_eq!(&e164, &format!("+{}{}", number.country_calling_code, number.national_number));
            let again = RustPhoneEngine.parse(&e164, elsewhere);
            prop_assert_eq!(again.map(without_extension), Some(without_extension(number)));
        }
    }

    #[test]
    fn how_it_is_written_does_not_change_the_number(text in text(), home in region(), elsewhere in region()) {
        if let Some(number) = RustPhoneEngine.parse(&text, home).filter(|n| n.extension.len() <= LONGEST_EXTENSION) {
            for form in [&number.international_format, &number.rfc3966] {
                let again = RustPhoneEngine.parse(form, elsewhere);
                prop_assert_eq!(again.as_ref(), Some(&number), "{}", form);
            }
            // Inside a country more may change than what stands between the digits, but not at the end.
            let national: String = number.national_format.chars().filter(char::is_ascii_digit).collect();
            let end = number.national_number.len().saturating_sub(6);
            let end = format!("{}{}", &number.national_number[end..], number.extension);
            prop_assert!(national.ends_with(&end), "{:?}", number);
        }
    }

    #[test]
    fn an_extension_is_digits_and_never_lost_in_display(text in text(), home in region()) {
        if let Some(number) = RustPhoneEngine.parse(&text, home).filter(|number| !number.extension.is_empty()) {
            prop_assert!(number.extension.bytes().all(|byte| byte.is_ascii_digit()), "{:?}", number);
            for form in [&number.national_format, &number.international_format, &number.rfc3966] {
                prop_assert!(form.ends_with(&number.extension), "{:?}", number);
            }
        }
    }
}

#[test]
fn the_texts_hold_numbers_and_others() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(config());
    let texts = (text(), region());
    let found = (0..1_000).filter(|_| {
        let (text, region) = texts.new_tree(&mut runner).unwrap().current();
        RustPhoneEngine.parse(&text, region).is_some()
    });
    let found = found.count();
    println!("{found} of 1000 texts are numbers");
    assert!((200..800).contains(&found), "{found}");
}
