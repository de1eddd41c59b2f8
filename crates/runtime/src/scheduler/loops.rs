//! The loops of a script: one is installed, its jobs are the scheduler's; what the others have to do is parked beside it.

use super::unfinished::Unfinished;
use super::{Job, Scheduler, Timers, Watched};
use crate::heap::Marker;
use crate::value::Value;
use crate::vm::Uncopied;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Number of a loop. Zero stands for none: a future with it belongs to whichever loop is installed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct LoopId(u32);

impl LoopId {
    pub const NONE: LoopId = LoopId(0);
}

/// What a loop has to do and look after.
#[derive(Clone, Debug)]
pub(super) struct Parked {
    ready: VecDeque<Job>,
    timers: Timers,
    timers_kept: usize,
    tasks: Unfinished,
    generators: Vec<Watched>,
    stopping: bool,
    has_task_factory: bool,
    reporter: Value,
    finalizer: Value,
}

impl Default for Parked {
    fn default() -> Parked {
        Parked {
            ready: VecDeque::new(),
            timers: Timers::default(),
            timers_kept: 0,
            tasks: Unfinished::default(),
            generators: Vec::new(),
            stopping: false,
            has_task_factory: false,
            reporter: Value::UNBOUND,
            finalizer: Value::UNBOUND,
        }
    }
}

/// The loops, and what those that are not installed have to do.
#[derive(Clone, Debug, Default)]
pub(super) struct Loops {
    /// Closed ones are held weakly.
    known: BTreeMap<LoopId, Value>,
    /// The other way round.
    ids: FxHashMap<Value, LoopId>,
    closed: BTreeSet<LoopId>,
    parked: BTreeMap<LoopId, Parked>,
    last: u32,
    /// The loop whose jobs are the scheduler's.
    installed: LoopId,
    /// A job was for a loop that is closed.
    refused: bool,
}

impl Loops {
    pub(super) fn trace(&self, marker: &mut Marker) {
        let open = self.known.iter().filter(|(id, _)| !self.closed.contains(id));
        open.for_each(|(_, event_loop)| marker.visit(*event_loop));
        for parked in self.parked.values() {
            parked.ready.iter().for_each(|job| job.trace(marker));
            parked.timers.iter().for_each(|timer| timer.job.trace(marker));
            parked.tasks.iter().for_each(|task| marker.visit(task));
            marker.visit_all(&[parked.reporter, parked.finalizer]);
        }
    }

    /// Closed loops that are lost to the script.
    pub(super) fn lost(&self, is_lost: impl Fn(Value) -> bool) -> Vec<LoopId> {
        let lost = |id: &&LoopId| self.known.get(id).is_none_or(|event_loop| is_lost(*event_loop));
        self.closed.iter().filter(lost).copied().collect()
    }

    /// Forgets a closed loop.
    pub(super) fn forget(&mut self, id: LoopId) {
        self.closed.remove(&id);
        if let Some(event_loop) = self.known.remove(&id) {
            self.ids.remove(&event_loop);
        }
    }

    /// Async generators that parked loops look after and that are lost to the script are given to these loops to be closed.
    pub(super) fn rescue_generators(&mut self, mut lost: impl FnMut(Value) -> Option<bool>) {
        for parked in self.parked.values_mut() {
            let (ready, generators) = (&mut parked.ready, &mut parked.generators);
            generators.retain(|Watched { generator, request, .. }| match lost(*generator) {
                None => true,
                Some(to_close) => {
                    if to_close {
                        ready.push_back(Job::Finalize { generator: *generator, request: *request });
                    }
                    false
                }
            });
        }
    }
}

impl Scheduler {
    /// The unfinished task of that number, and its loop.
    pub(super) fn unfinished_task(&self, number: u64) -> Option<(LoopId, Value)> {
        let installed = || Some((self.loops.installed, self.tasks.find(number)?));
        let parked = |(id, parked): (&LoopId, &Parked)| Some((*id, parked.tasks.find(number)?));
        installed().or_else(|| self.loops.parked.iter().find_map(parked))
    }

    /// The installed loop.
    #[inline(always)]
    pub fn loop_id(&self) -> LoopId {
        self.loops.installed
    }

    /// The loop of a number as an object of the script; unbound where there is none, or none any more.
    pub fn loop_of(&self, id: LoopId) -> Value {
        match id {
            LoopId::NONE => self.loop_object(),
            id => self.loops.known.get(&id).copied().unwrap_or(Value::UNBOUND),
        }
    }

    /// The number of a loop, which it gets at the first question; None (the value) and unbound have that of no loop.
    pub fn id_of_loop(&mut self, event_loop: Value) -> LoopId {
        if event_loop.is_none() || event_loop.is_unbound() {
            return LoopId::NONE;
        }
        if let Some(id) = self.loops.ids.get(&event_loop) {
            return *id;
        }
        self.loops.last += 1;
        let id = LoopId(self.loops.last);
        self.loops.known.insert(id, event_loop);
        self.loops.ids.insert(event_loop, id);
        id
    }

    /// Puts a loop's jobs in the place of the installed one's, which are parked. What was there while no loop was installed
    /// becomes its. The answer is the loop that was installed.
    pub fn select_loop(&mut self, id: LoopId) -> LoopId {
        let previous = self.loops.installed;
        if id == previous {
            return previous;
        }
        let mut coming = self.loops.parked.remove(&id).unwrap_or_default();
        self.swap_with(&mut coming);
        if previous == LoopId::NONE {
            self.ready.extend(coming.ready);
            while let Some(timer) = coming.timers.pop() {
                self.timers.push(timer);
            }
            self.tasks.append(coming.tasks);
            self.generators.extend(coming.generators);
            self.stopping |= coming.stopping;
        } else {
            self.loops.parked.insert(previous, coming);
        }
        self.loops.installed = id;
        self.loop_object = self.loops.known.get(&id).copied().unwrap_or(Value::UNBOUND);
        previous
    }

    fn swap_with(&mut self, parked: &mut Parked) {
        use std::mem::swap;
        swap(&mut self.ready, &mut parked.ready);
        swap(&mut self.timers, &mut parked.timers);
        swap(&mut self.timers_kept, &mut parked.timers_kept);
        swap(&mut self.tasks, &mut parked.tasks);
        swap(&mut self.generators, &mut parked.generators);
        swap(&mut self.stopping, &mut parked.stopping);
        swap(&mut self.has_task_factory, &mut parked.has_task_factory);
        swap(&mut self.reporter, &mut parked.reporter);
        swap(&mut self.finalizer, &mut parked.finalizer);
    }

    /// Says what keeps the machine from being copied, if there is a thing that a loop would still do.
    pub(crate) fn refuses_copy(&self) -> Result<(), Uncopied> {
        let parked = self.loops.parked.values();
        let tasks = self.tasks.len() + parked.clone().map(|parked| parked.tasks.len()).sum::<usize>();
        let is_empty = |parked: &Parked| parked.ready.is_empty() && parked.timers.is_empty();
        match tasks {
            0 if self.ready.is_empty() && self.timers.is_empty() && parked.clone().all(is_empty) => Ok(()),
            0 => Err(Uncopied::Callbacks),
            _ => Err(Uncopied::Tasks(tasks)),
        }
    }

    /// Drops jobs and timers that are not wanted any more, those of parked loops too.
    pub(crate) fn retain_jobs(&mut self, is_wanted: impl Fn(&Job) -> bool) {
        self.ready.retain(&is_wanted);
        self.timers.retain(|timer| is_wanted(&timer.job));
        for parked in self.loops.parked.values_mut() {
            parked.ready.retain(&is_wanted);
            parked.timers.retain(|timer| is_wanted(&timer.job));
        }
    }

    /// Puts a job behind all that are ready in a loop that is not the installed one; one that is closed refuses.
    #[cold]
    pub(super) fn enqueue_elsewhere(&mut self, id: LoopId, job: Job) {
        if self.is_closed(id) {
            self.loops.refused = true;
        } else {
            self.loops.parked.entry(id).or_default().ready.push_back(job);
        }
    }

    /// Puts a job behind all that are ready in the loop of a task that is not done.
    pub(super) fn enqueue_in(&mut self, id: LoopId, job: Job) {
        if id == self.loops.installed {
            self.enqueue(job);
        } else if let Some(parked) = self.loops.parked.get_mut(&id) {
            parked.ready.push_back(job);
        }
    }

    /// Whether a loop takes no jobs any more.
    pub fn is_closed(&self, id: LoopId) -> bool {
        self.loops.closed.contains(&id) || !self.loops.known.contains_key(&id)
    }

    /// Whether a job since the last question was for a loop that is closed.
    pub fn take_refused(&mut self) -> bool {
        std::mem::take(&mut self.loops.refused)
    }

    /// Forgets everything that a loop leaves that is closed.
    pub fn close_loop(&mut self, event_loop: Value) {
        let id = self.id_of_loop(event_loop);
        let previous = self.select_loop(id);
        self.ready.clear();
        self.timers.clear();
        self.stopping = false;
        self.failed.extend(std::mem::take(&mut self.tasks).iter());
        self.generators.clear();
        self.loops.closed.insert(id);
        self.select_loop(if previous == id { LoopId::NONE } else { previous });
        self.loops.parked.remove(&id);
    }

    /// Tasks of all loops that are not done and will not be: none while a loop runs.
    pub fn all_unfinished_tasks(&self) -> Vec<Value> {
        if self.is_running() {
            return Vec::new();
        }
        let parked = self.loops.parked.values().flat_map(|parked| parked.tasks.iter());
        self.tasks.iter().chain(parked).collect()
    }

    /// Tasks of a loop that are not done, oldest first.
    pub fn tasks_of_loop(&mut self, event_loop: Value) -> Vec<Value> {
        let id = self.id_of_loop(event_loop);
        match id == self.loops.installed {
            true => self.tasks.iter().collect(),
            false => self.loops.parked.get(&id).map(|parked| parked.tasks.iter().collect()).unwrap_or_default(),
        }
    }
}
