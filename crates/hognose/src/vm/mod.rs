//! One virtual machine as a host sees it: runs programs, calls their functions, and is driven in slices.

mod failure;
pub(crate) mod inbox;

use crate::context::{Context, Value};
use crate::convert::{FromValueOwned, IntoArgs};
use crate::engine::Program;
use crate::error::{Error, Result};
use crate::handle::Roots;
use crate::{Host, Limits, Stream, Usage};
use hognose_bytecode::Op;
use hognose_runtime as runtime;
use hognose_runtime::module::{Builtins, ModuleDef};
use hognose_runtime::vm::{Ending, Outcome};
use inbox::Work;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

/// The script's side of a host's calls.
pub(crate) static HOST_MODULE: ModuleDef =
    ModuleDef { name: "_hognose", functions: &[], init: None, source: Some(include_str!("../host.py")) };

/// One virtual machine. `Send`; whoever holds it drives it.
pub struct Vm {
    pub(crate) inner: Box<runtime::Vm>,
    roots: Roots,
    limits: Limits,
    /// Something was begun and has not ended.
    busy: bool,
    /// Whether what was begun is the main program.
    is_main: bool,
}

/// What a slice came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// There is more to do.
    Ready,
    /// Every task waits; the next timer is due after this time.
    Waiting {
        /// None: nothing but the outside can go on.
        next_timer: Option<Duration>,
    },
    /// What was begun has ended.
    Done,
}

/// Ends a running script from another thread or a signal handler.
#[derive(Clone, Debug)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// The script ends at its next safepoint; no `except` or `finally` of it runs.
    pub fn interrupt(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// The flag itself, for crates that set one from a signal handler.
    pub fn flag(&self) -> Arc<AtomicBool> {
        self.0.clone()
    }
}

impl std::fmt::Debug for Vm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vm").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.roots.inbox.close();
    }
}

/// How one slice ended.
enum Slice {
    More,
    Wait(Option<Duration>),
    Done(Result<runtime::Value>),
}

impl Vm {
    pub(crate) fn new(builtins: Arc<Builtins>, limits: Limits, host: Box<dyn Host>) -> Result<Vm> {
        let limits_now = limits.of_runtime(host.monotonic());
        let inner = Box::new(runtime::Vm::new(builtins, limits_now, host));
        Ok(Vm { inner, roots: Roots::default(), limits, busy: false, is_main: false })
    }

    /// Sets `sys.argv`.
    ///
    /// # Errors
    /// When there is no `sys`.
    pub fn set_args<'a>(&mut self, args: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let items: Vec<runtime::Value> = args.into_iter().map(|arg| self.inner.heap.str(arg)).collect();
        let list = self.inner.heap.list_of(items);
        self.roots.insert_for(&mut self.inner, list, |vm| {
            let module = vm.builtin_module("sys").map_err(|_| Error::host("there is no module sys"))?;
            let dict = vm.heap.module(module).map_or(runtime::Value::UNBOUND, |module| module.dict);
            vm.namespace_set_text(dict, "argv", list);
            Ok(())
        })
    }

    /// What ends a running script from outside.
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.inner.interrupt.clone())
    }

    /// Lets this flag end a running script.
    pub fn set_interrupt(&mut self, flag: Arc<AtomicBool>) {
        self.inner.interrupt = flag;
    }

    /// Sends what was printed to its streams. Streams that cannot be written are noticed by `close`.
    pub fn flush(&mut self) {
        for stream in [Stream::Out, Stream::Err] {
            let _ = self.inner.host.flush(stream);
        }
    }

    /// Ends the machine: what the main module still holds is finalised, and what was printed reaches its streams.
    ///
    /// # Errors
    /// When a stream cannot be written.
    pub fn close(mut self) -> Result<()> {
        self.inner.finish();
        for stream in [Stream::Out, Stream::Err] {
            self.inner.host.flush(stream).map_err(|error| Error::stream(&error))?;
        }
        Ok(())
    }

    /// From now on every instruction is counted, for coverage reports; slower.
    pub fn count_instructions(&mut self) {
        self.inner.op_counts = Some(vec![0; Op::COUNT]);
    }

    /// How often each instruction was executed since `count_instructions`.
    pub fn instruction_counts(&self) -> Vec<(&'static str, u64)> {
        let counts = self.inner.op_counts.as_deref().unwrap_or(&[]);
        Op::NAMES.iter().copied().zip(counts.iter().copied()).collect()
    }

    /// Looks into the machine while nothing runs.
    pub fn with<R>(&mut self, look: impl for<'v> FnOnce(&mut Context<'v>) -> R) -> R {
        look(&mut Context::new(&mut self.inner, &mut self.roots))
    }

    /// Runs a program's module to its end.
    ///
    /// # Errors
    /// The exception that nobody caught, a limit, or waiting for what will never happen.
    pub async fn run(&mut self, program: &Program) -> Result<()> {
        self.start(program)?;
        self.finish().await.map(|_| ())
    }

    /// Begins to run a program; [`step`](Vm::step) goes on.
    ///
    /// # Errors
    /// When something else was begun and has not ended.
    pub fn start(&mut self, program: &Program) -> Result<()> {
        self.begin()?;
        if self.limits.refuses_source(program.code.file.text()) {
            self.inner.end(Ending::Source);
        }
        self.is_main = true;
        let module = self.inner.start_main(&program.code);
        let name = program.code.file.name();
        // CPython has no `__file__` for `-c`.
        if &**name == "<stdin>" || !name.starts_with('<') {
            let dict = self.inner.heap.module(module).map_or(runtime::Value::UNBOUND, |module| module.dict);
            let name = self.inner.heap.str(name);
            self.inner.namespace_set_text(dict, "__file__", name);
            self.inner.namespace_set_text(dict, "__cached__", runtime::Value::NONE);
        }
        Ok(())
    }

    /// Goes on with what was begun, for one slice.
    ///
    /// # Errors
    /// What ended it.
    pub fn step(&mut self) -> Result<Step> {
        if !self.busy {
            return Ok(Step::Done);
        }
        match self.slice() {
            Slice::More => Ok(Step::Ready),
            Slice::Wait(next_timer) => Ok(Step::Waiting { next_timer }),
            Slice::Done(result) => result.map(|_| Step::Done),
        }
    }

    /// What the machine has used so far.
    pub fn usage(&self) -> Usage {
        Usage::of(&self.inner)
    }

    /// Lets the host's clock go on: what a host does whose script is [`Step::Waiting`] for a timer. A host of real time
    /// sleeps, perhaps not as long.
    pub fn wait(&mut self, duration: Duration) {
        self.inner.host.sleep(duration);
    }

    /// Gives up what was begun, because its tasks wait for what nobody will bring about. The error says which tasks there
    /// are, and where and for what each waits ([`Error::tasks`]).
    pub fn deadlock(&mut self) -> Error {
        (self.busy, self.is_main) = (false, false);
        Error::would_wait(self.tasks())
    }

    /// Calls a global function of the script; a coroutine that it returns is run to its end.
    ///
    /// # Errors
    /// What the script raises, arguments or a result that do not fit, a limit.
    pub async fn call<T: FromValueOwned>(&mut self, name: &str, args: impl IntoArgs) -> Result<T> {
        let (function, arguments) = {
            let mut cx = Context::new(&mut self.inner, &mut self.roots);
            let function = cx.global(name)?;
            let mut arguments = Vec::new();
            args.into_args(&mut cx, &mut arguments)?;
            let arguments: Vec<runtime::Value> = arguments.into_iter().map(|argument| argument.0).collect();
            (function.0, cx.vm.heap.tuple_of(&arguments))
        };
        let result = self.call_host("call", &[function, arguments]).await?;
        let mut cx = Context::new(&mut self.inner, &mut self.roots);
        T::from_value(&mut cx, Value::new(result))
    }

    /// Drives the machine until a future is done that asks it for things: an [`AsyncGenerator`](crate::AsyncGenerator)'s.
    pub async fn run_until<F: Future>(&mut self, future: F) -> F::Output {
        let mut future = pin!(future);
        let inbox = self.roots.inbox.clone();
        loop {
            let polled = poll_fn(|context| match future.as_mut().poll(context) {
                Poll::Ready(output) => Poll::Ready(Ok(output)),
                Poll::Pending => match inbox.pop(context.waker()) {
                    Some(request) => Poll::Ready(Err(request)),
                    None => Poll::Pending,
                },
            });
            let request = match polled.await {
                Ok(output) => return output,
                Err(request) => request,
            };
            let result = self.work(request.work).await;
            let mut cx = Context::new(&mut self.inner, &mut self.roots);
            (request.finish)(result.map(|value| (&mut cx, Value::new(value))));
        }
    }

    async fn work(&mut self, work: Work) -> Result<runtime::Value> {
        let arguments: Vec<runtime::Value> = {
            let mut cx = Context::new(&mut self.inner, &mut self.roots);
            let mut arguments = Vec::new();
            (work.arguments)(&mut cx, &mut arguments)?;
            arguments.into_iter().map(|argument| argument.0).collect()
        };
        self.call_host(work.function, &arguments).await
    }

    /// Calls a function of `host.py`.
    async fn call_host(&mut self, function: &str, args: &[runtime::Value]) -> Result<runtime::Value> {
        self.begin()?;
        let found = self.host_function(function, args);
        let Some(callee) = found else {
            self.busy = false;
            return Err(self.raised_error());
        };
        self.inner.start_call(callee, args);
        self.finish().await
    }

    fn host_function(&mut self, name: &str, args: &[runtime::Value]) -> Option<runtime::Value> {
        let mark = self.inner.roots.len();
        self.inner.roots.extend_from_slice(args);
        let module = self.inner.builtin_module(HOST_MODULE.name);
        self.inner.roots.truncate(mark);
        let dict = self.inner.heap.module(module.ok()?)?.dict;
        let name = self.inner.heap.interned(name);
        self.inner.namespace_get(dict, name)
    }

    fn begin(&mut self) -> Result<()> {
        if self.busy {
            return Err(Error::host("something else was begun on this virtual machine and has not ended"));
        }
        if let Some(why) = self.inner.ending.as_ref().map(|ended| ended.why) {
            return Err(self.ended(why));
        }
        self.busy = true;
        Ok(())
    }

    /// Runs what was begun to its end; between slices others of the executor have their turn.
    async fn finish(&mut self) -> Result<runtime::Value> {
        loop {
            match self.slice() {
                Slice::Done(result) => return result,
                Slice::More => yield_now().await,
                Slice::Wait(None) => return Err(self.deadlock()),
                Slice::Wait(Some(left)) => self.inner.host.sleep(left),
            }
        }
    }

    fn slice(&mut self) -> Slice {
        let outcome = self.inner.go_on();
        let result = match outcome {
            Outcome::Preempted => return Slice::More,
            Outcome::Waiting(until) => {
                let now = self.inner.host.monotonic();
                return Slice::Wait(until.map(|until| self.inner.bounded_wait(until.saturating_sub(now))));
            }
            Outcome::Returned(value) => Ok(value),
            Outcome::Raised(exception) if self.is_main => Err(self.last_error(exception)),
            Outcome::Raised(exception) => Err(self.error_of(exception)),
            Outcome::Ended(why) => Err(self.ended(why)),
        };
        (self.busy, self.is_main) = (false, false);
        Slice::Done(result)
    }
}

/// Pending once: the executor may run something else.
async fn yield_now() {
    let mut yielded = false;
    poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}
