//! The pseudo-language: English accented, about 40 % longer, and in brackets, so that a layout can be checked.

const PLAIN: &str = "aeiouAEIOUcnsyzCNSYZ";
const ACCENTED: &str = "åéîöûÅÉÎÖÛçñšýžÇÑŠÝŽ";
/// These are written twice; no other letters make a text longer and leave it as easy to read.
const VOWELS: &str = "aeiouAEIOU";

/// Placeholders stay as they are.
pub fn write(english: &str) -> String {
    let mut text = String::from("[");
    let mut in_placeholder = false;
    for letter in english.chars() {
        in_placeholder = letter == '{' || (in_placeholder && letter != '}');
        let accented = PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == letter);
        let written = accented.filter(|_| !in_placeholder).map_or(letter, |(_, accented)| accented);
        text.push(written);
        if !in_placeholder && VOWELS.contains(letter) {
            text.push(written);
        }
    }
    text.push(']');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_accented_and_vowels_stand_twice() {
        assert_eq!(write("Screen pops"), "[Šçrééééñ pööpš]");
    }

    #[test]
    fn placeholders_and_signs_stay() {
        assert_eq!(write("Open “{name}”, {a}"), "[ÖÖpééñ “{name}”, {a}]");
    }

    #[test]
    fn every_plain_letter_has_an_accented_one() {
        assert_eq!(PLAIN.chars().count(), ACCENTED.chars().count());
    }
}
