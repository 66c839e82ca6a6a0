//! The org that every sandbox starts with: a few companies, people in several countries, cases and tasks.

use super::clock::Clock;
use super::error::OrgError;
use super::id::Id;
use super::org::{Fields, Org};
use serde_json::{Value, json};

impl Org {
    pub fn seeded() -> Self {
        Self::seeded_at(Clock::System)
    }

    pub(super) fn seeded_at(clock: Clock) -> Self {
        let mut org = Self::empty(clock);
        if let Err(problem) = org.seed() {
            // The rows below are checked by a test, so this is an edit gone wrong: say which.
            eprintln!("the seeded org is incomplete: {problem}");
        }
        org.age();
        org
    }

    fn seed(&mut self) -> Result<(), OrgError> {
        for (object, status) in Self::presence_records() {
            self.put(object, status)?;
        }
        self.put(
            "User",
            json!({ "Name": "Ada Lovelace", "Username": "ada@sandbox.example",
            "Email": "ada@sandbox.example", "Extension": "4711" }),
        )?;
        let accounts = self.accounts()?;
        let contacts = self.contacts(&accounts)?;
        self.leads()?;
        self.cases_and_tasks(&accounts, &contacts)?;
        self.voicemail_drops()
    }

    fn accounts(&mut self) -> Result<Vec<Id>, OrgError> {
        let rows = [
            ("Northwind Orchards", "+1 213 555 0190", "Agriculture", "Los Angeles", "United States"),
            ("Kessel & Söhne Maschinenbau GmbH", "+49 30 901820", "Machinery", "Berlin", "Germany"),
            ("Sakura Denki K.K.", "+81 3 5550 0140", "Electronics", "Tokyo", "Japan"),
            ("Bluewater Clinic", "(206) 555-0142", "Healthcare", "Seattle", "United States"),
            ("Thames Bicycle Works", "+44 20 7946 0110", "Manufacturing", "London", "United Kingdom"),
        ];
        let mut ids = Vec::new();
        for (place, (name, phone, industry, city, country)) in rows.into_iter().enumerate() {
            let fields = json!({ "Name": name, "Phone": phone, "Industry": industry, "BillingCity": city,
                "BillingCountry": country, "AccountNumber": format!("CD-{}", 4410 + place),
                "Website": format!("https://www.example.com/{}", 4410 + place) });
            ids.push(self.put("Account", fields)?);
        }
        Ok(ids)
    }

    /// Two of the clinic's people share its number, so that a call from there finds several records.
    fn contacts(&mut self, accounts: &[Id]) -> Result<Vec<Id>, OrgError> {
        let rows = [
            ("Maya", "Torres", 0, "Phone", "(213) 555-0100", "maya.torres@example.com", "Operations Manager"),
            ("Owen", "Park", 0, "MobilePhone", "213.555.0187", "owen.park@example.com", "Buyer"),
            ("Jonas", "Kessel", 1, "Phone", "+49 30 901820-12", "jonas.kessel@example.de", "Geschäftsführer"),
            (
                "Łucja",
                "Wiśniewska",
                1,
                "MobilePhone",
                "+48 22 555 01 46",
                "lucja@example.pl",
                "Service Engineer",
            ),
            ("由紀", "田中", 2, "Phone", "03-5550-0142", "yuki.tanaka@example.jp", "部長"),
            ("Amira", "Haddad", 3, "Phone", "(206) 555-0142", "amira.haddad@example.com", "Head Nurse"),
            ("Samuel", "Okafor", 3, "HomePhone", "+1 206-555-0142", "samuel.okafor@example.com", "Physician"),
            (
                "Grace",
                "Whitfield",
                4,
                "Phone",
                "020 7946 0117",
                "grace.whitfield@example.co.uk",
                "Workshop Lead",
            ),
            (
                "Élodie",
                "Marchand",
                4,
                "OtherPhone",
                "+33 1 99 00 45 67",
                "elodie.marchand@example.fr",
                "Importer",
            ),
        ];
        let mut ids = Vec::new();
        for (first, last, account, phone_field, phone, email, title) in rows {
            let fields = json!({ "FirstName": first, "LastName": last, "AccountId": accounts.get(account),
                phone_field: phone, "Email": email, "Title": title, "DoNotCall": last == "Marchand" });
            ids.push(self.put("Contact", fields)?);
        }
        Ok(ids)
    }

    fn leads(&mut self) -> Result<(), OrgError> {
        self.put(
            "Lead",
            json!({ "FirstName": "Priya", "LastName": "Raman", "Company": "Lotus Interiors",
            "Phone": "+91 22 5550 0172", "Email": "priya.raman@example.in", "LeadSource": "Web" }),
        )?;
        self.put(
            "Lead",
            json!({ "FirstName": "Diego", "LastName": "Fuentes", "Company": "Café Andino",
            "Phone": "1-312-555-0166", "MobilePhone": "+1 312 555 0167", "Email": "diego.fuentes@example.com",
            "Status": "Working - Contacted", "LeadSource": "Phone Inquiry" }),
        )?;
        Ok(())
    }

    fn cases_and_tasks(&mut self, accounts: &[Id], contacts: &[Id]) -> Result<(), OrgError> {
        let cases = [
            (0, 0, "Cold storage unit reports wrong temperature", "New", "High", "Phone"),
            (0, 0, "Invoice 2291 lists the wrong orchard", "Working", "Medium", "Email"),
            (2, 1, "Ersatzteil für Presse K-40 verspätet", "Escalated", "High", "Phone"),
            (4, 2, "Firmware update does not start", "New", "Low", "Web"),
            (7, 4, "Frame recall: which serial numbers?", "Closed", "Medium", "Chat"),
        ];
        let mut ids = Vec::new();
        for (contact, account, subject, status, priority, origin) in cases {
            let fields = json!({ "Subject": subject, "Status": status, "Priority": priority, "Origin": origin,
                "ContactId": contacts.get(contact), "AccountId": accounts.get(account) });
            ids.push(self.put("Case", fields)?);
        }
        self.put(
            "Task",
            json!({ "Subject": "Call back about the sensor", "Status": "Not Started",
            "TaskSubtype": "Call", "WhoId": contacts.first(), "WhatId": ids.first() }),
        )?;
        self.put(
            "Task",
            json!({ "Subject": "Call - Support", "Status": "Completed", "TaskSubtype": "Call",
            "CallType": "Inbound", "CallDurationInSeconds": 214, "CallDisposition": "Resolved",
            "WhoId": contacts.get(2), "WhatId": ids.get(2) }),
        )?;
        self.put(
            "Task",
            json!({ "Subject": "Send the recall list", "Status": "In Progress",
            "WhoId": contacts.get(7), "WhatId": accounts.get(4) }),
        )?;
        Ok(())
    }

    /// The user's own two, one of them switched off, and one of a colleague's under the same name.
    fn voicemail_drops(&mut self) -> Result<(), OrgError> {
        let colleague =
            self.put("User", json!({ "Name": "Grace Hopper", "Username": "grace@sandbox.example" }))?;
        let rows = [
            ("Call back tomorrow", true, Some(colleague)),
            ("Call back tomorrow", true, None),
            ("Closed today", false, None),
        ];
        for (name, active, owner) in rows {
            let mut fields = json!({ "Name": name, "amazonconnect__Active__c": active,
                "amazonconnect__Language__c": "en-US", "amazonconnect__Voice__c": "Joanna",
                "amazonconnect__Message__c": "We could not reach you." });
            if let (Some(fields), Some(owner)) = (fields.as_object_mut(), owner) {
                fields.insert("OwnerId".into(), json!(owner));
            }
            self.put("amazonconnect__AC_VoicemailDrop__c", fields)?;
        }
        Ok(())
    }

    fn put(&mut self, object: &str, fields: Value) -> Result<Id, OrgError> {
        let fields = match fields {
            Value::Object(fields) => fields,
            _ => Fields::new(),
        };
        self.create(object, fields)
    }

    /// Spreads the records over the last days, so that "recent" means something.
    fn age(&mut self) {
        let count = i64::try_from(self.records.len()).unwrap_or(0);
        for (hours, record) in (0..count).rev().zip(&mut self.records) {
            let written = json!(self.clock.hours_ago(hours * 5 + 1));
            record.fields.insert("CreatedDate".into(), written.clone());
            record.fields.insert("LastModifiedDate".into(), written);
        }
    }
}

#[cfg(test)]
#[path = "seed_tests.rs"]
mod tests;
