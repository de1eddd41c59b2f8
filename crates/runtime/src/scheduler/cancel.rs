//! Cancellation: a task passes it on to what it waits for, a `gather` to all its parts.

use super::FutureState;
use crate::native::Res;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use rustc_hash::FxHashSet;

impl Vm {
    /// `future.cancel(message)`: whether there was something to cancel. Tasks that wait for one another in a circle are
    /// RecursionError, as in CPython, where each `cancel()` calls the next.
    pub fn cancel_future(&mut self, future: Value, message: Value) -> Res<bool> {
        let result = self.can_cancel(future);
        let mut work = vec![(future, 0)];
        while let Some((future, depth)) = work.pop() {
            if self.is_done(future) {
                continue;
            }
            if depth >= self.limits.recursion {
                return Err(self.recursion_error("maximum recursion depth exceeded"));
            }
            match future.split() {
                Some((Kind::Task, index)) => {
                    let waiting = self.heap.tasks.get(index).waiting_for;
                    let passes_on = !waiting.is_unbound() && self.can_cancel(waiting);
                    let task = self.heap.tasks.get_mut(index);
                    task.cancel_requests += 1;
                    if passes_on {
                        work.push((waiting, depth + 1));
                    } else {
                        task.must_cancel = true;
                        task.future.cancel_message = message;
                    }
                }
                Some((Kind::Future, index)) if self.heap.futures.get(index).gather.is_some() => {
                    let any = self.can_cancel(future);
                    let Some(gather) = &mut self.heap.futures.get_mut(index).gather else { continue };
                    gather.cancel_requested |= any;
                    gather.cancel_message = message;
                    let mut children = gather.children.to_vec();
                    children.dedup();
                    work.extend(children.iter().rev().map(|child| (*child, depth + 1)));
                }
                Some((Kind::Future, index)) => {
                    self.heap.futures.get_mut(index).cancel_message = message;
                    self.mark_cancelled(future, Value::UNBOUND);
                }
                _ => {}
            }
        }
        Ok(result)
    }

    /// Whether `cancel()` of a future would say True: it is pending and, for a `gather`, so is a part in the end.
    fn can_cancel(&self, future: Value) -> bool {
        let mut work = vec![future];
        let mut seen = FxHashSet::default();
        while let Some(future) = work.pop() {
            match self.future_part(future).filter(|part| part.state == FutureState::Pending).map(|part| &part.gather) {
                Some(Some(gather)) if seen.insert(future) => work.extend_from_slice(&gather.children),
                Some(None) => return true,
                Some(Some(_)) | None => {}
            }
        }
        false
    }
}
