//! Salesforce around the softphone: Open CTI, remoting, and a page of its own without either.

mod apex;
mod detect;
mod envelope;
mod js;
mod lightning;
mod opencti;
mod org;
mod raw;
mod standalone;

pub use detect::detect;
pub use lightning::LightningHost;
pub use org::RemotingOrg;
pub use standalone::StandaloneHost;
