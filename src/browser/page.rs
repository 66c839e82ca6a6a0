//! What the page itself offers: its own elements, its address, the clipboard.

use gloo::events::EventListener;
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlMetaElement};

use crate::look::Look;

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// The element that holds the phone's frame; it stands outside what Yew draws.
pub fn phone_container() -> Option<HtmlElement> {
    document()?.get_element_by_id("ccp")?.dyn_into().ok()
}

/// Where our own user interface is drawn.
pub fn app_container() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// A value that the server merged into the page, such as the phone's address; `None` where it did not.
pub fn merged(name: &str) -> Option<String> {
    let meta = document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    let content = meta.dyn_into::<HtmlMetaElement>().ok()?.content();
    (!content.is_empty() && !content.starts_with("{!")).then_some(content)
}

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The commit that the page was built from, as far as its builder knew.
pub fn commit() -> String {
    merged("cti-commit").unwrap_or_else(|| "unknown".to_owned())
}

/// What the browser says of itself, and which version of this program runs in it.
pub fn surroundings() -> Value {
    let navigator = web_sys::window().map(|window| window.navigator());
    let navigator = navigator.as_ref();
    let foreign = js_sys::Reflect::get(&js_sys::global(), &"ctiForeign".into());
    json!({
        "version": VERSION,
        "commit": commit(),
        "browser": navigator.and_then(|navigator| navigator.user_agent().ok()),
        "language": navigator.and_then(web_sys::Navigator::language),
        "online": navigator.map(web_sys::Navigator::on_line),
        "visible": super::tabs::is_visible(),
        "storage": super::local_storage().is_some(),
        "foreignMessages": foreign.ok().and_then(|count| count.as_f64()),
    })
}

pub fn set_language(code: &str) {
    set_root("lang", code);
}

/// `rtl` has the page read from right to left.
pub fn set_direction(direction: &str) {
    set_root("dir", direction);
}

/// Whether the page reads from right to left.
pub fn is_right_to_left() -> bool {
    root().and_then(|root| root.get_attribute("dir")).as_deref() == Some("rtl")
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

/// An attribute of the page itself.
pub fn set_root(attribute: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(attribute, value);
    }
}

/// Gives the page its look, unless its address asks for another one, and remembers it; see `www/js/look.js`.
pub fn wear(look: Look) {
    let storage = super::local_storage();
    for (name, value) in look {
        if parameter(name).is_none() {
            set_root(&["data-", name].concat(), value);
        }
        if let Some(storage) = &storage {
            let _ = storage.set_item(&super::instance::own(&["cti:", name].concat()), value);
        }
    }
}

/// A custom property of the page, for its styles.
pub fn set_root_property(name: &str, value: &str) {
    let root = root().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        let _ = root.style().set_property(name, value);
    }
}

/// Says whether a media query holds, now and, as long as the answer is kept, whenever that changes.
#[must_use = "nothing is heard of as soon as it is dropped"]
pub fn watch_media(query: &str, tell: impl Fn(bool) + 'static) -> Option<EventListener> {
    let list = web_sys::window()?.match_media(query).ok()??;
    tell(list.matches());
    let changed = list.clone();
    Some(EventListener::new(&list, "change", move |_| tell(changed.matches())))
}

/// Which part of the page's height is below a point, in percent.
pub fn percent_below(y: i32) -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.filter(|height| *height > 0.0).map_or(0.0, |height| (1.0 - f64::from(y) / height) * 100.0)
}

/// Everything that a pointer does from now on reaches this element, until the pointer is lifted.
pub fn capture_pointer(event: &web_sys::PointerEvent) -> bool {
    let element = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.set_pointer_capture(event.pointer_id()).is_ok())
}

/// A parameter of the page's address, as it is written there.
pub fn parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    parameter_of(&search, name).map(str::to_owned)
}

fn parameter_of<'a>(search: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// The origins that Connect has to approve, so that the phone may be shown in this page: the page's own and
/// those of the pages around it, as far as the browser tells.
pub fn own_origins() -> Vec<String> {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return Vec::new() };
    let mut origins: Vec<String> = location.origin().into_iter().collect();
    let around = js_sys::Reflect::get(&location, &"ancestorOrigins".into()).unwrap_or_default();
    if around.is_object() {
        for origin in js_sys::Array::from(&around).iter().filter_map(|origin| origin.as_string()) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
    }
    origins
}

/// The origin of an address.
pub fn origin_of(url: &str) -> Option<String> {
    web_sys::Url::new(url).ok().map(|url| url.origin())
}

/// How the browser calls itself.
pub fn user_agent() -> String {
    web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// Languages the browser would like, best first.
pub fn browser_language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

/// Puts text on the clipboard; false where the browser refuses.
pub async fn copy(text: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok()
}

/// Hands a text to the user as a file.
pub fn save_file(name: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url).ok()
}

/// An id that no other tab has and nobody can guess, where the browser has such.
pub fn random_id() -> String {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let uuid = crypto.filter(|_| is_secure()).map(|crypto| crypto.random_uuid());
    uuid.unwrap_or_else(|| {
        format!("{:x}{:x}", (js_sys::Math::random() * 4_294_967_296.0) as u32, js_sys::Date::now() as u64)
    })
}

fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// This attribute of the element that was pressed, or of the nearest one around it that has it.
pub fn nearest(pressed: Option<web_sys::EventTarget>, attribute: &str) -> Option<String> {
    let element = pressed?.dyn_into::<web_sys::Element>().ok()?;
    element.closest(&["[", attribute, "]"].concat()).ok()??.get_attribute(attribute)
}

/// What is typed or chosen in a control.
pub fn value(control: Option<web_sys::EventTarget>) -> String {
    let value = control.and_then(|control| js_sys::Reflect::get(&control, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Opens an address in a window of its own, which cannot reach back to this one. False where it is blocked.
pub fn open_window(url: &str) -> bool {
    let opened = web_sys::window().and_then(|window| window.open_with_url_and_target(url, "_blank").ok()?);
    // `noopener` as a feature would hide whether the window was blocked.
    opened.inspect(|window| drop(window.set_opener(&wasm_bindgen::JsValue::NULL))).is_some()
}

/// What has the focus; nothing, where it is nowhere in particular.
pub fn focused() -> Option<web_sys::Node> {
    let page = document()?;
    let element = page.active_element()?;
    (page.body().as_deref() != Some(&element)).then(|| element.into())
}

/// Whether the agent is at work in the phone.
pub fn is_phone_focused() -> bool {
    let focused = document().and_then(|page| page.active_element());
    focused.is_some_and(|element| element.matches("#ccp iframe").unwrap_or_default())
}

/// Whether the focus is in an element or is on its way there.
pub fn holds(node: Option<web_sys::Node>, target: Option<web_sys::EventTarget>) -> bool {
    let target = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    node.zip(target).is_some_and(|(node, target)| node.contains(Some(&target)))
}

/// Focuses the element in a node that a selector finds, the one at `at` where there are several.
pub fn focus_in(node: Option<web_sys::Node>, selector: &str, at: usize) {
    let element = node.and_then(|node| node.dyn_into::<web_sys::Element>().ok());
    let found = element.and_then(|element| element.query_selector_all(selector).ok());
    focus(found.and_then(|found| found.get(u32::try_from(at).unwrap_or_default())));
}

pub fn focus(node: Option<web_sys::Node>) {
    if let Some(element) = node.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Gives the focus to an element by its id, where there is one.
pub fn focus_id(id: &str) {
    focus(document().and_then(|page| page.get_element_by_id(id)).map(Into::into));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_found_by_its_whole_name() {
        let search = "?mode=Lightning&slang=it&lang=zh_TW&lang=de&dir=";
        assert_eq!(parameter_of(search, "lang"), Some("zh_TW"));
        assert_eq!(parameter_of(search, "dir"), Some(""));
        assert_eq!(parameter_of(search, "ang"), None);
        assert_eq!(parameter_of("?lang", "lang"), None);
        assert_eq!(parameter_of("", "lang"), None);
    }
}
