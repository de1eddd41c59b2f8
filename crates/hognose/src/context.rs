//! The virtual machine while host code is in it, and values that cannot leave that moment.

use crate::border::{Border, Finish, Started};
use crate::call::{Answer, Settings};
use crate::convert::{FromValue, FromValueOwned, IntoArgs, Positional};
use crate::deferred;
use crate::error::{Error, ErrorKind, Result};
use crate::handle::Handle;
use crate::host_future;
use crate::remote::Caller;
use crate::vm::HOST_MODULE;
use crate::vm::failure::{ended_request, error_of};
use hognose_runtime as runtime;
use hognose_runtime::Raised;
use hognose_runtime::scheduler::{Callback, RequestId};
use hognose_runtime::types::classes;
use hognose_runtime::value::Kind;
use smallvec::SmallVec;
use std::any::TypeId;
use std::marker::PhantomData;
use std::sync::atomic::Ordering;

/// Makes `'v` invariant: a value of one moment is no value of another.
type Brand<'v> = PhantomData<fn(&'v ()) -> &'v ()>;

/// A virtual machine, exclusively, for as long as `'v`.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "total = 41";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// vm.with(|cx| {
///     let total = cx.global("total")?;
///     let total: i64 = cx.take(total)?;
///     cx.set_global("total", total + 1)?;
///     let total = cx.global("total")?;
///     assert_eq!(cx.take::<i64>(total)?, 42);
///     hognose::Result::Ok(())
/// })?;
/// # Ok(())
/// # }
/// ```
pub struct Context<'v> {
    pub(crate) vm: &'v mut runtime::Vm,
    brand: Brand<'v>,
}

/// A script's value, usable inside the [`Context`] it comes from, which keeps it alive.
#[derive(Clone, Copy)]
pub struct Value<'v>(pub(crate) runtime::Value, Brand<'v>);

impl<'v> Value<'v> {
    /// A value that something else keeps alive, or that needs nobody to.
    pub(crate) fn new(value: runtime::Value) -> Value<'v> {
        Value(value, PhantomData)
    }

    /// `None`
    pub fn none() -> Value<'v> {
        Value::new(runtime::Value::NONE)
    }

    /// Whether it is None.
    pub fn is_none(self) -> bool {
        self.0.is_none()
    }
}

impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context")
    }
}

/// More than any machine uses, and not near the end of the numbers.
const MOST_FUEL: u64 = 1 << 60;

/// A number that no other living thread has.
#[inline]
pub(crate) fn this_thread() -> usize {
    thread_local!(static PLACE: u8 = const { 0 });
    PLACE.with(|place| std::ptr::from_ref(place).addr())
}

/// Host code is in the machine, until it leaves: by a panic, too.
struct Inside<'a> {
    vm: &'a mut runtime::Vm,
    outside: usize,
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.vm.entered.store(self.outside, Ordering::Relaxed);
    }
}

impl Context<'_> {
    /// Lets host code into the machine; what it touched there is let go of when it is done.
    pub(crate) fn enter<R>(vm: &mut runtime::Vm, work: impl for<'v> FnOnce(&mut Context<'v>) -> R) -> R {
        let (mark, held) = (vm.roots.len(), vm.heap.traced.held.len());
        let outside = vm.entered.load(Ordering::Relaxed);
        vm.entered.store(this_thread(), Ordering::Relaxed);
        let inside = Inside { vm, outside };
        let vm = &mut *inside.vm;
        let result = work(&mut Context { vm, brand: PhantomData });
        let vm = &mut *inside.vm;
        vm.roots.truncate(mark);
        vm.heap.traced.held.truncate(held);
        result
    }

    /// Lets host code in whose values live no longer than it: for a host's loop that makes many.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "total = 0\ndef add(x):\n    global total\n    total += x\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let add = cx.global("add")?;
    ///     let add = cx.root(add);
    ///     for number in 0..1000 {
    ///         // What a turn makes is let go of at its end.
    ///         cx.scope(|cx| {
    ///             let add = cx.get(&add)?;
    ///             cx.call::<()>(add, (number,))
    ///         })?;
    ///     }
    ///     let total = cx.global("total")?;
    ///     assert_eq!(cx.take::<i64>(total)?, 499_500);
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn scope<R>(&mut self, work: impl for<'s> FnOnce(&mut Context<'s>) -> R) -> R {
        let mark = self.vm.roots.len();
        let result = work(&mut Context { vm: self.vm, brand: PhantomData });
        self.vm.roots.truncate(mark);
        result
    }
}

impl<'v> Context<'v> {
    /// Keeps a new value alive until host code leaves the machine.
    pub(crate) fn keep(&mut self, value: runtime::Value) -> Value<'v> {
        if value.split().is_some() {
            self.vm.roots.push(value);
        }
        Value::new(value)
    }

    /// A global name of the script.
    ///
    /// # Errors
    /// When there is none of that name.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "price = 3";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let price = cx.global("price")?;
    ///     assert_eq!(cx.take::<i64>(price)?, 3);
    ///     assert!(cx.global("cost").is_err());
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn global(&mut self, name: &str) -> Result<Value<'v>> {
        let found = self.find_global(name);
        found.map(|value| self.keep(value)).ok_or_else(|| Error::no_global(name))
    }

    fn find_global(&mut self, name: &str) -> Option<runtime::Value> {
        let dict = self.main_namespace()?;
        let name = self.vm.heap.interned(name);
        self.vm.namespace_get(dict, name)
    }

    fn main_namespace(&mut self) -> Option<runtime::Value> {
        let main = self.vm.heap.interned("__main__");
        let module = self.vm.namespace_get(self.vm.modules, main)?;
        Some(self.vm.heap.module(module)?.dict)
    }

    /// Gives a global name of the script a value.
    ///
    /// # Errors
    /// When the value cannot be made, and when no program has begun.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def total(): return price * 2";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| cx.set_global("price", 21))?;
    /// assert_eq!(hognose::block_on(vm.call::<i64>("total", ()))?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_global(&mut self, name: &str, value: impl crate::IntoValue) -> Result<()> {
        let value = value.into_value(self)?;
        let dict = self.main_namespace().ok_or_else(|| Error::host("no program has begun on this virtual machine"))?;
        self.vm.namespace_set_text(dict, name, value.0);
        Ok(())
    }

    /// `value.name`
    ///
    /// # Errors
    /// What the script raises, AttributeError at first.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "class Shop:\n    prices = {'fig': 3}\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let shop = cx.global("Shop")?;
    ///     let prices = cx.attribute(shop, "prices")?;
    ///     let prices: std::collections::HashMap<String, i64> = cx.take(prices)?;
    ///     assert_eq!(prices["fig"], 3);
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn attribute(&mut self, value: Value<'v>, name: &str) -> Result<Value<'v>> {
        let name = self.vm.heap.interned(name);
        let getattr = self.own_function("attribute")?;
        self.call_raw(getattr.0, &[value.0, name])
    }

    /// A value as one of Rust's.
    ///
    /// # Errors
    /// When it does not fit.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "answers = [4, 2]";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let answers = cx.global("answers")?;
    ///     assert_eq!(cx.take::<Vec<i64>>(answers)?, [4, 2]);
    ///     let error = cx.take::<String>(answers).unwrap_err();
    ///     assert_eq!(error.message(), "expected a str, not list");
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn take<T: FromValue<'v>>(&mut self, value: Value<'v>) -> Result<T> {
        T::from_value(self, value)
    }

    /// Calls a function here and now. A coroutine that it returns is run to its end if it does not have to wait.
    ///
    /// # Errors
    /// What the script raises; [`WouldWait`](crate::ErrorKind::WouldWait) when it would have to wait; arguments or a result
    /// that do not fit.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// import types
    /// def double(x): return x * 2
    /// @types.coroutine
    /// def pause(): yield
    /// async def slow(): await pause()
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let double = cx.global("double")?;
    ///     assert_eq!(cx.call::<i64>(double, (21,))?, 42);
    ///     let slow = cx.global("slow")?;
    ///     let error = cx.call::<()>(slow, ()).unwrap_err();
    ///     assert_eq!(error.kind(), hognose::ErrorKind::WouldWait);
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<T: FromValue<'v>>(&mut self, function: Value<'v>, args: impl IntoArgs) -> Result<T> {
        let mut arguments = Positional::default();
        args.into_args(self, &mut arguments)?;
        let mut result = self.call_raw(function.0, arguments.values())?;
        if self.vm.is_coroutine_like(result.0) {
            let run = self.own_function("run_now")?;
            let outcome = match self.call_raw(run.0, &[result.0]) {
                Err(error) if self.lacks_loop(&error) => return Err(Error::would_wait_in_call()),
                outcome => outcome?,
            };
            match self.vm.heap.tuple(outcome.0).map(|tuple| tuple.to_vec()).as_deref() {
                Some([value]) => result = self.keep(*value),
                _ => return Err(Error::would_wait_in_call()),
            }
        }
        T::from_value(self, result)
    }

    /// Whether a coroutine wanted to wait where no event loop runs.
    fn lacks_loop(&self, error: &Error) -> bool {
        let is_it = error.type_name() == "RuntimeError" && error.message() == "no running event loop";
        is_it && !self.vm.scheduler.is_running()
    }

    pub(crate) fn call_raw(&mut self, function: runtime::Value, args: &[runtime::Value]) -> Result<Value<'v>> {
        match self.vm.call(function, args) {
            Ok(value) => Ok(self.keep(value)),
            Err(Raised) => Err(self.raised()),
        }
    }

    /// The exception that is on its way, which it is no longer.
    pub(crate) fn raised(&mut self) -> Error {
        let exception = self.vm.take_raised();
        error_of(self.vm, exception)
    }

    /// A function of `host.py`.
    pub(crate) fn own_function(&mut self, name: &str) -> Result<Value<'v>> {
        let module = self.vm.builtin_module(HOST_MODULE.name).map_err(|Raised| self.raised())?;
        let dict = self.vm.heap.module(module).map_or(runtime::Value::UNBOUND, |module| module.dict);
        let name = self.vm.heap.interned(name);
        let function = self.vm.namespace_get(dict, name);
        function.map(Value::new).ok_or_else(|| Error::host("a function of the host's module is missing"))
    }

    /// Keeps a value beyond this moment.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "items = [1]";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let items = cx.global("items")?;
    ///     let items: hognose::Handle = cx.root(items);
    ///     // The handle may leave, be sent and come back.
    ///     let items = cx.get(&items)?;
    ///     assert_eq!(cx.type_name(items), "list");
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn root(&mut self, value: Value<'v>) -> Handle {
        Border::root(self.vm, value.0)
    }

    /// The value of a handle.
    ///
    /// # Errors
    /// When it is a handle of another virtual machine.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let (mut one, mut other) = (engine.vm(hognose::Limits::default())?, engine.vm(hognose::Limits::default())?);
    /// let none = one.with(|cx| cx.root(hognose::Value::none()));
    /// assert!(one.with(|cx| cx.get(&none).is_ok()));
    /// assert!(other.with(|cx| cx.get(&none).is_err()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&mut self, handle: &Handle) -> Result<Value<'v>> {
        let shared = Border::of(self.vm).shared.clone();
        let value = handle.value(self.vm, &shared)?;
        Ok(self.keep(value))
    }

    /// What reaches this machine from futures and other threads.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Caller, Engine, Limits, Module};
    ///
    /// // A host function that keeps what reaches the machine, for later.
    /// let module = Module::new("host").function("register", |cx, ()| {
    ///     let caller = cx.caller();
    ///     Ok(cx.data::<Option<Caller>>().map(|place| *place = Some(caller)).is_some())
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// vm.set_data::<Option<Caller>>(None);
    /// hognose::block_on(vm.run(&engine.compile("main.py", "import host\nassert host.register()")?))?;
    /// assert!(vm.take_data::<Option<Caller>>().flatten().is_some());
    /// # Ok(())
    /// # }
    /// ```
    pub fn caller(&mut self) -> Caller {
        Caller::of(self.vm)
    }

    /// Data of the host's: what was given to the call that the script is running for, by [`Call::data`](crate::Call::data),
    /// or else to the machine, by [`Vm::lend`](crate::Vm::lend) or [`Vm::set_data`](crate::Vm::set_data).
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// struct Visits(u64);
    ///
    /// let module = Module::new("host").function("visit", |cx, ()| {
    ///     let visits = cx.data::<Visits>().ok_or_else(|| hognose::Error::host("nobody counts"))?;
    ///     visits.0 += 1;
    ///     Ok(visits.0)
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// vm.set_data(Visits(41));
    /// hognose::block_on(vm.run(&engine.compile("visit.py", "import host\nassert host.visit() == 42")?))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn data<T: Send + 'static>(&mut self) -> Option<&mut T> {
        let wanted = TypeId::of::<T>();
        let requests = &self.vm.scheduler.requests;
        let chain: SmallVec<[RequestId; 4]> = requests.chain(requests.active()).collect();
        let border = Border::of(self.vm);
        let has = |request: &RequestId| border.requests.get(request).is_some_and(|own| own.data.contains_key(&wanted));
        let data = match chain.into_iter().find(has) {
            Some(request) => &mut border.requests.get_mut(&request)?.data,
            None => &mut border.data,
        };
        data.get_mut(&wanted)?.downcast_mut()
    }

    /// Uses up fuel for work that host code does for the script.
    ///
    /// # Errors
    /// When the host wants the script to end.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, ErrorKind, Limits, Module};
    ///
    /// let module = Module::new("image").function("blur", |cx, (pixels,): (u64,)| cx.charge(pixels));
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default().fuel(1_000_000))?;
    /// let script = engine.compile("blur.py", "import image\nwhile True: image.blur(100_000)")?;
    /// assert_eq!(hognose::block_on(vm.run(&script)).unwrap_err().kind(), ErrorKind::Limit);
    /// # Ok(())
    /// # }
    /// ```
    pub fn charge(&mut self, fuel: u64) -> Result<()> {
        let fuel = usize::try_from(fuel.min(MOST_FUEL)).unwrap_or(usize::MAX);
        self.vm.charge_fuel(fuel).map_err(|Raised| self.raised())
    }

    /// Counts memory that host code holds for the script (a cache, an image) as the script's, or with a negative number gives
    /// it back.
    ///
    /// # Errors
    /// When it is more than the machine may hold; nothing is counted then.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, ErrorKind, Limits, Module};
    ///
    /// struct Images(Vec<Vec<u8>>);
    ///
    /// let module = Module::new("image").function("load", |cx, (size,): (u32,)| {
    ///     cx.charge_bytes(size as isize)?;
    ///     let image = vec![0; size as usize];
    ///     cx.data::<Images>().map(|images| images.0.push(image)).ok_or_else(|| hognose::Error::host("no images"))
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default().memory(4 << 20))?;
    /// vm.set_data(Images(Vec::new()));
    /// let script = engine.compile("load.py", "import image\nwhile True: image.load(100_000)")?;
    /// assert_eq!(hognose::block_on(vm.run(&script)).unwrap_err().kind(), ErrorKind::Limit);
    /// # Ok(())
    /// # }
    /// ```
    pub fn charge_bytes(&mut self, delta: isize) -> Result<()> {
        let bytes = delta.unsigned_abs();
        if delta < 0 {
            let given = bytes.min(self.vm.host_bytes);
            self.vm.host_bytes -= given;
            self.vm.heap.account.release(given);
            return Ok(());
        }
        self.vm.reserve_memory(bytes).map_err(|Raised| self.raised())?;
        self.vm.host_bytes += bytes;
        self.vm.heap.charge(bytes);
        Ok(())
    }

    /// The name of a value's class.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "items = [1]";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let items = cx.global("items")?;
    ///     assert_eq!(cx.type_name(items), "list");
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn type_name(&self, value: Value<'v>) -> &str {
        self.vm.heap.type_name(value.0)
    }

    /// An error as the exception that a script sees.
    pub(crate) fn exception_of(&mut self, error: &Error) -> Value<'v> {
        let name = self.vm.heap.interned(error.type_name());
        let named = self.vm.namespace_get(self.vm.builtins_dict, name).and_then(runtime::heap::Heap::as_class);
        let known = named.filter(|class| self.vm.heap.is_subclass(*class, classes::BASE_EXCEPTION));
        let message = match known {
            Some(_) => error.message().to_string(),
            None => error.message_for_script(),
        };
        let message = (!message.is_empty()).then(|| self.vm.heap.str_from(message));
        let args = message.map(|message| self.keep(message).0);
        let exception = self.vm.new_exception(known.unwrap_or(classes::RUNTIME_ERROR), args.as_slice());
        if let (Some(object), Some(source)) = (self.vm.heap.exception_mut(exception), error.origin()) {
            object.origin = Some(source);
        }
        self.keep(exception)
    }

    /// Gives a future of the script's its outcome.
    pub(crate) fn settle(&mut self, future: runtime::Value, outcome: Result<Value<'v>>) {
        match outcome {
            Ok(value) => self.vm.finish_future(future, value.0),
            Err(error) => {
                let exception = self.exception_of(&error);
                self.vm.fail_future(future, exception.0);
            }
        }
    }

    /// Raises an error in the script.
    pub(crate) fn raise(&mut self, error: &Error) -> Raised {
        if error.kind() == ErrorKind::Limit
            && let Some(raised) = self.vm.limit_of_request()
        {
            return raised;
        }
        let exception = self.exception_of(error);
        self.vm.raise(exception.0)
    }

    // ---- calls of those who do not hold the machine

    /// Does something as a part of a request, a new one below it where it is to have limits or data of its own.
    pub(crate) fn within<R>(&mut self, request: RequestId, settings: Settings, work: impl FnOnce(&mut Self) -> R) -> R {
        let request = match settings {
            Settings { fuel: None, deadline: None, ref data } if data.is_empty() => request,
            settings => {
                let request = self.vm.new_request(request, settings.fuel, settings.deadline);
                Border::of(self.vm).requests.insert(request, settings);
                request
            }
        };
        let outer = self.vm.leave_request();
        self.vm.enter_request(request);
        let result = work(self);
        self.vm.enter_request(outer);
        if !self.vm.scheduler.requests.is_alive(request) {
            let done = Border::of(self.vm).requests.remove(&request);
            drop(done);
        }
        result
    }

    /// Begins a call as a task of its own.
    pub(crate) fn start_call<T: FromValueOwned>(
        &mut self,
        function: Value<'v>,
        args: &Positional<'v>,
        answer: Answer<T>,
    ) {
        let request = self.vm.scheduler.requests.active();
        match self.call_task(function, args) {
            Ok(task) => {
                let number = Border::of(self.vm).next_number();
                answer.started(number);
                self.vm.add_callback(task.0, Callback::Host(number));
                let task = self.root(task);
                let finish: Finish = Box::new(move |cx, result| {
                    let result = result.and_then(|value| T::from_value(cx, value));
                    answer.send(result);
                });
                Border::of(self.vm).calls.insert(number, Started { task, request, finish });
            }
            Err(error) => answer.send(Err(error)),
        }
    }

    fn call_task(&mut self, function: Value<'v>, args: &Positional<'v>) -> Result<Value<'v>> {
        let args = self.vm.heap.tuple_of(args.values());
        let args = self.keep(args);
        let call = self.own_function("call")?;
        let coroutine = self.call_raw(call.0, &[function.0, args.0])?;
        let task = self.vm.new_task(coroutine.0, None, None);
        Ok(self.keep(task))
    }

    /// Calls that have ended get their results; host futures that nobody waits for are dropped.
    pub(crate) fn finish_calls(&mut self) {
        for (number, future) in self.vm.scheduler.take_settled() {
            let future = self.keep(future);
            let started = Border::of(self.vm).calls.remove(&number);
            match started {
                Some(started) => {
                    // What the conversions of its result run of the script is the call's work, too.
                    let outer = self.vm.leave_request();
                    self.vm.enter_request(started.request);
                    let result = match (self.outcome(future), ended_request(self.vm, started.request)) {
                        (Err(_), Some(limit)) => Err(limit),
                        (result, _) => result,
                    };
                    (started.finish)(self, result);
                    self.vm.enter_request(outer);
                }
                None => {
                    host_future::forget(self.vm, number);
                    deferred::forget(self.vm, number);
                }
            }
        }
        for request in self.vm.scheduler.requests.take_idle() {
            let done = Border::of(self.vm).requests.remove(&request);
            drop(done);
        }
    }

    fn outcome(&mut self, future: Value<'v>) -> Result<Value<'v>> {
        match self.vm.future_outcome(future.0) {
            Some(Ok(value)) => Ok(self.keep(value)),
            Some(Err(exception)) => {
                if let Some(part) = self.vm.future_part_mut(future.0) {
                    part.unretrieved = false;
                }
                let exception = self.keep(exception);
                Err(error_of(self.vm, exception.0))
            }
            None => Err(Error::closed()),
        }
    }

    /// Cancels the task of a call, if it has one that is not done.
    pub(crate) fn cancel_call(&mut self, number: u64) {
        let Some(task) = Border::of(self.vm).calls.remove(&number).map(|started| started.task) else { return };
        if let Ok(task) = self.get(&task) {
            self.cancel_within_grace(&[task.0]);
        }
    }

    /// Cancels every task.
    pub(crate) fn cancel_tasks(&mut self) {
        let tasks: Vec<runtime::Value> = self.vm.scheduler.unfinished_tasks().collect();
        self.cancel_within_grace(&tasks);
    }

    /// Cancels tasks, which have some time to come to their end.
    fn cancel_within_grace(&mut self, tasks: &[runtime::Value]) {
        let grace = Border::of(self.vm).limits.grace;
        let tasks: Vec<runtime::Value> = tasks.iter().copied().filter(|task| task.is_kind(Kind::Task)).collect();
        let moved = self.vm.grant_grace(&tasks, grace);
        for (task, request) in moved {
            let callbacks = self.vm.future_part(task).map(|part| part.callbacks.clone()).unwrap_or_default();
            let calls = &mut Border::of(self.vm).calls;
            // A call of the host's that this task answers has the same grace.
            for callback in callbacks {
                if let Callback::Host(number) = callback
                    && let Some(started) = calls.get_mut(&number)
                {
                    started.request = request;
                }
            }
        }
        tasks.into_iter().for_each(|task| self.cancel(task));
    }

    fn cancel(&mut self, task: runtime::Value) {
        if task.is_kind(Kind::Task) && self.vm.cancel_future(task, runtime::Value::NONE).is_err() {
            let _ = self.raised();
        }
    }
}
