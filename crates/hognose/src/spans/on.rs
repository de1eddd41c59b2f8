//! Spans by the crate `tracing`.

use crate::Vm;
use hognose_runtime as runtime;
use hognose_runtime::scheduler::{TaskObserver, Transition};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tracing::instrument::Instrumented;
use tracing::{Instrument, Span, debug_span, field, info_span};

/// The span of a call of the host's, inside the span of whoever makes it: the span of the call's task is inside it.
pub(crate) struct CallSpan(Span);

impl CallSpan {
    pub(crate) fn new(function: &str) -> CallSpan {
        CallSpan(info_span!(target: "hognose", "call", function))
    }

    pub(crate) fn within<R>(&self, work: impl FnOnce() -> R) -> R {
        self.0.in_scope(work)
    }
}

/// The spans of a machine's tasks; none until [`Vm::trace`].
#[derive(Debug, Default)]
pub(crate) struct TaskSpans(Option<Arc<Mutex<Spans>>>);

#[derive(Debug, Default)]
struct Spans {
    /// By the tasks' numbers.
    tasks: HashMap<u64, Span>,
    /// The task whose step is under way.
    running: Option<u64>,
}

impl TaskSpans {
    /// While a slice is worked on, the span of the task whose step is under way is the current one. Between two slices the
    /// thread may do something else, and another one may go on.
    pub(crate) fn within<R>(&self, work: impl FnOnce() -> R) -> R {
        let Some(spans) = &self.0 else { return work() };
        lock(spans).enter();
        let _inside = Inside(spans);
        work()
    }
}

/// Leaves the span, also when a panic goes through.
struct Inside<'a>(&'a Mutex<Spans>);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        lock(self.0).leave();
    }
}

fn lock(spans: &Mutex<Spans>) -> MutexGuard<'_, Spans> {
    spans.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Spans {
    fn enter(&self) {
        if let Some(span) = self.running.and_then(|running| self.tasks.get(&running)) {
            span.with_subscriber(|(id, dispatch)| dispatch.enter(id));
        }
    }

    fn leave(&self) {
        if let Some(span) = self.running.and_then(|running| self.tasks.get(&running)) {
            span.with_subscriber(|(id, dispatch)| dispatch.exit(id));
        }
    }

    fn end(&mut self, task: u64, outcome: &str) {
        if let Some(span) = self.tasks.remove(&task) {
            span.record("outcome", outcome);
        }
    }
}

/// Keeps the spans as the tasks change.
struct Observer(Arc<Mutex<Spans>>);

impl TaskObserver for Observer {
    fn task_changed(&mut self, vm: &runtime::Vm, task: runtime::Value, transition: &Transition) {
        let Some(number) = vm.task_number(task) else { return };
        if *transition == Transition::Created {
            let view = vm.task_view(task);
            let coroutine = view.map(|view| view.coroutine).unwrap_or_default();
            let name = vm.task_name_text(task);
            let span = info_span!(target: "hognose", "task", id = number, name, coroutine, outcome = field::Empty);
            lock(&self.0).tasks.insert(number, span);
            return;
        }
        let mut spans = lock(&self.0);
        if *transition == Transition::Resumed {
            spans.leave();
            spans.running = Some(number);
            spans.enter();
            return;
        }
        // The first step of an eager task is inside a step of another one, whose span goes on.
        if spans.running == Some(number) {
            spans.leave();
            spans.running = None;
        }
        match transition {
            Transition::Created | Transition::Resumed | Transition::Suspended => {}
            Transition::Returned => spans.end(number, "returned"),
            Transition::Raised(class) => spans.end(number, class),
            Transition::Cancelled => spans.end(number, "cancelled"),
        }
    }
}

/// A function of the host's that runs at once.
pub(crate) fn host_call<R>(function: &str, work: impl FnOnce() -> R) -> R {
    debug_span!(target: "hognose", "host call", function).in_scope(work)
}

/// The future of an async function of the host's; its span is inside that of the call that began it.
pub(crate) fn host_future<F: Future + Send>(function: &Arc<str>, future: F) -> Instrumented<F> {
    future.instrument(debug_span!(target: "hognose", "host future", function = &**function))
}

impl Vm {
    /// Makes [`tracing`] spans of the machine's tasks from now on, with the feature `tracing`.
    ///
    /// All have the target `hognose`. A `task` (level INFO; fields `id`, `name`, `coroutine`, and at its end `outcome`) is
    /// entered whenever a step of the task begins and left when the step ends, so that its enters and exits are the switches.
    /// It is inside that of the task that made it, or inside a `call` (INFO; `function`), which is inside the span in which the
    /// host made the [`Call`](crate::Call) and lasts until its task ends. A `host call` (DEBUG; `function`) is inside the task that
    /// calls; a `host future` (DEBUG; `function`), inside such a call, is the time in which an async function runs, and what that calls in the machine is inside it. All but the tasks are there also without this.
    ///
    /// Takes the place of a function that [`observe_tasks`](Vm::observe_tasks) was given. Tasks that are there already have no
    /// spans.
    ///
    /// ```
    /// use hognose::{Engine, Limits};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// vm.trace();
    /// hognose::block_on(vm.run(&engine.compile("shop.py", "async def price(): return 3")?))?;
    /// let request = tracing::info_span!("request", tenant = "ada").entered();
    /// let call = vm.remote().call::<i64>("price", ());
    /// request.exit();
    /// // The span of the task is inside that of the request, wherever the machine is driven.
    /// assert_eq!(hognose::block_on(vm.run_until(call))?, 3);
    /// # Ok(())
    /// # }
    /// ```
    pub fn trace(&mut self) {
        let spans = Arc::new(Mutex::new(Spans::default()));
        self.inner.observer = Some(Box::new(Observer(spans.clone())));
        self.spans = TaskSpans(Some(spans));
    }
}
