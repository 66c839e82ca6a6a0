//! Whether anything is heard on a call. The sound itself is in the CCP's frame, but the Streams in there counts the
//! packets of each second and hands them to its worker twice a minute, and the worker hands them to all pages
//! (`publishSoftphoneStats`, event `softphone_stats`, Streams 2.28.2; documented nowhere).

use serde_json::Value;

/// What a call without any sound from the other side fails with, among Streams' own kinds.
pub const NOTHING_HEARD: &str = "no_audio_received";

/// Seconds without a packet; less happens on good lines.
const SECONDS: usize = 5;

/// The contact in whose latest half minute not one packet came in. Silence of a person is sent as packets.
pub fn silent_contact(stats: &Value) -> Option<&str> {
    let seconds = stats.get("stats")?.as_array()?;
    let received = seconds
        .iter()
        .filter(|second| second.get("softphoneStreamType").and_then(Value::as_str) == Some("audio_output"));
    let packets: Vec<_> = received.filter_map(|second| second.get("packetsCount")?.as_f64()).collect();
    let is_silent = packets.len() >= SECONDS && packets.iter().all(|packets| *packets <= 0.0);
    stats.get("contactId")?.as_str().filter(|_| is_silent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(received: &[u32], expected: Option<&str>) {
        let of = |kind: &str, packets: &u32| json!({ "softphoneStreamType": kind, "packetsCount": packets });
        let sent = received.iter().map(|_| of("audio_input", &50));
        let seconds: Vec<_> =
            sent.chain(received.iter().map(|packets| of("audio_output", packets))).collect();
        let stats = json!({ "contactId": "c", "ccpVersion": "V2", "stats": seconds });
        assert_eq!(silent_contact(&stats), expected, "{received:?}");
    }

    #[test]
    fn a_call_on_which_no_packet_comes_in_is_silent() {
        check(&[0; 30], Some("c"));
        check(&[0; 5], Some("c"));
        check(&[0; 4], None);
        check(&[], None);
        check(&[50; 30], None);
    }

    #[test]
    fn one_packet_anywhere_is_sound() {
        check(&[50, 0, 0, 0, 0, 0, 0], None);
        check(&[0, 0, 0, 0, 0, 0, 1], None);
        check(&[0, 0, 0, 1, 0, 0, 0], None);
    }

    #[test]
    fn what_is_no_count_says_nothing() {
        for odd in
            [json!(null), json!({}), json!({ "stats": "x" }), json!({ "contactId": "c", "stats": [1, {}] })]
        {
            assert_eq!(silent_contact(&odd), None, "{odd}");
        }
    }
}
