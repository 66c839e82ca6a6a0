//! Every event of every source.

use super::Recurrence::{EachOccurrence, InThisTab, LatestOccurrence, Never, OncePerContact, SeenByAll};
use super::Source::{
    Browser, ChatContact, ConnectAgent, CtiAction, EmailContact, Initialization, OtherContact,
    QueueCallbackContact, SalesforceAgent, SalesforceUi, TaskContact, VoiceContact,
};
use super::{EventSpec, Recurrence, Source, sentence};

type Members = &'static [&'static str];

const NOTHING: Members = &[];
const AGENT: Members = &[
    "name",
    "username",
    "state",
    "routingProfile",
    "extension",
    "softphoneEnabled",
    "permissions",
    "agentARN",
];
const STATES: Members = &[
    "oldState",
    "newState",
    "name",
    "username",
    "state",
    "routingProfile",
    "extension",
    "softphoneEnabled",
    "permissions",
    "agentARN",
];
const CONTACT: Members = &["contactId", "initialContactId", "type", "event"];
const VIEWED: Members = CONTACT;
const TRANSFER: Members = &["contactId", "initialContactId", "type", "event", "target"];
const MESSAGE: Members = &[
    "Id",
    "Type",
    "Content",
    "ContentType",
    "ParticipantId",
    "ParticipantRole",
    "DisplayName",
    "AbsoluteTime",
    "ContactId",
    "InitialContactId",
];
const TASK: Members = &["Id", "ContentType", "AbsoluteTime", "InitialContactId"];
const PRESENCE: Members = &["statusId", "channels", "statusName", "statusApiName"];
const WORK: Members = &["workItemId", "workId"];
const WORKLOAD: Members = &["configuredCapacity", "previousWorkload", "newWorkload"];
const CLICK: Members =
    &["number", "recordId", "recordName", "objectType", "accountId", "contactId", "personAccount", "params"];
const PLACE: Members =
    &["url", "recordId", "recordName", "objectType", "accountId", "contactId", "personAccount"];
const CADENCE: Members = &["workId", "completeWorkWhen", "attributes"];

const INCOMING: &str = "A contact of this kind, such as a queued callback, is offered before it is set up.";
const PENDING: &str = "The contact is accepted and about to be set up.";
const OFFERED: &str = "A queued callback or a preview of an outbound campaign is offered; a call that rings raises onConnecting.";
const PREPARED: &str = "A queued callback or a preview is accepted and about to be set up; a call that rings raises onConnecting.";
const CONNECTING: &str = "The contact rings or is dialled; of a callback, the customer is dialled.";
const ACCEPTED: &str = "The agent has accepted what was offered.";
const CONNECTED: &str = "The agent is connected.";
const ENDED: &str = "The contact is over, however it ended; once a contact.";
const MISSED: &str = "The contact was missed, rejected or abandoned before the agent accepted it; `$.contact.unanswered` says which.";
const CALLED_IN: &str = "Somebody is called into the call, by which transfers and conferences begin; `target` is the name of the quick connect, the number that a flow dials, or `unknown`.";
const REFRESH: &str = "Something about the contact has changed.";
const DESTROY: &str = "The contact is gone; its last data is still there.";
const INIT: &str = "The contact has appeared; for flows from before 5.9, use onPending or onConnecting.";

const fn row(
    source: Source,
    name: &'static str,
    since: &'static str,
    recurrence: Recurrence,
    payload: Members,
    about: &'static str,
) -> EventSpec {
    EventSpec { source, name, since, recurrence, payload, about: sentence(about) }
}

/// In the order in which administrators look for them.
pub static EVENTS: &[EventSpec] = &[
    row(
        Initialization,
        "onInit",
        "5.0",
        InThisTab,
        NOTHING,
        "The softphone has started: agent and settings are known.",
    ),
    row(ConnectAgent, "onInit", "5.0", EachOccurrence, AGENT, "The agent is signed in to Connect."),
    row(ConnectAgent, "onRefresh", "5.0", LatestOccurrence, AGENT, "Something about the agent has changed."),
    row(
        ConnectAgent,
        "onStateChange",
        "5.0",
        EachOccurrence,
        STATES,
        "The agent has changed to another state.",
    ),
    row(ConnectAgent, "onRoutable", "5.0", EachOccurrence, AGENT, "The agent can be given contacts."),
    row(ConnectAgent, "onNotRoutable", "5.0", EachOccurrence, AGENT, "The agent can be given no contacts."),
    row(ConnectAgent, "onOffline", "5.0", EachOccurrence, AGENT, "The agent is offline."),
    row(
        ConnectAgent,
        "onError",
        "5.0",
        EachOccurrence,
        AGENT,
        "The agent is in an error state, such as after a missed call.",
    ),
    row(
        ConnectAgent,
        "onAfterCallWork",
        "5.0",
        EachOccurrence,
        AGENT,
        "A call is over and the agent does the work that follows.",
    ),
    row(VoiceContact, "onIncoming", "5.0", OncePerContact, CONTACT, OFFERED),
    row(VoiceContact, "onConnecting", "5.0", OncePerContact, CONTACT, CONNECTING),
    row(VoiceContact, "onConnected", "5.0", OncePerContact, CONTACT, CONNECTED),
    row(VoiceContact, "onEnded", "5.0", OncePerContact, CONTACT, ENDED),
    row(VoiceContact, "onRefresh", "5.0", LatestOccurrence, CONTACT, REFRESH),
    row(VoiceContact, "onAccepted", "5.0", OncePerContact, CONTACT, ACCEPTED),
    row(VoiceContact, "onPending", "5.9", OncePerContact, CONTACT, PREPARED),
    row(VoiceContact, "onMissed", "5.0", OncePerContact, CONTACT, MISSED),
    row(VoiceContact, "onDestroy", "5.13", OncePerContact, CONTACT, DESTROY),
    row(VoiceContact, "onTransferStarted", "", EachOccurrence, TRANSFER, CALLED_IN),
    row(VoiceContact, "onInit", "5.0", OncePerContact, CONTACT, INIT),
    row(QueueCallbackContact, "onIncoming", "5.0", OncePerContact, CONTACT, INCOMING),
    row(QueueCallbackContact, "onConnecting", "5.0", OncePerContact, CONTACT, CONNECTING),
    row(QueueCallbackContact, "onConnected", "5.0", OncePerContact, CONTACT, CONNECTED),
    row(QueueCallbackContact, "onEnded", "5.0", OncePerContact, CONTACT, ENDED),
    row(QueueCallbackContact, "onRefresh", "5.0", LatestOccurrence, CONTACT, REFRESH),
    row(QueueCallbackContact, "onAccepted", "5.0", OncePerContact, CONTACT, ACCEPTED),
    row(QueueCallbackContact, "onPending", "5.9", OncePerContact, CONTACT, PENDING),
    row(QueueCallbackContact, "onMissed", "5.0", OncePerContact, CONTACT, MISSED),
    row(QueueCallbackContact, "onDestroy", "5.13", OncePerContact, CONTACT, DESTROY),
    row(QueueCallbackContact, "onTransferStarted", "", EachOccurrence, TRANSFER, CALLED_IN),
    row(ChatContact, "onConnecting", "5.0", OncePerContact, CONTACT, CONNECTING),
    row(ChatContact, "onConnected", "5.0", OncePerContact, CONTACT, CONNECTED),
    row(ChatContact, "onEnded", "5.0", OncePerContact, CONTACT, ENDED),
    row(ChatContact, "onRefresh", "5.0", LatestOccurrence, CONTACT, REFRESH),
    row(ChatContact, "onAccepted", "5.0", OncePerContact, CONTACT, ACCEPTED),
    row(ChatContact, "onPending", "5.9", OncePerContact, CONTACT, PENDING),
    row(ChatContact, "onMessageReceived", "5.0", EachOccurrence, MESSAGE, "The customer has written."),
    row(ChatContact, "onMessageSent", "5.0", EachOccurrence, MESSAGE, "The agent has written."),
    row(ChatContact, "onMissed", "5.0", OncePerContact, CONTACT, MISSED),
    row(ChatContact, "onDestroy", "5.13", OncePerContact, CONTACT, DESTROY),
    row(
        ChatContact,
        "onViewContact",
        "5.22",
        SeenByAll,
        VIEWED,
        "The agent looks at this chat; it is connected.",
    ),
    row(ChatContact, "onInit", "5.0", OncePerContact, CONTACT, INIT),
    row(TaskContact, "onIncoming", "5.9", OncePerContact, CONTACT, INCOMING),
    row(TaskContact, "onConnecting", "5.9", OncePerContact, CONTACT, CONNECTING),
    row(TaskContact, "onConnected", "5.9", OncePerContact, CONTACT, CONNECTED),
    row(TaskContact, "onEnded", "5.9", OncePerContact, CONTACT, ENDED),
    row(TaskContact, "onRefresh", "5.9", LatestOccurrence, CONTACT, REFRESH),
    row(TaskContact, "onAccepted", "5.9", OncePerContact, CONTACT, ACCEPTED),
    row(TaskContact, "onPending", "5.9", OncePerContact, CONTACT, PENDING),
    row(TaskContact, "onMissed", "5.9", OncePerContact, CONTACT, MISSED),
    row(TaskContact, "onDestroy", "5.13", OncePerContact, CONTACT, DESTROY),
    row(
        TaskContact,
        "onTransferInitiated",
        "5.9",
        EachOccurrence,
        TASK,
        "The transfer of the task has begun.",
    ),
    row(TaskContact, "onTransferSucceeded", "5.9", EachOccurrence, TASK, "The task is with somebody else."),
    row(
        TaskContact,
        "onTransferFailed",
        "5.9",
        EachOccurrence,
        TASK,
        "The task could not be passed on and stays.",
    ),
    row(TaskContact, "onTaskExpiring", "5.9", EachOccurrence, TASK, "The task expires in two hours."),
    row(TaskContact, "onTaskExpired", "5.9", EachOccurrence, TASK, "The task has expired."),
    row(EmailContact, "onIncoming", "", OncePerContact, CONTACT, INCOMING),
    row(EmailContact, "onConnecting", "", OncePerContact, CONTACT, CONNECTING),
    row(EmailContact, "onConnected", "", OncePerContact, CONTACT, CONNECTED),
    row(EmailContact, "onEnded", "", OncePerContact, CONTACT, ENDED),
    row(EmailContact, "onRefresh", "", LatestOccurrence, CONTACT, REFRESH),
    row(EmailContact, "onAccepted", "", OncePerContact, CONTACT, ACCEPTED),
    row(EmailContact, "onPending", "", OncePerContact, CONTACT, PENDING),
    row(EmailContact, "onMissed", "", OncePerContact, CONTACT, MISSED),
    row(EmailContact, "onDestroy", "", OncePerContact, CONTACT, DESTROY),
    row(OtherContact, "onIncoming", "", OncePerContact, CONTACT, INCOMING),
    row(OtherContact, "onConnecting", "", OncePerContact, CONTACT, CONNECTING),
    row(OtherContact, "onConnected", "", OncePerContact, CONTACT, CONNECTED),
    row(OtherContact, "onEnded", "", OncePerContact, CONTACT, ENDED),
    row(OtherContact, "onRefresh", "", LatestOccurrence, CONTACT, REFRESH),
    row(OtherContact, "onAccepted", "", OncePerContact, CONTACT, ACCEPTED),
    row(OtherContact, "onPending", "", OncePerContact, CONTACT, PENDING),
    row(OtherContact, "onMissed", "", OncePerContact, CONTACT, MISSED),
    row(OtherContact, "onDestroy", "", OncePerContact, CONTACT, DESTROY),
    row(SalesforceAgent, "onStateChange", "5.0", SeenByAll, PRESENCE, "The Omni-Channel status has changed."),
    row(
        SalesforceAgent,
        "onWorkAccepted",
        "5.0",
        EachOccurrence,
        WORK,
        "A work item was accepted in Omni-Channel.",
    ),
    row(
        SalesforceAgent,
        "onWorkloadChanged",
        "5.0",
        SeenByAll,
        WORKLOAD,
        "The workload in Omni-Channel has changed.",
    ),
    row(SalesforceUi, "onClickToDial", "5.0", InThisTab, CLICK, "A phone number was clicked."),
    row(
        SalesforceUi,
        "onNavigationChange",
        "5.0",
        InThisTab,
        PLACE,
        "Another record or page came into view.",
    ),
    row(
        SalesforceUi,
        "onHvsWorkStart",
        "5.0",
        InThisTab,
        CADENCE,
        "A call step of a sales cadence has begun.",
    ),
    row(
        CtiAction,
        "",
        "5.13",
        InThisTab,
        NOTHING,
        "The agent presses Execute or Submit of an action; the payload is the action's.",
    ),
    row(Browser, "", "5.0", Never, NOTHING, "Never: the source was removed in 5.7."),
];
