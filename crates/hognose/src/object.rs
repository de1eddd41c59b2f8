//! A host's own values inside of script objects: made, shared, and changed.

use crate::border::Border;
use crate::class::Class;
use crate::context::{Context, Value};
use crate::convert::{FromValue, IntoValue};
use crate::error::{Error, Result};
use crate::handle::Handle;
use crate::stubs::PythonType;
use crate::trace::Tracer;
use hognose_runtime as runtime;
use hognose_runtime::object::host::{HostObject, Tracer as RuntimeTracer};
use std::any::{Any, TypeId};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

/// A script's object of the host's class `T`, or of a script's class below it; the host keeps it. `Send`, `Sync` and cheap to
/// clone, as [`Handle`] is.
///
/// ```
/// use hognose::{Context, Engine, Limits, Module, Obj};
///
/// struct Counter(u64);
///
/// #[hognose::class]
/// impl Counter {
///     fn new() -> Counter {
///         Counter(0)
///     }
///
///     fn add(&mut self, count: u64) -> u64 {
///         self.0 += count;
///         self.0
///     }
/// }
///
/// # fn main() -> hognose::Result<()> {
/// let engine = Engine::builder().module(Module::new("counters").class::<Counter>()).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import counters\nc = counters.Counter()\nc.add(2)\n";
/// hognose::block_on(vm.run(&engine.compile("count.py", script)?))?;
/// vm.with(|cx| {
///     let counter = cx.global("c")?;
///     let counter: Obj<Counter> = cx.take(counter)?;
///     cx.borrow_mut(&counter, |counter, _cx| counter.0 += 40)?;
///     assert_eq!(cx.share(&counter)?.0, 42);
///     hognose::Result::Ok(())
/// })
/// # }
/// ```
pub struct Obj<T>(Handle, PhantomData<fn() -> T>);

impl<T> Clone for Obj<T> {
    fn clone(&self) -> Obj<T> {
        Obj(self.0.clone(), PhantomData)
    }
}

impl<T> std::fmt::Debug for Obj<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Obj").field(&self.0).finish()
    }
}

impl<T> Obj<T> {
    /// The object as any other value that the host keeps.
    pub fn handle(&self) -> &Handle {
        &self.0
    }
}

impl<'v, T: Class> FromValue<'v> for Obj<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Obj<T>> {
        match cx.is_object_of::<T>(value) {
            true => Ok(Obj(cx.root(value), PhantomData)),
            false => Err(cx.no_object::<T>(value)),
        }
    }

    fn python_type() -> PythonType {
        PythonType::class::<T>()
    }
}

impl<T: Class> IntoValue for &Obj<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.get(&self.0)
    }

    fn python_type() -> PythonType {
        PythonType::class::<T>()
    }
}

impl<T: Class> IntoValue for Obj<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.get(&self.0)
    }

    fn python_type() -> PythonType {
        PythonType::class::<T>()
    }
}

/// What a script's object of the host's class holds, shared with it.
impl<'v, T: Class> FromValue<'v> for Arc<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Arc<T>> {
        cx.share_value(value)
    }

    fn python_type() -> PythonType {
        PythonType::class::<T>()
    }
}

/// A new object of the script's that holds it. While others hold it too, it cannot be changed.
impl<T: Class> IntoValue for Arc<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.new_object(self)
    }

    fn python_type() -> PythonType {
        PythonType::class::<T>()
    }
}

/// Lets the collector look into a value of that type.
fn trace<T: Class>(data: &(dyn Any + Send + Sync), tracer: &mut RuntimeTracer<'_>) {
    let Some(data) = data.downcast_ref::<T>() else { return };
    let traced = catch_unwind(AssertUnwindSafe(|| data.trace_values(&mut Tracer::new(tracer))));
    // A collection goes on whatever a host's code does; what it did not report is kept.
    if traced.is_err() {
        tracer.keep_all();
    }
}

fn host_object<T: Class>(data: Arc<T>) -> HostObject {
    HostObject { data: Some(data), trace: trace::<T> }
}

fn borrowed<T: Class>() -> Error {
    Error::misfit("RuntimeError", format!("the {} is already borrowed", T::NAME))
}

impl<'v> Context<'v> {
    /// A new script object that holds this value. Its `__init__` is not called.
    ///
    /// # Errors
    /// When no module of the engine has the class.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// struct Token(u8);
    ///
    /// #[hognose::class]
    /// impl Token {
    ///     fn value(&self) -> u8 {
    ///         self.0
    ///     }
    /// }
    ///
    /// let engine = Engine::builder().module(Module::new("tokens").class::<Token>()).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// hognose::block_on(vm.run(&engine.compile("read.py", "def read(token): return token.value()")?))?;
    /// let token = vm.with(|cx| cx.object(Token(7)))?;
    /// assert_eq!(hognose::block_on(vm.call::<u8>("read", (token,)))?, 7);
    /// # Ok(())
    /// # }
    /// ```
    pub fn object<T: Class>(&mut self, data: T) -> Result<Obj<T>> {
        let value = self.new_object(Arc::new(data))?;
        Ok(Obj(self.root(value), PhantomData))
    }

    /// The value that an object holds, shared with it.
    ///
    /// # Errors
    /// When the object is of another machine, has not been initialised, or is being changed.
    pub fn share<T: Class>(&mut self, object: &Obj<T>) -> Result<Arc<T>> {
        let value = self.get(&object.0)?;
        self.share_value(value)
    }

    /// Changes the value that an object holds. Meanwhile the object is empty: who asks for its value, a script that is
    /// called here among them, gets RuntimeError.
    ///
    /// # Errors
    /// When somebody shares the value; and as [`Context::share`].
    pub fn borrow_mut<T: Class, R>(
        &mut self,
        object: &Obj<T>,
        change: impl FnOnce(&mut T, &mut Context<'v>) -> R,
    ) -> Result<R> {
        let value = self.get(&object.0)?;
        self.change_value(value, change)
    }

    pub(crate) fn new_object<T: Class>(&mut self, data: Arc<T>) -> Result<Value<'v>> {
        let class = self.class_of_host::<T>()?;
        let instance = self.vm.new_host_instance(class.0).ok_or_else(|| Error::host("a host's class is missing"))?;
        let instance = self.keep(instance);
        self.vm.set_host_object(instance.0, host_object(data));
        Ok(instance)
    }

    /// Initialises an object that a script makes.
    pub(crate) fn fill_object<T: Class>(&mut self, value: Value<'v>, data: T) -> Result<()> {
        if !self.is_object_of::<T>(value) {
            return Err(self.no_object::<T>(value));
        }
        if self.vm.host_object(value.0).is_some_and(|object| object.data.is_none()) {
            return Err(borrowed::<T>());
        }
        self.vm.set_host_object(value.0, host_object(Arc::new(data)));
        Ok(())
    }

    pub(crate) fn share_value<T: Class>(&mut self, value: Value<'v>) -> Result<Arc<T>> {
        let data = self.vm.host_object(value.0).and_then(|object| object.data.clone());
        data.and_then(|data| data.downcast().ok()).ok_or_else(|| self.no_object::<T>(value))
    }

    pub(crate) fn change_value<T: Class, R>(
        &mut self,
        value: Value<'v>,
        change: impl FnOnce(&mut T, &mut Context<'v>) -> R,
    ) -> Result<R> {
        let object =
            self.vm.host_object(value.0).filter(|object| object.data.as_ref().is_some_and(|data| data.is::<T>()));
        let data = object.and_then(|object| object.data.take()).map(|data| data.downcast::<T>());
        let Some(Ok(mut data)) = data else { return Err(self.no_object::<T>(value)) };
        // While it is out of its object the collector does not find what it holds.
        let before = self.vm.heap.traced.held.len();
        let traced = catch_unwind(AssertUnwindSafe(|| {
            data.trace_values(&mut Tracer::new(&mut self.vm.heap.traced.holder()));
        }));
        let held = self.vm.heap.traced.held.len();
        self.vm.fuel -= (held - before) as i64;
        let changed = traced
            .and_then(|()| catch_unwind(AssertUnwindSafe(|| Arc::get_mut(&mut data).map(|data| change(data, self)))));
        if let Some(object) = self.vm.host_object(value.0) {
            object.data = Some(data);
        }
        self.vm.heap.traced.held.drain(before..held);
        match changed {
            Ok(changed) => changed.ok_or_else(borrowed::<T>),
            Err(panic) => resume_unwind(panic),
        }
    }

    pub(crate) fn is_object_of<T: Class>(&mut self, value: Value<'v>) -> bool {
        let Some(class) = self.known_class(TypeId::of::<T>()) else { return false };
        let own = self.vm.heap.class_of(value.0);
        runtime::heap::Heap::as_class(class).is_some_and(|class| self.vm.heap.is_subclass(own, class))
    }

    fn known_class(&mut self, host: TypeId) -> Option<runtime::Value> {
        let border = Border::of(self.vm);
        let (shared, handle) = (border.shared.clone(), border.classes.get(&host)?.clone());
        handle.value(self.vm, &shared).ok()
    }

    /// The script's class of a host's type; its module is imported if it was not yet.
    fn class_of_host<T: Class>(&mut self) -> Result<Value<'v>> {
        let host = TypeId::of::<T>();
        if let Some(class) = self.known_class(host) {
            return Ok(Value::new(class));
        }
        let Some(module) = Border::of(self.vm).class_modules.get(&host).cloned() else {
            return Err(Error::host(format!("no module of the engine has the class {}", T::NAME)));
        };
        self.vm.builtin_module(&module).map_err(|runtime::Raised| self.raised())?;
        let class = self.known_class(host).map(Value::new);
        class.ok_or_else(|| Error::host(format!("the module {module} has not made its class {}", T::NAME)))
    }

    /// Why a value has no `T` to give.
    #[cold]
    fn no_object<T: Class>(&mut self, value: Value<'v>) -> Error {
        if !self.is_object_of::<T>(value) {
            return Error::misfit("TypeError", format!("expected {}, not {}", T::NAME, self.type_name(value)));
        }
        match self.vm.host_object(value.0) {
            Some(object) if object.data.as_ref().is_some_and(|data| !data.is::<T>()) => {
                Error::misfit("TypeError", format!("the object was made as another class than {}", T::NAME))
            }
            Some(_) => borrowed::<T>(),
            None => {
                let name = self.type_name(value).to_string();
                let message = format!("the {name} was not initialised: {}.__init__() was not called", T::NAME);
                Error::misfit("RuntimeError", message)
            }
        }
    }
}
