//! The loop: CPython's `BaseEventLoop._run_once`, turn by turn.

use super::{FutureObject, FutureState, Job, RequestId, Timer};
use crate::native::Raised;
use crate::types::classes;
use crate::value::Value;
use crate::vm::{Mode, Outcome, Step, Stop, TaskEvent, Vm};
use std::time::Duration;

/// Timers this close are due: the resolution of the clock, in seconds.
const RESOLUTION: f64 = 1e-9;

/// Cancelled timers are dropped when there are this many more timers than after the last time.
const TIMERS_SLACK: usize = 100;

/// What the loop does next.
enum Next {
    Job(Job),
    /// Nothing before the earliest timer.
    Wait,
    /// The loop's future is done.
    End,
}

impl Vm {
    /// Goes on with the event loop after the run loop was left for it.
    pub(crate) fn turn_event_loop(&mut self, stop: Stop) -> Outcome {
        self.scheduler.between = false;
        let mut stop = stop;
        loop {
            stop = match stop {
                Stop::Task => match self.finish_step() {
                    Ok(()) => self.next_step(),
                    Err(exception) => self.leave_event_loop(Err(exception)),
                },
                Stop::EventLoop if !self.scheduler.is_running() => self.run(),
                Stop::EventLoop => self.next_step(),
                other => return self.outcome(other),
            };
            if self.scheduler.between {
                return match self.deadline() {
                    _ if stop == Stop::Preempted => Outcome::Preempted,
                    deadline => Outcome::Waiting(deadline),
                };
            }
        }
    }

    /// Does jobs until one needs the run loop, which is entered, or until there is nothing to do.
    fn next_step(&mut self) -> Stop {
        loop {
            self.fuel -= 1;
            if self.fuel < 0 {
                if let Err(stop) = self.poll_limits() {
                    return stop;
                }
                if let Err(exception) = self.poll_keyboard() {
                    return self.leave_event_loop(Err(exception));
                }
                self.scheduler.between = true;
                return Stop::Preempted;
            }
            if std::mem::take(&mut self.scheduler.has_dropped) && self.nested == 0 {
                self.scheduler.between = true;
                return Stop::Preempted;
            }
            let started = match self.next_job() {
                Next::Job(job) => self.start_job(job),
                Next::Wait => {
                    if let Err(stop) = self.poll_limits() {
                        return stop;
                    }
                    if let Err(exception) = self.poll_keyboard() {
                        return self.leave_event_loop(Err(exception));
                    }
                    if !self.scheduler.ready.is_empty() {
                        continue;
                    }
                    self.scheduler.between = true;
                    return Stop::EventLoop;
                }
                Next::End => return self.leave_event_loop(Ok(())),
            };
            match started {
                Ok(false) => {}
                Ok(true) => return self.run(),
                Err(Stop::Raised) => {
                    return match self.unwind() {
                        Ok(()) => self.run(),
                        Err(stop) => stop,
                    };
                }
                Err(stop) => return stop,
            }
        }
    }

    fn next_job(&mut self) -> Next {
        while self.scheduler.todo == 0 {
            if self.scheduler.stopping && !std::mem::take(&mut self.scheduler.fresh) {
                self.find_lost_failures();
                return Next::End;
            }
            self.drop_cancelled_timers();
            self.expire_requests();
            if self.scheduler.ready.is_empty() {
                let due = self.scheduler.timers.first().is_some_and(|timer| timer.when < self.loop_time() + RESOLUTION);
                if !due && self.find_lost_failures() {
                    continue;
                }
                if !due && !self.scheduler.stopping {
                    return Next::Wait;
                }
            }
            self.scheduler.fresh = false;
            self.take_due_timers();
            self.scheduler.begin_turn();
        }
        self.scheduler.todo -= 1;
        match self.scheduler.ready.pop_front() {
            Some(job) => Next::Job(job),
            None => Next::Wait,
        }
    }

    /// Seconds on the loop's clock.
    pub fn loop_time(&self) -> f64 {
        self.host.clock.monotonic().as_secs_f64()
    }

    /// When the earliest timer is due, on the host's clock.
    fn deadline(&self) -> Option<Duration> {
        let request = self.scheduler.requests.next_deadline();
        let Some(when) = self.scheduler.timers.first().map(|timer| timer.when) else { return request };
        // A time beyond what the host's clock can say is a day from now: the loop then looks again.
        let later = self.host.clock.monotonic() + Duration::from_secs(86_400);
        let nanoseconds = (when * 1e9).ceil();
        let timer = if nanoseconds.is_finite() && nanoseconds < later.as_nanos() as f64 {
            Duration::from_nanos(nanoseconds.max(0.0) as u64)
        } else {
            later
        };
        Some(request.map_or(timer, |request| request.min(timer)))
    }

    fn drop_cancelled_timers(&mut self) {
        let count = self.scheduler.timers.len();
        if count > 2 * self.scheduler.timers_kept + TIMERS_SLACK {
            let mut timers = std::mem::take(&mut self.scheduler.timers);
            timers.retain(|timer| self.is_wanted(&timer.job));
            self.scheduler.timers_kept = timers.len();
            self.scheduler.timers = timers;
        }
        while self.scheduler.timers.first().is_some_and(|timer| !self.is_wanted(&timer.job)) {
            self.scheduler.timers.pop();
        }
    }

    /// Drops what waits in any loop and was cancelled.
    pub(crate) fn drop_unwanted_jobs(&mut self) {
        let mut scheduler = std::mem::take(&mut self.scheduler);
        scheduler.retain_jobs(|job| self.is_wanted(job));
        self.scheduler = scheduler;
    }

    fn take_due_timers(&mut self) {
        let end = self.loop_time() + RESOLUTION;
        while self.scheduler.timers.first().is_some_and(|timer| timer.when < end) {
            if let Some(Timer { job, .. }) = self.scheduler.timers.pop() {
                self.scheduler.ready.push_back(job);
            }
        }
    }

    /// Whether nobody has cancelled a job.
    fn is_wanted(&self, job: &Job) -> bool {
        job.token().is_none_or(|token| !self.is_done(token))
    }

    /// Begins a job. `Ok(true)`: a frame of it is to run.
    fn start_job(&mut self, job: Job) -> Result<bool, Stop> {
        if !self.is_wanted(&job) {
            return Ok(false);
        }
        match job {
            Job::Step { task, exception } => self.step_task(task, exception),
            Job::Wake { task, future } => {
                let exception = match self.future_outcome(future) {
                    Some(Err(exception)) => {
                        // CPython raises the cancellation of a future here, and any exception of a `gather`: what is handled
                        // below the loop is its context.
                        let raises =
                            |part: &FutureObject| part.state == FutureState::Cancelled || part.gather.is_some();
                        if self.future_part(future).is_some_and(raises) {
                            self.link_context(exception);
                        }
                        exception
                    }
                    Some(Ok(_)) | None => Value::UNBOUND,
                };
                self.step_task(task, exception)
            }
            Job::Call { function, args, context, request, .. } => {
                if self.scheduler.requests.ended(request).is_some() {
                    return Ok(false);
                }
                self.scheduler.calling = (function, args);
                if !context.is_unbound() && self.outer_contexts.contains(&context) {
                    let text = self.repr_text(context);
                    let _ = self.runtime_error(format!("cannot enter context: {text} is already entered"));
                    self.task_event = TaskEvent::Raised(self.take_raised());
                    return Err(Stop::Task);
                }
                self.enter_request(request);
                self.context = context;
                let args = self.heap.tuple(args).map(|args| args.to_vec()).unwrap_or_default();
                self.enter_step(|vm| vm.call_with(function, &args, 0, Mode::TaskStep))
            }
            Job::SetResult { future, value } => {
                self.finish_future(future, value);
                Ok(false)
            }
            Job::Gathered { outer, child } => {
                self.gathered(outer, child);
                Ok(false)
            }
            Job::Finalize { generator, request } => {
                if self.scheduler.requests.ended(request).is_some() {
                    return Ok(false);
                }
                let function = self.scheduler.finalizer;
                self.enter_request(request);
                self.enter_step(|vm| vm.call_with(function, &[generator], 0, Mode::TaskStep))
            }
            Job::Stop { future } => {
                // An exception that ended the loop has done so already.
                let part = self.future_part_mut(future);
                let failed = part.filter(|part| part.state == FutureState::Failed).map(|part| {
                    part.unretrieved = false;
                    part.outcome
                });
                self.scheduler.stopping |= !failed.is_some_and(|exception| self.ends_loop(exception));
                Ok(false)
            }
        }
    }

    /// Calls or resumes something above the loop's frame. What is raised before a frame was pushed is the step's end, and
    /// not the affair of the frame that waits for the loop.
    pub(super) fn enter_step(&mut self, enter: impl FnOnce(&mut Vm) -> Step) -> Result<bool, Stop> {
        let place = (self.frames.len(), self.outer.len());
        match enter(self) {
            Ok(()) => Ok(true),
            Err(Stop::Raised) if (self.frames.len(), self.outer.len()) == place => {
                self.task_event = TaskEvent::Raised(self.take_raised());
                Err(Stop::Task)
            }
            Err(stop) => Err(stop),
        }
    }

    /// A step has ended. `Err`: an exception that ends the loop.
    fn finish_step(&mut self) -> Result<(), Value> {
        let event = std::mem::replace(&mut self.task_event, TaskEvent::Returned(Value::NONE));
        let request = self.leave_request();
        self.context = Value::UNBOUND;
        match (self.scheduler.current.take(), event) {
            (Some(task), event) => self.finish_task_step(task, event),
            (None, TaskEvent::Raised(exception)) if self.ends_loop(exception) => Err(exception),
            (None, TaskEvent::Raised(exception)) if self.is_limit_reached(exception) => Ok(()),
            (None, TaskEvent::Raised(exception)) => {
                self.report_callback(exception, request);
                Ok(())
            }
            (None, TaskEvent::Returned(_) | TaskEvent::Yielded(_)) => Ok(()),
        }
    }

    /// Whether an exception is not the affair of tasks.
    pub(super) fn ends_loop(&self, exception: Value) -> bool {
        self.heap.is_instance(exception, classes::SYSTEM_EXIT)
            || self.heap.is_instance(exception, classes::KEYBOARD_INTERRUPT)
    }

    /// The asyncio module tells of an exception that a callback raised, before anything else happens.
    fn report_callback(&mut self, exception: Value, request: RequestId) {
        let function = self.scheduler.reporter;
        if !function.is_unbound() {
            let (callback, args) = self.scheduler.calling;
            let args = self.heap.tuple_of(&[exception, callback, args]);
            self.scheduler.ready.push_front(Job::Call {
                function,
                args,
                token: Value::NONE,
                context: Value::UNBOUND,
                request,
            });
            self.scheduler.todo += 1;
        }
    }

    /// Lets the loop run for a future; the native that calls this returns `Pending::EventLoop`.
    pub fn begin_event_loop(&mut self, main: Value) -> Result<(), Raised> {
        if self.nested > 0 {
            return Err(self.runtime_error("an event loop cannot run inside a callback of a built-in"));
        }
        self.scheduler.main = Some(main);
        self.outer_contexts.push(std::mem::replace(&mut self.context, Value::UNBOUND));
        self.scheduler.saved_hooks = std::mem::replace(&mut self.asyncgen_hooks, (Value::NONE, Value::NONE));
        self.scheduler.fresh = true;
        self.scheduler.todo = 0;
        self.add_callback(main, super::Callback::Stop);
        Ok(())
    }

    /// The loop's future is done, or an exception ends the loop: the frame that waits goes on.
    fn leave_event_loop(&mut self, end: Result<(), Value>) -> Stop {
        let main = self.scheduler.main.take();
        self.pop_context();
        self.scheduler.todo = 0;
        self.scheduler.stopping = false;
        self.scheduler.calling = (Value::UNBOUND, Value::UNBOUND);
        self.asyncgen_hooks = std::mem::replace(&mut self.scheduler.saved_hooks, (Value::NONE, Value::NONE));
        let waiting = self.pop_waiting();
        let outcome = match end {
            Ok(()) if main == Some(Value::NONE) => Some(Ok(Value::NONE)),
            Ok(()) => main.and_then(|main| self.future_outcome(main)),
            Err(exception) => Some(Err(exception)),
        };
        if let Some(main) = main {
            self.remove_stop(main);
        }
        let step = match outcome {
            Some(Ok(value)) => self.complete(value, waiting.dst(), Mode::EventLoop),
            Some(Err(exception)) => Err(self.raise(exception).into()),
            None => Err(self.runtime_error("Event loop stopped before Future completed.").into()),
        };
        match step {
            Ok(()) => self.run(),
            Err(Stop::Raised) => match self.unwind() {
                Ok(()) => self.run(),
                Err(stop) => stop,
            },
            Err(stop) => stop,
        }
    }
}
