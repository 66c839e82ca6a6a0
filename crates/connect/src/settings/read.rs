//! Reads how the phone is started from what the server merged into the page.

use cti_core::merged::Merged;
use serde_json::Value;

use super::{PhoneSettings, Resilience};

/// What Streams documents as `VDIPlatform`.
const PLATFORMS: [&str; 4] = ["CITRIX", "CITRIX_413", "AWS_WORKSPACE", "OMNISSA"];

impl PhoneSettings {
    /// What is missing or wrong has its default; the latter is among the problems of `merged`.
    pub fn read(ccp_url: &str, merged: &mut Merged) -> Self {
        let standard = Self::new(ccp_url);
        Self {
            region: merged.text("region").unwrap_or_default(),
            login_url: merged.text("ssoUrl"),
            medialess: merged.flag("medialess", standard.medialess),
            early_media: merged.flag("earlyGetUserMedia", standard.early_media),
            audio_device_settings: merged.flag("audioDeviceSettings", standard.audio_device_settings),
            phone_type_settings: merged.flag("phoneTypeSettings", standard.phone_type_settings),
            storage_access: merged.flag("storageAccess", standard.storage_access),
            vdi_platform: vdi_platform(merged),
            resilience: resilience(merged),
            ..standard
        }
    }
}

fn vdi_platform(merged: &mut Merged) -> Option<String> {
    let named = merged.feature("VDIPlatform")?.get("Name").unwrap_or_default().to_ascii_uppercase();
    if !PLATFORMS.contains(&named.as_str()) {
        let known = PLATFORMS.join(", ");
        merged.problems.push(["feature `VDIPlatform`: `Name` is none of ", &known].concat());
        return None;
    }
    Some(named)
}

/// All or nothing: half a pair of regions would be one that never takes over.
fn resilience(merged: &mut Merged) -> Option<Resilience> {
    let feature = merged.feature("GlobalResiliency")?;
    let sign_in_url = feature.get("GlobalSignInEndpoint").filter(|url| !url.is_empty()).map(str::to_owned);
    let replica = merged.record("replica").and_then(|replica| replica.get("ccpUrl")).and_then(Value::as_str);
    let replica = replica.filter(|url| !url.is_empty()).map(str::to_owned);
    let missing = match (sign_in_url, replica) {
        (Some(sign_in_url), Some(secondary_ccp_url)) => {
            return Some(Resilience { secondary_ccp_url, sign_in_url });
        }
        (None, _) => "`GlobalSignInEndpoint` is missing",
        (_, None) => "the adapter has no replica instance",
    };
    merged
        .problems
        .push(["feature `GlobalResiliency`: ", missing, "; the phone starts in one region"].concat());
    None
}
