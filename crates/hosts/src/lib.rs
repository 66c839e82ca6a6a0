//! Salesforce around the softphone: Open CTI, remoting, and a page of its own without either.

mod any;
mod envelope;
mod js;
mod lightning;
mod org;
mod raw;
mod standalone;

pub use any::AnyHost;
pub use lightning::LightningHost;
pub use org::RemotingOrg;
pub use standalone::StandaloneHost;
