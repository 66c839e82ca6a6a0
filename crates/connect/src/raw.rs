//! The names of amazon-connect-streams that we call, and nothing else.

use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = initCCP, catch)]
    pub fn init_ccp(container: &HtmlElement, params: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = reauthenticateAfterLogout, catch)]
    pub fn reauthenticate() -> Result<(), JsValue>;

    /// Removes the CCP's iframe and makes a new one on the same conduit. Streams' own retries use it.
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = _replaceCCPIframe, catch)]
    pub fn replace_iframe(container: &HtmlElement, params: &JsValue) -> Result<(), JsValue>;

    /// `{onInit, onGrant, onDeny}` hear the page that asks for access to cookies.
    #[wasm_bindgen(js_namespace = ["connect", "storageAccess"], js_name = onRequest, catch)]
    pub fn on_storage_access(handlers: &Object) -> Result<(), JsValue>;
    /// Has iframes made from now on begin with that page.
    #[wasm_bindgen(js_namespace = ["connect", "storageAccess"], js_name = init, catch)]
    pub fn set_storage_access(
        ccp_url: &str,
        container: &HtmlElement,
        options: &JsValue,
    ) -> Result<(), JsValue>;

    /// Where that page is. Throws where the address of the CCP is none of Amazon's.
    #[wasm_bindgen(js_namespace = ["connect", "storageAccess"], js_name = getRequestStorageAccessUrl, catch)]
    pub fn storage_access_url() -> Result<String, JsValue>;

    /// `connect.core` itself.
    pub type Core;
    /// The timer of the retries; they start only while it is null.
    #[wasm_bindgen(method, getter, js_name = iframeRefreshTimeout, catch)]
    pub fn retry_timer(this: &Core) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, setter, js_name = iframeRefreshTimeout, catch)]
    pub fn set_retry_timer(this: &Core, timer: &JsValue) -> Result<(), JsValue>;

    pub type Bus;
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = getEventBus, catch)]
    pub fn event_bus() -> Result<Bus, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn subscribe(this: &Bus, event: &str, callback: &JsValue) -> Result<BusSubscription, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn trigger(this: &Bus, event: &str) -> Result<(), JsValue>;

    #[derive(Debug)]
    pub type BusSubscription;
    #[wasm_bindgen(method, catch)]
    pub fn unsubscribe(this: &BusSubscription) -> Result<(), JsValue>;

    pub type Conduit;
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = getUpstream, catch)]
    pub fn upstream() -> Result<Conduit, JsValue>;
    /// The address of the CCP in charge, where there are two regions.
    #[wasm_bindgen(method, getter, js_name = activeRegionUrl, catch)]
    pub fn active_region_url(this: &Conduit) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = sendUpstream, catch)]
    pub fn send(this: &Conduit, event: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = sendUpstream, catch)]
    pub fn send_with(this: &Conduit, event: &str, data: &JsValue) -> Result<(), JsValue>;

    pub type AgentDataProvider;
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = getAgentDataProvider, catch)]
    pub fn agent_data_provider() -> Result<AgentDataProvider, JsValue>;
    #[wasm_bindgen(method, js_name = getAgentData, catch)]
    pub fn agent_data(this: &AgentDataProvider) -> Result<AgentData, JsValue>;

    /// The data of the last snapshot, as the CCP sent it.
    pub type AgentData;
    #[wasm_bindgen(method, getter, catch)]
    pub fn snapshot(this: &AgentData) -> Result<Snapshot, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub fn configuration(this: &AgentData) -> Result<JsValue, JsValue>;

    pub type Snapshot;
    #[wasm_bindgen(method, getter, catch)]
    pub fn contacts(this: &Snapshot) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub fn state(this: &Snapshot) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = nextState, catch)]
    pub fn next_state(this: &Snapshot) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = snapshotTimestamp, catch)]
    pub fn timestamp(this: &Snapshot) -> Result<JsValue, JsValue>;

    pub type AgentCalls;
    #[wasm_bindgen(constructor, js_namespace = connect, js_class = Agent, catch)]
    pub fn new() -> Result<AgentCalls, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn connect(this: &AgentCalls, endpoint: &JsValue, options: &Object) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    pub fn mute(this: &AgentCalls) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn unmute(this: &AgentCalls) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setState, catch)]
    pub fn set_state(
        this: &AgentCalls,
        state: &JsValue,
        callbacks: &Object,
        options: &JsValue,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setConfiguration, catch)]
    pub fn set_configuration(
        this: &AgentCalls,
        configuration: &JsValue,
        callbacks: &Object,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = getEndpoints, catch)]
    pub fn endpoints(this: &AgentCalls, queue_arns: &JsValue, callbacks: &Object) -> Result<(), JsValue>;
    /// TaskJS adds it.
    #[wasm_bindgen(method, js_name = createTask, catch)]
    pub fn create_task(this: &AgentCalls, task: &JsValue, callbacks: &Object) -> Result<(), JsValue>;

    /// Calls a method of Connect's API, as every call of Streams does in the end.
    pub type Client;
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = getClient, catch)]
    pub fn client() -> Result<Client, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn call(this: &Client, method: &str, params: &JsValue, callbacks: &Object) -> Result<(), JsValue>;

    /// Asks which tab does what only one may do.
    pub type MasterClient;
    #[wasm_bindgen(js_namespace = ["connect", "core"], js_name = getMasterClient, catch)]
    pub fn master_client() -> Result<MasterClient, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn call(
        this: &MasterClient,
        method: &str,
        params: &JsValue,
        callbacks: &Object,
    ) -> Result<(), JsValue>;

    /// The browser's own.
    #[wasm_bindgen(catch)]
    pub fn fetch(url: &str, options: &JsValue) -> Result<Promise, JsValue>;

    pub type ContactCalls;
    #[wasm_bindgen(constructor, js_namespace = connect, js_class = Contact, catch)]
    pub fn of(contact_id: &str) -> Result<ContactCalls, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn accept(this: &ContactCalls, callbacks: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn reject(this: &ContactCalls, callbacks: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = addConnection, catch)]
    pub fn add_connection(this: &ContactCalls, to: &JsValue, callbacks: &Object) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = getAgentConnection, catch)]
    pub fn agent_connection(this: &ContactCalls) -> Result<Connection, JsValue>;

    pub type Connection;
    #[wasm_bindgen(method, js_name = getMediaController, catch)]
    pub fn media_controller(this: &Connection) -> Result<Promise, JsValue>;

    /// Ends the media controller of a connection, even one that never came to be.
    #[wasm_bindgen(js_namespace = ["connect", "core", "mediaFactory"], js_name = destroy, catch)]
    pub fn forget_controller(connection_id: &str) -> Result<(), JsValue>;

    /// The page's loader of ChatJS (`chat`) and TaskJS (`task`): a promise that fails if they cannot be had.
    #[wasm_bindgen(js_name = ctiLibrary, catch)]
    pub fn library(name: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["connect", "ChatSession"], js_name = setGlobalConfig, catch)]
    pub fn configure_chats(configuration: &JsValue) -> Result<(), JsValue>;

    /// The media controller of a chat.
    #[derive(Debug)]
    pub type ChatController;
    #[wasm_bindgen(method, js_name = onMessage, catch)]
    pub fn on_message(this: &ChatController, callback: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = getTranscript, catch)]
    pub fn transcript(this: &ChatController, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = cleanUpOnParticipantDisconnect, catch)]
    pub fn clean_up(this: &ChatController) -> Result<(), JsValue>;

    /// The media controller of a task.
    #[derive(Debug)]
    pub type TaskController;
    #[wasm_bindgen(method, js_name = onMessage, catch)]
    pub fn on_message(this: &TaskController, callback: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = cleanUp, catch)]
    pub fn clean_up(this: &TaskController) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["connect", "Endpoint"], js_name = byPhoneNumber, catch)]
    pub fn endpoint_of_number(phone_number: &str) -> Result<JsValue, JsValue>;

    /// Makes a frame in the element with this id, and passes on to it what the CCP tells.
    #[wasm_bindgen(js_namespace = ["connect", "agentApp"], js_name = initApp, catch)]
    pub fn init_app(name: &str, container: &str, url: &str, options: &AppOptions) -> Result<(), JsValue>;
    /// Removes the frame.
    #[wasm_bindgen(js_namespace = ["connect", "agentApp"], js_name = stopApp, catch)]
    pub fn stop_app(name: &str) -> Result<JsValue, JsValue>;

    pub type AppOptions;
    #[wasm_bindgen(method, setter)]
    pub fn set_style(this: &AppOptions, style: &str);
    #[wasm_bindgen(method, setter, js_name = onLoad)]
    pub fn set_on_load(this: &AppOptions, callback: &Function);

    pub type Logger;
    #[wasm_bindgen(js_namespace = connect, js_name = getLog, catch)]
    pub fn logger() -> Result<Logger, JsValue>;
    /// The lines of this period and of the one before, each an object that makes itself text.
    #[wasm_bindgen(method, getter, js_name = _logs, catch)]
    pub fn lines(this: &Logger) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, getter, js_name = _rolledLogs, catch)]
    pub fn earlier_lines(this: &Logger) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, js_name = setEchoLevel, catch)]
    pub fn set_echo_level(this: &Logger, level: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn warn(this: &Logger, line: &str) -> Result<JsValue, JsValue>;

    /// `{success, failure}`, the callbacks that every call of Streams takes.
    pub type Callbacks;
    #[wasm_bindgen(method, setter)]
    pub fn set_success(this: &Callbacks, callback: &Function);
    #[wasm_bindgen(method, setter)]
    pub fn set_failure(this: &Callbacks, callback: &Function);
    #[wasm_bindgen(method, setter, js_name = queueARN)]
    pub fn set_queue_arn(this: &Callbacks, arn: &str);
}
