//! What the page's address asks for.

/// Empty where nothing is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub state: String,
    pub language: String,
    pub direction: String,
    pub theme: String,
    pub density: String,
}

impl Address {
    /// Reads `name=value` pairs of query and fragment; the later one counts.
    pub fn parse(text: &str) -> Self {
        let mut address = Self::default();
        for (name, value) in text.split(['?', '#', '&']).filter_map(|pair| pair.split_once('=')) {
            let field = match name {
                "state" => &mut address.state,
                "lang" => &mut address.language,
                "dir" => &mut address.direction,
                "theme" => &mut address.theme,
                "density" => &mut address.density,
                _ => continue,
            };
            *field = value.to_owned();
        }
        address
    }

    /// As a fragment.
    pub fn fragment(&self) -> String {
        let parts = [
            ("state", &self.state),
            ("lang", &self.language),
            ("dir", &self.direction),
            ("theme", &self.theme),
            ("density", &self.density),
        ];
        let set = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<_> = set.map(|(name, value)| [name, "=", value].concat()).collect();
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fragment_counts_before_the_query() {
        let address = Address::parse("?state=status-lost&lang=de&x=y#lang=ja&dir=rtl");
        assert_eq!(address.fragment(), "state=status-lost&lang=ja&dir=rtl");
        assert_eq!(Address::parse(&address.fragment()), address);
        assert_eq!(Address::parse(""), Address::default());
    }
}
