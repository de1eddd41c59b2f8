//! Tasks: a coroutine driven by the event loop. While it waits, the coroutine keeps its list of frames.

use super::{Callback, FutureObject, Job};
use crate::heap::Marker;
use crate::native::{Raised, Res};
use crate::object::generator::GeneratorState;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Mode, Resumption, Stop, TaskEvent, Vm};

/// An `asyncio.Task`.
#[derive(Debug)]
pub struct TaskObject {
    pub future: FutureObject,
    pub coroutine: Value,
    /// What the coroutine, a generator of the prelude, drives; or unbound.
    pub driven: Value,
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
}

impl Default for TaskObject {
    fn default() -> TaskObject {
        TaskObject {
            future: FutureObject::default(),
            coroutine: Value::UNBOUND,
            driven: Value::UNBOUND,
            name: Value::UNBOUND,
            waiting_for: Value::UNBOUND,
            context: Value::UNBOUND,
            cancel_requests: 0,
            must_cancel: false,
            number: 0,
        }
    }
}

impl TaskObject {
    /// Reports what it holds to the collector.
    pub fn trace(&self, marker: &mut Marker) {
        self.future.trace(marker);
        marker.visit_all(&[self.coroutine, self.driven, self.name, self.waiting_for, self.context]);
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
                let text = format!("Task-{}", self.scheduler.next_name);
                self.scheduler.next_name += 1;
                self.heap.str_from(text)
            }
        };
        let number = self.scheduler.next_task;
        self.scheduler.next_task += 1;
        let task = self.heap.new_task(TaskObject { coroutine, name, number, context, ..TaskObject::default() });
        self.scheduler.tasks.insert(number, task);
        task
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
        let (coroutine, context) = (object.coroutine, object.context);
        let must_cancel = std::mem::replace(&mut object.must_cancel, false);
        let exception = match must_cancel {
            true if !self.heap.is_instance(exception, classes::CANCELLED_ERROR) => self.cancelled_error(task),
            _ => exception,
        };
        self.scheduler.current = Some(task);
        self.context = context;
        let with = match exception.is_unbound() {
            true => Resumption::Send(Value::NONE),
            false => Resumption::Throw(exception),
        };
        let driven = self.heap.task(task).map_or(Value::UNBOUND, |task| task.driven);
        if !driven.is_unbound() && !exception.is_unbound() {
            return self.throw_into_driven(task, coroutine, driven, exception);
        }
        self.enter_step(|vm| vm.resume(coroutine, with, 0, Mode::TaskStep))
    }

    /// An exception is thrown into a task of something with a coroutine's methods: what has not begun takes it itself.
    fn throw_into_driven(
        &mut self,
        task: Value,
        coroutine: Value,
        driven: Value,
        exception: Value,
    ) -> Result<bool, Stop> {
        let fresh = self.heap.generator(coroutine).is_some_and(|object| object.state == GeneratorState::Fresh);
        if !fresh {
            return self.enter_step(|vm| vm.resume(coroutine, Resumption::Throw(exception), 0, Mode::TaskStep));
        }
        self.roots.push(exception);
        let made = self.prelude("drive_it").and_then(|function| self.call(function, &[driven, exception]));
        self.roots.pop();
        match made {
            Ok(made) => {
                if let Some(object) = self.heap.task_mut(task) {
                    object.coroutine = made;
                }
                self.enter_step(|vm| vm.resume(made, Resumption::Send(Value::NONE), 0, Mode::TaskStep))
            }
            Err(Raised) => {
                self.task_event = TaskEvent::Raised(self.take_raised());
                Err(Stop::Task)
            }
        }
    }

    /// A step of a task has ended. `Err`: an exception that ends the loop.
    pub(super) fn finish_task_step(&mut self, task: Value, event: TaskEvent) -> Result<(), Value> {
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
            }
            TaskEvent::Raised(exception) => {
                self.fail_future(task, exception);
                if self.ends_loop(exception) {
                    return Err(exception);
                }
            }
            TaskEvent::Yielded(value) => self.wait_for_yielded(task, value),
        }
        Ok(())
    }

    /// A task yielded: None for one turn of the loop, or a future that it waits for.
    fn wait_for_yielded(&mut self, task: Value, value: Value) {
        if value.is_none() {
            self.scheduler.enqueue(Job::Step { task, exception: Value::UNBOUND });
            return;
        }
        let message = if !matches!(value.split(), Some((Kind::Future | Kind::Task, _))) {
            let kind = self.heap.type_name(value).to_string();
            let (task, value) = (self.repr_text(task), self.repr_text(value));
            match kind.as_str() {
                "generator" => {
                    format!("yield was used instead of yield from for generator in task {task} with {value}")
                }
                _ => format!("Task got bad yield: {value}"),
            }
        } else if value == task {
            format!("Task cannot await on itself: {}", self.repr_text(task))
        } else if !self.set_blocking(value, false) {
            let (task, value) = (self.repr_text(task), self.repr_text(value));
            format!("yield was used instead of yield from in task {task} with {value}")
        } else {
            self.add_callback(value, Callback::Wake(task));
            let Some(object) = self.heap.task_mut(task) else { return };
            object.waiting_for = value;
            let (must_cancel, text) = (object.must_cancel, object.future.cancel_message);
            if must_cancel
                && self.cancel_future(value, text)
                && let Some(object) = self.heap.task_mut(task)
            {
                object.must_cancel = false;
            }
            return;
        };
        let text = self.heap.str_from(message);
        let exception = self.new_exception(classes::RUNTIME_ERROR, &[text]);
        self.scheduler.enqueue(Job::Step { task, exception });
    }
}
