//! Script values inside of a host's own: where they are kept, and how the collector gets to know of them.

use crate::border::Border;
use crate::context::{Context, Value};
use crate::convert::{FromValue, IntoValue};
use crate::error::{Error, Result};
use hognose_runtime::object::host as runtime;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, RwLock, TryLockError};

/// A script's value in a field of a host's own value, which a script's object holds: see [`Class`](crate::Class). Unlike a
/// [`Handle`](crate::Handle) it does not keep the value alive by itself, so that circles through host objects are collected
/// as any others are: the host object has to report it, by [`Trace`].
///
/// Until host code leaves the machine a new one keeps its value alive. One that no host object reports is of no use after
/// the next collection: [`Context::load`] says so.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Context, Engine, Limits, Module, Trace, Traced};
///
/// #[derive(Trace)]
/// struct Button {
///     on_click: Option<Traced>,
/// }
///
/// #[hognose::class(trace)]
/// impl Button {
///     fn new() -> Button {
///         Button { on_click: None }
///     }
///
///     fn on_click(&mut self, handler: Traced) {
///         self.on_click = Some(handler);
///     }
///
///     fn click(&self, cx: &mut Context<'_>) -> hognose::Result<()> {
///         let Some(handler) = &self.on_click else { return Ok(()) };
///         let handler = cx.load(handler)?;
///         cx.call(handler, ())
///     }
/// }
///
/// let engine = Engine::builder().module(Module::new("ui").class::<Button>()).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "\
/// from ui import Button
/// clicks = []
/// button = Button()
/// button.on_click(lambda: clicks.append(button))
/// button.click()
/// assert clicks == [button]";
/// hognose::block_on(vm.run(&engine.compile("ui.py", script)?))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Traced {
    index: runtime::TracedIndex,
    /// The number of its machine.
    machine: u64,
}

/// Tells the collector which script values a host's value holds. `#[derive(hognose::Trace)]` asks every field;
/// `#[hognose(skip)]` passes one by that cannot hold any.
///
/// ```
/// use hognose::{Trace, Traced};
///
/// #[derive(Trace)]
/// struct Button {
///     label: String,
///     on_click: Vec<Traced>,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the collector cannot look for script values in `{Self}`",
    note = "derive it, `#[derive(hognose::Trace)]`, or pass the field by, `#[hognose(skip)]`, when it holds no `Traced`"
)]
pub trait Trace {
    /// Hands every [`Traced`] to the tracer. It runs inside of a collection: it must not block, and cannot reach the machine.
    fn trace(&self, tracer: &mut Tracer<'_>);
}

/// Takes what [`Trace::trace`] finds.
pub struct Tracer<'a>(&'a mut dyn Visit);

/// Hides how long the collector lends its parts.
trait Visit {
    fn visit(&mut self, index: runtime::TracedIndex);
    fn keep_all(&mut self);
}

impl Visit for runtime::Tracer<'_> {
    fn visit(&mut self, index: runtime::TracedIndex) {
        runtime::Tracer::visit(self, index);
    }

    fn keep_all(&mut self) {
        runtime::Tracer::keep_all(self);
    }
}

impl std::fmt::Debug for Tracer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tracer")
    }
}

impl<'a> Tracer<'a> {
    pub(crate) fn new(tracer: &'a mut runtime::Tracer<'_>) -> Tracer<'a> {
        Tracer(tracer)
    }

    /// Reports a value.
    pub fn visit(&mut self, traced: &Traced) {
        self.0.visit(traced.index);
    }

    /// Reports that something cannot be looked into now: nothing that any host object of the machine holds is freed in this
    /// collection.
    pub fn keep_all(&mut self) {
        self.0.keep_all();
    }
}

impl<'v> Context<'v> {
    /// Makes a value ready to be a field of a host object.
    pub fn store(&mut self, value: Value<'v>) -> Traced {
        let index = self.vm.heap.traced.add(value.0);
        Traced { index, machine: Border::of(self.vm).machine }
    }

    /// The value of a host object's field.
    ///
    /// # Errors
    /// When it is of another virtual machine, and when it was collected because no host object reported it.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "items = [1]";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// vm.with(|cx| {
    ///     let items = cx.global("items")?;
    ///     let stored = cx.store(items);
    ///     let items = cx.load(&stored)?;
    ///     assert_eq!(cx.take::<Vec<i64>>(items)?, [1]);
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn load(&mut self, traced: &Traced) -> Result<Value<'v>> {
        if Border::of(self.vm).machine != traced.machine {
            return Err(Error::host("the value belongs to another virtual machine"));
        }
        match self.vm.heap.traced.get(traced.index) {
            Some(value) => Ok(self.keep(value)),
            None => Err(Error::host("the value was collected: no host object reports it by Trace")),
        }
    }
}

impl<'v> FromValue<'v> for Traced {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Traced> {
        Ok(cx.store(value))
    }
}

impl IntoValue for &Traced {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.load(self)
    }
}

impl IntoValue for Traced {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.load(&self)
    }
}

impl Trace for Traced {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self);
    }
}

/// What holds no script values.
macro_rules! leaves {
    ($($leaf:ty),* $(,)?) => {
        $(
            impl Trace for $leaf {
                fn trace(&self, _tracer: &mut Tracer<'_>) {}
            }
        )*
    };
}

leaves!(
    (),
    bool,
    char,
    f32,
    f64,
    i8,
    i16,
    i32,
    i64,
    i128,
    isize,
    u8,
    u16,
    u32,
    u64,
    u128,
    usize,
    String,
    &'static str,
    crate::Bytes,
    crate::Handle,
    std::time::Duration,
    std::time::Instant,
);

impl<T: Trace> Trace for Option<T> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iter().for_each(|value| value.trace(tracer));
    }
}

impl<T: Trace + ?Sized> Trace for Box<T> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        (**self).trace(tracer);
    }
}

/// Sequences report their items.
macro_rules! sequences {
    ($($sequence:ty),*) => {
        $(
            impl<T: Trace> Trace for $sequence {
                fn trace(&self, tracer: &mut Tracer<'_>) {
                    self.iter().for_each(|item| item.trace(tracer));
                }
            }
        )*
    };
}

sequences!(Vec<T>, VecDeque<T>, [T]);

impl<K: Trace, V: Trace, S> Trace for HashMap<K, V, S> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iter().for_each(|(key, value)| {
            key.trace(tracer);
            value.trace(tracer);
        });
    }
}

impl<K: Trace, V: Trace> Trace for BTreeMap<K, V> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iter().for_each(|(key, value)| {
            key.trace(tracer);
            value.trace(tracer);
        });
    }
}

impl<T: Trace + ?Sized> Trace for &T {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        (**self).trace(tracer);
    }
}

impl<T: Trace> Trace for Mutex<T> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        match self.try_lock() {
            Ok(value) => value.trace(tracer),
            Err(TryLockError::Poisoned(value)) => value.into_inner().trace(tracer),
            Err(TryLockError::WouldBlock) => tracer.keep_all(),
        }
    }
}

impl<T: Trace> Trace for RwLock<T> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        match self.try_read() {
            Ok(value) => value.trace(tracer),
            Err(TryLockError::Poisoned(value)) => value.into_inner().trace(tracer),
            Err(TryLockError::WouldBlock) => tracer.keep_all(),
        }
    }
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $field:tt),+;)*) => {
        $(
            impl<$($name: Trace),+> Trace for ($($name,)+) {
                fn trace(&self, tracer: &mut Tracer<'_>) {
                    $(self.$field.trace(tracer);)+
                }
            }
        )*
    };
}

each_tuple!(tuples);
