//! What holds for every adapter of a port, real or fake. The same suite runs over all of them.

pub mod connect;
pub mod host;
pub mod org;

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use serde_json::Value;

use crate::fake::{Behaviour, Call};
use crate::{Answer, PortError};

/// The other side of the adapter under test.
pub trait Rig {
    /// How the next call goes.
    fn will(&self, behaviour: Behaviour);

    /// What the other side was asked, oldest first, by the names and arguments of its own interface.
    fn calls(&self) -> Vec<Call>;

    /// Lets the time limit of a call pass, and then what is late arrive.
    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>>;
}

/// Makes one call in every way that the other side can behave, and after each a second one that must not
/// be touched by what is left of the first.
async fn every_call_ends<T: std::fmt::Debug>(
    name: &str,
    rig: &dyn Rig,
    reply: &Value,
    call: impl Fn() -> Answer<T>,
) {
    call_ends(name, rig, reply, call, Reason::Told).await;
}

/// Whether the other side's library passes on why something was refused.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    Told,
    /// In words, without a code.
    Words,
    Lost,
}

async fn call_ends<T: std::fmt::Debug>(
    name: &str,
    rig: &dyn Rig,
    reply: &Value,
    call: impl Fn() -> Answer<T>,
    reason: Reason,
) {
    rig.will(Behaviour::Answers(reply.clone()));
    let answer = call().await;
    assert!(answer.is_ok(), "`{name}` answered: {answer:?}");

    rig.will(Behaviour::Refuses { code: "NO_ACCESS", message: "not for you" });
    let answer = call().await;
    assert!(
        matches!(&answer, Err(PortError::Rejected { code, message })
            if reason == Reason::Lost
                || message == "not for you" && (reason == Reason::Words || code == "NO_ACCESS")),
        "`{name}` refused: {answer:?}"
    );

    rig.will(Behaviour::Throws("thrown text"));
    let answer = call().await;
    assert!(
        matches!(&answer, Err(PortError::Rejected { message, .. }) if message == "thrown text"),
        "`{name}` threw: {answer:?}"
    );

    for behaviour in [Behaviour::Silent, Behaviour::Late(reply.clone())] {
        rig.will(behaviour.clone());
        let answer = meanwhile(call(), rig.pass_limit()).await;
        assert!(
            matches!(&answer, Err(PortError::TimedOut { .. })),
            "`{name}` with {behaviour:?}: {answer:?}"
        );
    }

    for behaviour in [Behaviour::Twice(reply.clone()), Behaviour::Answers(reply.clone())] {
        rig.will(behaviour.clone());
        let answer = call().await;
        assert!(answer.is_ok(), "`{name}` with {behaviour:?}: {answer:?}");
    }
}

/// What `answer` gives while `other` runs beside it to its end.
async fn meanwhile<T>(
    mut answer: Answer<T>,
    mut other: Pin<Box<dyn Future<Output = ()>>>,
) -> Result<T, PortError> {
    let mut result = None;
    let mut over = false;
    poll_fn(move |context| {
        if result.is_none()
            && let Poll::Ready(value) = answer.as_mut().poll(context)
        {
            result = Some(value);
        }
        over = over || other.as_mut().poll(context).is_ready();
        match result.take() {
            Some(value) if over => Poll::Ready(value),
            unfinished => {
                result = unfinished;
                Poll::Pending
            }
        }
    })
    .await
}

/// Checks the last thing that the other side was asked.
fn last_call(rig: &dyn Rig, name: &str, arguments: &Value) {
    let last = rig.calls().pop();
    assert_eq!(last, Some(Call { name: name.to_owned(), arguments: arguments.clone() }));
}
