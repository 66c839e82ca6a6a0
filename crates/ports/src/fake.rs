//! Fakes of every port: they record what they are asked and behave as told. For tests.

pub mod clock;
pub mod connect;
pub mod desk;
pub mod host;
pub mod http;
pub mod memory;
pub mod org;
pub mod side;

pub use clock::{MovedClock, block_on};
pub use connect::FakeConnect;
pub use desk::FakeDesk;
pub use host::FakeHost;
pub use http::FakeHttp;
pub use memory::{MemoryArchive, MemoryLog, MemoryStore};
pub use org::FakeOrg;
pub use side::{Behaviour, Call, Side};
