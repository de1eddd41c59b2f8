//! Tasks: a coroutine driven by the event loop. While it waits, the coroutine keeps its list of frames.

use super::{Callback, FutureObject, FutureState, Job, LoopId, Transition};
use crate::heap::Marker;
use crate::native::{Raised, Res};
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Mode, Resumption, Step, Stop, TaskEvent, Vm};

/// An `asyncio.Task`.
#[derive(Clone, Debug)]
pub struct TaskObject {
    pub future: FutureObject,
    pub coroutine: Value,
    /// A str, or the number of one that has no other name.
    pub name: Value,
    /// What it waits for: a future or a task, or unbound.
    pub waiting_for: Value,
    pub context: Value,
    /// `cancelling()`
    pub cancel_requests: u32,
    /// CancelledError is to be thrown in at the next step.
    pub must_cancel: bool,
    /// Its number among all tasks.
    pub number: u64,
    /// Fuel that its steps have used.
    pub fuel: u64,
}

impl Default for TaskObject {
    fn default() -> TaskObject {
        TaskObject {
            future: FutureObject::default(),
            coroutine: Value::UNBOUND,
            name: Value::UNBOUND,
            waiting_for: Value::UNBOUND,
            context: Value::UNBOUND,
            cancel_requests: 0,
            must_cancel: false,
            number: 0,
            fuel: 0,
        }
    }
}

impl TaskObject {
    /// Reports what it holds to the collector.
    pub fn trace(&self, marker: &mut Marker) {
        self.future.trace(marker);
        marker.visit_all(&[self.coroutine, self.name, self.waiting_for, self.context]);
    }
}

impl Vm {
    /// A new task that runs a coroutine; its first step is behind all that is ready.
    pub fn new_task(&mut self, coroutine: Value, name: Option<Value>, context: Option<Value>) -> Value {
        let context = self.context_argument(context);
        let task = self.register_task(coroutine, name, context);
        self.scheduler.enqueue(Job::Step { task, exception: Value::UNBOUND });
        task
    }

    /// A new task that has not been scheduled. Unnamed ones are numbered.
    fn register_task(&mut self, coroutine: Value, name: Option<Value>, context: Value) -> Value {
        let name = match name {
            Some(name) => name,
            None => {
                self.scheduler.next_name += 1;
                Value::small(self.scheduler.next_name as i64)
            }
        };
        let number = self.scheduler.next_task;
        self.scheduler.next_task += 1;
        let mut object = TaskObject { coroutine, name, number, context, ..TaskObject::default() };
        object.future.event_loop = self.scheduler.loop_id();
        let task = self.heap.new_task(object);
        // What goes over a limit ends the script at the next safepoint.
        let _ = self.reserve_queues();
        self.scheduler.tasks.push(number, task);
        self.note_task_of_request(number);
        self.observe(task, |_| Transition::Created);
        task
    }

    /// `task.get_name()`, made when it is asked for.
    pub fn task_name(&mut self, task: Value) -> Value {
        let Some(name) = self.heap.task(task).map(|task| task.name) else { return Value::NONE };
        if name.as_int().is_none() {
            return name;
        }
        let text = self.task_name_text(task);
        let text = self.heap.str_from(text);
        if let Some(object) = self.heap.task_mut(task) {
            object.name = text;
        }
        text
    }

    /// The same as text.
    pub fn task_name_text(&self, task: Value) -> String {
        let Some(name) = self.heap.task(task).map(|task| task.name) else { return String::new() };
        match name.as_int() {
            Some(number) => format!("Task-{number}"),
            None => self.heap.text(name).unwrap_or_default().to_string(),
        }
    }

    /// A new task whose first step runs now, inside the step of the present one, which is returned too (or None).
    pub fn begin_eager_task(
        &mut self,
        coroutine: Value,
        name: Value,
        context: Value,
    ) -> Result<(Value, Value), Raised> {
        let context = self.context_argument(Some(context));
        let name = Some(name).filter(|name| !name.is_none());
        let task = self.register_task(coroutine, name, context);
        if context.is_unbound() {
            self.outer_contexts.push(std::mem::replace(&mut self.context, context));
        } else {
            self.push_context(context)?;
        }
        let previous = self.scheduler.current.replace(task);
        self.charge_step(previous);
        Ok((task, previous.unwrap_or(Value::NONE)))
    }

    /// The first step of an eager task has ended. The answer is whether it is done.
    pub fn end_eager_step(&mut self, task: Value, previous: Value, event: TaskEvent) -> Res {
        self.pop_context();
        self.scheduler.current = Some(previous).filter(|previous| !previous.is_none());
        if let Err(exception) = self.finish_task_step(task, event) {
            return Err(self.raise(exception));
        }
        let done = self.is_done(task);
        if done && let Some(object) = self.heap.task_mut(task) {
            object.coroutine = Value::NONE;
        }
        Ok(Value::bool(done))
    }

    /// Begins a step of a task: its coroutine is resumed, or an exception is thrown into it.
    pub(super) fn step_task(&mut self, task: Value, exception: Value) -> Result<bool, Stop> {
        if self.is_done(task) {
            return Ok(false);
        }
        let Some(object) = self.heap.task_mut(task) else { return Ok(false) };
        object.waiting_for = Value::UNBOUND;
        let (coroutine, context, number) = (object.coroutine, object.context, object.number);
        let must_cancel = std::mem::replace(&mut object.must_cancel, false);
        let exception = match must_cancel {
            true if !self.heap.is_instance(exception, classes::CANCELLED_ERROR) => self.cancelled_error(task),
            _ => exception,
        };
        self.scheduler.current = Some(task);
        self.scheduler.step_began = self.fuel_used();
        let exception = self.enter_request_of(number, exception);
        self.context = context;
        let with = match exception.is_unbound() {
            true => Resumption::Send(Value::NONE),
            false => Resumption::Throw(exception),
        };
        self.observe(task, |_| Transition::Resumed);
        if !coroutine.is_kind(Kind::Generator) && self.is_limit_reached(exception) {
            // Its own `throw` is a script's.
            self.task_event = TaskEvent::Raised(exception);
            return Err(Stop::Task);
        }
        self.enter_step(|vm| vm.resume_coroutine(coroutine, with))
    }

    /// The fuel since the last step began, or was charged, is that task's.
    fn charge_step(&mut self, task: Option<Value>) {
        let now = self.fuel_used();
        let used = now.saturating_sub(std::mem::replace(&mut self.scheduler.step_began, now));
        if let Some(object) = task.and_then(|task| self.heap.task_mut(task)) {
            object.fuel += used;
        }
    }

    /// Resumes what a task drives: a coroutine, or an object with the methods of one.
    fn resume_coroutine(&mut self, coroutine: Value, with: Resumption) -> Step {
        if coroutine.is_kind(Kind::Generator) {
            return self.resume(coroutine, with, 0, Mode::TaskStep);
        }
        let (name, value) = match with {
            Resumption::Send(value) => (names::SEND, value),
            Resumption::Throw(exception) => (names::THROW, exception),
        };
        self.roots.push(value);
        let method = self.attribute_nested(coroutine, name);
        self.roots.pop();
        self.call_with(method?, &[value], 0, Mode::ForeignStep)
    }

    /// A step of a task has ended. `Err`: an exception that ends the loop.
    pub(super) fn finish_task_step(&mut self, task: Value, event: TaskEvent) -> Result<(), Value> {
        self.charge_step(Some(task));
        if let TaskEvent::Returned(value) | TaskEvent::Raised(value) = event {
            self.close_left_behind(task, value);
        }
        match event {
            TaskEvent::Returned(value) => {
                let must_cancel =
                    self.heap.task_mut(task).is_some_and(|task| std::mem::replace(&mut task.must_cancel, false));
                if must_cancel { self.mark_cancelled(task, Value::UNBOUND) } else { self.finish_future(task, value) }
            }
            TaskEvent::Raised(exception) if self.heap.is_instance(exception, classes::CANCELLED_ERROR) => {
                self.mark_cancelled(task, exception);
                // The exception has the message now.
                if let Some(object) = self.heap.task_mut(task) {
                    object.future.cancel_message = Value::NONE;
                }
            }
            TaskEvent::Raised(exception) if self.is_limit_reached(exception) => self.fail_ended_task(task),
            TaskEvent::Raised(exception) => {
                self.fail_future(task, exception);
                if self.ends_loop(exception) {
                    return Err(exception);
                }
            }
            TaskEvent::Yielded(_) if self.is_of_ended_request(task) => {
                self.scheduler.enqueue(Job::Step { task, exception: Value::UNBOUND });
            }
            TaskEvent::Yielded(value) => self.wait_for_yielded(task, value),
        }
        self.observe(task, |vm| vm.step_outcome(task));
        Ok(())
    }

    fn is_of_ended_request(&self, task: Value) -> bool {
        let requests = &self.scheduler.requests;
        self.heap.task(task).is_some_and(|object| requests.ended(requests.of_task(object.number)).is_some())
    }

    /// A task of a request that was ended. Tasks of other requests that wait for it get an exception like any other.
    fn fail_ended_task(&mut self, task: Value) {
        let text = self.heap.str("the task's call reached its limit");
        let exception = self.new_exception(classes::RUNTIME_ERROR, &[text]);
        self.fail_future(task, exception);
        if let Some(part) = self.future_part_mut(task) {
            part.unretrieved = false;
        }
    }

    fn step_outcome(&self, task: Value) -> Transition {
        let Some(part) = self.heap.task(task).map(|task| &task.future) else { return Transition::Suspended };
        match part.state {
            FutureState::Pending => Transition::Suspended,
            FutureState::Finished => Transition::Returned,
            FutureState::Failed => Transition::Raised(self.heap.type_name(part.outcome).to_string()),
            FutureState::Cancelled => Transition::Cancelled,
        }
    }

    /// How a task and what it yielded show themselves.
    #[cold]
    fn shown_wait(&mut self, task: Value, value: Value) -> (String, String) {
        self.roots.extend([task, value]);
        let shown = [task, value].map(|value| {
            let method = self.heap.class_lookup(self.heap.class_of(value), names::REPR);
            let text = method.map(|method| self.call_special(method, value, &[]));
            match text {
                Some(Ok(text)) => self.heap.text(text).unwrap_or_default().to_string(),
                Some(Err(Raised)) => {
                    self.take_raised();
                    self.repr_text(value)
                }
                None => self.repr_text(value),
            }
        });
        self.roots.truncate(self.roots.len() - 2);
        let [task, value] = shown;
        (task, value)
    }

    /// Whether a task and a future that it is to wait for belong to different loops.
    fn is_of_another_loop(&self, task: Value, future: Value) -> bool {
        let of = |value| self.future_part(value).map_or(LoopId::NONE, |part| part.event_loop);
        let (task, future) = (of(task), of(future));
        task != future && task != LoopId::NONE && future != LoopId::NONE
    }

    /// A task yielded: None for one turn of the loop, or a future that it waits for.
    fn wait_for_yielded(&mut self, task: Value, value: Value) {
        if value.is_none() {
            self.scheduler.enqueue(Job::Step { task, exception: Value::UNBOUND });
            return;
        }
        let message = if !matches!(value.split(), Some((Kind::Future | Kind::Task, _))) {
            let kind = self.heap.type_name(value).to_string();
            let (task, value) = self.shown_wait(task, value);
            match kind.as_str() {
                "generator" => {
                    format!("yield was used instead of yield from for generator in task {task} with {value}")
                }
                _ => format!("Task got bad yield: {value}"),
            }
        } else if self.is_of_another_loop(task, value) {
            let (task, value) = self.shown_wait(task, value);
            format!("Task {task} got Future {value} attached to a different loop")
        } else if value == task {
            format!("Task cannot await on itself: {}", self.shown_wait(task, value).0)
        } else if !self.set_blocking(value, false) {
            let (task, value) = self.shown_wait(task, value);
            format!("yield was used instead of yield from in task {task} with {value}")
        } else {
            self.add_callback(value, Callback::Wake(task));
            let Some(object) = self.heap.task_mut(task) else { return };
            object.waiting_for = value;
            let (must_cancel, text) = (object.must_cancel, object.future.cancel_message);
            if must_cancel {
                match self.cancel_future(value, text) {
                    Ok(true) => {
                        if let Some(object) = self.heap.task_mut(task) {
                            object.must_cancel = false;
                        }
                    }
                    Ok(false) => {}
                    // A circle of waits: nobody called, so nobody can be told.
                    Err(Raised) => {
                        self.take_raised();
                    }
                }
            }
            return;
        };
        let text = self.heap.str_from(message);
        let exception = self.new_exception(classes::RUNTIME_ERROR, &[text]);
        self.scheduler.enqueue(Job::Step { task, exception });
    }
}
