//! The gallery: the softphone's own user interface in made-up states, each by its name.
//!
//! `?state=attributes-many` shows one, in the page frame that agents have; without a name there is an index.
//! `lang`, `dir`, `theme` and `density` say how. What stands after `#` counts before what stands after `?`, and
//! shows another state without loading the page anew.

mod address;
mod browser;
mod exhibit;
mod index;
mod stage;
mod states;

use address::Address;
use stage::Stage;

fn main() {
    let address = Address::parse(&browser::address());
    if address.state.is_empty() {
        return index::draw();
    }
    let stage = Stage::new();
    stage.show(address);
    browser::on_address(move |address| stage.show(Address::parse(&address)));
}
