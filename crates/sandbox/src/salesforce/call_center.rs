//! The call centre definition, and the flat map of texts that `getCallCenterSettings` makes of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Item {
    pub name: String,
    #[serde(default)]
    pub label: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Section {
    pub name: String,
    #[serde(default)]
    pub label: String,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct CallCenter {
    pub sections: Vec<Section>,
}

impl CallCenter {
    pub fn value(&self, section: &str, item: &str) -> Option<&str> {
        let section = self.sections.iter().find(|candidate| candidate.name == section)?;
        section.items.iter().find(|candidate| candidate.name == item).map(|item| item.value.as_str())
    }

    /// Every leaf is text; the internal and display names carry no label or order of their own.
    pub fn flat(&self) -> Value {
        let mut flat = Map::new();
        let label = self.value("reqGeneralInfo", "reqDisplayName").unwrap_or_default();
        flat.insert("/label".into(), json!(label));
        flat.insert("/displayNameLabel".into(), json!("Display Name"));
        flat.insert("/internalNameLabel".into(), json!("InternalName"));
        for (place, section) in self.sections.iter().enumerate() {
            let path = format!("/{}", section.name);
            flat.insert(format!("{path}/label"), json!(section.label));
            flat.insert(format!("{path}/sortOrder"), json!(format!("{place}.0")));
            for (place, item) in section.items.iter().enumerate() {
                flat.insert(format!("{path}/{}", item.name), json!(item.value));
                if !matches!(item.name.as_str(), "reqInternalName" | "reqDisplayName") {
                    flat.insert(format!("{path}/{}/label", item.name), json!(item.label));
                    flat.insert(format!("{path}/{}/sortOrder", item.name), json!(format!("{place}.0")));
                }
            }
        }
        Value::Object(flat)
    }
}

impl Default for CallCenter {
    fn default() -> Self {
        let section = |name: &str, label: &str, items: &[(&str, &str, &str)]| Section {
            name: name.to_owned(),
            label: label.to_owned(),
            items: items
                .iter()
                .map(|(name, label, value)| Item {
                    name: (*name).to_owned(),
                    label: (*label).to_owned(),
                    value: (*value).to_owned(),
                })
                .collect(),
        };
        let general = [
            ("reqInternalName", "InternalName", "SandboxConnect"),
            ("reqDisplayName", "Display Name", "Sandbox Connect"),
            ("reqAdapterUrl", "CTI Adapter URL", "/apex/Softphone"),
            ("reqUseApi", "Use CTI API", "true"),
            ("reqSoftphoneHeight", "Softphone Height", "570"),
            ("reqSoftphoneWidth", "Softphone Width", "330"),
            ("reqSalesforceCompatibilityMode", "Salesforce Compatibility Mode", "Classic_and_Lightning"),
        ];
        let dialing = [
            ("reqOutsidePrefix", "Outside Prefix", "9"),
            ("reqLongDistPrefix", "Long Distance Prefix", "1"),
            ("reqInternationalPrefix", "International Prefix", "011"),
        ];
        Self {
            sections: vec![
                section("reqGeneralInfo", "General Information", &general),
                section("reqDialingOptions", "Dialing Options", &dialing),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn the_flat_map_has_a_path_for_every_leaf() {
        let center = CallCenter {
            sections: vec![Section {
                name: "reqGeneralInfo".into(),
                label: "General".into(),
                items: vec![
                    Item { name: "reqDisplayName".into(), label: "Display".into(), value: "Acme".into() },
                    Item { name: "reqUseApi".into(), label: "Use".into(), value: "true".into() },
                ],
            }],
        };
        expect![[r#"
            {
              "/label": "Acme",
              "/displayNameLabel": "Display Name",
              "/internalNameLabel": "InternalName",
              "/reqGeneralInfo/label": "General",
              "/reqGeneralInfo/sortOrder": "0.0",
              "/reqGeneralInfo/reqDisplayName": "Acme",
              "/reqGeneralInfo/reqUseApi": "true",
              "/reqGeneralInfo/reqUseApi/label": "Use",
              "/reqGeneralInfo/reqUseApi/sortOrder": "1.0"
            }"#]]
        .assert_eq(&serde_json::to_string_pretty(&center.flat()).unwrap());
    }
}
