//! A web that answers as it is told.

use std::rc::Rc;

use serde_json::Value;

use crate::fake::{MovedClock, Side};
use crate::{Answer, Http};

#[derive(Debug, Default)]
pub struct FakeHttp {
    pub side: Side,
}

impl FakeHttp {
    pub fn new(clock: Rc<MovedClock>) -> Self {
        Self { side: Side::new(clock) }
    }
}

impl Http for FakeHttp {
    fn request(&self, request: Value) -> Answer<Value> {
        self.side.call("request", request)
    }
}
