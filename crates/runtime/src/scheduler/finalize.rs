//! Async generators that the loop looks after: it closes those that nobody holds any more, and at its end all of them.
//! Futures whose exceptions nobody looked at are reported.

use super::{FutureState, Job, LoopId, NO_TASK, Watched};
use crate::heap::Marker;
use crate::native::Res;
use crate::object::generator::GeneratorState;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use std::collections::BTreeSet;

/// Bytes in memory that are looked through at the end of a task.
const CHEAP: usize = 1 << 18;

/// The same where an exception may be lost, once the loop has nothing else to do.
const CHEAP_WHEN_IDLE: usize = 1 << 22;

/// So many async generators are looked through at the end of a task.
const FEW: usize = 1 << 10;

impl Vm {
    /// An async generator is iterated for the first time: the running loop will close it.
    pub(crate) fn look_after(&mut self, generator: Value) {
        if !self.scheduler.is_running() {
            return;
        }
        if let Some(object) = self.heap.generator_mut(generator) {
            object.hooked = true;
            object.looped = true;
        }
        let task =
            self.scheduler.current_task().and_then(|task| self.heap.task(task)).map_or(NO_TASK, |task| task.number);
        let request = self.scheduler.requests.of_callback();
        self.scheduler.generators.push(Watched { generator, task, request });
        if self.scheduler.generators.len().is_power_of_two() {
            let mut generators = std::mem::take(&mut self.scheduler.generators);
            generators.retain(|watched| self.is_open(watched.generator));
            self.scheduler.generators = generators;
        }
    }

    fn is_open(&self, generator: Value) -> bool {
        self.heap.generator(generator).is_some_and(|object| object.state != GeneratorState::Closed)
    }

    /// The async generators that are closed at the end of the loop: all but those that it was told to close before.
    pub fn take_generators(&mut self) -> Vec<Value> {
        let generators = std::mem::take(&mut self.scheduler.generators).into_iter().map(|watched| watched.generator);
        let is_finalized = |generator: &Value| {
            self.heap.generator(*generator).and_then(|object| object.rare()).is_some_and(|rare| rare.finalized)
        };
        generators.filter(|generator| !is_finalized(generator)).collect()
    }

    /// Whether one that nobody holds is for the loop to close, which is asked once.
    fn is_to_close(&mut self, generator: Value) -> bool {
        let ignored = self.heap.generator(generator).is_some_and(|object| object.exiting);
        self.is_open(generator) && !ignored && !self.note_finalized(generator)
    }

    /// A task has failed and nobody waits for it: if nobody can look at its exception any more, that is reported now. The
    /// answer is whether there may be something new to do.
    pub(super) fn find_lost_failures(&mut self) -> bool {
        if !std::mem::take(&mut self.scheduler.lost_failure) || self.heap.live_bytes > CHEAP_WHEN_IDLE {
            return false;
        }
        let unseen = |future: &Value| self.future_part(*future).is_some_and(|part| part.unretrieved);
        if !self.scheduler.failed.iter().any(unseen) {
            return false;
        }
        self.collect_now(self.current.top() as usize);
        true
    }

    /// A task has ended with this value or exception. The async generators that it began and leaves behind are closed in the
    /// next turn, as if they were counted: unless there is so much in memory that looking for them would cost too much.
    pub(super) fn close_left_behind(&mut self, task: Value, end: Value) {
        let few = self.heap.live_bytes < CHEAP && self.scheduler.generators.len() <= FEW;
        if !(few || self.scheduler.main == Some(task)) || self.nested > 0 {
            return;
        }
        let number = self.heap.task(task).map_or(NO_TASK, |task| task.number);
        let left = |watched: &Watched| {
            let object = self.heap.generator(watched.generator);
            watched.task == number && object.is_some_and(|object| object.state == GeneratorState::Suspended)
        };
        if self.scheduler.generators.iter().any(left) {
            self.roots.push(end);
            self.collect_now(self.current.top() as usize);
            self.roots.pop();
        }
    }

    /// Between marking and sweeping: futures that nobody holds, with an exception that nobody has looked at. They are kept
    /// for one more time, to be reported unless this collection is one that finalises nothing.
    pub(crate) fn rescue_failed_futures(&mut self, marker: &mut Marker, queues: bool) {
        let mut lost = Vec::new();
        for future in std::mem::take(&mut self.scheduler.failed) {
            let garbage = match future.split() {
                Some((Kind::Task, index)) => self.heap.tasks.is_garbage(index),
                Some((Kind::Future, index)) => self.heap.futures.is_garbage(index),
                _ => false,
            };
            let unseen = self.is_worth_a_report(future);
            match (garbage, unseen) {
                (true, true) => lost.push(future),
                (false, true) => self.scheduler.failed.push(future),
                (_, false) => {}
            }
        }
        if lost.is_empty() {
            return;
        }
        marker.visit_all(&lost);
        self.heap.mark(marker, &self.blocks.values);
        if queues { self.queue_finalizers(&lost) } else { self.scheduler.failed.extend(lost) }
    }

    /// Between marking and sweeping: closed loops that nobody holds are forgotten, those that futures belong to are kept.
    pub(crate) fn keep_closed_loops(&mut self, marker: &mut Marker) {
        let is_lost = |event_loop: Value| {
            event_loop.index_of(Kind::Instance).is_some_and(|index| self.heap.instances.is_garbage(index))
        };
        let lost = self.scheduler.loops.lost(is_lost);
        if lost.is_empty() {
            return;
        }
        let (futures, tasks) = (&self.heap.futures, &self.heap.tasks);
        let alive = futures.indices().filter(|index| !futures.is_garbage(*index));
        let mut kept: BTreeSet<LoopId> = alive.map(|index| futures.get(index).event_loop).collect();
        let alive = tasks.indices().filter(|index| !tasks.is_garbage(*index));
        kept.extend(alive.map(|index| tasks.get(index).future.event_loop));
        for id in lost {
            match kept.contains(&id) {
                true => marker.visit(self.scheduler.loop_of(id)),
                false => self.scheduler.loops.forget(id),
            }
        }
        self.heap.mark(marker, &self.blocks.values);
    }

    /// Reports an exception that nobody can look at any more.
    pub(crate) fn report_unretrieved(&mut self, future: Value) -> Res<()> {
        if !self.is_worth_a_report(future) {
            return Ok(());
        }
        let Some(part) = self.future_part_mut(future) else { return Ok(()) };
        part.unretrieved = false;
        let exception = if part.state == FutureState::Failed { part.outcome } else { Value::NONE };
        let id = part.event_loop;
        let (function, own) = (self.scheduler.unretrieved, self.scheduler.loop_of(id));
        let event_loop = if own.is_unbound() { self.scheduler.last_loop } else { own };
        if function.is_unbound() {
            return Ok(());
        }
        self.call(function, &[future, exception, event_loop]).map(drop)
    }

    /// Whether an exception that nobody has looked at is in a future, or it is a task that will never be done.
    pub(crate) fn is_worth_a_report(&self, future: Value) -> bool {
        self.future_part(future).is_some_and(|part| {
            part.unretrieved || (part.state == FutureState::Pending && self.heap.task(future).is_some())
        })
    }

    /// Whether there are futures that are to be reported when nobody holds them any more.
    pub(crate) fn has_failed_futures(&self) -> bool {
        self.scheduler.failed.iter().any(|future| self.is_worth_a_report(*future))
    }

    /// Between marking and sweeping: async generators that only the loop knows are kept for one more time, to be closed. One
    /// that ignored an `aclose()` is none of them: it is closed at once, like a synchronous one.
    pub(crate) fn rescue_async_generators(&mut self, marker: &mut Marker) {
        let generators = std::mem::take(&mut self.scheduler.generators);
        let mut rescued = false;
        for watched in generators {
            let Watched { generator, request, .. } = watched;
            let is_garbage = generator.index_of(Kind::Generator);
            if !is_garbage.is_some_and(|index| self.heap.generators.is_garbage(index)) {
                self.scheduler.generators.push(watched);
            } else if self.is_to_close(generator) {
                self.scheduler.enqueue(Job::Finalize { generator, request });
                marker.visit(generator);
                rescued = true;
            }
        }
        let mut loops = std::mem::take(&mut self.scheduler.loops);
        loops.rescue_generators(|generator| {
            let index = generator.index_of(Kind::Generator)?;
            if !self.heap.generators.is_garbage(index) {
                return None;
            }
            let to_close = self.is_to_close(generator);
            if to_close {
                marker.visit(generator);
                rescued = true;
            }
            Some(to_close)
        });
        self.scheduler.loops = loops;
        if rescued {
            self.heap.mark(marker, &self.blocks.values);
        }
    }
}
