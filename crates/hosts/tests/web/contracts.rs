//! Every adapter keeps the contract of its port.

use cti_hosts::{ClassicHost, LightningHost, RemotingOrg, StandaloneHost};
use cti_ports::contract;
use wasm_bindgen_test::wasm_bindgen_test;

use super::salesforce::{LIMIT_MS, Salesforce};

#[wasm_bindgen_test]
async fn lightning_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::with_libraries();
    contract::host::suite(&LightningHost::with_limit(LIMIT_MS), &salesforce).await;
}

#[wasm_bindgen_test]
async fn an_app_that_is_no_console_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::LightningStandard.set_up();
    contract::host::suite(&LightningHost::with_limit(LIMIT_MS), &salesforce).await;
}

#[wasm_bindgen_test]
async fn classic_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::Classic.set_up();
    contract::host::suite(&ClassicHost::with_limit(LIMIT_MS, false), &salesforce).await;
}

#[wasm_bindgen_test]
async fn the_console_of_classic_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::ClassicConsole.set_up();
    contract::host::suite(&ClassicHost::with_limit(LIMIT_MS, true), &salesforce).await;
}

#[wasm_bindgen_test]
async fn a_page_of_its_own_keeps_the_contract_of_a_host() {
    contract::host::suite(&StandaloneHost, &Salesforce::Nowhere.set_up()).await;
}

#[wasm_bindgen_test]
async fn remoting_keeps_the_contract_of_an_org() {
    let salesforce = Salesforce::with_libraries();
    contract::org::suite(&RemotingOrg::with_limit(LIMIT_MS), &salesforce).await;
}
