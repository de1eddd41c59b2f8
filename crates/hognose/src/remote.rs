//! Reaching a virtual machine without holding it.

use crate::border::{Border, Job, Shared};
use crate::call::{Answer, Call, Settings};
use crate::context::{Context, Value};
use crate::convert::{FromValueOwned, IntoArgs, IntoValue, Positional};
use crate::deferred::DeferredCall;
use crate::error::Result;
use crate::handle::Handle;
use crate::interface::main_module;
use crate::spans::CallSpan;
use crate::tasks::Tasks;
use hognose_runtime as runtime;
use hognose_runtime::scheduler::RequestId;
use std::ops::Deref;
use std::sync::Arc;

/// Asks a virtual machine for things, from any thread. What an async host function gets: what it asks for has the limits and
/// the data of the script's call that the function was called in. It does not keep [`Vm::serve`](crate::Vm::serve) going.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Caller, Engine, Limits, Module};
///
/// let module = Module::new("host").async_function("twice", |caller: Caller, (name,): (String,)| async move {
///     let first: i64 = caller.call(name.as_str(), (1,)).await?;
///     caller.call::<i64>(name, (first,)).await
/// });
/// let engine = Engine::builder().module(module).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import host\ndef add(x): return x + 20\nasync def main(): return await host.twice('add')";
/// hognose::block_on(vm.run(&engine.compile("twice.py", script)?))?;
/// assert_eq!(hognose::block_on(vm.call::<i64>("main", ()))?, 41);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Caller {
    shared: Arc<Shared>,
    /// What it asks for belongs to this request.
    request: RequestId,
}

/// A [`Caller`] that is counted: while one lives, [`Vm::serve`](crate::Vm::serve) goes on.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Engine, Limits};
///
/// let engine = Engine::builder().build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("double.py", "def double(x): return x * 2")?))?;
/// let remote = vm.remote();
/// let thread = std::thread::spawn(move || hognose::block_on(vm.serve()));
/// assert_eq!(hognose::block_on(remote.call::<i64>("double", (21,)))?, 42);
/// drop(remote);
/// assert!(thread.join().is_ok());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Remote(Caller);

impl Clone for Remote {
    fn clone(&self) -> Remote {
        Remote::new(self.0.clone())
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.0.shared.drop_remote();
    }
}

impl Deref for Remote {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl Remote {
    pub(crate) fn new(caller: Caller) -> Remote {
        caller.shared.add_remote();
        Remote(caller)
    }
}

/// What is to be called: a global name of the script, a value that the host keeps, or a method of one.
#[derive(Clone, Debug)]
pub struct Target(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Global(String),
    Value(Handle),
    Method(Handle, String),
    /// The module of the program.
    Main,
    /// A function of `host.py`.
    Own(&'static str),
}

impl Target {
    pub(crate) fn own(name: &'static str) -> Target {
        Target(Kind::Own(name))
    }

    /// The module of the program itself: what [`Vm::interface`](crate::Vm::interface) takes when a script implements it by
    /// global functions.
    pub fn main_module() -> Target {
        Target(Kind::Main)
    }

    /// The name that it is called by, as far as there is one.
    fn shown(&self) -> &str {
        match &self.0 {
            Kind::Global(name) | Kind::Method(_, name) => name,
            Kind::Value(_) => "value",
            Kind::Main => "__main__",
            Kind::Own(name) => name,
        }
    }

    /// Whether it is a global name that the program has not come to yet.
    fn is_too_early(&self, cx: &mut Context<'_>) -> bool {
        match &self.0 {
            Kind::Global(name) => Border::of(cx.vm).is_in_module && cx.global(name).is_err(),
            Kind::Value(_) | Kind::Method(..) | Kind::Main | Kind::Own(_) => false,
        }
    }

    pub(crate) fn resolve<'v>(&self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        match &self.0 {
            Kind::Global(name) => cx.global(name),
            Kind::Value(handle) => cx.get(handle),
            Kind::Method(handle, name) => {
                let value = cx.get(handle)?;
                cx.attribute(value, name)
            }
            Kind::Main => main_module(cx),
            Kind::Own(name) => cx.own_function(name),
        }
    }
}

impl From<&str> for Target {
    fn from(name: &str) -> Target {
        Target(Kind::Global(name.to_string()))
    }
}

impl From<String> for Target {
    fn from(name: String) -> Target {
        Target(Kind::Global(name))
    }
}

impl From<&Handle> for Target {
    fn from(handle: &Handle) -> Target {
        Target(Kind::Value(handle.clone()))
    }
}

impl From<(&Handle, &str)> for Target {
    fn from((handle, method): (&Handle, &str)) -> Target {
        Target(Kind::Method(handle.clone(), method.to_string()))
    }
}

impl Caller {
    pub(crate) fn new(shared: Arc<Shared>) -> Caller {
        Caller { shared, request: RequestId::NONE }
    }

    pub(crate) fn of(vm: &mut runtime::Vm) -> Caller {
        let request = vm.scheduler.requests.active();
        Caller { shared: Border::of(vm).shared.clone(), request }
    }

    /// Calls a function of the script; a coroutine that it returns is awaited. It runs as a task of its own. While the program's
    /// module runs, a call of a global name that is not there yet waits for it.
    ///
    /// # Errors
    /// The future's: what the script raises, arguments or a result that do not fit, a limit, `Closed` when the machine is
    /// gone, and at once `Busy` when it has as much to do as it may.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// class Counter:
    ///     n = 0
    ///     def add(self, by):
    ///         self.n += by
    ///         return self.n
    /// counter = Counter()
    /// def make(): return counter
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let counter: hognose::Handle = hognose::block_on(vm.call("make", ()))?;
    /// let caller = vm.caller();
    /// // A global name, a value that the host keeps, or a method of one.
    /// assert_eq!(hognose::block_on(vm.run_until(caller.call::<i64>((&counter, "add"), (2,))))?, 2);
    /// assert_eq!(hognose::block_on(vm.run_until(caller.call::<i64>((&counter, "add"), (40,))))?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<T: FromValueOwned>(&self, target: impl Into<Target>, args: impl IntoArgs + Send + 'static) -> Call<T> {
        let (target, request) = (target.into(), self.request);
        let span = CallSpan::new(target.shown());
        Call::new(self.shared.clone(), move |answer, settings| {
            let request = RequestOf { request, settings, span };
            call_job(target, args, request, answer)
        })
    }

    /// Does something with the machine between two of its slices.
    ///
    /// # Errors
    /// The future's: `Closed` when the machine is gone, `Busy` when it has as much to do as it may.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "names = ['ann', 'bob']";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let count = vm.caller().with(|cx| {
    ///     let names = cx.global("names")?;
    ///     cx.take::<Vec<String>>(names).map(|names| names.len())
    /// });
    /// assert_eq!(hognose::block_on(vm.run_until(count))??, 2);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with<R: Send + 'static>(
        &self,
        work: impl for<'v> FnOnce(&mut Context<'v>) -> R + Send + 'static,
    ) -> Call<R> {
        let request = self.request;
        Call::new(self.shared.clone(), move |answer, settings| {
            Box::new(move |cx| answer.send(Ok(cx.within(request, settings, |cx| work(cx)))))
        })
    }

    /// A copy of the [data](crate::Call::data) of that type that the call has which this caller belongs to, or the machine: what
    /// [`Context::data`] finds. For async host functions.
    ///
    /// # Errors
    /// The future's: `Closed` when the machine is gone.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Caller, Engine, Limits, Module};
    ///
    /// #[derive(Clone)]
    /// struct Tenant(String);
    ///
    /// let module = Module::new("request").async_function("tenant", |caller: Caller, ()| async move {
    ///     Ok(caller.data::<Tenant>().await?.map(|tenant| tenant.0))
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import request\nasync def who(): return await request.tenant()";
    /// hognose::block_on(vm.run(&engine.compile("who.py", script)?))?;
    /// let who = vm.caller().call::<Option<String>>("who", ()).data(Tenant("ann".to_string()));
    /// assert_eq!(hognose::block_on(vm.run_until(who))?.as_deref(), Some("ann"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn data<T: Clone + Send + 'static>(&self) -> Call<Option<T>> {
        self.with(|cx| cx.data::<T>().map(|data| data.clone()))
    }

    /// Calls of deferred functions that wait for their answers, oldest first.
    ///
    /// # Errors
    /// The future's: `Closed` when the machine is gone.
    pub fn deferred(&self) -> Call<Vec<DeferredCall>> {
        self.with(|cx| cx.deferred())
    }

    /// Answers a call of a deferred function.
    ///
    /// # Errors
    /// The future's: `Closed` when the machine is gone. Its inner result is that of [`Context::resolve`].
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// let engine = Engine::builder().module(Module::new("desk").deferred("approve")).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import desk\nasync def ask(): return await desk.approve('refund')";
    /// hognose::block_on(vm.run(&engine.compile("ask.py", script)?))?;
    /// let remote = vm.remote();
    /// let answer = remote.call::<bool>("ask", ()).spawn();
    /// let clerk = async {
    ///     // Somebody else may be asked meanwhile.
    ///     loop {
    ///         for call in remote.deferred().await? {
    ///             return remote.resolve(call.id(), Ok(true)).await?;
    ///         }
    ///     }
    /// };
    /// hognose::block_on(vm.run_until(clerk))?;
    /// assert!(hognose::block_on(vm.run_until(answer))?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn resolve(&self, id: u64, answer: Result<impl IntoValue + Send + 'static>) -> Call<Result<()>> {
        self.with(move |cx| cx.resolve(id, answer))
    }

    /// Loads a module once more: see [`Vm::reload`](crate::Vm::reload).
    ///
    /// # Errors
    /// The future's: as there, and `Closed` when the machine is gone.
    pub fn reload(&self, module: &str) -> Call<()> {
        self.call(Target::own("reload"), (module.to_string(),))
    }

    /// What the machine's tasks are doing.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "import asyncio\nasync def wait(): await asyncio.Event().wait()\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let remote = vm.remote();
    /// let _waiting = remote.call::<()>("wait", ()).spawn();
    /// let tasks = hognose::block_on(vm.run_until(async {
    ///     // The first request begins the call, the second sees where it waits.
    ///     remote.with(|_cx| ()).await?;
    ///     remote.inspect().await
    /// }))?;
    /// assert_eq!(tasks.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn inspect(&self) -> Call<Tasks> {
        self.with(|cx| Tasks::of(cx.vm))
    }

    /// Cancels every task of the machine: `CancelledError` is raised at the innermost `await` of each, and its `finally`
    /// blocks run when the machine is driven next.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "import asyncio\nasync def wait(): await asyncio.Event().wait()\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let remote = vm.remote();
    /// let waiting = remote.call::<()>("wait", ()).spawn();
    /// remote.cancel();
    /// let error = hognose::block_on(vm.run_until(waiting)).unwrap_err();
    /// assert_eq!(error.type_name(), "CancelledError");
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel(&self) {
        // A machine that is gone has no tasks.
        let refused = self.shared.push_always(Box::new(|cx| cx.cancel_tasks()));
        drop(refused);
    }

    /// Ends what the machine is running at its next safepoint; no `except` or `finally` runs.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def spin():\n    while True: pass\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let remote = vm.remote();
    /// let spinning = remote.call::<()>("spin", ()).spawn();
    /// let watchdog = remote.clone();
    /// let watchdog = std::thread::spawn(move || watchdog.interrupt());
    /// let error = hognose::block_on(vm.run_until(spinning)).unwrap_err();
    /// assert_eq!(error.message(), "the script was interrupted");
    /// # assert!(watchdog.join().is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub fn interrupt(&self) {
        self.shared.interrupt();
    }
}

/// What a call belongs to.
struct RequestOf {
    request: RequestId,
    settings: Settings,
    span: CallSpan,
}

/// Begins a call as a task. A call of a global name that the program has not come to yet waits for it.
fn call_job<T: FromValueOwned>(
    target: Target,
    args: impl IntoArgs + Send + 'static,
    of: RequestOf,
    answer: Answer<T>,
) -> Job {
    Box::new(move |cx| {
        if answer.is_abandoned() {
            return;
        }
        if target.is_too_early(cx) {
            let again = call_job(target, args, of, answer);
            return Border::of(cx.vm).too_early.push(again);
        }
        let RequestOf { request, settings, span } = of;
        let start = move |cx: &mut Context<'_>| {
            let mut arguments = Positional::default();
            let function = target.resolve(cx);
            let made = function.and_then(|function| args.into_args(cx, &mut arguments).map(|()| function));
            match made {
                Ok(function) => cx.start_call(function, &arguments, answer),
                Err(error) => answer.send(Err(error)),
            }
        };
        span.within(|| cx.within(request, settings, start))
    })
}
