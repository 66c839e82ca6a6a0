//! Salesforce's record ids: 15 characters, or 18 with a checksum that survives the loss of their case.

const SUFFIX: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// The form with 18 characters; anything that is not an id of 15 stays as it is.
pub fn long(id: &str) -> String {
    let mut long = id.to_owned();
    if id.len() == 15 && is_id(id) {
        // One character for each five: its bits are their capital letters.
        long.extend(id.as_bytes().chunks(5).map(|group| {
            let capitals = group.iter().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase());
            let bits = capitals.fold(0, |bits, (place, _)| bits | (1_usize << place));
            char::from(SUFFIX.get(bits).copied().unwrap_or(b'A'))
        }));
    }
    long
}

/// The form with 15 characters; anything that is not an id of 18 stays as it is.
pub fn short(id: &str) -> &str {
    if id.len() == 18 && is_id(id) { id.get(..15).unwrap_or(id) } else { id }
}

fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_gets_its_checksum() {
        assert_eq!(long("001A0000006Vm9u"), "001A0000006Vm9uIAC");
        assert_eq!(long("500D0000001Rv7W"), "500D0000001Rv7WIAS");
        assert_eq!(long("ABCDEABCDEABCDE"), "ABCDEABCDEABCDE555");
    }

    #[test]
    fn a_long_id_loses_it() {
        assert_eq!(short("001A0000006Vm9uIAC"), "001A0000006Vm9u");
        assert_eq!(short("001A0000006Vm9u"), "001A0000006Vm9u");
    }

    #[test]
    fn what_is_no_id_stays() {
        for text in ["", "ctab1", "Available_All", "fifteen letters", "eighteen letters!!", "üüüüüüü1"]
        {
            assert_eq!((long(text).as_str(), short(text)), (text, text));
        }
    }
}
