//! A leg of a contact, which Streams calls a connection.

use super::directory::Endpoint;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegKind {
    Agent,
    Inbound,
    Outbound,
    Monitoring,
}

impl LegKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Monitoring => "monitoring",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegState {
    Connecting,
    Connected,
    Hold,
    Disconnected,
}

impl LegState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Hold => "hold",
            Self::Disconnected => "disconnected",
        }
    }
}

/// What the agent's leg carries; a desk phone carries nothing that the browser knows of.
#[derive(Debug, Clone, PartialEq)]
pub enum Media {
    None,
    Softphone { auto_accept: bool },
    Chat { auto_accept: bool, customer_name: String, token: String },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    pub id: String,
    pub kind: LegKind,
    pub initial: bool,
    pub state: LegState,
    /// Milliseconds since the epoch.
    pub since: f64,
    pub endpoint: Option<Endpoint>,
    pub media: Media,
    pub mute: bool,
    pub quick_connect_name: Option<String>,
    /// `SILENT_MONITOR` or `BARGE`, on a supervisor's leg.
    pub monitor_status: Option<String>,
}

impl Leg {
    pub fn new(id: String, kind: LegKind, initial: bool, state: LegState, since: f64) -> Self {
        Self {
            id,
            kind,
            initial,
            state,
            since,
            endpoint: None,
            media: Media::None,
            mute: false,
            quick_connect_name: None,
            monitor_status: None,
        }
    }

    pub fn to(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    pub fn with_media(mut self, media: Media) -> Self {
        self.media = media;
        self
    }

    pub fn set(&mut self, state: LegState, now: f64) {
        if self.state != state {
            self.state = state;
            self.since = now;
        }
    }

    pub fn is_active(&self) -> bool {
        self.state != LegState::Disconnected
    }

    /// The agent's own leg, also when it only listens in.
    pub fn is_agents(&self) -> bool {
        matches!(self.kind, LegKind::Agent | LegKind::Monitoring)
    }
}
