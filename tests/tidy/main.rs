//! The tidy test: the rules of ARCHITECTURE.md that a compiler does not hold. Each test is one rule, and its
//! message says what to do.

mod blocks;
mod files;
mod locales;
mod look;
mod manifests;
mod requirements;
mod source;
mod styles;
mod words;

/// Fails with every offence at once, below one sentence that says what to do.
fn none(what_to_do: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{what_to_do}\n  {}\n", offences.join("\n  "));
}
