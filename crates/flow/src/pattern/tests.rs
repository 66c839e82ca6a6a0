//! Patterns against Node's answers, against patterns that hang others, and against any bytes.

use super::{Pattern, PatternError, STEP_LIMIT};
use expect_test::{Expect, expect};

/// Pattern, flags, text, replacement; whether Node finds it, and what Node makes of the text.
type Case = (String, String, String, String, bool, String);

fn replace(pattern: &str, flags: &str, text: &str, replacement: &str) -> Result<String, PatternError> {
    Pattern::new(pattern, flags)?.replace(text, replacement, &mut { STEP_LIMIT })
}

#[test]
fn replaces_as_node_does() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("cases.json")).unwrap();
    assert!(cases.len() > 150);
    let differ = cases.into_iter().filter_map(|(pattern, flags, text, replacement, found, replaced)| {
        let ours = replace(&pattern, &flags, &text, &replacement);
        let ours_found = Pattern::new(&pattern, &flags).unwrap().is_in(&text, &mut { STEP_LIMIT });
        let same = ours.as_ref() == Ok(&replaced) && ours_found == Ok(found);
        (!same).then(|| format!("/{pattern}/{flags} in {text:?}: {ours:?} instead of {replaced:?}"))
    });
    assert_eq!(differ.collect::<Vec<_>>(), Vec::<String>::new());
}

fn check_refused(patterns: &[&str], expected: Expect) {
    let lines: Vec<_> = patterns
        .iter()
        .map(|pattern| match Pattern::read(pattern) {
            Ok(_) => format!("{pattern} is taken"),
            Err(error) => format!("{pattern} {error}"),
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn what_is_not_supported_is_named() {
    check_refused(
        &[
            "(?=a)",
            "(?!a)",
            "(?<=a)",
            "(?<!a)",
            r"(a)\1",
            r"(?<a>)\k<a>",
            r"\p{L}",
            "(?i:a)",
            r"\a",
            "/a/y",
            "/a/gv",
        ],
        expect![[r#"
            (?=a) the pattern has at character 3 what is not supported: lookahead
            (?!a) the pattern has at character 3 what is not supported: lookahead
            (?<=a) the pattern has at character 3 what is not supported: lookbehind
            (?<!a) the pattern has at character 3 what is not supported: lookbehind
            (a)\1 the pattern has at character 5 what is not supported: a reference to a group
            (?<a>)\k<a> the pattern has at character 8 what is not supported: a reference to a group
            \p{L} the pattern has at character 2 what is not supported: `\p`
            (?i:a) the pattern has at character 3 what is not supported: this kind of group
            \a the pattern has at character 2 what is not supported: this letter after a backslash
            /a/y the pattern's flag `y` is not supported; there are `g`, `i`, `m`, `s` and `u`
            /a/gv the pattern's flag `v` is not supported; there are `g`, `i`, `m`, `s` and `u`"#]],
    );
}

#[test]
fn what_is_malformed_is_named() {
    check_refused(
        &[
            "(",
            "a)",
            "[a",
            "[z-a]",
            "*",
            "a**",
            "{2}",
            "a{2,1}",
            "^*",
            r"\",
            r"\x1",
            r"\u12",
            r"\u{110000}",
            r"\ud800",
            r"\ud83d\u0041",
            r"\c1",
            "(?<a",
            "(?<>a)",
            "(?<a>)(?<a>)",
            "(?",
        ],
        expect![[r#"
            ( the pattern is malformed at character 1: `(` is not closed
            a) the pattern is malformed at character 2: `)` closes nothing
            [a the pattern is malformed at character 3: `[` is not closed
            [z-a] the pattern is malformed at character 4: the range's ends are out of order
            * the pattern is malformed at character 1: nothing stands before the quantifier
            a** the pattern is malformed at character 3: nothing stands before the quantifier
            {2} the pattern is malformed at character 3: nothing stands before the quantifier
            a{2,1} the pattern is malformed at character 6: the quantifier's numbers are out of order
            ^* the pattern is malformed at character 2: nothing stands before the quantifier
            \ the pattern is malformed at character 2: nothing stands after the backslash
            \x1 the pattern is malformed at character 4: a hexadecimal digit is missing
            \u12 the pattern is malformed at character 5: a hexadecimal digit is missing
            \u{110000} the pattern is malformed at character 9: this number is no character
            \ud800 the pattern is malformed at character 6: this number is no character
            \ud83d\u0041 the pattern is malformed at character 12: this number is no character
            \c1 the pattern is malformed at character 3: a letter belongs after `\c`
            (?<a the pattern is malformed at character 5: the group's name is not closed by `>`
            (?<>a) the pattern is malformed at character 4: a group's name begins with a letter
            (?<a>)(?<a>) the pattern is malformed at character 11: two groups have this name
            (? the pattern has at character 3 what is not supported: this kind of group"#]],
    );
}

#[test]
fn what_is_too_large_is_refused() {
    let deep = "(".repeat(5000);
    for pattern in
        ["a{5000}", "(?:(?:a{100}){100}){100}", "(?:(?:(?:){9999}){9999}){9999}", "a{4294967296}", &deep]
    {
        assert_eq!(Pattern::new(pattern, "").unwrap_err(), PatternError::TooLarge, "{pattern:.40}");
    }
}

/// Steps, not time: this is what keeps the page alive.
#[test]
fn steps_grow_with_the_text_and_no_faster() {
    for pattern in
        ["(a+)+$", "(a|a)*$", "(a|aa)+$", "(.*)*x", "(?:a?){9}a{9}$", "^(([a-z])+.)+[A-Z]([a-z])+$"]
    {
        let pattern = Pattern::new(pattern, "").unwrap();
        let steps = |length: usize| {
            let mut left = STEP_LIMIT;
            pattern.is_in(&format!("{}!", "a".repeat(length)), &mut left).unwrap();
            STEP_LIMIT - left
        };
        assert!(steps(50_000) < 11 * steps(5_000), "{pattern:?}");
    }
}

#[test]
fn a_search_that_takes_too_long_is_given_up() {
    let text = "a".repeat(50_000);
    for (pattern, flags) in [("(?:a?){1000}b", ""), ("a.*b|a", "g")] {
        let mut left = STEP_LIMIT;
        let answer = Pattern::new(pattern, flags).unwrap().replace(&text, "", &mut left);
        assert_eq!(answer, Err(PatternError::TooManySteps), "{pattern}");
    }
}

#[test]
fn text_does_not_grow_without_end() {
    let many = "a".repeat(10_000);
    assert!(replace("a", "g", &many, &many).unwrap().len() < 3 << 20);
    assert!(replace("$", "", &many, &"$`".repeat(10_000)).unwrap().len() < 3 << 20);
}

/// Patterns of any bytes, mostly of those that mean something.
#[test]
fn no_pattern_breaks_it() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize % below
    };
    let pieces = [
        "(", "(?:", "(?<n>", "(?=", ")", "[", "[^", "]", "{", "}", "{2}", "{0,3}", "{1,}", ",", "-", "^",
        "$", "\\", "|", "*", "+", "?", ".", "a", "b", "ä", "😀", "\\d", "\\W", "\\b", "\\B", "\\u", "\\u{",
        "\\x4", "\0", "9", "\u{2028}",
    ];
    let mut taken = 0;
    for _ in 0..10_000 {
        let mut text = || -> String { (0..random(14)).map(|_| pieces[random(pieces.len())]).collect() };
        let (pattern, text, replacement) = (text(), text(), text() + "$1$<n>$");
        let flags = ["", "g", "gi", "gms"][random(4)];
        let Ok(pattern) = Pattern::new(&pattern, flags) else { continue };
        taken += 1;
        let _ = pattern.replace(&text, &replacement, &mut 10_000);
    }
    assert!(taken > 1000, "{taken}");
    for _ in 0..5_000 {
        let bytes: Vec<u8> = (0..random(20)).map(|_| random(256) as u8).collect();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = replace(&text, "gi", &text, &text);
    }
}
