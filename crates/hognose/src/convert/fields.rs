//! Structs as dicts: what the derived conversions use.

use super::nested::descend;
use super::{FromValue, IntoValue, misfit};
use crate::context::{Context, Value};
use crate::error::{Error, Result};
use hognose_runtime::Raised;

/// The fields of a struct in a script's dict.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// // What the derived conversions do, by hand.
/// use hognose::{Context, Fields, FromValue, IntoValue, Result, Value};
///
/// struct Point {
///     x: f64,
///     label: Option<String>,
/// }
///
/// impl<'v> FromValue<'v> for Point {
///     fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Point> {
///         let fields = Fields::of(cx, value, "Point")?;
///         Ok(Point { x: fields.required(cx, "x")?, label: fields.optional(cx, "label")? })
///     }
/// }
///
/// impl IntoValue for Point {
///     fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
///         let fields = Fields::new(cx);
///         fields.put(cx, "x", self.x)?;
///         fields.put(cx, "label", self.label)?;
///         Ok(fields.into_dict())
///     }
/// }
///
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "def move(point): return {'x': point['x'] + 1}";
/// hognose::block_on(vm.run(&engine.compile("move.py", script)?))?;
/// let moved: Point = hognose::block_on(vm.call("move", (Point { x: 1.5, label: None },)))?;
/// assert_eq!(moved.x, 2.5);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Fields<'v> {
    dict: Value<'v>,
    /// The struct's name.
    name: &'static str,
}

impl<'v> Fields<'v> {
    /// No fields yet.
    pub fn new(cx: &mut Context<'v>) -> Fields<'v> {
        let dict = cx.vm.heap.new_dict(Default::default());
        Fields { dict: cx.keep(dict), name: "" }
    }

    /// The fields of a dict.
    ///
    /// # Errors
    /// When the value is no dict.
    pub fn of(cx: &mut Context<'v>, value: Value<'v>, name: &'static str) -> Result<Fields<'v>> {
        let plain = cx.vm.heap.plain(value.0);
        match cx.vm.heap.dict(plain) {
            Some(_) => Ok(Fields { dict: Value::new(plain), name }),
            None => Err(misfit(cx, value, &format!("a dict for {name}"))),
        }
    }

    /// A field that must be there, unless its type has something that stands for it.
    ///
    /// # Errors
    /// When it is not there, and when it does not fit.
    pub fn required<T: FromValue<'v>>(&self, cx: &mut Context<'v>, field: &str) -> Result<T> {
        match self.optional(cx, field)? {
            Some(value) => Ok(value),
            None => T::missing()
                .ok_or_else(|| Error::misfit("TypeError", format!("the dict for {} has no '{field}'", self.name))),
        }
    }

    /// A field, if it is there.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn optional<T: FromValue<'v>>(&self, cx: &mut Context<'v>, field: &str) -> Result<Option<T>> {
        let key = cx.vm.heap.interned(field);
        let Some(value) = cx.vm.namespace_get(self.dict.0, key) else { return Ok(None) };
        let value = cx.keep(value);
        let taken = descend(cx, 1, |cx| T::from_value(cx, value)).map_err(|error| error.in_field(self.name, field))?;
        Ok(Some(taken))
    }

    /// Puts a field into the dict.
    ///
    /// # Errors
    /// When its value cannot be made.
    pub fn put(&self, cx: &mut Context<'v>, field: &str, value: impl IntoValue) -> Result<()> {
        let value = descend(cx, 0, |cx| value.into_value(cx))?;
        self.put_value(cx, field, value)
    }

    /// The same for a value that is there.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn put_value(&self, cx: &mut Context<'v>, field: &str, value: Value<'v>) -> Result<()> {
        let key = cx.vm.heap.interned(field);
        cx.vm.dict_set(self.dict.0, key, value.0).map_err(|Raised| cx.raised())
    }

    /// The dict.
    pub fn into_dict(self) -> Value<'v> {
        self.dict
    }
}
