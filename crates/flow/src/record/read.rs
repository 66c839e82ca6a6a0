//! How records are read, member by member.

use cti_core::members::{Member, MemberError, Members};
use serde_json::Value;

use super::{Ending, Exchange, FlowNamed, Occasion, Record};

impl Member for Record {
    fn read(value: Value) -> Result<Self, MemberError> {
        let mut members = Members::of(value)?;
        let mut record = Self::default();
        members.need("format", &mut record.format);
        members.need("version", &mut record.version);
        members.need("event", &mut record.event);
        members.need("flow", &mut record.flow);
        members.take("tab", &mut record.tab);
        members.need("started", &mut record.started);
        members.take("ended", &mut record.ended);
        members.take("effects", &mut record.effects);
        members.need("outcome", &mut record.outcome);
        members.end(record)
    }
}

impl Member for Occasion {
    fn read(value: Value) -> Result<Self, MemberError> {
        let mut members = Members::of(value)?;
        let mut event = Self::default();
        members.take("source", &mut event.source);
        members.take("event", &mut event.event);
        members.take("payload", &mut event.payload);
        members.take("contact", &mut event.contact);
        members.take("agent", &mut event.agent);
        members.take("region", &mut event.region);
        members.take("phoneNumberFormat", &mut event.phone_number_format);
        members.end(event)
    }
}

impl Member for FlowNamed {
    fn read(value: Value) -> Result<Self, MemberError> {
        let mut members = Members::of(value)?;
        let mut flow = Self::default();
        members.take("name", &mut flow.name);
        members.take("id", &mut flow.id);
        members.take("version", &mut flow.version);
        members.take("titles", &mut flow.titles);
        members.take("body", &mut flow.body);
        members.end(flow)
    }
}

impl Member for Exchange {
    fn read(value: Value) -> Result<Self, MemberError> {
        let mut members = Members::of(value)?;
        let mut exchange = Self::default();
        members.need("block", &mut exchange.block);
        members.need("effect", &mut exchange.effect);
        members.take("args", &mut exchange.args);
        members.take("reply", &mut exchange.reply);
        members.take("ms", &mut exchange.ms);
        members.end(exchange)
    }
}

impl Member for Ending {
    fn read(value: Value) -> Result<Self, MemberError> {
        let mut members = Members::of(value)?;
        let mut ending = Self::default();
        members.need("status", &mut ending.status);
        members.take("path", &mut ending.path);
        members.take("actions", &mut ending.actions);
        members.take("message", &mut ending.message);
        members.end(ending)
    }
}
