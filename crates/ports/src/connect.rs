//! Amazon Connect: what the agent and the contacts do, and what we may ask of them.

use cti_core::{Agent, Contact, ContactId, Millis};
use serde_json::Value;

use crate::Answer;

/// How the softphone stands with Connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Loading; nothing is known yet.
    Starting,
    /// Snapshots arrive.
    Up,
    /// The computer slept or was offline; Connect is being asked whether it still knows the agent.
    Checking,
    /// The agent has to sign in.
    SignedOut,
    /// The agent has signed in, and the phone does not come up all the same.
    NotLetIn,
    /// The phone's page asks for the agent's consent to its cookies.
    ConsentAsked,
    /// The browser refuses that until the agent has been at Connect in a window.
    VisitWanted,
    /// The browser refuses it for good.
    ConsentRefused,
    /// The phone stopped answering.
    Lost,
    /// It will not come up by itself; the text says why, for the log.
    Failed(String),
}

/// What Connect tells us.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "almost every event is a snapshot")]
pub enum ConnectEvent {
    /// Everything about the agent and the contacts, whenever any of it may have changed.
    Snapshot {
        at: Millis,
        agent: Agent,
        contacts: Vec<Contact>,
    },
    /// The agent looks at another contact, or at none.
    Viewed(Option<ContactId>),
    /// The agent says no to a contact, here or elsewhere. Connect may show it as missed.
    Refused(ContactId),
    /// Something was said in a chat: `{Id, Content, ContentType, ParticipantRole, DisplayName, AbsoluteTime, …}`.
    /// The same message may come again, after a reload for example.
    ChatMessage {
        contact_id: ContactId,
        message: Value,
        /// From the transcript: it was said before this page could hear it.
        old: bool,
    },
    /// Something befell a task, by the event's name: `{Id, ContentType, AbsoluteTime, InitialContactId}`.
    TaskEvent {
        contact_id: ContactId,
        name: &'static str,
        payload: Value,
    },
    /// The agent's microphone has been muted or opened, by whomever. The same may be said again.
    Microphone {
        muted: bool,
    },
    /// Somebody asked for the microphone to be so: a flow, in this tab or another, or the agent in the phone.
    MicrophoneWished {
        muted: bool,
    },
    /// The phone could not bring up the sound of a call; Connect's word for why, such as `ice_collection_timeout`.
    SoundFailed(String),
    Link(Link),
    /// This region is about to be left; what is live in it is lost with it.
    FailingOver,
    /// Another region has taken over; the snapshot before this one is already its own.
    FailedOver {
        region: String,
    },
}

/// A state that an agent may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateChoice {
    /// By its exact name.
    Named(String),
    Arn(String),
    /// The first one in which contacts arrive, usually `Available`.
    Routable,
    /// The one in which no contact arrives because the agent is not at work, usually `Offline`.
    Offline,
}

/// Where an agent's calls ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Softphone {
    /// In the browser.
    On,
    /// At a desk phone; `extension` is its number as E.164.
    Deskphone { extension: String },
}

/// Where the sound of the agent's calls is: every tab has a phone, and one of them speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audio {
    /// No phone has asked for it yet.
    #[default]
    Nowhere,
    Here,
    Elsewhere,
}

/// Commands to Connect. Success means that Connect took the command, not that it has happened yet.
/// Commands to a contact that is gone are refused unless they say otherwise.
pub trait Connect {
    /// Calls a number; while a call is live, adds the number to it and ignores the queue.
    /// `phone_number` is E.164. `queue_arn` `None` means the agent's default outbound queue.
    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()>;

    /// Shows the sign-in window. Only ever called from a click. There is one at most over all tabs: while
    /// another tab has it, this is refused as `windowElsewhere` unless the agent insists, and then that
    /// one is closed.
    fn sign_in(&self, insists: bool) -> Answer<()>;

    /// Signs the agent out of Connect, in all tabs. Refused while a contact is live.
    fn sign_out(&self) -> Answer<()>;

    /// Which phone has the sound of calls. Closing its page ends the sound of a live call.
    fn audio(&self) -> Answer<Audio>;

    /// Starts the phone anew without reloading the page. While a contact is live this may end it, so it is
    /// refused as `contactLive` unless the agent insists.
    fn reconnect(&self, insists: bool) -> Answer<()>;

    /// Has the phone's page ask for access to its cookies, for a browser that keeps them from it.
    fn ask_consent(&self) -> Answer<()>;

    /// Mutes the agent's microphone or opens it; ends when the phone has done so.
    /// Refused without a call on the softphone.
    fn mute(&self, muted: bool) -> Answer<()>;

    /// Whether the microphone is muted now, as who owns the sound says. Refused without a call on the softphone.
    fn is_muted(&self) -> Answer<bool>;

    /// `{agentStateARN, name, type, startTimestamp}` of this moment; system states are among them.
    fn agent_state(&self) -> Answer<Value>;

    /// What Connect knows of the agent: `agentStates`, `dialableCountries`, `extension`, `name`,
    /// `permissions`, `routingProfile`, `softphoneAutoAccept`, `softphoneEnabled`, `username`, `agentARN`.
    fn agent_configuration(&self) -> Answer<Value>;

    /// While a contact is live, the state is taken when the last one is over.
    fn set_agent_state(&self, state: StateChoice) -> Answer<()>;

    fn set_softphone(&self, softphone: Softphone) -> Answer<()>;

    /// Quick connects of these queues, `None` means of all that the agent has:
    /// `{endpointARN, endpointId, type, name, phoneNumber, agentLogin, queue}`.
    fn endpoints(&self, queue_arns: Option<Vec<String>>) -> Answer<Vec<Value>>;

    /// Creates a task contact from `{name, description, endpoint, references: {name: url}, scheduledTime?}`;
    /// `endpoint` is one of [`Self::endpoints`] or the name of one, `scheduledTime` in seconds since 1970.
    /// Answers `{contactId}`.
    fn create_task(&self, task: Value) -> Answer<Value>;

    /// Calls a quick connect, by its name, into a call.
    fn add_connection(&self, contact_id: &str, quick_connect: &str) -> Answer<()>;

    /// Takes the agent out of a live contact; others may stay in it.
    fn destroy_agent_connection(&self, contact_id: &str) -> Answer<()>;

    /// Takes a contact that is over off the list; one that is gone is a success.
    fn clear_contact(&self, contact_id: &str) -> Answer<()>;

    fn accept(&self, contact_id: &str) -> Answer<()>;

    fn reject(&self, contact_id: &str) -> Answer<()>;

    /// Ends a live contact for the agent, rejects one that rings.
    fn hang_up(&self, contact_id: &str) -> Answer<()>;

    /// Puts the customer of a call on hold; pauses a task.
    fn hold(&self, contact_id: &str) -> Answer<()>;

    /// The way back from [`Self::hold`].
    fn resume(&self, contact_id: &str) -> Answer<()>;

    /// The log of the phone as text, for support.
    fn log_text(&self) -> Answer<String>;
}
