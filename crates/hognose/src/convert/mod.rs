//! Script values as Rust values and back. `scalars` holds the simple ones, `collections` those that hold others, `fields`
//! structs, `args` the arguments of calls in both directions.

/// Gives a macro the tuples that convert: how many items, and a type and an index for each.
macro_rules! each_tuple {
    ($apply:ident) => {
        $apply! {
            1: A 0;
            2: A 0, B 1;
            3: A 0, B 1, C 2;
            4: A 0, B 1, C 2, D 3;
            5: A 0, B 1, C 2, D 3, E 4;
            6: A 0, B 1, C 2, D 3, E 4, F 5;
            7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
            8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
            9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
            10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
            11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
            12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
        }
    };
}

mod args;
mod collections;
mod fields;
mod scalars;

pub use args::{FromArgs, IntoArgs, Positional, Rest};
pub use fields::Fields;
pub use scalars::Bytes;

use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::handle::Handle;
use std::sync::Arc;

/// What a script's value can become.
#[diagnostic::on_unimplemented(
    message = "no script's value can become `{Self}`",
    note = "derive it, `#[derive(hognose::FromValue)]`, or take a `hognose::Handle` to keep the value as it is"
)]
pub trait FromValue<'v>: Sized {
    /// Takes the value apart.
    ///
    /// # Errors
    /// When it does not fit.
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Self>;

    /// What a host function gets for an argument that was not given; None: it must be given.
    fn missing() -> Option<Self> {
        None
    }
}

/// What a script's value can become outside of a [`Context`].
pub trait FromValueOwned: for<'v> FromValue<'v> + Send + 'static {}

impl<T: for<'v> FromValue<'v> + Send + 'static> FromValueOwned for T {}

/// What can become a script's value.
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
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.map_or(Ok(Value::none()), |value| value.into_value(cx))
    }
}

/// Types that own what they point to convert as that does.
macro_rules! pointers {
    ($($pointer:ident),*) => {
        $(
            impl<'v, T: FromValue<'v>> FromValue<'v> for $pointer<T> {
                fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<$pointer<T>> {
                    T::from_value(cx, value).map($pointer::new)
                }
            }

            impl<T: IntoValue + Clone> IntoValue for $pointer<T> {
                fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
                    T::clone(&self).into_value(cx)
                }
            }
        )*
    };
}

pointers!(Box, Arc);

/// An error is raised in the script.
impl<T: IntoValue, E: std::error::Error + Send + Sync + 'static> IntoValue for Result<T, E> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.map_err(Error::from_source)?.into_value(cx)
    }
}

impl<'v> FromValue<'v> for Value<'v> {
    fn from_value(_cx: &mut Context<'v>, value: Value<'v>) -> Result<Value<'v>> {
        Ok(value)
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
