//! Numbers, text, bytes, time.

use super::nested::{copied, reserve};
use super::{FromValue, IntoValue, misfit};
use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::stubs::PythonType;
use hognose_runtime as runtime;
use hognose_runtime::Raised;
use hognose_runtime::object::bytes::BytesObject;
use std::borrow::Cow;
use std::time::Duration;

/// A script's `bytes`. (`Vec<u8>` is a list of ints, which takes `bytes` too.)
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "def double(data): return data * 2";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// let doubled: hognose::Bytes = hognose::block_on(vm.call("double", (hognose::Bytes(vec![1, 2]),)))?;
/// assert_eq!(doubled.0, [1, 2, 1, 2]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Bytes(pub Vec<u8>);

macro_rules! integers {
    ($($rust:ty),*) => {
        $(
            impl<'v> FromValue<'v> for $rust {
                #[inline]
                fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<$rust> {
                    /// An int that is wide, or of a class of the script's own.
                    #[cold]
                    fn wide<'v>(cx: &mut Context<'v>, value: Value<'v>) -> Result<$rust> {
                        let plain = cx.vm.heap.plain(value.0);
                        if plain.as_bool().is_none() && let Some(integer) = cx.vm.heap.as_integer(plain) {
                            let too_wide = concat!("the int does not fit into ", stringify!($rust));
                            return <$rust>::try_from(&integer).map_err(|_| Error::misfit("OverflowError", too_wide));
                        }
                        Err(misfit(cx, value, "an int"))
                    }

                    match value.0.as_int().map(<$rust>::try_from) {
                        Some(Ok(integer)) => Ok(integer),
                        Some(Err(_)) | None => wide(cx, value),
                    }
                }

                fn python_type() -> PythonType {
                    PythonType::named("int")
                }
            }

            impl IntoValue for $rust {
                #[inline]
                fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
                    let value = match i64::try_from(self) {
                        Ok(integer) => cx.vm.heap.int(integer),
                        Err(_) => cx.vm.heap.integer(self.into()),
                    };
                    Ok(cx.keep(value))
                }

                fn python_type() -> PythonType {
                    PythonType::named("int")
                }
            }
        )*
    };
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl<'v> FromValue<'v> for f64 {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<f64> {
        let plain = cx.vm.heap.plain(value.0);
        let is_number = plain.as_float().is_some() || plain.as_int().is_some() || cx.vm.heap.big_int(plain).is_some();
        if !is_number {
            return Err(misfit(cx, value, "a float"));
        }
        cx.vm.number_to_float(plain).map_err(|Raised| {
            drop(cx.raised());
            Error::misfit("OverflowError", "the int does not fit into f64")
        })
    }

    fn python_type() -> PythonType {
        PythonType::named("float")
    }
}

impl IntoValue for f64 {
    fn into_value<'v>(self, _cx: &mut Context<'v>) -> Result<Value<'v>> {
        Ok(Value::new(runtime::Value::float(self)))
    }

    fn python_type() -> PythonType {
        PythonType::named("float")
    }
}

impl<'v> FromValue<'v> for bool {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<bool> {
        value.0.as_bool().ok_or_else(|| misfit(cx, value, "a bool"))
    }

    fn python_type() -> PythonType {
        PythonType::named("bool")
    }
}

impl IntoValue for bool {
    fn into_value<'v>(self, _cx: &mut Context<'v>) -> Result<Value<'v>> {
        Ok(Value::new(runtime::Value::bool(self)))
    }

    fn python_type() -> PythonType {
        PythonType::named("bool")
    }
}

/// Whatever it is, it is dropped.
impl<'v> FromValue<'v> for () {
    fn from_value(_cx: &mut Context<'v>, _value: Value<'v>) -> Result<()> {
        Ok(())
    }

    fn python_type() -> PythonType {
        PythonType::named("None")
    }
}

impl IntoValue for () {
    fn into_value<'v>(self, _cx: &mut Context<'v>) -> Result<Value<'v>> {
        Ok(Value::none())
    }

    fn python_type() -> PythonType {
        PythonType::named("None")
    }
}

impl<'v> FromValue<'v> for String {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<String> {
        let plain = cx.vm.heap.plain(value.0);
        let Some(length) = cx.vm.heap.text(plain).map(str::len) else { return Err(misfit(cx, value, "a str")) };
        copied(cx, length)?;
        Ok(cx.vm.heap.text(plain).unwrap_or_default().to_string())
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl IntoValue for String {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        reserve(cx, self.len())?;
        let value = cx.vm.heap.str_from(self);
        Ok(cx.keep(value))
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl IntoValue for &str {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        reserve(cx, self.len())?;
        let value = cx.vm.heap.str(self);
        Ok(cx.keep(value))
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl<'v> FromValue<'v> for f32 {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<f32> {
        f64::from_value(cx, value).map(|float| float as f32)
    }

    fn python_type() -> PythonType {
        PythonType::named("float")
    }
}

impl IntoValue for f32 {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        f64::from(self).into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::named("float")
    }
}

/// A str of one character.
impl<'v> FromValue<'v> for char {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<char> {
        let plain = cx.vm.heap.plain(value.0);
        let mut characters = cx.vm.heap.text(plain).unwrap_or_default().chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(misfit(cx, value, "a str of one character")),
        }
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl IntoValue for char {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.encode_utf8(&mut [0; 4]).into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl IntoValue for &mut str {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        (&*self).into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl IntoValue for &String {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.as_str().into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl IntoValue for Cow<'_, str> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        (&*self).into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::named("str")
    }
}

impl<'v> FromValue<'v> for Bytes {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Bytes> {
        let plain = cx.vm.heap.plain(value.0);
        let Some(length) = cx.vm.heap.bytes(plain).map(|bytes| bytes.len()) else {
            return Err(misfit(cx, value, "bytes"));
        };
        copied(cx, length)?;
        Ok(Bytes(cx.vm.heap.bytes(plain).map(|bytes| bytes.to_vec()).unwrap_or_default()))
    }

    fn python_type() -> PythonType {
        PythonType::named("bytes | bytearray")
    }
}

impl IntoValue for Bytes {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        reserve(cx, self.0.len())?;
        let value = cx.vm.heap.new_bytes(BytesObject { data: self.0, mutable: false });
        Ok(cx.keep(value))
    }

    fn python_type() -> PythonType {
        PythonType::named("bytes")
    }
}

/// Seconds, as an int or a float.
impl<'v> FromValue<'v> for Duration {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Duration> {
        let seconds = f64::from_value(cx, value)?;
        let duration = Duration::try_from_secs_f64(seconds);
        duration.map_err(|_| Error::misfit("ValueError", format!("{seconds} seconds are no duration")))
    }

    fn python_type() -> PythonType {
        PythonType::named("float")
    }
}

impl IntoValue for Duration {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.as_secs_f64().into_value(cx)
    }

    fn python_type() -> PythonType {
        PythonType::named("float")
    }
}
