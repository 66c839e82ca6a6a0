//! Numbers, times, durations and plurals as the user's language writes them. The browser has the data.

use std::cell::RefCell;
use std::rc::Rc;

use cti_core::Millis;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::locale::{ENGLISH, Language, Locale, PSEUDO, Plural, Span, span};

/// The browser's formats for one language; making them costs more than using them.
struct Formats {
    language: Language,
    plural: Intl::PluralRules,
    number: Function,
    milliseconds: Function,
    seconds: Function,
    minutes: Function,
    time: Function,
    day_and_time: Function,
}

thread_local! {
    /// A page speaks one language at a time.
    static FORMATS: RefCell<Option<Rc<Formats>>> = const { RefCell::new(None) };
}

/// A number, grouped and with the point that people expect.
pub fn number(locale: &Locale, value: f64) -> String {
    formatted(&formats(locale).number, value)
}

/// How long something took, given in milliseconds.
pub fn duration(locale: &Locale, ms: f64) -> String {
    let formats = formats(locale);
    match span(ms) {
        Span::Milliseconds(value) => formatted(&formats.milliseconds, value),
        Span::Seconds(value) => formatted(&formats.seconds, value),
        Span::Minutes(value) => formatted(&formats.minutes, value),
    }
}

/// A moment's time of day, with its date unless that is today's; empty for what is no moment.
pub fn moment(locale: &Locale, at: Millis) -> String {
    let formats = formats(locale);
    let day = |at: Millis| Date::new(&at.into()).to_date_string();
    let today = day(at) == day(Date::now());
    formatted(if today { &formats.time } else { &formats.day_and_time }, at)
}

/// The text for so many things; `{count}` stands for the number.
pub fn fill_count(locale: &Locale, key: &str, count: usize, values: &[(&str, &str)]) -> String {
    let formats = formats(locale);
    let number = formatted(&formats.number, count as f64);
    let plural = String::from(formats.plural.select(count as f64));
    let values: Vec<_> = values.iter().copied().chain([("count", number.as_str())]).collect();
    locale.fill_plural(key, Plural::parse(&plural), &values)
}

fn formats(locale: &Locale) -> Rc<Formats> {
    FORMATS.with_borrow_mut(|kept| match kept {
        Some(formats) if formats.language == locale.language => Rc::clone(formats),
        _ => Rc::clone(kept.insert(Rc::new(Formats::new(&locale.language)))),
    })
}

impl Formats {
    /// The browser throws for tags that are not well-formed, which a `Language` does not hold.
    fn new(language: &Language) -> Self {
        let tag = Array::of1(&(&*language.tag).into());
        // Words follow the language of the text, numbers that of the user: nought is one in Brazil, not in Portugal.
        let text = if language.code == PSEUDO { ENGLISH } else { language.code };
        let unit = |name| options(&[("style", "unit"), ("unit", name), ("unitDisplay", "short")]);
        let number = |options: &Object| Intl::NumberFormat::new(&tag, options).format();
        let time = |options: &Object| Intl::DateTimeFormat::new(&tag, options).format();
        Self {
            language: language.clone(),
            plural: Intl::PluralRules::new(&Array::of1(&text.into()), &Object::new()),
            number: number(&Object::new()),
            milliseconds: number(&unit("millisecond")),
            seconds: number(&unit("second")),
            minutes: number(&unit("minute")),
            time: time(&options(&[("timeStyle", "medium")])),
            day_and_time: time(&options(&[
                ("month", "numeric"),
                ("day", "numeric"),
                ("hour", "numeric"),
                ("minute", "2-digit"),
                ("second", "2-digit"),
            ])),
        }
    }
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // A new object takes every property.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

/// The browser refuses only a moment outside of its calendar.
fn formatted(format: &Function, value: f64) -> String {
    let text = format.call1(&JsValue::UNDEFINED, &value.into()).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
