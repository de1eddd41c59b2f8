//! Tasks, futures and the event loop that runs them in CPython's order.

mod future;
mod task;

pub use future::{Callback, FutureObject, FutureState};
pub use task::TaskObject;

use crate::heap::Marker;
use crate::vm::{Outcome, Stop, Vm};

/// The event loop of a virtual machine.
#[derive(Debug, Default)]
pub struct Scheduler {}

impl Scheduler {
    /// Reports what it holds to the collector.
    pub fn trace(&self, _marker: &mut Marker) {}
}

impl Vm {
    /// Goes on with the event loop after the run loop was left for it.
    pub(crate) fn turn_event_loop(&mut self, _stop: Stop) -> Outcome {
        Outcome::Interrupted
    }
}
