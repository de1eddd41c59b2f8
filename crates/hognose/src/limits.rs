//! What one virtual machine may use, and what it has used.

use crate::border::Border;
use hognose_runtime as runtime;
use hognose_runtime::vm::Ending;
use std::time::Duration;

/// Limits of one [`Vm`](crate::Vm).
///
/// A script that reaches one is ended with an [`Error`](crate::Error) of the kind [`Limit`](crate::ErrorKind::Limit) that
/// names the limit, its value and the line. No `except`, `finally` or `__del__` of the script runs then, and the machine
/// runs nothing any more.
///
/// ```
/// use hognose::{Engine, ErrorKind, Limits};
///
/// # fn main() -> hognose::Result<()> {
/// let engine = Engine::builder().build()?;
/// let program = engine.compile("bomb.py", "kept = []\nwhile True:\n    kept.append('x' * 1000)\n")?;
/// let mut vm = engine.vm(Limits::default().memory(4 << 20).fuel(100_000_000))?;
/// let error = hognose::block_on(vm.run(&program)).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// assert_eq!(error.message(), "the script reached its limit of memory, 4194304 bytes (bomb.py, line 3)");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    recursion: Option<u32>,
    pub(crate) slice: u32,
    pub(crate) gc_stress: bool,
    pub(crate) inbox: usize,
    pub(crate) calls: usize,
    pub(crate) host_futures: usize,
    pub(crate) grace: Duration,
    fuel: Option<u64>,
    memory: Option<usize>,
    deadline: Option<Duration>,
    output: Option<u64>,
    tasks: Option<usize>,
    timers: Option<usize>,
    source: Option<usize>,
}

/// The time that a cancelled call has where the host says nothing.
const GRACE: Duration = Duration::from_secs(1);

/// Script frames where the host says nothing: as many as in CPython.
const RECURSION: u32 = 1000;

impl Default for Limits {
    /// 1,000 script frames, as CPython has, which a script may change, and a second for calls that
    /// are cancelled; no bound on anything else.
    fn default() -> Limits {
        Limits {
            recursion: None,
            slice: 1 << 20,
            gc_stress: false,
            inbox: usize::MAX,
            calls: usize::MAX,
            host_futures: usize::MAX,
            grace: GRACE,
            fuel: None,
            memory: None,
            deadline: None,
            output: None,
            tasks: None,
            timers: None,
            source: None,
        }
    }
}

impl Limits {
    /// Script frames at most, as `sys.setrecursionlimit` counts them. A script can set it lower, and higher only up to this.
    /// Where a host says nothing, it is 1,000 and a script may set it as it likes: frames of scripts are on the heap, and count
    /// as [`memory`](Limits::memory).
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().recursion(50))?;
    /// let script = "
    /// def deeper(): deeper()
    /// deeper()
    /// ";
    /// let error = hognose::block_on(vm.run(&engine.compile("script.py", script)?)).unwrap_err();
    /// assert_eq!(error.message(), "maximum recursion depth exceeded");
    /// # Ok(())
    /// # }
    /// ```
    pub fn recursion(self, frames: u32) -> Limits {
        Limits { recursion: Some(frames), ..self }
    }

    /// Work, about one unit an instruction, between two moments at which a running script hands control back.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let mut vm = engine.vm(hognose::Limits::default().slice(1_000))?;
    /// vm.start(&engine.compile("spin.py", "while True: pass")?)?;
    /// // The host goes on with its own work after each slice.
    /// assert_eq!(vm.step()?, hognose::Step::Ready);
    /// # Ok(())
    /// # }
    /// ```
    pub fn slice(self, fuel: u32) -> Limits {
        Limits { slice: fuel.max(1), ..self }
    }

    /// Work at most in all, about one unit for each call, turn of a loop, and piece of what a built-in does; collections
    /// that come often because the memory is nearly full count, too.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().fuel(100_000))?;
    /// let error = hognose::block_on(vm.run(&engine.compile("script.py", "while True: pass")?)).unwrap_err();
    /// assert_eq!(error.message(), "the script reached its limit of fuel, 100000 (script.py, line 1)");
    /// # Ok(())
    /// # }
    /// ```
    pub fn fuel(self, fuel: u64) -> Limits {
        Limits { fuel: Some(fuel), ..self }
    }

    /// Bytes at most that the machine holds: objects, their tables, stacks and queues. What is to be allocated is counted
    /// before it is; garbage counts until it is collected, and a table that grows counts twice while it is copied. So a script
    /// can fill about half of it with one list, and the whole with many objects. One int, and one name (of an attribute, a
    /// keyword argument, an encoding, a file, a format), takes at most a 64th of it, because built-ins hold several copies of
    /// these for a moment: 2 million bits where the limit is 16 MiB.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().memory(1 << 20))?;
    /// let error = hognose::block_on(vm.run(&engine.compile("script.py", "text = 'x' * 10_000_000")?)).unwrap_err();
    /// assert_eq!(error.message(), "the script reached its limit of memory, 1048576 bytes (script.py, line 1)");
    /// # Ok(())
    /// # }
    /// ```
    pub fn memory(self, bytes: usize) -> Limits {
        Limits { memory: Some(bytes), ..self }
    }

    /// Time at most from the making of the machine on, by the host's [monotonic clock](crate::Clock::monotonic). It also ends
    /// a script that only waits.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    /// use std::time::Duration;
    ///
    /// let engine = Engine::builder().build()?;
    /// // This machine was given no clock: its time is virtual and passes while the script sleeps.
    /// let mut vm = engine.vm(Limits::default().deadline(Duration::from_secs(60)))?;
    /// let script = engine.compile("hour.py", "import asyncio\nasyncio.run(asyncio.sleep(3600))")?;
    /// let error = hognose::block_on(vm.run(&script)).unwrap_err();
    /// assert!(error.message().starts_with("the script reached its deadline, 60s"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn deadline(self, time: Duration) -> Limits {
        Limits { deadline: Some(time), ..self }
    }

    /// Bytes at most that the script prints.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().output(1_000))?;
    /// let error = hognose::block_on(vm.run(&engine.compile("script.py", "while True: print('spam')")?)).unwrap_err();
    /// assert_eq!(error.message(), "the script reached its limit of output, 1000 bytes (script.py, line 1)");
    /// # Ok(())
    /// # }
    /// ```
    pub fn output(self, bytes: u64) -> Limits {
        Limits { output: Some(bytes), ..self }
    }

    /// Unfinished tasks at most at one time.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().tasks(10))?;
    /// let script = "
    /// import asyncio
    /// async def bomb():
    ///     while True: asyncio.create_task(asyncio.sleep(1))
    /// asyncio.run(bomb())
    /// ";
    /// let error = hognose::block_on(vm.run(&engine.compile("script.py", script)?)).unwrap_err();
    /// assert_eq!(error.message(), "the script reached its limit of tasks, 10 (script.py, line 4)");
    /// # Ok(())
    /// # }
    /// ```
    pub fn tasks(self, count: usize) -> Limits {
        Limits { tasks: Some(count), ..self }
    }

    /// Timers at most that wait at one time. Cancelled ones may count for a while, as the event loop drops many at once.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().timers(10))?;
    /// let script = "
    /// import asyncio
    /// async def bomb():
    ///     while True: asyncio.get_running_loop().call_later(1, print)
    /// asyncio.run(bomb())
    /// ";
    /// let error = hognose::block_on(vm.run(&engine.compile("script.py", script)?)).unwrap_err();
    /// assert_eq!(error.message(), "the script reached its limit of timers, 10 (script.py, line 4)");
    /// # Ok(())
    /// # }
    /// ```
    pub fn timers(self, count: usize) -> Limits {
        Limits { timers: Some(count), ..self }
    }

    /// Rust futures at most that scripts wait for at one time.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// let net = Module::new("net").async_function("fetch", |_caller, ()| std::future::pending::<hognose::Result<()>>());
    /// let engine = Engine::builder().module(net).build()?;
    /// let mut vm = engine.vm(Limits::default().host_futures(10))?;
    /// let script = "
    /// import asyncio, net
    /// async def main():
    ///     await asyncio.gather(*[net.fetch() for _ in range(11)])
    /// asyncio.run(main())
    /// ";
    /// let error = hognose::block_on(vm.run(&engine.compile("bomb.py", script)?)).unwrap_err();
    /// assert!(error.message().starts_with("the script reached its limit of host futures, 10"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn host_futures(self, count: usize) -> Limits {
        Limits { host_futures: count, ..self }
    }

    /// Calls at most that a host has begun and that are not answered, by [`Caller::call`](crate::Caller::call),
    /// [`Caller::with`](crate::Caller::with), [`Vm::call`](crate::Vm::call) and generators. One more is answered at once, with
    /// an error of the kind [`Busy`](crate::ErrorKind::Busy); what goes on is not touched.
    ///
    /// ```
    /// use hognose::{Engine, ErrorKind, Limits};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let vm = Engine::builder().build()?.vm(Limits::default().calls(1))?;
    /// let mut first = vm.caller().with(|_cx| 1).spawn();
    /// let mut second = vm.caller().with(|_cx| 2).spawn();
    /// assert!(first.try_take().is_none());
    /// let refused = second.try_take().and_then(Result::err).map(|error| error.kind());
    /// assert_eq!(refused, Some(ErrorKind::Busy));
    /// # Ok(())
    /// # }
    /// ```
    pub fn calls(self, count: usize) -> Limits {
        Limits { calls: count, ..self }
    }

    /// Requests at most that wait in the machine's inbox between two of its slices. One more is answered at once, with an
    /// error of the kind [`Busy`](crate::ErrorKind::Busy). What ends something (a dropped call, a closed generator,
    /// [`Caller::cancel`](crate::Caller::cancel)) is never refused.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, ErrorKind, Limits};
    ///
    /// let vm = Engine::builder().build()?.vm(Limits::default().inbox(1))?;
    /// let _first = vm.caller().with(|_cx| 1).spawn();
    /// let mut second = vm.caller().with(|_cx| 2).spawn();
    /// let refused = second.try_take().and_then(hognose::Result::err).map(|error| error.kind());
    /// assert_eq!(refused, Some(ErrorKind::Busy));
    /// # Ok(())
    /// # }
    /// ```
    pub fn inbox(self, count: usize) -> Limits {
        Limits { inbox: count, ..self }
    }

    /// Time that a cancelled call has to come to its end, by the host's [monotonic clock](crate::Clock::monotonic): for its
    /// `finally` blocks, and for scripts that catch the `CancelledError`. It is a second where a host says nothing. A call is cancelled by
    /// dropping a [`Call`](crate::Call), or by [`Caller::cancel`](crate::Caller::cancel); a task that is not at its end by then
    /// is ended as by [`Call::deadline`](crate::Call::deadline), and with it the tasks that it waited for. Others go on.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, ErrorKind, Limits};
    /// use std::time::Duration;
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().grace(Duration::from_millis(10)))?;
    /// let script = "
    /// import asyncio
    /// async def stay():
    ///     while True:
    ///         try:
    ///             await asyncio.sleep(1)
    ///         except asyncio.CancelledError:
    ///             pass
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("stay.py", script)?))?;
    /// let caller = vm.caller();
    /// let mut call = caller.call::<()>("stay", ()).spawn();
    /// vm.step()?;
    /// caller.cancel();
    /// let error = hognose::block_on(vm.run_until(call)).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Limit);
    /// assert_eq!(error.message(), "the call was cancelled and did not end within its grace, 10ms");
    /// # Ok(())
    /// # }
    /// ```
    pub fn grace(self, time: Duration) -> Limits {
        Limits { grace: time, ..self }
    }

    /// Bytes at most of a program's source, and of each module's that it imports from the host.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let program = engine.compile("long.py", &"x = 1\n".repeat(1_000))?;
    /// let mut vm = engine.vm(hognose::Limits::default().source(4_096))?;
    /// let error = hognose::block_on(vm.run(&program)).unwrap_err();
    /// assert_eq!(error.kind(), hognose::ErrorKind::Limit);
    /// # Ok(())
    /// # }
    /// ```
    pub fn source(self, bytes: usize) -> Limits {
        Limits { source: Some(bytes), ..self }
    }

    /// Collects garbage at every safepoint: a test mode.
    pub fn gc_stress(self, on: bool) -> Limits {
        Limits { gc_stress: on, ..self }
    }

    /// The limits of a machine that is made at this time of its host's clock.
    pub(crate) fn of_runtime(self, now: Duration) -> runtime::vm::Limits {
        runtime::vm::Limits {
            recursion: self.recursion.unwrap_or(RECURSION),
            most_recursion: self.recursion.unwrap_or(u32::MAX),
            slice: self.slice,
            gc_stress: self.gc_stress,
            fuel: self.fuel.unwrap_or(u64::MAX),
            memory: self.memory,
            deadline: self.deadline.map(|time| now.saturating_add(time)),
            output: self.output.unwrap_or(u64::MAX),
            tasks: self.tasks.unwrap_or(usize::MAX),
            timers: self.timers.unwrap_or(usize::MAX),
            source: self.source.unwrap_or(usize::MAX),
        }
    }

    /// Whether a source is longer than it may be.
    pub(crate) fn refuses_source(self, text: &str) -> bool {
        self.source.is_some_and(|most| text.len() > most)
    }

    /// What a script is told that was ended.
    pub(crate) fn describe(self, why: Ending) -> String {
        let reached = |what: &str, value: Option<u64>, unit: &str| {
            let value = value.unwrap_or(0);
            format!("the script reached its limit of {what}, {value}{unit}")
        };
        let size = |value: Option<usize>| value.map(|value| value as u64);
        match why {
            Ending::Interrupted => "the script was interrupted".to_string(),
            Ending::Fuel => reached("fuel", self.fuel, ""),
            Ending::Memory => reached("memory", size(self.memory), " bytes"),
            Ending::Deadline => {
                format!("the script reached its deadline, {:?}", self.deadline.unwrap_or_default())
            }
            Ending::Output => reached("output", self.output, " bytes"),
            Ending::Tasks => reached("tasks", size(self.tasks), ""),
            Ending::Timers => reached("timers", size(self.timers), ""),
            Ending::Source => reached("source", size(self.source), " bytes"),
            Ending::HostFutures => reached("host futures", size(Some(self.host_futures)), ""),
            Ending::Grace => format!("the script did not end within its grace, {:?}", self.grace),
        }
    }
}

/// What a [`Vm`](crate::Vm) has used so far.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "print('hello')";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// assert_eq!(vm.usage().output, 6);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Usage {
    /// Work, in the unit of [`Limits::fuel`].
    pub fuel: u64,
    /// Bytes that it holds, garbage since the last collection included.
    pub bytes: usize,
    /// The most bytes that it ever held.
    pub peak_bytes: usize,
    /// Bytes printed.
    pub output: u64,
    /// Unfinished tasks.
    pub tasks: usize,
    /// Timers that wait.
    pub timers: usize,
    /// Rust futures that scripts wait for.
    pub host_futures: usize,
    /// Calls of the host's that are not answered.
    pub calls: usize,
    /// Requests that wait for the machine's next slice.
    pub inbox: usize,
    /// Garbage collections.
    pub collections: u64,
}

impl Usage {
    pub(crate) fn of(vm: &runtime::Vm) -> Usage {
        let border = vm.embedder.as_ref().and_then(|border| border.downcast_ref::<Border>());
        let (inbox, calls) = border.map_or((0, 0), |border| border.shared.counts());
        Usage {
            host_futures: border.map_or(0, |border| border.futures.len()),
            calls,
            inbox,
            fuel: vm.fuel_used(),
            bytes: vm.heap.account.held(),
            peak_bytes: vm.heap.account.peak(),
            output: vm.printed,
            tasks: vm.scheduler.task_count(),
            timers: vm.scheduler.timer_count(),
            collections: vm.heap.collections,
        }
    }
}
