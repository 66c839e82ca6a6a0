//! Text with marks where values go.

use crate::weight::RESULT_LIMIT;

/// A way in which files mark a variable: what stands before and after its name.
pub type Mark = (&'static [u8], &'static [u8]);

pub const MARKS: [Mark; 3] = [(b"{{", b"}}"), (b"${", b"}"), (b"<%=", b"%>")];

/// The template with every mark replaced by what `put` writes for the name in it.
pub fn fill(template: &str, put: &dyn Fn(&str, &mut String)) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    let mut marks = MARKS.map(Some);
    while let Some((text, name, after)) = next_mark(rest, &mut marks) {
        filled.push_str(text);
        put(name.trim(), &mut filled);
        // Too large to leave, as it is; more of it would use up the page's memory.
        if filled.len() > RESULT_LIMIT {
            return filled;
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The text before the first mark, the name in it, and the rest. A mark that never ends is given up, so
/// that no text is searched for its end again and again.
pub fn next_mark<'t>(text: &'t str, marks: &mut [Option<Mark>; 3]) -> Option<(&'t str, &'t str, &'t str)> {
    let bytes = text.as_bytes();
    let places = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'$' | b'<'));
    for (place, _) in places {
        for mark in marks.iter_mut() {
            let Some((open, close)) = *mark else { continue };
            let Some(inside) = bytes.get(place..).and_then(|rest| rest.strip_prefix(open)) else { continue };
            match inside.windows(close.len()).position(|end| end == close) {
                Some(length) => {
                    let start = place + open.len();
                    let end = start + length;
                    return Some((text.get(..place)?, text.get(start..end)?, text.get(end + close.len()..)?));
                }
                None => *mark = None,
            }
        }
    }
    None
}
