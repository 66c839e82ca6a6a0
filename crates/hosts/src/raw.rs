//! The names of Salesforce's JavaScript libraries that we call, one file a library.

pub mod console;
pub mod interaction;
pub mod opencti;
pub mod remoting;
