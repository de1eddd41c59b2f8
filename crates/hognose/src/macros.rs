//! What the expansions of `#[hognose::class]` and `#[hognose::interface]` need, and nobody else.

use crate::context::{Context, Value};
use crate::convert::IntoValue;
use crate::error::{Error, Result};
pub use crate::interface::Implementation;
use crate::stubs::PythonType;
pub use crate::stubs::{Annotation, InterfaceStub, MethodStub, RecordField};
use hognose_runtime as runtime;

/// The result of a binary operator.
pub enum Operand<R> {
    Value(R),
    /// The other operand is asked.
    NotImplemented,
}

impl<R: IntoValue> IntoValue for Operand<R> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        match self {
            Operand::Value(value) => value.into_value(cx),
            Operand::NotImplemented => Ok(Value::new(runtime::Value::NOT_IMPLEMENTED)),
        }
    }

    fn python_type() -> PythonType {
        R::python_type()
    }
}

/// What `__next__` returns: None, also in a `Result`, is the end.
pub trait IntoNext {
    /// The item; None at the end.
    ///
    /// # Errors
    /// The host's, and those of the conversion.
    fn into_next<'v>(self, cx: &mut Context<'v>) -> Result<Option<Value<'v>>>;

    /// What the item is to a script.
    fn python_type() -> PythonType;
}

impl<T: IntoValue> IntoNext for Option<T> {
    fn into_next<'v>(self, cx: &mut Context<'v>) -> Result<Option<Value<'v>>> {
        self.map(|item| item.into_value(cx)).transpose()
    }

    fn python_type() -> PythonType {
        T::python_type()
    }
}

impl<T: IntoValue, E: std::error::Error + Send + Sync + 'static> IntoNext for Result<Option<T>, E> {
    fn into_next<'v>(self, cx: &mut Context<'v>) -> Result<Option<Value<'v>>> {
        self.map_err(Error::from_source)?.into_next(cx)
    }

    fn python_type() -> PythonType {
        T::python_type()
    }
}

/// The result of `__next__`.
pub struct Next<R>(pub R);

impl<R: IntoNext> IntoValue for Next<R> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.0.into_next(cx)?.ok_or_else(|| Error::raise("StopIteration", ""))
    }

    fn python_type() -> PythonType {
        R::python_type()
    }
}

/// The result of `__anext__`.
pub struct AsyncNext<R>(pub R);

impl<R: IntoNext> IntoValue for AsyncNext<R> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.0.into_next(cx)?.ok_or_else(|| Error::raise("StopAsyncIteration", ""))
    }

    fn python_type() -> PythonType {
        R::python_type()
    }
}

/// The result of `__iter__`: an iterator over what it is.
pub struct Iter<R>(pub R);

impl<R: IntoValue> IntoValue for Iter<R> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        let value = self.0.into_value(cx)?;
        let iterator = cx.own_function("iter")?;
        cx.call_raw(iterator.0, &[value.0])
    }

    fn python_type() -> PythonType {
        PythonType::generic("Iterator", [R::python_type().item()])
    }
}
