//! The languages we speak, and which of them a Salesforce or browser code means.

use std::rc::Rc;

/// The language that is built in.
pub const ENGLISH: &str = "en";

/// English made longer and accented by code: what is not translated, or is cut off, shows at a glance.
/// Unicode keeps the code free for private use.
pub const PSEUDO: &str = "qps";

/// Languages with a file in `www/locales`.
const LANGUAGES: [&str; 10] = [ENGLISH, "de", "es", "fr", "it", "ja", "ko", "pt-BR", SIMPLIFIED, TRADITIONAL];
const SIMPLIFIED: &str = "zh-Hans";
const TRADITIONAL: &str = "zh-Hant";
/// Where Chinese is written in traditional characters, unless the code says otherwise.
const TRADITIONAL_REGIONS: [&str; 3] = ["TW", "HK", "MO"];

/// A language of the page, and how its numbers and times are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Names the file of the texts, and is their `lang`.
    pub code: &'static str,
    /// A well-formed BCP 47 tag for the browser's formats, with the user's region: `en-GB`, `es-MX`.
    pub tag: Rc<str>,
}

impl Default for Language {
    fn default() -> Self {
        Self { code: ENGLISH, tag: ENGLISH.into() }
    }
}

/// Our language for a code such as `de_CH`, `zh_TW` or `zh-Hant-TW`; `None` for one that we lack.
pub fn find(wanted: &str) -> Option<Language> {
    let mut parts = wanted.split(['_', '-']);
    let primary = parts.next()?;
    if primary.eq_ignore_ascii_case(PSEUDO) {
        return Some(Language { code: PSEUDO, tag: ENGLISH.into() });
    }
    let script = parts.clone().find(|part| part.len() == 4);
    let region = parts.find(|part| is_region(part));
    let (code, base) = if primary.eq_ignore_ascii_case("zh") {
        let code = chinese(script, region);
        (code, code)
    } else {
        let of = |code: &&str| code.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(primary));
        let code = LANGUAGES.into_iter().find(of)?;
        (code, code.split('-').next().unwrap_or(code))
    };
    let tag = region.map(|region| [base, "-", &region.to_ascii_uppercase()].concat());
    Some(Language { code, tag: tag.as_deref().unwrap_or(code).into() })
}

/// Our language for a code; English for one that we lack.
pub fn choose(wanted: &str) -> Language {
    find(wanted).unwrap_or_default()
}

fn chinese(script: Option<&str>, region: Option<&str>) -> &'static str {
    let traditional = match script {
        Some(script) => script.eq_ignore_ascii_case("Hant"),
        None => region
            .is_some_and(|region| TRADITIONAL_REGIONS.iter().any(|other| other.eq_ignore_ascii_case(region))),
    };
    if traditional { TRADITIONAL } else { SIMPLIFIED }
}

/// Two letters, or three digits such as Latin America's 419 (BCP 47).
fn is_region(part: &str) -> bool {
    match part.len() {
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &str, code: &str, tag: &str) {
        let language = choose(wanted);
        assert_eq!((language.code, &*language.tag), (code, tag), "{wanted}");
    }

    #[test]
    fn salesforce_codes_find_their_language() {
        check("en_US", "en", "en-US");
        check("en_GB", "en", "en-GB");
        check("de", "de", "de");
        check("de_CH", "de", "de-CH");
        check("es", "es", "es");
        check("es_MX", "es", "es-MX");
        check("fr", "fr", "fr");
        check("fr_CA", "fr", "fr-CA");
        check("it", "it", "it");
        check("ja", "ja", "ja");
        check("ko", "ko", "ko");
    }

    #[test]
    fn portuguese_is_that_of_brazil_with_the_numbers_of_the_user() {
        check("pt_BR", "pt-BR", "pt-BR");
        check("pt_PT", "pt-BR", "pt-PT");
        check("pt", "pt-BR", "pt-BR");
    }

    #[test]
    fn chinese_goes_by_script_and_then_by_region() {
        check("zh_CN", "zh-Hans", "zh-Hans-CN");
        check("zh_SG", "zh-Hans", "zh-Hans-SG");
        check("zh_TW", "zh-Hant", "zh-Hant-TW");
        check("zh_HK", "zh-Hant", "zh-Hant-HK");
        check("zh-Hant-TW", "zh-Hant", "zh-Hant-TW");
        check("zh-Hans-HK", "zh-Hans", "zh-Hans-HK");
        check("zh-hant", "zh-Hant", "zh-Hant");
        check("zh", "zh-Hans", "zh-Hans");
    }

    #[test]
    fn browser_codes_find_their_language() {
        check("ja-JP", "ja", "ja-JP");
        check("EN-us", "en", "en-US");
        check("es-419", "es", "es-419");
        check("sl-rozaj", "en", "en");
    }

    #[test]
    fn every_language_has_a_file_and_every_file_a_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/www/locales");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
        let mut files: Vec<_> = files.map(|file| file.into_string().unwrap()).collect();
        let mut languages: Vec<_> = LANGUAGES.iter().map(|code| format!("{code}.json")).collect();
        files.sort();
        languages.sort();
        assert_eq!(files, languages);
    }

    #[test]
    fn what_we_lack_is_english() {
        for wanted in ["", "sv", "nl_NL", "iw", "eng", "_", "-US", "d", "deu", "🦀", "../de"] {
            check(wanted, "en", "en");
            assert_eq!(find(wanted), None, "{wanted}");
        }
    }

    #[test]
    fn the_tag_holds_nothing_that_a_browser_would_refuse() {
        check("de_<b>", "de", "de");
        check("en_US_POSIX", "en", "en-US");
        check("fr_ÉÉ", "fr", "fr");
    }

    #[test]
    fn the_pseudo_language_counts_as_english_does() {
        check("qps", "qps", "en");
        check("qps-ploc", "qps", "en");
    }
}
