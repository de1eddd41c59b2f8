//! Tasks, futures and the event loop that runs them in CPython's order.
//!
//! `event_loop` is the loop, `task` a task's step, `future` results to come, `cancel` cancellation, `gather` the future of
//! several, `queue` what queues do at once, `inspect` what all of them are doing, `loops` what the loops have that are not running. The run loop knows nothing of this: it says that a step has ended, and is entered again for the next one.

mod cancel;
mod event_loop;
mod finalize;
mod future;
mod gather;
mod inspect;
mod loops;
mod queue;
mod request;
mod task;
mod timers;
mod unfinished;

pub use future::{Callback, FutureObject, FutureState};
pub use gather::GatherState;
pub use inspect::{Doing, TaskObserver, TaskView, Transition};
pub use loops::LoopId;
pub use request::{RequestId, Requests};
pub use task::TaskObject;
pub use timers::{Timer, Timers};

use crate::heap::{Account, Marker};
use crate::value::Value;
use std::collections::VecDeque;

/// Room for so many ready jobs is always kept.
const KEPT_READY: usize = 1024;

/// Something that a turn of the loop does.
#[derive(Clone, Debug)]
pub enum Job {
    /// A step of a task, with an exception to throw in or unbound.
    Step { task: Value, exception: Value },
    /// The future that a task waited for is done.
    Wake { task: Value, future: Value },
    /// Calls a function with a tuple of arguments in a context, unless the token, a future, is done.
    Call { function: Value, args: Value, token: Value, context: Value, request: RequestId },
    /// Gives a future its result, unless it is done.
    SetResult { future: Value, value: Value },
    /// A part of a `gather` is done.
    Gathered { outer: Value, child: Value },
    /// Lets the asyncio module close an async generator that nobody holds any more.
    Finalize { generator: Value, request: RequestId },
    /// The future that the loop runs for is done: the loop ends with this turn.
    Stop { future: Value },
}

/// The event loop of a virtual machine.
#[derive(Clone, Debug)]
pub struct Scheduler {
    ready: VecDeque<Job>,
    timers: Timers,
    /// How many timers were left when cancelled ones were last dropped.
    timers_kept: usize,
    /// Tasks that are not done, by their numbers.
    tasks: unfinished::Unfinished,
    /// Number of the next task.
    next_task: u64,
    /// Number in the name of the last unnamed task.
    next_name: u64,
    /// Jobs left in this turn.
    todo: usize,
    /// The task whose step is on the frames.
    current: Option<Value>,
    /// `Vm::fuel_used` when that step began.
    step_began: u64,
    /// The callback that was called last, and its arguments.
    calling: (Value, Value),
    /// The future that the loop runs for, None for one that runs until it is stopped.
    main: Option<Value>,
    /// The loop ends with this turn.
    stopping: bool,
    /// The loop has begun and not had a turn yet: it has one even if it is to stop.
    fresh: bool,
    /// A task has failed that nobody waits for: when there is nothing else to do, it is found out whether anybody can.
    lost_failure: bool,
    /// Futures with an exception that nobody has looked at, and tasks that were left pending by a loop that was closed. Held
    /// weakly.
    failed: Vec<Value>,
    /// The loop was left between two steps, to be gone on with by `Vm::go_on`.
    between: bool,
    /// Tasks are made by a function that the script set.
    pub has_task_factory: bool,
    /// What is known of `asyncio.Queue`.
    queues: queue::Queues,
    /// The loop as an object of the script.
    loop_object: Value,
    /// All the loops of the script.
    loops: loops::Loops,
    /// A function of the asyncio module that reports an exception of a callback.
    reporter: Value,
    /// A function of the asyncio module that closes an async generator.
    finalizer: Value,
    /// A function of the asyncio module that reports an exception that nobody has looked at.
    unretrieved: Value,
    /// The loop that was there last, also when it is closed.
    last_loop: Value,
    /// Async generators that were iterated while the loop ran; those that nobody holds are finalised by the loop.
    generators: Vec<Watched>,
    /// Futures that the host wanted to be told of and that are done.
    settled: Vec<(u64, Value)>,
    /// One of these was cancelled: what the host has for it is to be dropped before a script goes on.
    has_dropped: bool,
    /// The hooks of `sys.set_asyncgen_hooks` from before the loop ran.
    saved_hooks: (Value, Value),
    pub requests: Requests,
}

/// An async generator that the loop looks after.
#[derive(Clone, Copy, Debug)]
struct Watched {
    generator: Value,
    /// The number of the task that began to iterate it; that of none is NO_TASK.
    task: u64,
    request: RequestId,
}

/// The number of no task.
const NO_TASK: u64 = u64::MAX;

impl Default for Scheduler {
    fn default() -> Scheduler {
        Scheduler {
            ready: VecDeque::new(),
            timers: Timers::default(),
            timers_kept: 0,
            tasks: unfinished::Unfinished::default(),
            next_task: 0,
            next_name: 0,
            todo: 0,
            current: None,
            step_began: 0,
            calling: (Value::UNBOUND, Value::UNBOUND),
            main: None,
            stopping: false,
            fresh: false,
            lost_failure: false,
            failed: Vec::new(),
            between: false,
            has_task_factory: false,
            queues: queue::Queues::default(),
            loop_object: Value::UNBOUND,
            loops: loops::Loops::default(),
            reporter: Value::UNBOUND,
            finalizer: Value::UNBOUND,
            unretrieved: Value::UNBOUND,
            last_loop: Value::NONE,
            generators: Vec::new(),
            settled: Vec::new(),
            has_dropped: false,
            saved_hooks: (Value::NONE, Value::NONE),
            requests: Requests::default(),
        }
    }
}

impl Scheduler {
    /// Whether a loop runs.
    pub fn is_running(&self) -> bool {
        self.main.is_some()
    }

    /// Whether the next thing to do is the loop's, and not the current frame's.
    pub(crate) fn is_between_steps(&self) -> bool {
        self.between
    }

    /// The task whose step is running.
    pub fn current_task(&self) -> Option<Value> {
        self.current
    }

    /// Tasks that are not done, oldest first.
    pub fn unfinished_tasks(&self) -> impl Iterator<Item = Value> + use<'_> {
        self.tasks.iter()
    }

    /// The loop as an object of the script, or unbound.
    pub fn loop_object(&self) -> Value {
        self.loop_object
    }

    /// Sets what the asyncio module made: the loop object, the function that reports exceptions of callbacks, and the one that
    /// closes async generators.
    pub fn install(&mut self, loop_object: Value, reporter: Value, finalizer: Value) {
        let id = self.id_of_loop(loop_object);
        self.select_loop(id);
        self.last_loop = loop_object;
        self.reporter = reporter;
        self.finalizer = finalizer;
    }

    /// Sets the function of the asyncio module that reports exceptions that nobody has looked at.
    pub fn report_with(&mut self, unretrieved: Value) {
        self.unretrieved = unretrieved;
    }

    /// Futures that are to be reported when they go.
    pub fn failed_futures(&self) -> &[Value] {
        &self.failed
    }

    /// Those for which this does not hold have been reported.
    pub fn retain_failed_futures(&mut self, holds: impl FnMut(&Value) -> bool) {
        self.failed.retain(holds);
    }

    /// The loop ends with this turn; one that does not run has one turn when it does.
    pub fn stop(&mut self) {
        self.stopping = true;
    }

    /// The futures that are done of those that the host wants to be told of, by its numbers.
    pub fn take_settled(&mut self) -> Vec<(u64, Value)> {
        self.has_dropped = false;
        std::mem::take(&mut self.settled)
    }

    /// Whether there is nothing that a loop would ever do: no job, no timer, no task.
    pub fn is_idle(&self) -> bool {
        self.ready.is_empty() && self.timers.is_empty() && self.tasks.iter().next().is_none()
    }

    /// Forgets everything that the installed loop has to do.
    pub fn abandon(&mut self) {
        self.ready.clear();
        self.timers.clear();
        self.tasks = unfinished::Unfinished::default();
        self.generators.clear();
        self.settled.clear();
        self.todo = 0;
        self.requests.abandon();
        self.current = None;
        self.main = None;
        self.between = false;
        self.stopping = false;
        self.calling = (Value::UNBOUND, Value::UNBOUND);
    }

    /// Puts a job behind all that are ready.
    pub fn enqueue(&mut self, job: Job) {
        self.ready.push_back(job);
    }

    /// A turn does exactly the jobs that are ready now. A queue that was long gives its memory back.
    fn begin_turn(&mut self) {
        self.todo = self.ready.len();
        if self.ready.capacity() > KEPT_READY.max(self.todo * 8) {
            self.ready.shrink_to(self.todo * 2);
        }
    }

    /// A job for later.
    pub fn set_timer(&mut self, when: f64, job: Job) {
        self.timers.push(Timer { when, job });
    }

    /// Number of tasks that are not done.
    pub fn task_count(&self) -> usize {
        self.tasks.len()
    }

    /// Number of timers that wait, cancelled ones that were not yet dropped included.
    pub fn timer_count(&self) -> usize {
        self.timers.len()
    }

    /// Bytes that `grow` takes beside what there is; 0 where there is room for one more of everything.
    pub fn growth(&self, account: &Account) -> usize {
        let more = |length: usize, capacity: usize, size: usize| {
            if length == capacity { account.grown(capacity, size) * size } else { 0 }
        };
        more(self.ready.len(), self.ready.capacity(), size_of::<Job>())
            + more(self.timers.len(), self.timers.capacity(), size_of::<Timer>())
            + self.tasks.growth(account)
    }

    /// Makes room for one more job, timer and task.
    pub fn grow(&mut self, account: &Account) {
        if self.ready.len() == self.ready.capacity() {
            self.ready.reserve_exact(account.grown(self.ready.len(), size_of::<Job>()) - self.ready.len());
        }
        self.timers.grow(account);
        self.tasks.grow(account);
    }

    /// Bytes of its queues and lists.
    pub fn heap_bytes(&self) -> usize {
        self.ready.capacity() * size_of::<Job>()
            + self.timers.capacity() * size_of::<Timer>()
            + self.tasks.heap_bytes()
            + self.failed.capacity() * size_of::<Value>()
            + self.generators.capacity() * size_of::<Watched>()
    }

    /// Gives back what its queues have to spare.
    pub fn trim(&mut self) {
        self.ready.shrink_to_fit();
        self.timers.trim();
        self.failed.shrink_to_fit();
        self.generators.shrink_to_fit();
    }

    /// Reports what it holds to the collector. Async generators are held weakly.
    pub fn trace(&self, marker: &mut Marker) {
        self.ready.iter().for_each(|job| job.trace(marker));
        self.timers.iter().for_each(|timer| timer.job.trace(marker));
        self.tasks.iter().for_each(|task| marker.visit(task));
        marker.visit_all(self.current.iter().chain(&self.main));
        marker.visit_all(&[self.calling.0, self.calling.1]);
        marker.visit_all(&[self.loop_object, self.reporter, self.finalizer, self.saved_hooks.0, self.saved_hooks.1]);
        marker.visit_all(&[self.unretrieved, self.last_loop]);
        self.settled.iter().for_each(|(_, future)| marker.visit(*future));
        self.queues.trace(marker);
        self.generators.iter().for_each(|watched| marker.visit_request(watched.request));
        self.loops.trace(marker);
    }
}

impl Job {
    fn trace(&self, marker: &mut Marker) {
        match self {
            Job::Step { task, exception } => marker.visit_all(&[*task, *exception]),
            Job::Wake { task, future } => marker.visit_all(&[*task, *future]),
            Job::Call { function, args, token, context, request } => {
                marker.visit_all(&[*function, *args, *token, *context]);
                marker.visit_request(*request);
            }
            Job::SetResult { future, value } => marker.visit_all(&[*future, *value]),
            Job::Gathered { outer, child } => marker.visit_all(&[*outer, *child]),
            Job::Finalize { generator, request } => {
                marker.visit(*generator);
                marker.visit_request(*request);
            }
            Job::Stop { future } => marker.visit(*future),
        }
    }

    /// The future that says whether the job is still wanted.
    fn token(&self) -> Option<Value> {
        match self {
            Job::Call { token, .. } => Some(*token),
            Job::SetResult { future, .. } => Some(*future),
            Job::Step { .. } | Job::Wake { .. } | Job::Gathered { .. } | Job::Finalize { .. } | Job::Stop { .. } => {
                None
            }
        }
    }
}
