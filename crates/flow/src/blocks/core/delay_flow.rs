//! Delay.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Clock;
use crate::spec::{Block, Category, Ports, Preset, example, number, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreDelay",
    name: "Delay",
    aliases: &["SE_Delay"],
    since: "5.7",
    category: Category::Core,
    about: sentence("Waits. Other flows go on, but the 60 seconds that a flow may take do too."),
    controls: &[number("delay")
        .required()
        .or(Preset::Number(1000.0))
        .aka(&["milliseconds", "ms", "duration"])
        .about("How long, in milliseconds; 0 where it is negative or no number.")],
    ports: Ports::Done,
    results: &[],
    example: example(r#"{"delay": 2000}"#, ""),
    run,
};

/// The longest time that browsers' timers can wait; longer ones end at once there.
const LONGEST: f64 = i32::MAX as f64;

fn run(call: &mut Call<'_>) -> Next {
    let ms = call.number("delay").unwrap_or_default().clamp(0.0, LONGEST);
    Next::perform(Clock::Delay { ms }, |_, reply| match reply {
        Ok(_) => Next::done(Value::Null),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn text_counts_as_the_number_it_says() {
        check(
            "SE_CoreDelay",
            json!({ "duration": " 250.5 " }),
            expect![[r#"
                clock.delay {"ms":250.5}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn what_is_no_time_is_none() {
        for delay in [json!(-5), json!("soon"), json!(""), json!({}), json!("$.payload.nothing")] {
            check(
                "SE_CoreDelay",
                json!({ "delay": delay }),
                expect![[r#"
                    clock.delay {"ms":0.0}
                    done {success: true, results: null}"#]],
            );
        }
    }

    #[test]
    fn a_delay_without_end_stays_one() {
        check(
            "SE_CoreDelay",
            json!({ "ms": 1e300 }),
            expect![[r#"
                clock.delay {"ms":2147483647.0}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_fault_is_told() {
        check_replies(
            "SE_CoreDelay",
            json!({ "milliseconds": 1 }),
            &[fault("no timer")],
            expect![[r#"
                clock.delay {"ms":1.0}
                done {success: false, results: null, exception: "no timer"}"#]],
        );
    }

    #[test]
    fn a_second_where_nothing_is_said() {
        check(
            "SE_CoreDelay",
            json!({ "delay": null }),
            expect![[r#"
                clock.delay {"ms":1000.0}
                done {success: true, results: null}"#]],
        );
    }
}
