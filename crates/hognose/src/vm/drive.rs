//! Driving a virtual machine: whoever holds it lets it take slices, and does what was asked of it between them.

use super::failure::{ended, error_of, last_error};
use super::{Step, Vm};
use crate::Stream;
use crate::border::{Border, Job, Started};
use crate::call::Call;
use crate::context::Context;
use crate::convert::{FromValueOwned, IntoArgs};
use crate::engine::Program;
use crate::error::{Error, ErrorKind, Result};
use crate::host_future;
use crate::inbox::Mail;
use crate::remote::{Caller, Remote, Target};
use hognose_runtime::vm::{Ending, Outcome, Uncopied};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{self, Poll, Waker};
use std::time::Duration;

/// What the machine is in the middle of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Running {
    Nothing,
    /// A program's module.
    Program,
    /// The loop in which calls of the host's run as tasks.
    Calls,
}

/// Why a machine is not at rest.
pub(crate) enum Unrest {
    /// Calls of the host's are not at their end.
    Unfinished(Uncopied),
    /// What was begun has not ended, or a limit has.
    Busy(Error),
}

/// How one slice ended.
enum Slice {
    More,
    Wait(Option<Duration>),
    /// What was begun has ended.
    Ended(Result<()>),
}

impl Vm {
    /// What reaches this machine from other threads and from futures; [`serve`](Vm::serve) goes on while one lives.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def double(x): return x * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let remote = vm.remote();
    /// let thread = std::thread::spawn(move || hognose::block_on(vm.serve()));
    /// assert_eq!(hognose::block_on(remote.call::<i64>("double", (21,)))?, 42);
    /// drop(remote);
    /// assert!(thread.join().is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub fn remote(&self) -> Remote {
        Remote::new(self.caller())
    }

    /// The same, not counted.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def double(x): return x * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let call = vm.caller().call::<i64>("double", (21,));
    /// assert_eq!(hognose::block_on(vm.run_until(call))?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn caller(&self) -> Caller {
        Caller::new(self.shared.clone())
    }

    /// Runs a program's module to its end.
    ///
    /// # Errors
    /// The exception that nobody caught, a limit, or waiting for what will never happen.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let program = engine.compile("price.py", "price = {}['fig']")?;
    /// let error = hognose::block_on(vm.run(&program)).unwrap_err();
    /// assert_eq!(error.to_string(), "KeyError: 'fig'");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn run(&mut self, program: &Program) -> Result<()> {
        self.start(program)?;
        poll_fn(|context| {
            let step = self.poll_step(context);
            if let Some(result) = self.ended.take() {
                return Poll::Ready(result);
            }
            match self.is_stuck(step) {
                true => Poll::Ready(Err(self.deadlock())),
                false => Poll::Pending,
            }
        })
        .await
    }

    /// Calls a function of the script; a coroutine that it returns is awaited. Whatever else the machine has to do goes on
    /// meanwhile.
    ///
    /// # Errors
    /// What the script raises, arguments or a result that do not fit, a limit, and waiting for what will never happen.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "import asyncio\nasync def add(a, b):\n    await asyncio.sleep(1)\n    return a + b\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// assert_eq!(hognose::block_on(vm.call::<i64>("add", (40, 2)))?, 42);
    /// assert_eq!(hognose::block_on(vm.call::<String>("add", ("forty", "-two")))?, "forty-two");
    /// // The result is dropped.
    /// hognose::block_on(vm.call::<()>("add", (1.5, 2)))?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn call<T: FromValueOwned>(
        &mut self,
        target: impl Into<Target>,
        args: impl IntoArgs + Send + 'static,
    ) -> Result<T> {
        let mut call: Call<T> = self.caller().call(target, args).spawn();
        poll_fn(|context| {
            let step = self.poll_step(context);
            match Pin::new(&mut call).poll(context) {
                Poll::Ready(result) => Poll::Ready(result),
                Poll::Pending if self.is_stuck(step) => Poll::Ready(Err(self.deadlock())),
                Poll::Pending => Poll::Pending,
            }
        })
        .await
    }

    /// Loads a module once more that a script has imported: its text as the loaders have it now runs in the namespace of the
    /// module that is there. What the new text does not name keeps its value: that is how state is kept.
    ///
    /// Whoever holds the module sees the new functions. Functions, classes and instances that are held elsewhere
    /// (`from rules import discount`, callbacks, objects made before, a coroutine that waits) keep the code that they were
    /// made with, as in CPython: `importlib.reload` in a script is the same. A text that does not compile changes nothing;
    /// one that raises leaves what it did until then.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, FileLoader, Limits, MemoryFiles};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let files = MemoryFiles::new();
    /// files.write("rules.py", "if 'orders' not in globals(): orders = 0\ndef discount(total): return 0\n")?;
    /// let engine = Engine::builder().build()?;
    /// let capabilities = Capabilities::none().modules(FileLoader::new(files.clone()));
    /// let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    /// let script = "
    /// import rules
    /// def order(total):
    ///     rules.orders += 1
    ///     return total - rules.discount(total), rules.orders
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("shop.py", script)?))?;
    /// assert_eq!(hognose::block_on(vm.call::<(i64, i64)>("order", (100,)))?, (100, 1));
    ///
    /// files.write("rules.py", "if 'orders' not in globals(): orders = 0\ndef discount(total): return total // 10\n")?;
    /// hognose::block_on(vm.reload("rules"))?;
    /// assert_eq!(hognose::block_on(vm.call::<(i64, i64)>("order", (100,)))?, (90, 2));
    ///
    /// files.write("rules.py", "def discount(total) return 0")?;
    /// let error = hognose::block_on(vm.reload("rules")).unwrap_err();
    /// assert_eq!(error.to_string(), "SyntaxError: expected ':' (rules.py, line 1)");
    /// assert_eq!(hognose::block_on(vm.call::<(i64, i64)>("order", (100,)))?, (90, 3));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `ImportError` for a module that no script has imported, `ModuleNotFoundError` when the loaders have it no more, what a
    /// loader says, `SyntaxError` ([`Error::diagnostics`] has the places), and whatever the new text raises.
    pub async fn reload(&mut self, module: &str) -> Result<()> {
        self.call(Target::own("reload"), (module.to_string(),)).await
    }

    /// Drives the machine until a future is done that asks it for things: by a [`Remote`], by an
    /// [`AsyncGenerator`](crate::AsyncGenerator).
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "async def double(x): return x * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let caller = vm.caller();
    /// let sum = hognose::block_on(vm.run_until(async {
    ///     let one = caller.call::<i64>("double", (1,)).spawn();
    ///     let two = caller.call::<i64>("double", (2,)).spawn();
    ///     hognose::Result::Ok(one.await? + two.await?)
    /// }))?;
    /// assert_eq!(sum, 6);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn run_until<F: Future>(&mut self, future: F) -> F::Output {
        let mut future = pin!(future);
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(output);
            }
            self.poll_step(context);
            future.as_mut().poll(context)
        })
        .await
    }

    /// Drives the machine until the last [`Remote`] is gone and no task is left, or until a limit of its own has ended it;
    /// gives it back then.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// let vm = hognose::Engine::builder().build()?.vm(hognose::Limits::default())?;
    /// let remote = vm.remote();
    /// let thread = std::thread::spawn(move || hognose::block_on(vm.serve()));
    /// assert_eq!(hognose::block_on(remote.with(|_cx| 6 * 7))?, 42);
    /// drop(remote);
    /// assert!(thread.join().is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn serve(mut self) -> Vm {
        poll_fn(|context| self.poll_drive(context)).await;
        self
    }

    /// Lets the machine take one slice: requests, host futures, due timers, ready tasks. Ready when there is nothing left to
    /// do and nobody left who could ask; otherwise `context` is woken when there is more. [`serve`](Vm::serve) and
    /// [`run_until`](Vm::run_until) are this in a loop.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "async def double(x): return x * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let mut answer = vm.caller().call::<i64>("double", (21,)).spawn();
    /// let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// while vm.poll_drive(&mut context).is_pending() {}
    /// assert_eq!(answer.try_take().and_then(hognose::Result::ok), Some(42));
    /// # Ok(())
    /// # }
    /// ```
    pub fn poll_drive(&mut self, context: &mut task::Context<'_>) -> Poll<()> {
        match self.poll_step(context) {
            Step::Done if self.shared.is_deserted() || self.is_dead() => Poll::Ready(()),
            Step::Done | Step::Ready | Step::Waiting { .. } => Poll::Pending,
        }
    }

    /// One slice; `context` is woken when there is more to do.
    fn poll_step(&mut self, context: &mut task::Context<'_>) -> Step {
        let step = self.drive(context.waker());
        if let Step::Waiting { .. } = step {
            // Whoever waits has seen before what was printed; an output that fails says so at the next write.
            let _ = self.inner.host.output.flush(Stream::Out);
        }
        match step {
            Step::Ready => context.waker().wake_by_ref(),
            // Virtual time stands still while Rust futures and the host's answers are waited for, and jumps to the next timer
            // when nothing else is.
            Step::Waiting { host_futures: 1.., .. } | Step::Waiting { deferred: 1.., .. }
                if self.inner.host.clock.is_virtual() => {}
            Step::Waiting { next_timer: Some(left), .. } => {
                self.inner.host.clock.wake_after(left, context.waker());
            }
            Step::Waiting { next_timer: None, .. } | Step::Done => {}
        }
        step
    }

    /// Whether a limit of its own has ended the machine, so that it never runs anything again.
    fn is_dead(&self) -> bool {
        self.inner.ending.as_ref().is_some_and(|ended| ended.why != Ending::Interrupted)
    }

    /// Whether nothing but a call or program that waits for itself is left.
    fn is_stuck(&self, step: Step) -> bool {
        let waits = matches!(step, Step::Waiting { next_timer: None, host_futures: 0, deferred: 0 });
        waits && self.shared.is_deserted()
    }

    /// One slice. `driver` is woken by requests and host futures.
    pub(super) fn drive(&mut self, driver: &Waker) -> Step {
        let Mail { mut jobs, unrooted, woken } = self.shared.take(driver);
        let border = Border::of(&mut self.inner);
        border.is_in_module = self.running == Running::Program;
        let mut too_early: VecDeque<Job> = std::mem::take(&mut border.too_early).into();
        if !too_early.is_empty() {
            too_early.append(&mut jobs);
            jobs = too_early;
        }
        Border::unroot(&mut self.inner, &unrooted);
        // A script may be in the middle of a slice: what comes from outside is not its work.
        self.inner.outside_of_step(|vm| {
            for job in jobs {
                Context::enter(vm, |cx| job(cx));
            }
            host_future::poll(vm, woken);
        });
        if self.running == Running::Nothing {
            self.forget_interrupt();
        }
        if self.running == Running::Nothing && !self.inner.scheduler.is_idle() {
            self.begin_calls();
        }
        let slice = if self.running == Running::Nothing { None } else { Some(self.slice()) };
        self.inner.outside_of_step(|vm| Context::enter(vm, |cx| cx.finish_calls()));
        match slice {
            Some(Slice::More) => Step::Ready,
            Some(Slice::Wait(next_timer)) => {
                if self.running == Running::Calls && self.inner.scheduler.is_idle() && !self.inner.is_asleep() {
                    self.end_calls();
                    return self.rest();
                }
                let border = Border::of(&mut self.inner);
                Step::Waiting { next_timer, host_futures: border.futures.len(), deferred: border.deferred.len() }
            }
            Some(Slice::Ended(result)) => {
                if let Err(error) = &result
                    && error.kind() == ErrorKind::Limit
                {
                    self.abandon(error);
                }
                if self.running == Running::Program {
                    self.ended = Some(result);
                }
                self.running = Running::Nothing;
                self.rest()
            }
            None => Step::Done,
        }
    }

    /// What the machine was doing is at an end: no task of it goes on, and whoever waits for one is told why.
    fn abandon(&mut self, error: &Error) {
        self.inner.scheduler.abandon();
        self.inner.context = hognose_runtime::Value::UNBOUND;
        self.inner.outer_contexts.clear();
        Border::of(&mut self.inner).requests.clear();
        let calls: Vec<Started> = Border::of(&mut self.inner).calls.drain().map(|(_, started)| started).collect();
        for started in calls {
            Context::enter(&mut self.inner, |cx| (started.finish)(cx, Err(error.clone())));
        }
    }

    /// An interrupted machine can be used again.
    fn forget_interrupt(&mut self) {
        if self.inner.ending.as_ref().is_some_and(|ended| ended.why == Ending::Interrupted) {
            self.inner.ending = None;
            self.inner.take_raised();
        }
    }

    /// What there is to do after something has ended.
    fn rest(&mut self) -> Step {
        let has_calls = !Border::of(&mut self.inner).too_early.is_empty();
        let is_done = self.inner.scheduler.is_idle() && self.shared.is_empty() && !has_calls;
        if is_done { Step::Done } else { Step::Ready }
    }

    /// Tasks are there and nothing runs: a loop runs them.
    fn begin_calls(&mut self) {
        let serve = Context::enter(&mut self.inner, |cx| cx.own_function("serve").map(|function| function.0));
        if let Ok(serve) = serve {
            self.inner.start_call(serve, &[]);
            self.running = Running::Calls;
        }
    }

    /// Lets the loop of the host's calls end that has nothing to do any more.
    ///
    /// # Errors
    /// When it has, when a program runs, and when a limit has ended the machine.
    pub(crate) fn come_to_rest(&mut self) -> Result<(), Unrest> {
        if self.running == Running::Calls {
            self.inner.unfinished().map_err(Unrest::Unfinished)?;
            self.end_calls();
        }
        self.expect_idle().map_err(Unrest::Busy)
    }

    /// The loop has nothing to do: it ends.
    fn end_calls(&mut self) {
        self.inner.scheduler.stop();
        while self.running == Running::Calls {
            match self.slice() {
                Slice::More => {}
                Slice::Wait(_) | Slice::Ended(_) => self.running = Running::Nothing,
            }
        }
    }

    fn slice(&mut self) -> Slice {
        let outcome = self.spans.within(|| self.inner.go_on());
        let result = match outcome {
            Outcome::Preempted => return Slice::More,
            Outcome::Waiting(until) => {
                let now = self.inner.host.clock.monotonic();
                return Slice::Wait(until.map(|until| self.inner.bounded_wait(until.saturating_sub(now))));
            }
            Outcome::Returned(_) => Ok(()),
            Outcome::Raised(exception) if self.running == Running::Program => {
                Err(last_error(&mut self.inner, exception))
            }
            Outcome::Raised(exception) => Err(error_of(&mut self.inner, exception)),
            Outcome::Ended(why) => Err(ended(&mut self.inner, why)),
        };
        self.forget_interrupt();
        Slice::Ended(result)
    }
}
