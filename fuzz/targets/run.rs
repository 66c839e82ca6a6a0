//! A flow of any blocks against any replies: it ends within its limits.
#![no_main]

use std::rc::Rc;

use cti_core::Contact;
use cti_flow::{Flow, Input, Load, Run, Status, Step, check};
use cti_fuzz::{flow, reply, value};
use cti_phone::RustPhoneEngine;
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut u = Unstructured::new(bytes);
    // Bytes that do not suffice for a flow are none.
    let _ = survive(&mut u);
});

fn survive(u: &mut Unstructured<'_>) -> Result<()> {
    let body = flow(u)?.to_string();
    check::check("fuzz", &body, None);
    let (Some(flow), _) = Flow::load("fuzz", &body) else { return Ok(()) };
    let contact = u.arbitrary::<bool>()?.then(|| {
        let attributes = [("a".to_owned(), "b".to_owned())].into();
        Rc::new(Contact { phone_number: "+12135550100".to_owned(), attributes, ..Contact::default() })
    });
    let input = Input { payload: value(u, 3)?, contact, ..Input::default() };
    let mut run = Run::new(Rc::new(flow), input, Rc::new(RustPhoneEngine), 0.0);
    let mut now = 0.0;
    let mut step = run.step(now);
    let mut asked = 0;
    let outcome = loop {
        match step {
            Step::Perform(effect) => {
                asked += 1;
                assert!(asked <= 10_000);
                assert!(effect.args().is_object());
                now += f64::from(u.arbitrary::<u8>()?);
                step = run.resume(reply(u)?, now);
            }
            Step::Done(outcome) => break outcome,
        }
    };
    assert!(outcome.path.len() <= 10_000);
    assert_eq!(outcome.message.is_none(), outcome.status == Status::Completed);
    Ok(())
}
