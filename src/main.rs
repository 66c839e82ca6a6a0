//! Starts the softphone.

fn main() {
    connect_cti::boot::boot();
}
