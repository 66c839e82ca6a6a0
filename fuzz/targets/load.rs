//! Bytes as a stored flow: loading and checking end, and nothing is lost by writing it again.
#![no_main]

use cti_flow::wire::Document;
use cti_flow::{Flow, Load, Severity, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let body = String::from_utf8_lossy(bytes);
    let (flow, problems) = Flow::load("fuzz", &body);
    assert_eq!(flow.is_none(), problems.iter().any(|problem| problem.severity == Severity::Error));
    let said = check::check("VoiceContact.onConnecting", &body, None);
    assert!(problems.iter().all(|problem| said.contains(problem)));
    let (Some(mut document), _) = Document::read(&body) else { return };
    let written = document.write();
    let (again, _) = Document::read(&written);
    assert_eq!(again.map(|again| again.write()), Some(written));
    document.upgrade();
    assert!(!document.upgrade());
});
