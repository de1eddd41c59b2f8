//! Rust's iterators and streams as iterators and async iterators of scripts.

use crate::border::lock;
use crate::context::{Context, Value};
use crate::convert::IntoValue;
use crate::error::{Error, Result};
use crate::host_future::Deliver;
use crate::module::Module;
use crate::stubs::PythonType;
use futures_core::Stream;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{self, Poll};

/// A Rust iterator that scripts iterate over. An item that is an `Err` is raised.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Engine, Iter, Limits, Module};
///
/// let numbers = Module::new("numbers").function("below", |_cx, (end,): (i64,)| Ok(Iter::new(0..end)));
/// let engine = Engine::builder().module(numbers).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import numbers\ntotal = sum(numbers.below(5))\n";
/// hognose::block_on(vm.run(&engine.compile("sum.py", script)?))?;
/// assert_eq!(vm.with(|cx| cx.global("total").and_then(|total| cx.take::<i64>(total)))?, 10);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Iter<I>(I);

/// A Rust stream that scripts iterate over by `async for`. An item that is an `Err` is raised.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{AsyncIter, Engine, Limits, Module};
///
/// # struct Ticks(u32);
/// # impl futures_core::Stream for Ticks {
/// #     type Item = u32;
/// #     fn poll_next(
/// #         mut self: std::pin::Pin<&mut Self>,
/// #         _: &mut std::task::Context<'_>,
/// #     ) -> std::task::Poll<Option<u32>> {
/// #         self.0 += 1;
/// #         std::task::Poll::Ready((self.0 <= 3).then_some(self.0))
/// #     }
/// # }
/// let clock = Module::new("clock").function("ticks", |_cx, ()| Ok(AsyncIter::new(Ticks(0))));
/// let engine = Engine::builder().module(clock).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import clock\nasync def all():\n    return [tick async for tick in clock.ticks()]\n";
/// hognose::block_on(vm.run(&engine.compile("ticks.py", script)?))?;
/// assert_eq!(hognose::block_on(vm.call::<Vec<i64>>("all", ()))?, [1, 2, 3]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct AsyncIter<S>(S);

impl<I> Iter<I> {
    /// Hands an iterator to scripts.
    pub fn new(iterator: I) -> Iter<I> {
        Iter(iterator)
    }
}

impl<S> AsyncIter<S> {
    /// Hands a stream to scripts.
    pub fn new(stream: S) -> AsyncIter<S> {
        AsyncIter(stream)
    }
}

/// An item on its way into the machine.
struct Item(Deliver);

impl Item {
    fn of(item: impl IntoValue + Send + 'static) -> Item {
        Item(Box::new(move |cx| item.into_value(cx)))
    }
}

impl IntoValue for Item {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        (self.0)(cx)
    }
}

impl<I> IntoValue for Iter<I>
where
    I: Iterator + Send + 'static,
    I::Item: IntoValue + Send + 'static,
{
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        HostIterator(Mutex::new(Box::new(self.0.map(Item::of)))).into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::generic("Iterator", [I::Item::python_type()])
    }
}

impl<S> IntoValue for AsyncIter<S>
where
    S: Stream + Send + 'static,
    S::Item: IntoValue + Send + 'static,
{
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        HostStream(Mutex::new(Some(Box::pin(Items(Box::pin(self.0)))))).into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::generic("AsyncIterator", [S::Item::python_type()])
    }
}

/// The module of the engine's own that has the classes of both.
pub(crate) fn module() -> Module {
    Module::new("_iterators").class::<HostIterator>().class::<HostStream>()
}

/// The lock makes it `Sync`.
struct HostIterator(Mutex<Box<dyn Iterator<Item = Item> + Send>>);

#[crate::class(name = "host_iterator")]
impl HostIterator {
    fn __next__(&mut self) -> Option<Item> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).next()
    }
}

type ItemStream = Pin<Box<dyn Stream<Item = Item> + Send>>;

/// The stream is out of its place while somebody waits for its next item.
struct HostStream(Mutex<Option<ItemStream>>);

#[crate::class(name = "host_async_iterator")]
impl HostStream {
    async fn __anext__(&self) -> Result<Option<Item>> {
        let stream = lock(&self.0).take();
        let running = "anext(): asynchronous iterator is already running";
        let stream = stream.ok_or_else(|| Error::raise("RuntimeError", running))?;
        let mut taken = Taken { place: &self.0, stream: Some(stream) };
        Ok(poll_fn(|context| taken.poll(context)).await)
    }
}

/// Brings a stream back to its place, also when nobody waits for the item any more.
struct Taken<'a> {
    place: &'a Mutex<Option<ItemStream>>,
    stream: Option<ItemStream>,
}

impl Taken<'_> {
    fn poll(&mut self, context: &mut task::Context<'_>) -> Poll<Option<Item>> {
        self.stream.as_mut().map_or(Poll::Ready(None), |stream| stream.as_mut().poll_next(context))
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *lock(self.place) = self.stream.take();
    }
}

/// A stream whose items are on their way into the machine.
struct Items<S>(Pin<Box<S>>);

impl<S> Stream for Items<S>
where
    S: Stream,
    S::Item: IntoValue + Send + 'static,
{
    type Item = Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Option<Item>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(Item::of))
    }
}
