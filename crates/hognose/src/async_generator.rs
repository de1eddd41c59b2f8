//! A script's async generator, driven from Rust.

use crate::call::Call;
use crate::context::{Context, Value};
use crate::convert::{FromValue, FromValueOwned, IntoArgs, IntoValue};
use crate::error::{Error, ErrorKind, Result};
use crate::handle::Handle;
use crate::remote::{Caller, Target};
use crate::stubs::PythonType;
use futures_core::Stream;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{self, Poll};

/// A script's async generator: it yields `Y` and is sent `S`. Its futures complete while somebody drives the virtual
/// machine: see [`Vm::run_until`](crate::Vm::run_until). Several of one machine can be under way at once.
///
/// It is a `Stream` of what it yields. When it is dropped before its end, it is closed when the machine is driven next.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "
/// async def count(step):
///     n = 0
///     while True:
///         n += step
///         step = (yield n) or step
/// ";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// let mut count: hognose::AsyncGenerator<i64, i64> = hognose::block_on(vm.call("count", (1,)))?;
/// hognose::block_on(vm.run_until(async {
///     assert_eq!(count.anext().await?, Some(1));
///     assert_eq!(count.asend(10).await?, Some(11));
///     assert_eq!(count.anext().await?, Some(21));
///     hognose::Result::Ok(())
/// }))?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct AsyncGenerator<Y: FromValueOwned, S = ()> {
    generator: Handle,
    caller: Caller,
    /// An `anext` that was begun: dropping its future does not lose the item.
    running: Option<Call<Next<Y>>>,
    is_ended: bool,
    types: PhantomData<fn(S)>,
}

/// One answer of a generator; None at its end.
#[derive(Debug)]
struct Next<Y>(Option<Y>);

impl<'v, Y: FromValue<'v>> FromValue<'v> for Next<Y> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Next<Y>> {
        let (more, item) = <(bool, Value<'v>)>::from_value(cx, value)?;
        if more { Y::from_value(cx, item).map(|item| Next(Some(item))) } else { Ok(Next(None)) }
    }
}

impl<'v, Y: FromValueOwned, S: IntoValue> FromValue<'v> for AsyncGenerator<Y, S> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<AsyncGenerator<Y, S>> {
        let name = cx.type_name(value);
        if name != "async_generator" {
            return Err(Error::misfit("TypeError", format!("expected an async generator, not {name}")));
        }
        let (generator, caller) = (cx.root(value), cx.caller());
        Ok(AsyncGenerator { generator, caller, running: None, is_ended: false, types: PhantomData })
    }

    fn python_type() -> PythonType {
        // The first is sent nothing, and so may be any other.
        let sent = match S::python_type() {
            unit if unit == PythonType::named("None") => unit,
            sent => sent.optional(),
        };
        PythonType::generic("AsyncGenerator", [Y::python_type(), sent])
    }
}

impl<Y: FromValueOwned, S> Drop for AsyncGenerator<Y, S> {
    fn drop(&mut self) {
        if !self.is_ended {
            self.caller.call::<()>(Target::own("aclose"), (self.generator.clone(),)).into_release().detach();
        }
    }
}

impl<Y: FromValueOwned, S: IntoValue + Send + 'static> AsyncGenerator<Y, S> {
    /// Goes on to the next yield; None at the end. When this future is dropped, the next `anext` goes on with it.
    ///
    /// # Errors
    /// What the script raises, and a yielded value that does not fit.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// async def count(step):
    ///     try:
    ///         n = 0
    ///         while True:
    ///             n += step
    ///             step = (yield n) or step
    ///     except ValueError as error:
    ///         yield -1
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let mut count: hognose::AsyncGenerator<i64, i64> = hognose::block_on(vm.call("count", (1,)))?;
    /// hognose::block_on(vm.run_until(async {
    ///     assert_eq!(count.anext().await?, Some(1));
    ///     assert_eq!(count.anext().await?, Some(2));
    ///     hognose::Result::Ok(())
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn anext(&mut self) -> Result<Option<Y>> {
        std::future::poll_fn(|context| self.poll_anext(context)).await
    }

    fn poll_anext(&mut self, context: &mut task::Context<'_>) -> Poll<Result<Option<Y>>> {
        let (caller, generator) = (&self.caller, &self.generator);
        let running =
            self.running.get_or_insert_with(|| caller.call(Target::own("asend"), (generator.clone(), None::<bool>)));
        let answer = std::task::ready!(Pin::new(running).poll(context));
        self.running = None;
        Poll::Ready(self.answered(answer))
    }

    fn answered(&mut self, answer: Result<Next<Y>>) -> Result<Option<Y>> {
        self.is_ended |= match &answer {
            Ok(Next(item)) => item.is_none(),
            // It was not even asked.
            Err(error) => !matches!(error.kind(), ErrorKind::Busy | ErrorKind::WouldWait),
        };
        answer.map(|Next(item)| item)
    }

    /// Sends a value, which becomes the result of the current yield, and goes on to the next one; None at the end. The
    /// first thing that a generator gets must be [`anext`](AsyncGenerator::anext). When this future is dropped,
    /// CancelledError is raised at the generator's innermost `await`.
    ///
    /// # Errors
    /// What the script raises, TypeError for a value sent to a generator that has not begun, a yielded value that does
    /// not fit.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// async def count(step):
    ///     try:
    ///         n = 0
    ///         while True:
    ///             n += step
    ///             step = (yield n) or step
    ///     except ValueError as error:
    ///         yield -1
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let mut count: hognose::AsyncGenerator<i64, i64> = hognose::block_on(vm.call("count", (1,)))?;
    /// hognose::block_on(vm.run_until(async {
    ///     assert_eq!(count.anext().await?, Some(1));
    ///     assert_eq!(count.asend(10).await?, Some(11));
    ///     assert_eq!(count.anext().await?, Some(21));
    ///     hognose::Result::Ok(())
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn asend(&mut self, value: S) -> Result<Option<Y>> {
        self.ask("asend", (self.generator.clone(), value)).await
    }

    /// Raises an exception at the current yield: a built-in class by `error`'s type name, RuntimeError otherwise.
    ///
    /// # Errors
    /// What the script raises or lets pass, and a yielded value that does not fit.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// async def count(step):
    ///     try:
    ///         n = 0
    ///         while True:
    ///             n += step
    ///             step = (yield n) or step
    ///     except ValueError as error:
    ///         yield -1
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let mut count: hognose::AsyncGenerator<i64, i64> = hognose::block_on(vm.call("count", (1,)))?;
    /// hognose::block_on(vm.run_until(async {
    ///     count.anext().await?;
    ///     let error = hognose::Error::raise("ValueError", "no more");
    ///     assert_eq!(count.athrow(error).await?, Some(-1));
    ///     assert_eq!(count.anext().await?, None);
    ///     hognose::Result::Ok(())
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn athrow(&mut self, error: Error) -> Result<Option<Y>> {
        let (name, message) = (error.type_name().to_string(), error.message().to_string());
        self.ask("athrow", (self.generator.clone(), name, message)).await
    }

    /// Ends the generator: GeneratorExit is raised at its current yield.
    ///
    /// # Errors
    /// What the script raises.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "
    /// async def count(step):
    ///     try:
    ///         n = 0
    ///         while True:
    ///             n += step
    ///             step = (yield n) or step
    ///     except ValueError as error:
    ///         yield -1
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let mut count: hognose::AsyncGenerator<i64, i64> = hognose::block_on(vm.call("count", (1,)))?;
    /// hognose::block_on(vm.run_until(async {
    ///     count.anext().await?;
    ///     count.aclose().await?;
    ///     hognose::Result::Ok(())
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn aclose(mut self) -> Result<()> {
        self.is_ended = true;
        self.caller.call(Target::own("aclose"), (self.generator.clone(),)).await
    }

    async fn ask(&mut self, function: &'static str, args: impl IntoArgs + Send + 'static) -> Result<Option<Y>> {
        // An `anext` that was given up midway comes first.
        if let Some(running) = self.running.take() {
            running.await?;
        }
        let answer = self.caller.call(Target::own(function), args).await;
        self.answered(answer)
    }
}

impl<Y: FromValueOwned, S: IntoValue + Send + 'static> Stream for AsyncGenerator<Y, S> {
    type Item = Result<Y>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Option<Result<Y>>> {
        if self.is_ended {
            return Poll::Ready(None);
        }
        self.poll_anext(context).map(Result::transpose)
    }
}

impl<Y: FromValueOwned, S> Unpin for AsyncGenerator<Y, S> {}
