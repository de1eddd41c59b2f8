//! A script's async generator, driven from Rust.

use crate::context::{Context, Value};
use crate::convert::{FromValue, FromValueOwned, IntoValue};
use crate::error::{Error, Result};
use crate::handle::Handle;
use crate::vm::inbox::{Inbox, Work};
use std::marker::PhantomData;
use std::sync::Arc;

/// A script's async generator: it yields `Y` and is sent `S`. Its futures complete while somebody drives the virtual
/// machine: see [`Vm::run_until`](crate::Vm::run_until).
#[derive(Debug)]
pub struct AsyncGenerator<Y, S = ()> {
    generator: Arc<Handle>,
    inbox: Arc<Inbox>,
    types: PhantomData<fn(S) -> Y>,
}

/// One answer of a generator; None at its end.
struct Answer<Y>(Option<Y>);

impl<'v, Y: FromValue<'v>> FromValue<'v> for Answer<Y> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Answer<Y>> {
        let (more, item) = <(bool, Value<'v>)>::from_value(cx, value)?;
        if more { Y::from_value(cx, item).map(|item| Answer(Some(item))) } else { Ok(Answer(None)) }
    }
}

impl<'v, Y, S> FromValue<'v> for AsyncGenerator<Y, S> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<AsyncGenerator<Y, S>> {
        let name = cx.type_name(value);
        if name != "async_generator" {
            return Err(Error::host(format!("expected an async generator, not {name}")));
        }
        let generator = Arc::new(cx.root(value));
        Ok(AsyncGenerator { generator, inbox: cx.roots.inbox.clone(), types: PhantomData })
    }
}

impl<Y: FromValueOwned, S: IntoValue + Send + 'static> AsyncGenerator<Y, S> {
    /// Goes on to the next yield; None at the end.
    ///
    /// # Errors
    /// What the script raises, and a yielded value that does not fit.
    pub async fn anext(&mut self) -> Result<Option<Y>> {
        self.ask("asend", |_cx, _args| Ok(())).await
    }

    /// Sends a value, which becomes the result of the current yield, and goes on to the next one; None at the end. The
    /// first thing that a generator gets must be [`anext`](AsyncGenerator::anext).
    ///
    /// # Errors
    /// What the script raises, TypeError for a value sent to a generator that has not begun, a yielded value that does
    /// not fit.
    pub async fn asend(&mut self, value: S) -> Result<Option<Y>> {
        self.ask("asend", move |cx, args| {
            args.push(value.into_value(cx)?);
            Ok(())
        })
        .await
    }

    /// Raises an exception at the current yield: a built-in class by `error`'s type name, RuntimeError otherwise.
    ///
    /// # Errors
    /// What the script raises or lets pass, and a yielded value that does not fit.
    pub async fn athrow(&mut self, error: Error) -> Result<Option<Y>> {
        self.ask("athrow", move |cx, args| {
            args.push(error.type_name().into_value(cx)?);
            args.push(error.message().into_value(cx)?);
            Ok(())
        })
        .await
    }

    /// Ends the generator: GeneratorExit is raised at its current yield.
    ///
    /// # Errors
    /// What the script raises.
    pub async fn aclose(self) -> Result<()> {
        let generator = self.generator.clone();
        let work = Work::new("aclose", move |cx, args| {
            args.push(cx.get(&generator)?);
            Ok(())
        });
        self.inbox.submit(work).await
    }

    async fn ask(
        &mut self,
        function: &'static str,
        rest: impl for<'v> FnOnce(&mut Context<'v>, &mut Vec<Value<'v>>) -> Result<()> + Send + 'static,
    ) -> Result<Option<Y>> {
        let generator = self.generator.clone();
        let work = Work::new(function, move |cx, args| {
            args.push(cx.get(&generator)?);
            rest(cx, args)?;
            if args.len() == 1 {
                args.push(Value::none());
            }
            Ok(())
        });
        self.inbox.submit(work).await.map(|Answer(item)| item)
    }
}
