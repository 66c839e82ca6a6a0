//! The objects of the sandbox's org: names, key prefixes and fields, one row each.

use Kind::*;

/// What a field holds, as far as the sandbox checks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Phone,
    Email,
    Link,
    Number,
    Flag,
    Date,
    /// Any value is taken; these are offered in the form.
    Choice(&'static [&'static str]),
    /// A restricted picklist: other values are refused.
    Only(&'static [&'static str]),
    /// Looks up one of these objects.
    Reference(&'static [&'static str]),
    /// Salesforce sets it: refused when written.
    ReadOnly,
    /// `Name` of a person: made of first and last name, tolerated and ignored when written with `LastName`.
    FullName,
}

#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    pub required: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Object {
    pub name: &'static str,
    pub label: &'static str,
    pub plural: &'static str,
    pub prefix: &'static str,
    /// The field that titles a record.
    pub title: &'static str,
    pub fields: &'static [Field],
}

impl Object {
    /// Looks a field up; Salesforce does not care about its case.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().chain(SYSTEM).find(|field| field.name.eq_ignore_ascii_case(name))
    }
}

/// Looks an object up by API name, in any case.
pub fn object(name: &str) -> Option<&'static Object> {
    OBJECTS.iter().find(|object| object.name.eq_ignore_ascii_case(name))
}

/// The lookup field behind a relationship name such as `Account` or `Who`.
pub fn relationship(name: &str) -> Option<&'static str> {
    let fields = OBJECTS.iter().flat_map(|object| object.fields).chain(SYSTEM);
    fields
        .filter(|field| matches!(field.kind, Reference(_)))
        .map(|field| field.name)
        .find(|field| field.strip_suffix("Id").is_some_and(|stem| stem.eq_ignore_ascii_case(name)))
}

const fn field(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind, required: false }
}

const fn needed(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind, required: true }
}

/// Fields that every object has.
pub const SYSTEM: &[Field] = &[
    field("Id", "Record ID", ReadOnly),
    field("CreatedDate", "Created", ReadOnly),
    field("LastModifiedDate", "Last Modified", ReadOnly),
    field("OwnerId", "Owner", Reference(&["User"])),
    field("RecordTypeId", "Record Type", Text),
];

const ACCOUNT: &[Field] = &[
    needed("Name", "Account Name", Text),
    field("Phone", "Phone", Phone),
    field("Fax", "Fax", Phone),
    field("Website", "Website", Link),
    field("Industry", "Industry", Text),
    field("AccountNumber", "Account Number", Text),
    field("BillingCity", "City", Text),
    field("BillingCountry", "Country", Text),
    field("Description", "Description", Text),
];

const PERSON_SOURCE: &[&str] = &["Web", "Phone Inquiry", "Partner Referral", "Other"];

const CONTACT: &[Field] = &[
    field("Name", "Name", FullName),
    field("FirstName", "First Name", Text),
    needed("LastName", "Last Name", Text),
    field("AccountId", "Account", Reference(&["Account"])),
    field("Title", "Title", Text),
    field("Phone", "Phone", Phone),
    field("MobilePhone", "Mobile", Phone),
    field("HomePhone", "Home Phone", Phone),
    field("OtherPhone", "Other Phone", Phone),
    field("AssistantPhone", "Assistant Phone", Phone),
    field("Fax", "Fax", Phone),
    field("Email", "Email", Email),
    field("MailingCity", "City", Text),
    field("MailingCountry", "Country", Text),
    field("DoNotCall", "Do Not Call", Flag),
    field("LeadSource", "Lead Source", Choice(PERSON_SOURCE)),
    field("Description", "Description", Text),
];

const LEAD: &[Field] = &[
    field("Name", "Name", FullName),
    field("FirstName", "First Name", Text),
    needed("LastName", "Last Name", Text),
    needed("Company", "Company", Text),
    field("Title", "Title", Text),
    field("Status", "Lead Status", Choice(&["Open - Not Contacted", "Working - Contacted", "Closed"])),
    field("Phone", "Phone", Phone),
    field("MobilePhone", "Mobile", Phone),
    field("Fax", "Fax", Phone),
    field("Email", "Email", Email),
    field("City", "City", Text),
    field("Country", "Country", Text),
    field("DoNotCall", "Do Not Call", Flag),
    field("LeadSource", "Lead Source", Choice(PERSON_SOURCE)),
    field("IsConverted", "Converted", ReadOnly),
    field("Description", "Description", Text),
];

const CASE: &[Field] = &[
    field("CaseNumber", "Case Number", ReadOnly),
    field("Subject", "Subject", Text),
    field("Status", "Status", Choice(&["New", "Working", "Escalated", "Closed"])),
    field("Priority", "Priority", Choice(&["High", "Medium", "Low"])),
    field("Origin", "Case Origin", Choice(&["Phone", "Email", "Web", "Chat"])),
    field("Type", "Type", Text),
    field("Reason", "Case Reason", Text),
    field("ContactId", "Contact", Reference(&["Contact"])),
    field("AccountId", "Account", Reference(&["Account"])),
    field("SuppliedName", "Web Name", Text),
    field("SuppliedEmail", "Web Email", Email),
    field("SuppliedPhone", "Web Phone", Phone),
    field("IsClosed", "Closed", ReadOnly),
    field("Description", "Description", Text),
];

const TASK: &[Field] = &[
    field("Subject", "Subject", Text),
    field(
        "Status",
        "Status",
        Choice(&["Not Started", "In Progress", "Completed", "Waiting on someone else"]),
    ),
    field("Priority", "Priority", Choice(&["High", "Normal", "Low"])),
    field("WhoId", "Name", Reference(&["Contact", "Lead"])),
    field("WhatId", "Related To", Reference(&["Account", "Case"])),
    field("ActivityDate", "Due Date", Date),
    field("Type", "Type", Text),
    field(
        "TaskSubtype",
        "Task Subtype",
        Only(&["Task", "Call", "Email", "ListEmail", "Cadence", "LinkedIn"]),
    ),
    field("CallType", "Call Type", Only(&["Inbound", "Outbound", "Internal"])),
    field("CallObject", "Call Object Identifier", Text),
    field("CallDisposition", "Call Result", Text),
    field("CallDurationInSeconds", "Call Duration", Number),
    field("IsClosed", "Closed", ReadOnly),
    field("Description", "Comments", Text),
];

const USER: &[Field] = &[
    needed("Name", "Name", Text),
    field("Username", "Username", Text),
    field("Email", "Email", Email),
    field("Phone", "Phone", Phone),
    field("Extension", "Extension", Text),
];

const PRESENCE_STATUS: &[Field] = &[
    needed("DeveloperName", "Developer Name", Text),
    needed("MasterLabel", "Label", Text),
    field("Language", "Language", Text),
];

const SERVICE_CHANNEL: &[Field] =
    &[needed("DeveloperName", "Developer Name", Text), needed("MasterLabel", "Label", Text)];

const AGENT_WORK: &[Field] = &[
    needed("ServiceChannelId", "Service Channel", Reference(&["ServiceChannel"])),
    needed("WorkItemId", "Work Item", Text),
];

/// What an agent's own recorded messages are kept in; the contact flow finds one by the contact written on it.
const VOICEMAIL_DROP: &[Field] = &[
    needed("Name", "Voicemail Drop Name", Text),
    field("amazonconnect__Language__c", "Language", Text),
    field("amazonconnect__Voice__c", "Voice", Text),
    field("amazonconnect__Message__c", "Message", Text),
    field("amazonconnect__ContactId__c", "Contact ID", Text),
    field("amazonconnect__Active__c", "Active", Flag),
];

/// Every object that the org has from the start; other names come with their first record.
pub const OBJECTS: &[Object] = &[
    Object {
        name: "Account",
        label: "Account",
        plural: "Accounts",
        prefix: "001",
        title: "Name",
        fields: ACCOUNT,
    },
    Object {
        name: "Contact",
        label: "Contact",
        plural: "Contacts",
        prefix: "003",
        title: "Name",
        fields: CONTACT,
    },
    Object { name: "Lead", label: "Lead", plural: "Leads", prefix: "00Q", title: "Name", fields: LEAD },
    Object { name: "Case", label: "Case", plural: "Cases", prefix: "500", title: "CaseNumber", fields: CASE },
    Object { name: "Task", label: "Task", plural: "Tasks", prefix: "00T", title: "Subject", fields: TASK },
    Object { name: "User", label: "User", plural: "Users", prefix: "005", title: "Name", fields: USER },
    Object {
        name: "ServicePresenceStatus",
        label: "Presence Status",
        plural: "Presence Statuses",
        prefix: "0N5",
        title: "MasterLabel",
        fields: PRESENCE_STATUS,
    },
    Object {
        name: "ServiceChannel",
        label: "Service Channel",
        plural: "Service Channels",
        prefix: "0N9",
        title: "MasterLabel",
        fields: SERVICE_CHANNEL,
    },
    Object {
        name: "AgentWork",
        label: "Agent Work",
        plural: "Agent Work",
        prefix: "0Bz",
        title: "WorkItemId",
        fields: AGENT_WORK,
    },
    Object {
        name: "amazonconnect__AC_VoicemailDrop__c",
        label: "Voicemail Drop",
        plural: "Voicemail Drops",
        prefix: "aVD",
        title: "Name",
        fields: VOICEMAIL_DROP,
    },
];
