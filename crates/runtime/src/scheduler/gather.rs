//! `asyncio.gather`: one future for several.

use super::{Callback, FutureObject, FutureState, LoopId};
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashSet;

/// The parts of a `gather`.
#[derive(Clone, Debug)]
pub struct GatherState {
    /// In the order of the results; one may be there several times.
    pub children: Box<[Value]>,
    /// How many different ones are not counted as done yet.
    pub left: usize,
    pub return_exceptions: bool,
    pub cancel_requested: bool,
    pub cancel_message: Value,
}

impl Vm {
    /// The future of several futures.
    pub fn gather(&mut self, children: &[Value], return_exceptions: bool) -> Value {
        if children.is_empty() {
            let event_loop = self.scheduler.loop_id();
            let future = self.heap.new_future(FutureObject { event_loop, ..FutureObject::default() });
            let results = self.heap.list_of(Vec::new());
            self.finish_future(future, results);
            return future;
        }
        let mut seen = FxHashSet::default();
        let different: Vec<Value> = children.iter().copied().filter(|child| seen.insert(*child)).collect();
        let state = GatherState {
            children: children.into(),
            left: different.len(),
            return_exceptions,
            cancel_requested: false,
            cancel_message: Value::NONE,
        };
        self.heap.charge(children.len() * 8);
        let event_loop =
            children.first().and_then(|child| self.future_part(*child)).map_or(LoopId::NONE, |part| part.event_loop);
        let outer = FutureObject { gather: Some(Box::new(state)), event_loop, ..FutureObject::default() };
        let outer = self.heap.new_future(outer);
        let (done, pending): (Vec<Value>, Vec<Value>) = different.into_iter().partition(|child| self.is_done(*child));
        for child in pending {
            self.add_callback(child, Callback::Gather(outer));
        }
        for child in done {
            self.gathered(outer, child);
        }
        outer
    }

    /// A part of a `gather` is done.
    pub(super) fn gathered(&mut self, outer: Value, child: Value) {
        let done = self.is_done(outer);
        let Some(part) = self.future_part_mut(child) else { return };
        part.unretrieved = false;
        let (state, outcome) = (part.state, part.outcome);
        let Some(gather) = self.future_part_mut(outer).and_then(|part| part.gather.as_mut()) else { return };
        gather.left = gather.left.saturating_sub(1);
        let (left, return_exceptions) = (gather.left, gather.return_exceptions);
        if done {
            return;
        }
        if !return_exceptions {
            match state {
                FutureState::Cancelled => {
                    let exception = self.cancelled_error(child);
                    return self.fail_future(outer, exception);
                }
                FutureState::Failed => return self.fail_future(outer, outcome),
                FutureState::Pending | FutureState::Finished => {}
            }
        }
        if left == 0 {
            self.finish_gather(outer);
        }
    }

    fn finish_gather(&mut self, outer: Value) {
        let Some(gather) = self.future_part(outer).and_then(|part| part.gather.as_ref()) else { return };
        let (children, cancel_requested) = (gather.children.clone(), gather.cancel_requested);
        let mut results = Vec::new();
        for child in &children {
            let Some(part) = self.future_part(*child) else { continue };
            let (state, outcome, message) = (part.state, part.outcome, part.cancel_message);
            results.push(match state {
                FutureState::Cancelled => {
                    let message = if message.is_none() { self.heap.interned("") } else { message };
                    self.new_exception(classes::CANCELLED_ERROR, &[message])
                }
                FutureState::Pending | FutureState::Finished | FutureState::Failed => outcome,
            });
        }
        if cancel_requested {
            // That of the last part, whatever became of it.
            let last = children.last().copied().unwrap_or(outer);
            let exception = self.cancelled_error(last);
            return self.fail_future(outer, exception);
        }
        let results = self.heap.list_of(results);
        self.finish_future(outer, results);
    }
}
