//! Futures: a result to come, and who is to be told of it.

use super::{GatherState, Job, LoopId, RequestId};
use crate::heap::Marker;
use crate::native::Res;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use smallvec::SmallVec;

/// An `asyncio.Future`, or the future part of a task.
#[derive(Clone, Debug)]
pub struct FutureObject {
    pub state: FutureState,
    /// The result or the exception; for a cancelled task the exception that nobody has got yet.
    pub outcome: Value,
    /// The traceback that the exception had when it was set: for the first who takes it, unbound for those after.
    pub traceback: Value,
    /// Called through the ready queue once it is done, in order.
    pub callbacks: SmallVec<[Callback; 1]>,
    /// The message of `cancel(msg)`.
    pub cancel_message: Value,
    /// An exception that nobody has looked at is reported when the future dies.
    pub unretrieved: bool,
    /// It was yielded by an `await`, and not by a `yield`.
    pub blocking: bool,
    /// The loop that tells the callbacks.
    pub event_loop: LoopId,
    /// The parts, when it is the future of a `gather`.
    pub gather: Option<Box<GatherState>>,
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
    Call { function: Value, context: Value, request: RequestId },
    /// Step this task again.
    Wake(Value),
    /// Count it as a part of this `gather`.
    Gather(Value),
    /// Stop the loop.
    Stop,
    /// Tell the host, which knows it by this number.
    Host(u64),
}

// Each task that waits has one.
const _: () = assert!(size_of::<Callback>() == 24);

impl Default for FutureObject {
    fn default() -> FutureObject {
        FutureObject {
            state: FutureState::Pending,
            outcome: Value::UNBOUND,
            traceback: Value::UNBOUND,
            callbacks: SmallVec::new(),
            cancel_message: Value::NONE,
            unretrieved: false,
            blocking: false,
            event_loop: LoopId::NONE,
            gather: None,
        }
    }
}

impl FutureObject {
    /// Reports what it holds to the collector.
    pub fn trace(&self, marker: &mut Marker) {
        marker.visit_all(&[self.outcome, self.traceback, self.cancel_message]);
        for callback in &self.callbacks {
            match callback {
                Callback::Call { function, context, request } => {
                    marker.visit_all(&[*function, *context]);
                    marker.visit_request(*request);
                }
                Callback::Wake(task) => marker.visit(*task),
                Callback::Gather(outer) => marker.visit(*outer),
                Callback::Stop | Callback::Host(_) => {}
            }
        }
        if self.callbacks.spilled() {
            marker.count(self.callbacks.capacity() * size_of::<Callback>());
        }
        if let Some(gather) = &self.gather {
            marker.count(size_of_val(&**gather) + size_of_val(&*gather.children));
            marker.visit_all(gather.children.iter());
            marker.visit(gather.cancel_message);
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

    /// The same, to be changed.
    pub fn future_part_mut(&mut self, value: Value) -> Option<&mut FutureObject> {
        match value.split()? {
            (Kind::Future, index) => Some(self.heap.futures.get_mut(index)),
            (Kind::Task, index) => Some(&mut self.heap.tasks.get_mut(index).future),
            _ => None,
        }
    }

    /// Whether a future is done. What is no future is not.
    pub fn is_done(&self, future: Value) -> bool {
        self.future_part(future).is_some_and(|part| part.state != FutureState::Pending)
    }

    /// Makes room for one more callback.
    pub fn callback_room(&mut self, future: Value) -> Res<()> {
        let Some(callbacks) = self.future_part(future).map(|part| &part.callbacks) else { return Ok(()) };
        let (length, old) = (callbacks.len(), callbacks.capacity());
        if length < old {
            return Ok(());
        }
        let grown = self.heap.account.grown(old, size_of::<Callback>());
        self.reserve_memory(grown * size_of::<Callback>())?;
        if let Some(part) = self.future_part_mut(future) {
            part.callbacks.reserve_exact(grown - length);
        }
        self.heap.grew(old * size_of::<Callback>(), grown * size_of::<Callback>());
        Ok(())
    }

    /// What a future came to: a result or an exception that is to be raised; None while it is pending.
    ///
    /// As in CPython, the exception starts with the traceback that it had when it was set, and the next time with none.
    pub fn future_outcome(&mut self, future: Value) -> Option<Result<Value, Value>> {
        let part = self.future_part_mut(future)?;
        match part.state {
            FutureState::Pending => None,
            FutureState::Finished => Some(Ok(part.outcome)),
            FutureState::Failed => {
                part.unretrieved = false;
                let (exception, traceback) = (part.outcome, std::mem::replace(&mut part.traceback, Value::UNBOUND));
                self.restore_traceback(exception, traceback);
                Some(Err(exception))
            }
            FutureState::Cancelled => Some(Err(self.cancelled_error(future))),
        }
    }

    /// The CancelledError of a future: the one that left the task, once; after that new ones with the same message.
    pub(super) fn cancelled_error(&mut self, future: Value) -> Value {
        let mut message = Value::NONE;
        if let Some(part) = self.future_part_mut(future) {
            if part.state == FutureState::Cancelled && !part.outcome.is_unbound() {
                return std::mem::replace(&mut part.outcome, Value::UNBOUND);
            }
            message = part.cancel_message;
        }
        let args: &[Value] = if message.is_none() { &[] } else { &[message] };
        self.new_exception(classes::CANCELLED_ERROR, args)
    }

    /// Gives a pending future its result.
    pub fn finish_future(&mut self, future: Value, value: Value) {
        self.settle_future(future, FutureState::Finished, value);
    }

    /// Gives a pending future its exception.
    pub fn fail_future(&mut self, future: Value, exception: Value) {
        let awaited = self.future_part(future).is_some_and(|part| !part.callbacks.is_empty());
        self.settle_future(future, FutureState::Failed, exception);
        let traceback = self.traceback_object(exception);
        if let Some(part) = self.future_part_mut(future) {
            part.unretrieved = true;
            part.traceback = traceback;
        }
        self.scheduler.lost_failure |= !awaited;
        self.scheduler.failed.push(future);
        if self.scheduler.failed.len().is_power_of_two() {
            let mut failed = std::mem::take(&mut self.scheduler.failed);
            failed.retain(|future| self.is_worth_a_report(*future));
            self.scheduler.failed = failed;
        }
    }

    /// A pending future is cancelled; for a task the exception that left it may be given.
    pub(super) fn mark_cancelled(&mut self, future: Value, exception: Value) {
        self.settle_future(future, FutureState::Cancelled, exception);
    }

    fn settle_future(&mut self, future: Value, state: FutureState, outcome: Value) {
        let Some(part) = self.future_part_mut(future).filter(|part| part.state == FutureState::Pending) else { return };
        part.state = state;
        part.outcome = outcome;
        let (callbacks, event_loop) = (std::mem::take(&mut part.callbacks), part.event_loop);
        if let Some(task) = self.heap.task_mut(future) {
            task.waiting_for = Value::UNBOUND;
            let number = task.number;
            self.scheduler.tasks.remove(number);
            self.scheduler.requests.task_done(number);
        }
        for callback in callbacks {
            self.schedule_callback(future, callback, event_loop);
        }
    }

    /// A new future of the installed loop.
    pub fn pending_future(&mut self) -> Value {
        let event_loop = self.scheduler.loop_id();
        self.heap.new_future(FutureObject { event_loop, ..FutureObject::default() })
    }

    /// Registers a callback; a future that is done calls it in the loop's next turn.
    pub fn add_callback(&mut self, future: Value, callback: Callback) {
        match self.future_part_mut(future) {
            Some(part) if part.state == FutureState::Pending => part.callbacks.push(callback),
            Some(part) => {
                let event_loop = part.event_loop;
                self.schedule_callback(future, callback, event_loop);
            }
            None => {}
        }
    }

    fn schedule_callback(&mut self, future: Value, callback: Callback, event_loop: LoopId) {
        let job = match callback {
            Callback::Call { function, context, request } => {
                let args = self.heap.tuple_of(&[future]);
                Job::Call { function, args, token: Value::NONE, context, request }
            }
            Callback::Wake(task) => Job::Wake { task, future },
            Callback::Gather(outer) => Job::Gathered { outer, child: future },
            Callback::Stop => Job::Stop { future },
            Callback::Host(number) => {
                let state = self.future_part(future).map(|part| part.state);
                self.scheduler.has_dropped |= state == Some(FutureState::Cancelled);
                self.scheduler.settled.push((number, future));
                return;
            }
        };
        if event_loop == self.scheduler.loop_id() || event_loop == LoopId::NONE {
            self.scheduler.enqueue(job);
        } else {
            self.scheduler.enqueue_elsewhere(event_loop, job);
        }
    }

    /// The loop does not stop for this future any more.
    pub(super) fn remove_stop(&mut self, future: Value) {
        if let Some(part) = self.future_part_mut(future) {
            part.callbacks.retain(|callback| !matches!(callback, Callback::Stop));
        }
    }

    /// Notes whether a future was yielded by an `await`; returns what was noted before.
    pub(crate) fn set_blocking(&mut self, future: Value, blocking: bool) -> bool {
        self.future_part_mut(future).is_some_and(|part| std::mem::replace(&mut part.blocking, blocking))
    }
}
