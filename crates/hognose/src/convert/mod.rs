//! Script values as Rust values and back. `scalars` holds the simple ones, `collections` those that hold others, `fields`
//! structs, `args` the arguments of calls in both directions; `nested` bounds them.

mod args;
mod collections;
mod fields;
mod nested;
mod scalars;
#[cfg(feature = "serde")]
mod serde;

#[cfg(feature = "serde")]
pub use self::serde::Serde;
pub use args::{FromArgs, IntoArgs, Positional, Rest};
pub use fields::Fields;
pub(crate) use nested::Conversion;
pub use scalars::Bytes;

use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::handle::Handle;
use crate::stubs::PythonType;

/// What a script's value can become.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Context, Error, FromValue, Result, Value};
///
/// /// A colour: `'#ff8000'` in scripts.
/// #[derive(Debug, PartialEq)]
/// struct Colour(u32);
///
/// impl<'v> FromValue<'v> for Colour {
///     fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Colour> {
///         let text: String = cx.take(value)?;
///         let number = text.strip_prefix('#').and_then(|digits| u32::from_str_radix(digits, 16).ok());
///         number.map(Colour).ok_or_else(|| Error::raise("ValueError", format!("{text} is no colour")))
///     }
/// }
///
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("colour.py", "def orange(): return '#ff8000'")?))?;
/// assert_eq!(hognose::block_on(vm.call::<Colour>("orange", ()))?, Colour(0xff8000));
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "no script's value can become `{Self}`",
    note = "derive it, `#[derive(hognose::FromValue)]`, or take a `hognose::Handle` to keep the value as it is"
)]
pub trait FromValue<'v>: Sized {
    /// Takes the value apart. What is nested deeper than 200 levels, or holds itself, is a RecursionError; a conversion that
    /// would make more bytes than the machine may hold ends it.
    ///
    /// # Errors
    /// When it does not fit.
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Self>;

    /// What a host function gets for an argument that was not given; None: it must be given.
    fn missing() -> Option<Self> {
        None
    }

    /// What stubs say that a script has to give.
    fn python_type() -> PythonType {
        PythonType::any()
    }
}

/// What a script's value can become outside of a [`Context`].
pub trait FromValueOwned: for<'v> FromValue<'v> + Send + 'static {}

impl<T: for<'v> FromValue<'v> + Send + 'static> FromValueOwned for T {}

/// What can become a script's value.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Context, IntoValue, Result, Value};
///
/// struct Colour(u32);
///
/// impl IntoValue for Colour {
///     fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
///         format!("#{:06x}", self.0).into_value(cx)
///     }
/// }
///
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("colour.py", "def shout(colour): return colour.upper()")?))?;
/// assert_eq!(hognose::block_on(vm.call::<String>("shout", (Colour(0xff8000),)))?, "#FF8000");
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot become a script's value",
    note = "derive it: `#[derive(hognose::IntoValue)]`"
)]
pub trait IntoValue {
    /// Makes the value.
    ///
    /// # Errors
    /// When there is no such value.
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>>;

    /// What stubs say that a script gets.
    fn python_type() -> PythonType {
        PythonType::any()
    }
}

pub(crate) fn misfit<'v>(cx: &Context<'v>, value: Value<'v>, wanted: &str) -> Error {
    Error::misfit("TypeError", format!("expected {wanted}, not {}", cx.type_name(value)))
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Option<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Option<T>> {
        if value.is_none() { Ok(None) } else { T::from_value(cx, value).map(Some) }
    }

    fn missing() -> Option<Option<T>> {
        Some(None)
    }

    fn python_type() -> PythonType {
        T::python_type().optional()
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.map_or(Ok(Value::none()), |value| value.into_value(cx))
    }

    fn python_type() -> PythonType {
        T::python_type().optional()
    }
}

/// A box converts as what is in it does.
impl<'v, T: FromValue<'v>> FromValue<'v> for Box<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Box<T>> {
        T::from_value(cx, value).map(Box::new)
    }

    fn python_type() -> PythonType {
        T::python_type()
    }
}

impl<T: IntoValue> IntoValue for Box<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        (*self).into_value(cx)
    }

    fn python_type() -> PythonType {
        T::python_type()
    }
}

/// An error is raised in the script.
impl<T: IntoValue, E: std::error::Error + Send + Sync + 'static> IntoValue for Result<T, E> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.map_err(Error::from_source)?.into_value(cx)
    }

    fn python_type() -> PythonType {
        T::python_type()
    }
}

impl<'v> FromValue<'v> for Value<'v> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Value<'v>> {
        Ok(cx.keep(value.0))
    }
}

impl<'v> FromValue<'v> for Handle {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Handle> {
        Ok(cx.root(value))
    }
}

impl IntoValue for &Handle {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.get(self)
    }
}

impl IntoValue for Handle {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        cx.get(&self)
    }
}
