//! Futures: a result to come, and who is to be told of it.

use crate::heap::Marker;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;

/// An `asyncio.Future`, or the future part of a task.
#[derive(Debug)]
pub struct FutureObject {
    pub state: FutureState,
    /// The result or the exception.
    pub outcome: Value,
    /// Called through the ready queue once it is done, in order.
    pub callbacks: Vec<Callback>,
    /// The message of `cancel(msg)`.
    pub cancel_message: Value,
    /// An exception that nobody has looked at is reported when the future dies.
    pub unretrieved: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FutureState {
    Pending,
    Finished,
    Failed,
    Cancelled,
}

/// Who is told.
#[derive(Clone, Copy, Debug)]
pub enum Callback {
    /// Call this function with the future.
    Call { function: Value, context: Value },
    /// Step this task again.
    Wake(Value),
}

impl Default for FutureObject {
    fn default() -> FutureObject {
        FutureObject {
            state: FutureState::Pending,
            outcome: Value::UNBOUND,
            callbacks: Vec::new(),
            cancel_message: Value::NONE,
            unretrieved: false,
        }
    }
}

impl FutureObject {
    /// Reports what it holds to the collector.
    pub fn trace(&self, marker: &mut Marker) {
        marker.visit_all(&[self.outcome, self.cancel_message]);
        for callback in &self.callbacks {
            match callback {
                Callback::Call { function, context } => marker.visit_all(&[*function, *context]),
                Callback::Wake(task) => marker.visit(*task),
            }
        }
    }
}

impl Vm {
    /// The future part of a future or task.
    pub fn future_part(&self, value: Value) -> Option<&FutureObject> {
        match value.split()? {
            (Kind::Future, index) => Some(self.heap.futures.get(index)),
            (Kind::Task, index) => Some(&self.heap.tasks.get(index).future),
            _ => None,
        }
    }

    /// What a future came to: a result or an exception; None while it is pending.
    pub fn future_outcome(&mut self, future: Value) -> Option<Result<Value, Value>> {
        let part = self.future_part(future)?;
        let (state, outcome, message) = (part.state, part.outcome, part.cancel_message);
        match state {
            FutureState::Pending => None,
            FutureState::Finished => Some(Ok(outcome)),
            FutureState::Failed => Some(Err(outcome)),
            FutureState::Cancelled => {
                let args: &[Value] = if message.is_none() { &[] } else { &[message] };
                Some(Err(self.new_exception(classes::CANCELLED_ERROR, args)))
            }
        }
    }
}
