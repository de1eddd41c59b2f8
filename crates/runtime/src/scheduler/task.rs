//! Tasks: a coroutine driven by the event loop. While it waits, the coroutine keeps its list of frames.

use super::FutureObject;
use crate::heap::Marker;
use crate::value::Value;

/// An `asyncio.Task`.
#[derive(Debug)]
pub struct TaskObject {
    pub future: FutureObject,
    pub coroutine: Value,
    pub name: Value,
    /// What it waits for: a future or a task, or unbound.
    pub waiting_for: Value,
    pub context: Value,
    /// `cancelling()`
    pub cancel_requests: u32,
    /// CancelledError is to be thrown in at the next step.
    pub must_cancel: bool,
}

impl Default for TaskObject {
    fn default() -> TaskObject {
        TaskObject {
            future: FutureObject::default(),
            coroutine: Value::UNBOUND,
            name: Value::UNBOUND,
            waiting_for: Value::UNBOUND,
            context: Value::UNBOUND,
            cancel_requests: 0,
            must_cancel: false,
        }
    }
}

impl TaskObject {
    /// Reports what it holds to the collector.
    pub fn trace(&self, marker: &mut Marker) {
        self.future.trace(marker);
        marker.visit_all(&[self.coroutine, self.name, self.waiting_for, self.context]);
    }
}
