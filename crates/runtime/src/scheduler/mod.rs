//! Tasks, futures and the event loop that runs them in CPython's order.

mod future;
mod task;

pub use future::{Callback, FutureObject, FutureState};
pub use task::TaskObject;
