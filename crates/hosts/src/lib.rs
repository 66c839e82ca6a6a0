//! Salesforce around the softphone: Open CTI, the console toolkit, remoting, and a page of its own without any.

mod apex;
mod bridge;
mod classic;
mod classic_page;
mod console;
mod console_answer;
mod detect;
mod envelope;
mod interaction;
mod interaction_answer;
mod js;
mod lightning;
mod link;
mod opencti;
mod org;
mod raw;
mod record_id;
mod reload;
mod standalone;

pub use classic::ClassicHost;
pub use detect::{detect, kind};
pub use lightning::LightningHost;
pub use org::RemotingOrg;
pub use standalone::StandaloneHost;
