//! Script values as Rust values and back.

use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::handle::Handle;
use hognose_runtime as runtime;

/// What a script's value can become.
pub trait FromValue<'v>: Sized {
    /// Takes the value apart.
    ///
    /// # Errors
    /// When it does not fit.
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Self>;
}

/// What a script's value can become outside of a [`Context`].
pub trait FromValueOwned: for<'v> FromValue<'v> + Send + 'static {}

impl<T: for<'v> FromValue<'v> + Send + 'static> FromValueOwned for T {}

/// What can become a script's value.
pub trait IntoValue {
    /// Makes the value.
    ///
    /// # Errors
    /// When there is no such value.
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>>;
}

/// What can be the positional arguments of a call: a tuple of values.
pub trait IntoArgs {
    /// Makes the values.
    ///
    /// # Errors
    /// When one of them cannot be made.
    fn into_args<'v>(self, cx: &mut Context<'v>, out: &mut Vec<Value<'v>>) -> Result<()>;
}

fn misfit<'v>(cx: &Context<'v>, value: Value<'v>, wanted: &str) -> Error {
    Error::misfit("TypeError", format!("expected {wanted}, not {}", cx.type_name(value)))
}

macro_rules! integers {
    ($($rust:ty),*) => {
        $(
            impl<'v> FromValue<'v> for $rust {
                fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<$rust> {
                    let plain = cx.vm.heap.plain(value.0);
                    if plain.as_bool().is_none() && let Some(integer) = cx.vm.heap.as_integer(plain) {
                        let fits = <$rust>::try_from(&integer);
                        return fits.map_err(|_| Error::misfit("OverflowError", concat!("the int does not fit into ", stringify!($rust))));
                    }
                    Err(misfit(cx, value, "an int"))
                }
            }

            impl IntoValue for $rust {
                fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
                    let value = cx.vm.heap.integer(self.into());
 Ok(cx.keep(value))
                }
            }
        )*
    };
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl<'v> FromValue<'v> for f64 {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<f64> {
        let plain = cx.vm.heap.plain(value.0);
        if let Some(float) = plain.as_float() {
            return Ok(float);
        }
        match plain.as_int() {
            Some(int) => Ok(int as f64),
            None => Err(misfit(cx, value, "a float")),
        }
    }
}

impl IntoValue for f64 {
    fn into_value<'v>(self, _cx: &mut Context<'v>) -> Result<Value<'v>> {
        Ok(Value::new(runtime::Value::float(self)))
    }
}

impl<'v> FromValue<'v> for bool {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<bool> {
        value.0.as_bool().ok_or_else(|| misfit(cx, value, "a bool"))
    }
}

impl IntoValue for bool {
    fn into_value<'v>(self, _cx: &mut Context<'v>) -> Result<Value<'v>> {
        Ok(Value::new(runtime::Value::bool(self)))
    }
}

impl<'v> FromValue<'v> for () {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<()> {
        if value.is_none() { Ok(()) } else { Err(misfit(cx, value, "None")) }
    }
}

impl IntoValue for () {
    fn into_value<'v>(self, _cx: &mut Context<'v>) -> Result<Value<'v>> {
        Ok(Value::none())
    }
}

impl<'v> FromValue<'v> for String {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<String> {
        let plain = cx.vm.heap.plain(value.0);
        match cx.vm.heap.text(plain) {
            Some(text) => Ok(text.to_string()),
            None => Err(misfit(cx, value, "a str")),
        }
    }
}

impl IntoValue for String {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        let value = cx.vm.heap.str_from(self);
        Ok(cx.keep(value))
    }
}

impl IntoValue for &str {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        let value = cx.vm.heap.str(self);
        Ok(cx.keep(value))
    }
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Option<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Option<T>> {
        if value.is_none() { Ok(None) } else { T::from_value(cx, value).map(Some) }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.map_or(Ok(Value::none()), |value| value.into_value(cx))
    }
}

/// The items of a list or a tuple.
fn items<'v>(cx: &Context<'v>, value: Value<'v>) -> Option<Vec<Value<'v>>> {
    let plain = cx.vm.heap.plain(value.0);
    let items = match cx.vm.heap.list(plain) {
        Some(list) => list.as_slice(),
        None => cx.vm.heap.tuple(plain)?,
    };
    Some(items.iter().copied().map(Value::new).collect())
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Vec<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Vec<T>> {
        let items = items(cx, value).ok_or_else(|| misfit(cx, value, "a list or a tuple"))?;
        items.into_iter().map(|item| T::from_value(cx, item)).collect()
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        let items: Result<Vec<Value<'v>>> = self.into_iter().map(|item| item.into_value(cx)).collect();
        let items = items?.into_iter().map(|item| item.0).collect();
        let value = cx.vm.heap.list_of(items);
        Ok(cx.keep(value))
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

impl IntoArgs for () {
    fn into_args<'v>(self, _cx: &mut Context<'v>, _out: &mut Vec<Value<'v>>) -> Result<()> {
        Ok(())
    }
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $field:tt),+;)*) => {
        $(
            impl<'v, $($name: FromValue<'v>),+> FromValue<'v> for ($($name,)+) {
                fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Self> {
                    let items = items(cx, value).ok_or_else(|| misfit(cx, value, "a tuple"))?;
                    if items.len() != $count {
                        return Err(Error::misfit("TypeError", format!("expected {} items, not {}", $count, items.len())));
                    }
                    Ok(($($name::from_value(cx, items[$field])?,)+))
                }
            }

            impl<$($name: IntoValue),+> IntoValue for ($($name,)+) {
                fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
                    let items = [$(self.$field.into_value(cx)?.0),+];
                    let value = cx.vm.heap.tuple_of(&items);
 Ok(cx.keep(value))
                }
            }

            impl<$($name: IntoValue),+> IntoArgs for ($($name,)+) {
                fn into_args<'v>(self, cx: &mut Context<'v>, out: &mut Vec<Value<'v>>) -> Result<()> {
                    $(out.push(self.$field.into_value(cx)?);)+
                    Ok(())
                }
            }
        )*
    };
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
}
