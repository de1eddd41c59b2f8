//! Calls of those who do not hold the virtual machine: futures of their answers.

use crate::border::{Data, Job, Shared, lock};
use crate::context::{Context, this_thread};
use crate::error::{Error, Result};
use crate::executor::is_blocked_in_future_of;
use crate::inbox::Refused;
use std::any::TypeId;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{self, Poll, Waker};
use std::time::Duration;

/// The future of a script's answer to a host. It holds no virtual machine; somebody has to drive that.
///
/// It is lazy: the first poll, or [`spawn`](Call::spawn), sends the request. Dropping it cancels the task that it started,
/// at that task's innermost `await`; other tasks go on. [`detach`](Call::detach) lets the task live.
///
/// Host code that the machine has called cannot wait for the same machine: polled there, a call is an error of the kind
/// [`WouldWait`](crate::ErrorKind::WouldWait). An async host function can.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Engine, ErrorKind, Limits, Module};
///
/// struct Tenant(&'static str);
///
/// let host = Module::new("host").function("tenant", |cx, ()| {
///     Ok(cx.data::<Tenant>().map_or("nobody", |tenant| tenant.0))
/// });
/// let engine = Engine::builder().module(host).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import host\ndef spin():\n    while True: pass\ndef who(): return host.tenant()\n";
/// hognose::block_on(vm.run(&engine.compile("tenants.py", script)?))?;
/// let remote = vm.remote();
/// let spin = remote.call::<()>("spin", ()).fuel(10_000).spawn();
/// let who = remote.call::<String>("who", ()).data(Tenant("ann"));
/// // One call runs into its limit, the other does not notice.
/// let (spin, who) = hognose::block_on(vm.run_until(async { (spin.await, who.await) }));
/// assert_eq!(spin.unwrap_err().kind(), ErrorKind::Limit);
/// assert_eq!(who?, "ann");
/// # Ok(())
/// # }
/// ```
#[must_use = "a call does nothing before it is polled or spawned"]
pub struct Call<T> {
    start: Option<Start<T>>,
    settings: Settings,
    reply: Arc<Mutex<Reply<T>>>,
    /// The number of the call, once it runs as a task; 0 before.
    number: Arc<AtomicU64>,
    shared: Arc<Shared>,
    is_detached: bool,
    /// Whether it lets go of something and is never refused.
    is_release: bool,
}

/// Makes the request out of what it is to have.
type Start<T> = Box<dyn FnOnce(Answer<T>, Settings) -> Job + Send>;

/// What a call has of its own.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) fuel: Option<u64>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) data: Data,
}

struct Reply<T> {
    value: Option<Result<T>>,
    waker: Option<Waker>,
    is_answered: bool,
    /// Its future was dropped.
    is_abandoned: bool,
}

/// The other end of a call. When it is dropped without an answer, the answer is `Closed`.
pub(crate) struct Answer<T> {
    reply: Arc<Mutex<Reply<T>>>,
    number: Arc<AtomicU64>,
    /// Where the call is counted.
    counted: Option<Arc<Shared>>,
}

impl<T> Answer<T> {
    /// Gives the answer.
    pub(crate) fn send(mut self, value: Result<T>) {
        // Whoever has the answer may call again.
        if let Some(shared) = self.counted.take() {
            shared.end_call();
        }
        put(&self.reply, value);
    }

    /// The call runs as a task that the machine knows by this number.
    pub(crate) fn started(&self, call: u64) {
        self.number.store(call, Ordering::Relaxed);
    }

    /// Whether nobody waits for it any more, so that what has not begun need not begin.
    pub(crate) fn is_abandoned(&self) -> bool {
        lock(&self.reply).is_abandoned
    }
}

/// Gives the answer, if there is none yet.
fn put<T>(reply: &Mutex<Reply<T>>, value: Result<T>) {
    let waker = {
        let mut reply = lock(reply);
        if reply.is_answered {
            return;
        }
        reply.is_answered = true;
        reply.value = Some(value);
        reply.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        if let Some(shared) = self.counted.take() {
            shared.end_call();
        }
        put(&self.reply, Err(Error::closed()));
    }
}

impl<T> std::fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call").field("sent", &self.start.is_none()).finish_non_exhaustive()
    }
}

impl<T> Unpin for Call<T> {}

impl<T: Send + 'static> Call<T> {
    pub(crate) fn new(shared: Arc<Shared>, start: impl FnOnce(Answer<T>, Settings) -> Job + Send + 'static) -> Call<T> {
        let reply = Reply { value: None, waker: None, is_answered: false, is_abandoned: false };
        Call {
            start: Some(Box::new(start)),
            settings: Settings::default(),
            reply: Arc::new(Mutex::new(reply)),
            number: Arc::default(),
            shared,
            is_detached: false,
            is_release: false,
        }
    }

    /// Work at most, in the unit of [`Limits::fuel`](crate::Limits::fuel), for the call and all the tasks and callbacks that
    /// it causes. One that reaches it is ended with an error of the kind [`Limit`](crate::ErrorKind::Limit): no handler and no
    /// `finally` of the script runs: locks that it held stay locked. Its tasks end with it; other calls and tasks go on, and the
    /// machine stays usable.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def spin():\n    while True: pass\ndef one(): return 1\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let caller = vm.caller();
    /// let spin = hognose::block_on(vm.run_until(caller.call::<()>("spin", ()).fuel(10_000)));
    /// assert_eq!(spin.unwrap_err().kind(), hognose::ErrorKind::Limit);
    /// assert_eq!(hognose::block_on(vm.call::<i64>("one", ()))?, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn fuel(mut self, fuel: u64) -> Call<T> {
        self.settings.fuel = Some(fuel);
        self
    }

    /// Time at most from the moment on when the machine takes up the request, by its clock; as [`fuel`](Call::fuel). It also
    /// ends a call that only waits.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "import asyncio\nasync def wait(): await asyncio.Event().wait()\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let wait = vm.caller().call::<()>("wait", ()).deadline(std::time::Duration::from_millis(5));
    /// let error = hognose::block_on(vm.run_until(wait)).unwrap_err();
    /// assert_eq!(error.kind(), hognose::ErrorKind::Limit);
    /// assert!(error.message().starts_with("the call reached its deadline, 5ms"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn deadline(mut self, time: Duration) -> Call<T> {
        self.settings.deadline = Some(time);
        self
    }

    /// Data of the host's for the call and all the tasks that it causes: host functions find it by
    /// [`Context::data`](crate::Context::data) before that of the machine.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// struct Tenant(String);
    ///
    /// let module = Module::new("request").function("tenant", |cx, ()| {
    ///     Ok(cx.data::<Tenant>().map(|tenant| tenant.0.clone()))
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// hognose::block_on(vm.run(&engine.compile("who.py", "import request\ndef who(): return request.tenant()")?))?;
    /// let who = vm.caller().call::<Option<String>>("who", ()).data(Tenant("ann".to_string()));
    /// assert_eq!(hognose::block_on(vm.run_until(who))?.as_deref(), Some("ann"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn data<D: Send + 'static>(mut self, data: D) -> Call<T> {
        self.settings.data.insert(TypeId::of::<D>(), Box::new(data));
        self
    }

    /// The same, never refused: it lets go of something.
    pub(crate) fn into_release(mut self) -> Call<T> {
        self.is_release = true;
        self
    }

    /// Sends the request now; the answer can be awaited later.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def double(x): return x * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let answer = vm.caller().call::<i64>("double", (21,)).spawn();
    /// // Other things; the machine takes the request up when it is driven.
    /// assert_eq!(hognose::block_on(vm.run_until(answer))?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn spawn(mut self) -> Call<T> {
        self.send();
        self
    }

    /// Sends the request and gives up the answer: the task goes on by itself.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "seen = []\ndef note(x): seen.append(x)\ndef count(): return len(seen)\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.caller().call::<()>("note", ("it rains",)).detach();
    /// assert_eq!(hognose::block_on(vm.call::<usize>("count", ()))?, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn detach(mut self) {
        self.send();
        self.is_detached = true;
    }

    /// The answer, if it is there: for hosts without an executor. Sends the request at the first question.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def double(x): return x * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let mut answer = vm.caller().call::<i64>("double", (21,));
    /// let answer = loop {
    ///     if let Some(answer) = answer.try_take() {
    ///         break answer?;
    ///     }
    ///     vm.step()?;
    /// };
    /// assert_eq!(answer, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_take(&mut self) -> Option<Result<T>> {
        self.send();
        lock(&self.reply).value.take()
    }

    fn send(&mut self) {
        let Some(start) = self.start.take() else { return };
        let settings = std::mem::take(&mut self.settings);
        if !self.is_release
            && let Err(most) = self.shared.begin_call()
        {
            return put(&self.reply, Err(Error::busy("calls under way", most)));
        }
        let counted = (!self.is_release).then(|| self.shared.clone());
        let answer = Answer { reply: self.reply.clone(), number: self.number.clone(), counted };
        let job = start(answer, settings);
        let pushed = if self.is_release { self.shared.push_always(job) } else { self.shared.push(job) };
        if let Err(Refused::Full(_, most)) = &pushed {
            put(&self.reply, Err(Error::busy("requests waiting", *most)));
        }
        // A machine that is gone drops the job, which answers.
        drop(pushed);
    }
}

impl<T: Send + 'static> Future for Call<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Result<T>> {
        // Whoever waits inside of the machine keeps it from ever answering.
        let machine = Arc::as_ptr(&self.shared).addr();
        let is_inside = self.shared.is_entered_by(this_thread()) || is_blocked_in_future_of(machine);
        if is_inside && !lock(&self.reply).is_answered {
            return Poll::Ready(Err(Error::waits_inside()));
        }
        // No waker is cloned or dropped under the lock: it is the host's code.
        let waker = context.waker().clone();
        let before = {
            let mut reply = lock(&self.reply);
            if let Some(value) = reply.value.take() {
                return Poll::Ready(value);
            }
            reply.waker.replace(waker)
        };
        drop(before);
        self.send();
        // A machine that is gone or busy has answered by now.
        match lock(&self.reply).value.take() {
            Some(value) => Poll::Ready(value),
            None => Poll::Pending,
        }
    }
}

impl<T> Drop for Call<T> {
    fn drop(&mut self) {
        if self.start.is_some() || self.is_detached || lock(&self.reply).is_answered {
            return;
        }
        lock(&self.reply).is_abandoned = true;
        // A call that has begun by then has its number; one that has not never begins.
        let number = self.number.clone();
        let cancel: Job = Box::new(move |cx: &mut Context<'_>| cx.cancel_call(number.load(Ordering::Relaxed)));
        drop(self.shared.push_always(cancel));
    }
}
