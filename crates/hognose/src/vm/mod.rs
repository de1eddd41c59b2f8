//! One virtual machine as a host sees it: runs programs, calls their functions, and is driven in slices.

pub(crate) mod drive;
pub(crate) mod failure;

use crate::border::{Border, ClassModules, Shared};
use crate::context::Context;
use crate::deferred::DeferredCall;
use crate::engine::Program;
use crate::error::{Error, Result};
use crate::spans::TaskSpans;
use crate::{Interface, IntoValue, Limits, Stream, Target, Usage};
use drive::Running;
use hognose_bytecode::Op;
use hognose_runtime as runtime;
use hognose_runtime::host::Host;
use hognose_runtime::module::{Builtins, ModuleDef};
use hognose_runtime::native::function;
use hognose_runtime::vm::{Ending, Pending};
use hognose_runtime::{Args, Res, Signature};
use std::any::{Any, TypeId};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::task::Waker;
use std::time::Duration;

/// The script's side of a host's calls.
pub(crate) static HOST_MODULE: ModuleDef = ModuleDef {
    name: "_hognose",
    functions: &[&[
        function("run_loop", run_loop, Signature::None),
        function("imported_asyncio", imported_asyncio, Signature::None),
    ]],
    init: None,
    source: Some(include_str!("../host.py")),
};

/// Runs the event loop until it is told to stop.
fn run_loop(vm: &mut runtime::Vm, _: Args) -> Res {
    vm.begin_event_loop(runtime::Value::NONE)?;
    vm.pending = Some(Pending::EventLoop);
    Ok(runtime::Value::PENDING)
}

/// The asyncio module, if the script has imported it; else None.
fn imported_asyncio(vm: &mut runtime::Vm, _: Args) -> Res {
    let name = vm.heap.interned("asyncio");
    Ok(vm.namespace_get(vm.modules, name).unwrap_or(runtime::Value::NONE))
}

/// One virtual machine. `Send`; whoever holds it drives it.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "async def double(x): return x * 2";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// assert_eq!(hognose::block_on(vm.call::<i64>("double", (21,)))?, 42);
/// // Another thread may go on with it.
/// let thread = std::thread::spawn(move || hognose::block_on(vm.call::<i64>("double", (4,))));
/// assert_eq!(thread.join().expect("no panic")?, 8);
/// # Ok(())
/// # }
/// ```
pub struct Vm {
    pub(crate) inner: Box<runtime::Vm>,
    limits: Limits,
    running: Running,
    /// How the program ended, until somebody has asked.
    ended: Option<Result<()>>,
    shared: Arc<Shared>,
    pub(crate) spans: TaskSpans,
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
        /// Rust futures that scripts wait for.
        host_futures: usize,
        /// Calls that the host is to answer: [`Vm::deferred`].
        deferred: usize,
    },
    /// What was begun has ended.
    Done,
}

/// Ends a running script from another thread or a signal handler.
#[derive(Clone, Debug)]
pub struct Interrupt(runtime::host::Interrupt);

impl Interrupt {
    /// The script ends at its next safepoint; no `except` or `finally` of it runs.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let vm = hognose::Engine::builder().build()?.vm(hognose::Limits::default())?;
    /// let interrupt = vm.interrupt_handle();
    /// interrupt.interrupt();
    /// assert!(interrupt.flag().load(std::sync::atomic::Ordering::Relaxed));
    /// # Ok(())
    /// # }
    /// ```
    pub fn interrupt(&self) {
        self.0.end();
    }

    /// The flag itself, for crates that set one from a signal handler.
    pub fn flag(&self) -> Arc<AtomicBool> {
        self.0.flag().clone()
    }
}

impl std::fmt::Debug for Vm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vm").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.shared.close();
    }
}

impl Vm {
    pub(crate) fn new(builtins: Arc<Builtins>, classes: Arc<ClassModules>, limits: Limits, host: Host) -> Vm {
        let inner = runtime::Vm::new(builtins, limits.of_runtime(host.clock.monotonic()), host);
        Vm::around(inner, limits, |shared| Border::new(shared, limits, classes))
    }

    /// The host's side of a machine that nothing was done with yet.
    pub(crate) fn around(inner: runtime::Vm, limits: Limits, border: impl FnOnce(Arc<Shared>) -> Border) -> Vm {
        let mut inner = Box::new(inner);
        let shared = Arc::new(Shared::new(limits.inbox, limits.calls));
        shared.set_interrupt(inner.host.interrupt.clone());
        shared.note_entered(inner.entered.clone());
        inner.embedder = Some(Box::new(border(shared.clone())));
        Vm { inner, limits, running: Running::Nothing, ended: None, shared, spans: TaskSpans::default() }
    }

    /// Whether nothing was begun that has not ended.
    ///
    /// # Errors
    /// When something was, and when a limit has ended the machine.
    pub(crate) fn expect_idle(&mut self) -> Result<()> {
        if self.running != Running::Nothing {
            return Err(Error::host("something else was begun on this virtual machine and has not ended"));
        }
        match self.inner.ending.as_ref().map(|ended| ended.why) {
            Some(why) => Err(failure::ended(&mut self.inner, why)),
            None => Ok(()),
        }
    }

    /// Sets `sys.argv`.
    ///
    /// # Errors
    /// When there is no `sys`.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// vm.set_args(["shop.py", "--fast"])?;
    /// hognose::block_on(vm.run(&engine.compile("shop.py", "import sys\nassert sys.argv[1] == '--fast'")?))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_args<'a>(&mut self, args: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let items: Vec<runtime::Value> = args.into_iter().map(|arg| self.inner.heap.str(arg)).collect();
        let list = self.inner.heap.list_of(items);
        Context::enter(&mut self.inner, |cx| {
            let list = cx.keep(list);
            let module = cx.vm.builtin_module("sys").map_err(|_| Error::host("there is no module sys"))?;
            let dict = cx.vm.heap.module(module).map_or(runtime::Value::UNBOUND, |module| module.dict);
            cx.vm.namespace_set_text(dict, "argv", list.0);
            Ok(())
        })
    }

    /// What ends a running script from outside.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let interrupt = vm.interrupt_handle();
    /// let watchdog = std::thread::spawn(move || interrupt.interrupt());
    /// let ended = hognose::block_on(vm.run(&engine.compile("spin.py", "while True: pass")?));
    /// assert_eq!(ended.unwrap_err().message(), "the script was interrupted");
    /// # assert!(watchdog.join().is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.inner.host.interrupt.clone())
    }

    /// Lets this flag end a running script.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let (mut one, mut other) = (engine.vm(hognose::Limits::default())?, engine.vm(hognose::Limits::default())?);
    /// // One flag for many machines, as a handler of Ctrl-C would set it.
    /// let flag = Arc::new(AtomicBool::new(false));
    /// one.set_interrupt(flag.clone());
    /// other.set_interrupt(flag.clone());
    /// flag.store(true, Ordering::Relaxed);
    /// assert!(hognose::block_on(one.run(&engine.compile("spin.py", "while True: pass")?)).is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_interrupt(&mut self, flag: Arc<AtomicBool>) {
        self.interrupt_by(runtime::host::Interrupt::ending(flag));
    }

    /// Lets this flag raise `KeyboardInterrupt` in a running script, as Ctrl-C does in CPython: wherever the script is, and it
    /// can be caught. While `asyncio.run` runs a coroutine the first one cancels that, and `asyncio.run` raises
    /// `KeyboardInterrupt` once it has ended. A built-in that is at work ends first, unless it takes long.
    /// [`Interrupt::interrupt`] and [`Caller::interrupt`](crate::Caller::interrupt) still end the script, whatever it does.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// def spin():
    ///     try:
    ///         while True: pass
    ///     except KeyboardInterrupt:
    ///         return 'caught'
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("spin.py", script)?))?;
    /// let flag = Arc::new(AtomicBool::new(false));
    /// vm.set_keyboard_interrupt(flag.clone());
    /// flag.store(true, Ordering::Relaxed);
    /// assert_eq!(hognose::block_on(vm.call::<String>("spin", ()))?, "caught");
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_keyboard_interrupt(&mut self, flag: Arc<AtomicBool>) {
        self.interrupt_by(runtime::host::Interrupt::raising(flag));
    }

    fn interrupt_by(&mut self, interrupt: runtime::host::Interrupt) {
        self.shared.set_interrupt(interrupt.clone());
        self.inner.host.interrupt = interrupt;
    }

    /// Gives the machine data of the host's, which host functions find by [`Context::data`]; the answer is what was there of
    /// that type.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// struct Names(Vec<String>);
    ///
    /// let log = Module::new("log").function("note", |cx, (name,): (String,)| {
    ///     cx.data::<Names>().map(|names| names.0.push(name)).ok_or_else(|| hognose::Error::host("no names"))
    /// });
    /// let engine = Engine::builder().module(log).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// vm.set_data(Names(Vec::new()));
    /// hognose::block_on(vm.run(&engine.compile("log.py", "import log\nlog.note('ann')")?))?;
    /// let names = vm.take_data::<Names>().map(|names| names.0);
    /// assert_eq!(names.as_deref(), Some(&["ann".to_string()][..]));
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_data<T: Send + 'static>(&mut self, data: T) -> Option<T> {
        let previous = Border::of(&mut self.inner).data.insert(TypeId::of::<T>(), Box::new(data));
        previous.and_then(|previous| previous.downcast().ok()).map(|previous| *previous)
    }

    /// Takes data back.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let mut vm = hognose::Engine::builder().build()?.vm(hognose::Limits::default())?;
    /// vm.set_data(7_u32);
    /// assert_eq!(vm.take_data::<u32>(), Some(7));
    /// assert_eq!(vm.take_data::<u32>(), None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn take_data<T: Send + 'static>(&mut self) -> Option<T> {
        let data: Box<dyn Any> = Border::of(&mut self.inner).data.remove(&TypeId::of::<T>())?;
        data.downcast().ok().map(|data| *data)
    }

    /// Lends the machine something of the host's while `work` drives it; host functions find it by [`Context::data`].
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// let world = Module::new("world").function("spawn", |cx, (name,): (String,)| {
    ///     cx.data::<Vec<String>>().map(|names| names.push(name)).ok_or_else(|| hognose::Error::host("no world"))
    /// });
    /// let engine = Engine::builder().module(world).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let program = engine.compile("level.py", "import world\nworld.spawn('wolf')\n")?;
    /// let mut names: Vec<String> = Vec::new();
    /// vm.lend(&mut names, |vm| hognose::block_on(vm.run(&program)))?;
    /// assert_eq!(names, ["wolf"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn lend<T: Default + Send + 'static, R>(&mut self, data: &mut T, work: impl FnOnce(&mut Vm) -> R) -> R {
        let outside = self.set_data(std::mem::take(data));
        let lent = Lent { vm: self, data, outside };
        work(lent.vm)
    }

    /// Sends what was printed to its streams. Streams that cannot be written are noticed by `close`.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Capabilities, Engine, Limits, Writers};
    ///
    /// let engine = Engine::builder().build()?;
    /// let output = Writers::new(std::io::BufWriter::new(std::io::sink()), std::io::sink());
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(output))?;
    /// vm.start(&engine.compile("hello.py", "print('hello')")?)?;
    /// while vm.step()? == hognose::Step::Ready {}
    /// vm.flush();
    /// # Ok(())
    /// # }
    /// ```
    pub fn flush(&mut self) {
        for stream in [Stream::Out, Stream::Err] {
            let _ = self.inner.host.output.flush(stream);
        }
    }

    /// Ends the machine: what the main module still holds is finalised, and what was printed reaches its streams.
    ///
    /// # Errors
    /// When a stream cannot be written.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let printed = hognose::Captured::default();
    /// # let capabilities = hognose::Capabilities::none().output(printed.clone());
    /// # let mut vm = engine.vm_with(hognose::Limits::default(), capabilities)?;
    /// let script = "class Guard:\n    def __del__(self): print('released')\nguard = Guard()\n";
    /// hognose::block_on(vm.run(&engine.compile("guard.py", script)?))?;
    /// assert_eq!(printed.out(), "");
    /// vm.close()?;
    /// assert_eq!(printed.out(), "released\n");
    /// # Ok(())
    /// # }
    /// ```
    pub fn close(mut self) -> Result<()> {
        self.inner.finish();
        for stream in [Stream::Out, Stream::Err] {
            self.inner.host.output.flush(stream).map_err(|error| Error::stream(&error))?;
        }
        Ok(())
    }

    /// From now on every instruction is counted, for coverage reports; slower.
    pub fn count_instructions(&mut self) {
        self.inner.op_counts = Some(vec![0; Op::COUNT]);
    }

    /// How often each instruction was executed since `count_instructions`.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// vm.count_instructions();
    /// hognose::block_on(vm.run(&engine.compile("ten.py", "for _ in range(10): pass")?))?;
    /// assert!(vm.instruction_counts().iter().any(|(_, count)| *count >= 10));
    /// # Ok(())
    /// # }
    /// ```
    pub fn instruction_counts(&self) -> Vec<(&'static str, u64)> {
        let counts = self.inner.op_counts.as_deref().unwrap_or(&[]);
        Op::NAMES.iter().copied().zip(counts.iter().copied()).collect()
    }

    /// Looks into the machine while nothing runs.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "total = 3 * 14";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let total = cx.global("total")?;
    ///     assert_eq!(cx.take::<i64>(total)?, 42);
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn with<R>(&mut self, look: impl for<'v> FnOnce(&mut Context<'v>) -> R) -> R {
        self.inner.outside_of_step(|vm| Context::enter(vm, look))
    }

    /// An object of the script as something that implements an interface: see [`Interface`](crate::Interface) for an example.
    ///
    /// # Errors
    /// As [`Context::interface`], and when there is no such object.
    pub fn interface<I: Interface + ?Sized>(&mut self, target: impl Into<Target>) -> Result<Box<I>> {
        let target = target.into();
        self.with(|cx| {
            let object = target.resolve(cx)?;
            cx.interface(object)
        })
    }

    /// Begins to run a program; [`step`](Vm::step) goes on.
    ///
    /// # Errors
    /// When something else was begun and has not ended.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default().slice(100))?;
    /// vm.start(&engine.compile("long.py", "for _ in range(1000): pass")?)?;
    /// let mut slices = 1;
    /// while vm.step()? != hognose::Step::Done {
    ///     slices += 1;
    /// }
    /// assert!(slices > 5);
    /// # Ok(())
    /// # }
    /// ```
    pub fn start(&mut self, program: &Program) -> Result<()> {
        self.begin()?;
        if self.limits.refuses_source(program.code.file.text()) {
            self.inner.end(Ending::Source);
        }
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
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::Step;
    ///
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// vm.start(&engine.compile("hour.py", "import asyncio\nasyncio.run(asyncio.sleep(3600))")?)?;
    /// loop {
    ///     match vm.step()? {
    ///         Step::Ready => {}
    ///         Step::Waiting { next_timer: Some(left), .. } => vm.wait(left),
    ///         Step::Waiting { .. } => return Err(vm.deadlock()),
    ///         Step::Done => break,
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn step(&mut self) -> Result<Step> {
        self.step_once()
    }

    /// The same with a slice of so much fuel, whatever [`Limits::slice`](crate::Limits::slice) says: for a host that gives a script what is left of a
    /// frame.
    ///
    /// # Errors
    /// As [`step`](Vm::step).
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// vm.start(&engine.compile("spin.py", "while True: pass")?)?;
    /// let before = vm.usage().fuel;
    /// assert_eq!(vm.step_with(500)?, hognose::Step::Ready);
    /// let used = vm.usage().fuel - before;
    /// assert!((500..600).contains(&used), "{used}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn step_with(&mut self, fuel: u32) -> Result<Step> {
        self.inner.grant_slice(fuel);
        self.step_once()
    }

    fn step_once(&mut self) -> Result<Step> {
        let step = self.drive(Waker::noop());
        match self.ended.take() {
            Some(result) => result.map(|()| Step::Done),
            None => Ok(step),
        }
    }

    /// Calls of deferred functions that wait for their answers, oldest first: see
    /// [`Module::deferred`](crate::Module::deferred).
    pub fn deferred(&mut self) -> Vec<DeferredCall> {
        self.with(|cx| cx.deferred())
    }

    /// Answers a call of a deferred function: its result, or what it raises.
    ///
    /// # Errors
    /// When no such call waits (any more: its task may have been cancelled), and when the value cannot be made.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module, Step};
    ///
    /// let engine = Engine::builder().module(Module::new("desk").deferred("approve")).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import desk\nasync def ask(): return await desk.approve('refund', amount=30)";
    /// hognose::block_on(vm.run(&engine.compile("ask.py", script)?))?;
    /// let answer = vm.caller().call::<String>("ask", ()).spawn();
    /// while !matches!(vm.step()?, Step::Waiting { deferred: 1, .. }) {}
    /// for call in vm.deferred() {
    ///     vm.resolve(call.id(), Ok("granted"))?;
    ///     // It waits no more.
    ///     assert!(vm.resolve(call.id(), Ok("once more")).is_err());
    /// }
    /// assert_eq!(hognose::block_on(vm.run_until(answer))?, "granted");
    /// # Ok(())
    /// # }
    /// ```
    pub fn resolve(&mut self, id: u64, answer: Result<impl IntoValue>) -> Result<()> {
        self.with(|cx| cx.resolve(id, answer))
    }

    /// Answers such a call with an error, which is raised in the script.
    ///
    /// # Errors
    /// As [`resolve`](Vm::resolve).
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Error, Limits, Module};
    ///
    /// let engine = Engine::builder().module(Module::new("desk").deferred("approve")).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "
    /// import desk
    /// async def ask():
    ///     try:
    ///         return await desk.approve('refund')
    ///     except Exception as error:
    ///         return str(error)
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("ask.py", script)?))?;
    /// let answer = vm.caller().call::<String>("ask", ()).spawn();
    /// while vm.deferred().is_empty() {
    ///     vm.step()?;
    /// }
    /// let id = vm.deferred()[0].id();
    /// vm.reject(id, Error::host("nobody is in"))?;
    /// assert_eq!(hognose::block_on(vm.run_until(answer))?, "nobody is in");
    /// # Ok(())
    /// # }
    /// ```
    pub fn reject(&mut self, id: u64, error: Error) -> Result<()> {
        self.with(|cx| cx.resolve(id, Err::<(), Error>(error)))
    }

    /// What the machine has used so far.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "data = 'x' * 100_000";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let usage = vm.usage();
    /// assert!(usage.bytes > 100_000 && usage.peak_bytes >= usage.bytes);
    /// assert_eq!((usage.tasks, usage.output), (0, 0));
    /// # Ok(())
    /// # }
    /// ```
    pub fn usage(&self) -> Usage {
        Usage::of(&self.inner)
    }

    /// Collects garbage now, and gives back the memory that tables have to spare: for a machine that will be idle, or whose
    /// peak is behind it. What is suspended goes on as if nothing had happened; finalisers of what was found run here, as
    /// after any collection. [`Usage::bytes`] shows what is left.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "items = list(range(1_000_000))\ndel items\n";
    /// hognose::block_on(vm.run(&engine.compile("peak.py", script)?))?;
    /// let before = vm.usage();
    /// vm.collect();
    /// let after = vm.usage();
    /// assert!(after.collections > before.collections);
    /// assert!(after.bytes < before.bytes / 4, "{before:?}, {after:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn collect(&mut self) {
        self.inner.collect_and_trim();
    }

    /// Lets the host's clock go on: what a host does whose script is [`Step::Waiting`] for a timer. A host of real time
    /// sleeps, perhaps not as long.
    pub fn wait(&mut self, duration: Duration) {
        self.inner.host.sleep(duration);
    }

    /// Gives up what was begun, because its tasks wait for what nobody will bring about. The error says which tasks there
    /// are, and where and for what each waits ([`Error::tasks`]).
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "import asyncio\nasync def main(): await asyncio.Event().wait()\nasyncio.run(main())";
    /// vm.start(&engine.compile("stuck.py", script)?)?;
    /// while vm.step()? == hognose::Step::Ready {}
    /// let error = vm.deadlock();
    /// assert_eq!((error.kind(), error.tasks().len()), (hognose::ErrorKind::WouldWait, 1));
    /// # Ok(())
    /// # }
    /// ```
    pub fn deadlock(&mut self) -> Error {
        // The loop of the host's calls goes on: others may be under way, and those that are given up are cancelled there.
        if self.running == Running::Program {
            self.running = Running::Nothing;
        }
        Error::would_wait(self.tasks())
    }

    fn begin(&mut self) -> Result<()> {
        self.expect_idle()?;
        self.running = Running::Program;
        Ok(())
    }
}

/// Takes back what was lent, also when the work panics.
struct Lent<'a, T: Send + 'static> {
    vm: &'a mut Vm,
    data: &'a mut T,
    outside: Option<T>,
}

impl<T: Send + 'static> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        if let Some(data) = self.vm.take_data() {
            *self.data = data;
        }
        if let Some(outside) = self.outside.take() {
            self.vm.set_data(outside);
        }
    }
}
