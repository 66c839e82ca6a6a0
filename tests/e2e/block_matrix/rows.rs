//! The rows: every block at least once, both ways out where it has two.

use serde_json::{Value, json};

use super::row::Play::*;
use super::row::{Row, row};

const MAYA: &str = "0035g0000000001AAA";
const CASE: &str = "5005g0000000001AAA";
const ACCOUNT: &str = "0015g0000000001AAA";
const NUMBER: &str = "+12135550100";

/// `echo` is the address of the web service that says what it was sent.
pub fn rows(echo: &str) -> Vec<Row> {
    [core(echo), salesforce(), pops(), records(), console(), agent(), contact(), dialogs()].concat()
}

fn core(echo: &str) -> Vec<Row> {
    let set = |key: &str| ("SE_SetProperty", json!({"key": key, "value": {"a": [1]}}));
    let property = |key: &str| json!({"key": key, "defaultValue": "none"});
    let headers = json!({"x-tier": "gold"});
    vec![
        row("SE_CoreDecision", Desk).with(json!({"operandA": "a", "comparator": "equal", "operandB": "a"})),
        row("SE_CoreDecision", Desk).with(json!({"operandA": "a", "comparator": "equal", "operandB": "b"})).goes("false"),
        row("SE_CoreCast", Desk).with(json!({"value": "42", "type": "Number"})).gives(json!({"value": 42})),
        row("SE_CoreHttpRequest", Desk)
            .with(json!({"url": echo, "method": "POST", "headers": headers, "body": {"a": "ü"}}))
            .gives(json!({"status": 200, "data": {"method": "POST", "headers": {"x-tier": "gold"}, "body": {"a": "ü"}}}))
            .asks("POST", json!({"body": {"a": "ü"}, "headers": {"x-tier": "gold", "content-type": "application/json"}})),
        row("SE_CoreHttpRequest", Desk)
            .with(json!({"url": format!("{echo}?status=503"), "method": "PUT", "body": "text"}))
            .fails("status 503")
            .gives(json!({"status": 503, "data": {"body": "text"}}))
            .asks("PUT", json!({"body": "text"})),
        row("SE_CoreHttpRequest", Desk).with(json!({"url": "http://localhost:1/"})).fails("no connection"),
        row("SE_CoreHttpRequest", Desk).with(json!({"url": "/relative"})).fails("complete address"),
        row("SE_SetProperty", Desk).with(set("set").1).then("SE_GetProperty", property("set"), json!({"value": {"a": [1]}})),
        row("SE_GetProperty", Desk).after(set("get").0, set("get").1).with(property("get")).gives(json!({"value": {"a": [1]}})),
        row("SE_GetProperty", Desk).with(property("unknown")).gives(json!({"value": "none"})),
        row("SE_GetAllProperties", Desk).after(set("all").0, set("all").1).gives(json!({"value": {"all": {"a": [1]}}})),
        row("SE_UnsetProperty", Desk)
            .after(set("gone").0, set("gone").1)
            .with(json!({"key": "gone"}))
            .then("SE_GetProperty", property("gone"), json!({"value": "none"})),
        row("SE_ClearAllProperties", Changes)
            .after(set("cleared").0, set("cleared").1)
            .then("SE_GetProperty", property("cleared"), json!({"value": "none"})),
        row("SE_CoreFormatPhoneNumber", Desk).with(json!({"phoneNumber": NUMBER})).gives(json!({"value": "(213) 555-0100"})),
        row("SE_CoreFormatPhoneNumberE164", Desk)
            .with(json!({"phoneNumber": "(213) 555-0100 ext. 7", "countryCode": "US"}))
            .gives(json!({"value": NUMBER, "extension": "7"})),
        row("SE_CoreFormatDate", Desk)
            .with(json!({"date": "2026-01-05T10:00:00", "format": "dddd, D MMMM YYYY [at] h:mm A"}))
            .gives(json!({"value": "Monday, 5 January 2026 at 10:00 AM"})),
        row("SE_CoreTruthy", Desk).with(json!({"value": "x"})),
        row("SE_CoreTruthy", Desk).with(json!({"value": "$.contact.attributes.no"})).goes("false"),
        row("SE_Log", Desk).with(json!({"level": "error", "message": "a line for the matrix"})),
        row("SE_CoreUpdateCounter", Desk).with(json!({"key": "up", "amount": 2})).gives(json!({"value": 2})),
        row("SE_CoreGetCounter", Desk)
            .after("SE_CoreUpdateCounter", json!({"key": "read", "amount": 3}))
            .with(json!({"key": "read"}))
            .gives(json!({"value": 3})),
        row("SE_CoreGetCounter", Desk).with(json!({"key": "openAgentTabs"})).gives(json!({"value": 1})),
        row("SE_CoreIsOneOf", Desk).with(json!({"value": "Sales", "values": "Sales, Support"})),
        row("SE_CoreIsOneOf", Desk).with(json!({"value": "Sale", "values": ["Sales"]})).goes("false"),
        row("SE_CoreStringTemplate", Desk)
            .with(json!({"template": "Call from {{number}}", "variables": {"number": "$.payload.number"}}))
            .gives(json!({"value": "Call from +12135550100"})),
        row("SE_CoreJoinStrings", Desk).with(json!({"string1": "a", "string2": false})).gives(json!({"value": "afalse"})),
        row("SE_CoreReplaceString", Desk)
            .with(json!({"input": "a-b-c", "pattern": "/-/g", "replacement": "+"}))
            .gives(json!({"value": "a+b+c"})),
        row("SE_CoreTextStartsWith", Desk).with(json!({"text": "$.payload.number", "values": ["+1213"]})),
        row("SE_CoreTextStartsWith", Desk).with(json!({"text": "$.payload.number", "values": ["213"]})).goes("false"),
        row("SE_CoreTextEndsWith", Desk).with(json!({"text": "$.payload.number", "values": ["0100"]})),
        row("SE_CoreTextEndsWith", Desk).with(json!({"text": "$.payload.number", "values": ["0199"]})).goes("false"),
        row("SE_CoreMultiply", Desk).with(json!({"value1": "6", "value2": 7})).gives(json!({"value": 42})),
        row("SE_CoreDivide", Desk).with(json!({"value1": 7, "value2": 2})).gives(json!({"value": 3.5})),
        row("SE_CoreLength", Desk).with(json!({"value": "$.payload.number"})).gives(json!({"value": 12})),
        row("SE_CoreSlice", Desk).with(json!({"value": "$.payload.number", "start": -4})).gives(json!({"value": "0100"})),
        row("SE_CoreDelay", Desk).with(json!({"delay": 20})),
        row("SE_CoreExtractValue", Desk)
            .after("SE_CoreCast", json!({"value": "{\"Owner\": {\"Name\": \"Ada\"}}", "type": "Object"}))
            .with(json!({"targetField": "$.actions.p0.results.value", "keyPath": "Owner.Name"}))
            .gives(json!({"value": "Ada"})),
        row("SE_CoreJQuery", Changes)
            .with(json!({"selector": ".drawer .tabs", "method": "addClass", "args": ["important"]}))
            .gives(json!({"value": 1})),
        row("SE_GetPayload", Desk).with(json!({"key": "number"})).gives(json!({"value": NUMBER})),
        row("SE_CoreSendDataToCcpOverlay", Call).with(json!({"value": {"Queue": "$.contact.queueName", "Priority": "<b>high</b>"}})),
        row("SE_CoreShowAttributes", Call),
    ]
}

fn salesforce() -> Vec<Row> {
    let log_in = ("SE_SFLoginAgent", json!({"statusId": "Available"}));
    let work = json!({"workId": "w-1", "disposition": "Reached", "taskId": "00T5g0000000001EAA"});
    vec![
        row("SE_SFIsClickToDialEnabled", Desk),
        row("SE_SFEnableClickToDial", Changes).asks("enableClickToDial", json!({})),
        row("SE_SFDisableClickToDial", Changes).asks("disableClickToDial", json!({})),
        row("SE_SFShowSoftphonePanel", Changes).asks("setSoftphonePanelVisibility", json!({"visible": true})),
        row("SE_SFHideSoftphonePanel", Changes).asks("setSoftphonePanelVisibility", json!({"visible": false})),
        row("SE_SFSetSoftphonePanelHeight", Changes)
            .with(json!({"heightPX": 500}))
            .asks("setSoftphonePanelHeight", json!({"heightPX": 500})),
        row("SE_SFSetSoftphonePanelHeight", Changes).with(json!({"heightPX": 9})).fails("240"),
        row("SE_SFSetSoftphonePanelWidth", Changes)
            .with(json!({"widthPX": 500}))
            .asks("setSoftphonePanelWidth", json!({"widthPX": 500})),
        row("SE_SFSetSoftphonePanelWidth", Changes).with(json!({"widthPX": 9})).fails("200"),
        row("SE_SFRefreshView", Changes).asks("refreshView", json!({})),
        row("SE_SFGetSoftphoneLayout", Desk).gives(json!({"value": {"Inbound": "*"}})).asks("getSoftphoneLayout", json!({})),
        row("SE_SFGetAppViewInfo", Desk)
            .gives(json!({"recordId": MAYA, "objectType": "Contact"}))
            .asks("getAppViewInfo", json!({})),
        row("SE_SFRunApex", Desk)
            .with(json!({"apexClass": "SandboxApex", "methodName": "echo", "methodParams": {"who": "O'Brien & co"}}))
            .gives(json!({"value": {"who": "O'Brien & co"}}))
            .asks("runApex", json!({"apexClass": "SandboxApex", "methodName": "echo"})),
        row("SE_SFRunApex", Desk).with(json!({"apexClass": "SandboxApex", "methodName": "fail"})).fails(""),
        row("SE_SFCompleteHvsWorkWithTaskSaved", Changes)
            .with(work)
            .asks("completeWork", json!({"workId": "w-1", "attributes": {"disposition": "Reached"}})),
        row("SE_SFCompleteHvsWorkWithTaskSaved", Changes).with(json!({"workId": "w-2"})).fails(""),
        row("SE_SFLoginAgent", Changes).with(log_in.1.clone()).asks("presence.login", json!(["*"])),
        row("SE_SFLoginAgent", Desk).with(json!({"statusId": "Nowhere"})).fails("Nowhere"),
        row("SE_SFLogoutAgent", Changes).after(log_in.0, log_in.1.clone()).asks("presence.logout", json!([])),
        row("SE_SFSetAgentState", Desk)
            .with(json!({"statusId": "On_Break"}))
            .gives(json!({"statusApiName": "On_Break", "statusId": "*"}))
            .asks("presence.setServicePresenceStatus", json!(["*"])),
        row("SE_SFGetAgentState", Desk)
            .after(log_in.0, log_in.1.clone())
            .gives(json!({"statusId": "*", "statusApiName": "*"}))
            .asks("presence.getServicePresenceStatusId", json!([])),
        row("SE_SFGetAgentWorkload", Desk)
            .after(log_in.0, log_in.1)
            .gives(json!({"configuredCapacity": 5, "currentWorkload": 0}))
            .asks("presence.getAgentWorkload", json!([])),
    ]
}

fn pops() -> Vec<Row> {
    let pop = |block, controls: Value, kind: &str, params: Value| {
        row(block, Changes).with(controls).asks("screenPop", json!({"type": kind, "params": params}))
    };
    vec![
        pop("SE_SFScreenpopObject", json!({"recordId": CASE}), "sobject", json!({"recordId": CASE})),
        row("SE_SFScreenpopObject", Changes).with(json!({"recordId": ""})).fails(""),
        pop(
            "SE_SFScreenpopObjectHome",
            json!({"scope": "Account"}),
            "objecthome",
            json!({"scope": "Account"}),
        ),
        pop(
            "SE_SFScreenpopList",
            json!({"listViewId": "00B5g0000000001", "scope": "Case"}),
            "list",
            json!({"listViewId": "00B5g0000000001", "scope": "Case"}),
        ),
        pop(
            "SE_SFScreenpopNewRecord",
            json!({"entityName": "Case", "defaultFieldValues": {"Subject": "New"}}),
            "newRecord",
            json!({"entityName": "Case", "defaultFieldValues": {"Subject": "New"}}),
        ),
        pop(
            "SE_SFScreenpopSearch",
            json!({"searchString": "Maya"}),
            "search",
            json!({"searchString": "Maya"}),
        ),
        pop(
            "SE_SFScreenpopUrl",
            json!({"url": "/lightning/page/home"}),
            "url",
            json!({"url": "/lightning/page/home"}),
        ),
        row("SE_SFScreenpopUrl", Changes).with(json!({"url": "javascript:alert(1)"})).fails(""),
        row("SE_SFSearchAndScreenpop", Changes)
            .with(json!({"searchParams": "2135550100", "callType": "inbound"}))
            .gives(json!({MAYA: {"Name": "Maya Torres"}}))
            .asks("searchAndScreenPop", json!({"searchParams": "2135550100", "callType": "inbound"})),
        row("SE_SFSearchAndScreenpop", Desk)
            .with(json!({"searchParams": "2135550100", "callType": "inbound", "deferred": true}))
            .gives(json!({"Id": MAYA}))
            .asks("searchAndScreenPop", json!({"deferred": true})),
    ]
}

fn records() -> Vec<Row> {
    let query = json!({"query": "SELECT Id, LastName FROM Contact WHERE Email = 'maya.torres@example.com'"});
    let wrong = json!({"query": "SELECT Nothing__c FROM Contact"});
    vec![
        row("SE_SFSaveLog", Desk)
            .with(json!({"entityType": "Case", "fieldValues": {"Subject": "From the matrix"}}))
            .gives(json!({"id": "*"}))
            .asks("saveLog", json!({"object": {"Subject": "From the matrix"}})),
        row("SE_SFSaveLog", Desk)
            .with(json!({"entityType": "Nothing__x", "fieldValues": {"Subject": "Never"}}))
            .fails(""),
        row("SE_SFCreateTask", Desk)
            .with(json!({"CallObject": "c-1", "subject1": "Call", "subject2": "Support", "WhoId": MAYA,
                "CallDurationInSeconds": "", "ActivityDate": "2026-01-05T10:00:00Z"}))
            .gives(json!({"id": "*"}))
            .asks("saveLog", json!({"object": {"Subject": "Call - Support", "ActivityDate": "2026-01-05"}})),
        row("SE_SFCreateTask", Desk).with(json!({"subject1": "Never", "WhoId": "005xx"})).fails(""),
        row("SE_SFQuery", Desk)
            .with(query.clone())
            .gives(json!({"value": [{"Id": MAYA, "LastName": "Torres"}]}))
            .asks("SoftphoneController.query", json!([query])),
        row("SE_SFQuery", Desk).with(wrong.clone()).fails("Nothing__c"),
        row("SE_SFQueryValue", Desk)
            .with(query.clone())
            .gives(json!({"value": [{"Id": MAYA, "LastName": "Torres"}]}))
            .asks("SoftphoneController.query", json!([query])),
        row("SE_SFQueryValue", Desk).with(wrong).fails("Nothing__c"),
        row("SE_SFRetrieve", Desk)
            .with(json!({"type": "Account", "id": ACCOUNT, "fields": "Id, Industry"}))
            .gives(json!({"record": {"Id": ACCOUNT, "Industry": "Agriculture"}}))
            .asks("SoftphoneController.retrieve", json!("*")),
        row("SE_SFGetContactId", Desk)
            .with(json!({"formattedPhoneNumber": NUMBER}))
            .gives(json!({"sfContactId": MAYA}))
            .asks("SoftphoneController.search", json!("*")),
        row("SE_SFGetContactId", Desk)
            .with(json!({"formattedPhoneNumber": "(213) 555-0100", "fieldName": "Phone"}))
            .gives(json!({"sfContactId": MAYA}))
            .asks("SoftphoneController.query", json!("*")),
        row("SE_SFGetContactId", Desk)
            .with(json!({"formattedPhoneNumber": "+19995550199"}))
            .fails("no contact"),
        row("SE_SFGetLeadId", Desk)
            .with(json!({"formattedPhoneNumber": "+13125550166"}))
            .gives(json!({"sfLeadId": "*"}))
            .asks("SoftphoneController.search", json!("*")),
        row("SE_SFGetLeadId", Desk).with(json!({"formattedPhoneNumber": NUMBER})).fails("no lead"),
        row("SE_SFIsContactDoNotCall", Desk).with(json!({"contactId": MAYA})).goes("false"),
        row("SE_SFIsContactDoNotCall", Desk)
            .after("SE_SFQueryValue", json!({"query": "SELECT Id FROM Contact WHERE LastName = 'Marchand'"}))
            .with(json!({"contactId": "$.actions.p0.results.value[0].Id"})),
    ]
}

fn console() -> Vec<Row> {
    let open = |id: &str| {
        (
            "SE_SFOpenPrimaryTab",
            json!({"url": format!("/lightning/r/Contact/{id}/view"), "tabLabel": "Opened", "active": false}),
        )
    };
    let case = format!("/lightning/r/Case/{CASE}/view");
    let tab = "$.actions.p0.results.id";
    vec![
        row("SE_SFOpenPrimaryTab", Tabs)
            .with(json!({"url": "/lightning/o/Lead/list", "tabLabel": "Leads of mine", "active": false}))
            .gives(json!({"id": "*", "value": "*"}))
            .asks("openPrimaryTab", json!([null, "/lightning/o/Lead/list", false, "Leads of mine"])),
        row("SE_SFOpenSubTab", Tabs)
            .after(open("0035g0000000002AAA").0, open("0035g0000000002AAA").1)
            .with(json!({"url": case, "primaryTabId": tab, "tabLabel": "Its case", "active": false}))
            .gives(json!({"id": "*", "value": "*"}))
            .asks("openSubtab", json!(["*", case, false, "Its case", null])),
        row("SE_SFOpenSubTab", Tabs).with(json!({"url": case, "primaryTabId": "scc-pt-99"})).fails(""),
        row("SE_SFCloseTab", Tabs)
            .after(open("0035g0000000003AAA").0, open("0035g0000000003AAA").1)
            .with(json!({"tabId": tab}))
            .asks("closeTab", json!(["*"]))
            .only_granted(),
        row("SE_SFCloseTab", Tabs).with(json!({"tabId": "scc-pt-99"})).fails(""),
        row("SE_SFGetPrimaryTabIds", Tabs)
            .gives(json!({"ids": "*", "value": "*"}))
            .asks("getPrimaryTabIds", json!([])),
        row("SE_SFGetTabsWithMatchingUrl", Tabs)
            .after(open("0035g0000000004AAA").0, open("0035g0000000004AAA").1)
            .with(json!({"url": "0035g0000000004AAA"}))
            .gives(json!({"ids": ["*"], "value": ["*"]}))
            .asks("getPageInfo", json!(["*"]))
            .only_granted(),
        row("SE_SFGetTabObjectMap", Tabs).gives(json!({"value": "*"})).asks("getPrimaryTabIds", json!([])),
        row("SE_SFGetFocusedPrimaryTabObjectId", Tabs)
            .gives(json!({"id": MAYA, "value": MAYA}))
            .asks("getFocusedPrimaryTabObjectId", json!([])),
        row("SE_SFGetFocusedSubtabObjectId", Tabs).asks("getFocusedSubtabObjectId", json!([])),
    ]
}

fn agent() -> Vec<Row> {
    vec![
        row("SE_AgentDialNumber", Tabs)
            .with(json!({"phoneNumber": "(206) 555-0142"}))
            .asks("createOutboundContact", json!("*")),
        row("SE_AgentMute", Call).asks("mute", json!({"mute": true})),
        row("SE_AgentUnmute", Call).after("SE_AgentMute", json!({})).asks("mute", json!({"mute": false})),
        row("SE_AgentGetStatus", Desk).gives(
            json!({"name": "Available", "type": "routable", "agentStateARN": "*", "value": "Available"}),
        ),
        row("SE_AgentSetStatus", Changes)
            .with(json!({"state": "Lunch"}))
            .asks("putAgentState", json!({"state": {"name": "Lunch"}})),
        row("SE_AgentSetStatus", Changes)
            .after("SE_AgentGetAvailableStates", json!({}))
            .after(
                "SE_CoreExtractValue",
                json!({"targetField": "$.actions.p0.results", "keyPath": "value.[4].agentStateARN"}),
            )
            .with(json!({"state": "$.actions.p1.results.value"}))
            .asks("putAgentState", json!({"state": {"name": "Training"}})),
        row("SE_AgentSetStatus", Changes).with(json!({"state": "Nowhere"})).fails("Nowhere"),
        row("SE_AgentSetStatusByName", Changes)
            .with(json!({"name": "Break"}))
            .asks("putAgentState", json!({"state": {"name": "Break"}})),
        row("SE_AgentSetStatusByName", Changes).with(json!({"name": "Nowhere"})).fails("Nowhere"),
        row("SE_AgentSetAvailable", Changes).asks("putAgentState", json!({"state": {"name": "Available"}})),
        row("SE_AgentGetAvailableStates", Desk).gives(json!({"value": "*"})),
        row("SE_AgentGetConfiguration", Desk)
            .gives(json!({"name": "Ada Lovelace", "routingProfile": {"name": "*"}})),
        row("SE_AgentGetName", Desk).gives(json!({"value": "Ada Lovelace"})),
        row("SE_AgentGetExtension", Desk).gives(json!({})),
        row("SE_AgentGetDeskphoneNumber", Desk).gives(json!({})),
        row("SE_AgentGetDialableCountries", Desk).gives(json!({"value": "*"})),
        row("SE_AgentIsSoftphoneEnabled", Desk),
        row("SE_AgentIsSoftphoneEnabled", Dialogs)
            .after("SE_AgentChangeToDeskphone", json!({"phoneNumber": "+12135550199"}))
            .after("SE_CoreDelay", json!({"delay": 500}))
            .goes("false"),
        row("SE_AgentGetExtension", Dialogs)
            .after("SE_AgentChangeToDeskphone", json!({"phoneNumber": "+12135550199"}))
            .after("SE_CoreDelay", json!({"delay": 500}))
            .gives(json!({"value": "+12135550199", "extension": "+12135550199"})),
        row("SE_AgentChangeToDeskphone", Changes).with(json!({"phoneNumber": "+12135550199"})).asks(
            "updateAgentConfiguration",
            json!({"configuration": {"softphoneEnabled": false, "extension": "+12135550199"}}),
        ),
        row("SE_AgentChangeToDeskphone", Desk).with(json!({"phoneNumber": ""})).fails("phoneNumber"),
        row("SE_AgentChangeToSoftphone", Changes)
            .asks("updateAgentConfiguration", json!({"configuration": {"softphoneEnabled": true}})),
        row("SE_AgentGetEndpointByPhoneNumber", Desk)
            .with(json!({"phoneNumber": NUMBER}))
            .gives(json!({"type": "phone_number", "phoneNumber": NUMBER})),
        row("SE_AgentGetQuickConnectionList", Desk)
            .gives(json!({"value": "*"}))
            .asks("getEndpoints", json!({})),
        row("SE_AgentGetTransferConnectionList", Call)
            .gives(json!({"value": "*"}))
            .asks("getEndpoints", json!({})),
        row("SE_AgentCreateTask", Changes)
            .with(json!({"name": "Call back", "description": "They asked.", "endpoint": "Grace Hopper",
                "references": {"Case": "https://acme.example/500"}}))
            .gives(json!({"contactId": "*"}))
            .asks("createTaskContact", json!({"name": "Call back"})),
        row("SE_AgentCreateTask", Changes)
            .with(json!({"name": "Call back", "endpoint": "Nobody"}))
            .fails("Nobody"),
        row("SE_AgentGetCcpLogs", Desk).gives(json!({"value": "*"})),
    ]
}

fn contact() -> Vec<Row> {
    vec![
        row("SE_ContactIsVoice", Call),
        row("SE_ContactIsVoice", Chat).goes("false"),
        row("SE_ContactIsCallback", Callback),
        row("SE_ContactIsCallback", Call).goes("false"),
        row("SE_ContactIsChat", Chat),
        row("SE_ContactIsChat", Call).goes("false"),
        row("SE_ContactIsTask", Task),
        row("SE_ContactIsTask", Call).goes("false"),
        row("SE_ContactIsInbound", Call),
        row("SE_ContactIsInbound", Desk).goes("false"),
        row("SE_ContactIsTransfer", Call).goes("false"),
        row("SE_ContactGetAttributeValue", Call).with(json!({"attributeName": "tier"})).gives(json!({"value": "gold"})),
        row("SE_ContactGetAttributeValue", Call)
            .with(json!({"attributeName": "nothing", "defaultValue": "none"}))
            .gives(json!({"value": "none"})),
        row("SE_ContactUpdateAttributes", Call)
            .with(json!({"attributes": {"number": "$.contact.phoneNumber"}}))
            .then("SE_ContactGetAttributeValue", json!({"attributeName": "number"}), json!({"value": NUMBER}))
            .asks("SoftphoneController.updateContactAttributes", json!(["*", {"number": NUMBER}])),
        row("SE_ContactUpdateAttributes", Desk).with(json!({"attributes": {"a": "b"}})).fails("no contact"),
        row("SE_ContactProperties", Call)
            .gives(json!({"contactId": "*", "type": "voice", "queueName": "Sales", "phoneNumber": NUMBER, "callType": "inbound", "isMonitor": false})),
        row("SE_ContactCustomerPhoneNumber", Call)
            .gives(json!({"phone": "2135550100", "country": "US", "number": NUMBER, "nationalNumber": "2135550100"})),
        row("SE_ContactInteractionMetadata", Over).gives(json!({"callInteractionDuration": 0, "callIncomingDuration": 0})),
        row("SE_ContactGetChatMessage", Chat).gives(json!({"value": "*"})),
        row("SE_ContactStartRecording", Call).asks("SoftphoneController.startContactRecording", json!(["*", "*"])),
        row("SE_ContactStartRecording", Desk).fails(""),
        row("SE_ContactStopRecording", Callback)
            .after("SE_ContactStartRecording", json!({}))
            .asks("SoftphoneController.stopContactRecording", json!(["*", "*"])),
        row("SE_ContactStopRecording", Desk).fails(""),
        row("SE_ContactPopTaskReferenceUrls", Task).gives(json!({"value": 1})),
        row("SE_ContactDestroyAgentConnection", Task).asks("destroyConnection", json!({"contactId": "*"})),
        row("SE_ContactDestroyAgentConnection", Desk).fails("no contact"),
        row("SE_ContactClear", Over).asks("clearContact", json!({"contactId": "*"})),
        row("SE_ContactClear", Call).fails("not over"),
        row("SE_ContactLeaveVoicemail", Callback)
            .after("SE_CoreDelay", json!({"delay": 1000}))
            .with(json!({"voicemailDropName": "Call back tomorrow", "quickConnectName": "Voicemail"}))
            .asks("createAdditionalConnection", json!({"contactId": "*"})),
        row("SE_ContactLeaveVoicemail", Call)
            .with(json!({"voicemailDropName": "Closed today", "quickConnectName": "Voicemail"}))
            .fails("no active voicemail drop"),
        row("SE_ContactLeaveVoicemail", Call)
            .with(json!({"voicemailDropName": "Call back tomorrow", "quickConnectName": "Nobody"}))
            .fails("Nobody"),
    ]
}

/// Asked one after the other, in this order; `answer_dialogs` answers them.
fn dialogs() -> Vec<Row> {
    let modal = json!({"title": "Order", "message": "Which order?", "confirmLabel": "Take", "cancelLabel": "None", "inputLabel": "Number"});
    vec![
        row("SE_CoreShowModal", Dialogs)
            .with(modal.clone())
            .gives(json!({"value": "confirm", "string": "4711"})),
        row("SE_CoreShowModal", Dialogs)
            .with(modal.clone())
            .goes("failure")
            .gives(json!({"value": "cancel"})),
        row("SE_CoreShowModal", Dialogs).with(modal).gives(json!({"value": "dismiss"})),
        row("SE_CoreAlert", Dialogs).with(json!({"message": "<b>Only text</b>"})),
    ]
}
