//! Values as indices and counts: `__index__` and what is said when a value has none.

use super::Vm;
use crate::native::Res;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::{Kind, Value};
use dashu_int::IBig;

impl Vm {
    /// A value as a plain int value, through `__index__`: `'str' object cannot be interpreted as an integer`.
    pub fn index_value(&mut self, value: Value) -> Res {
        match self.try_index(value)? {
            Some(index) => Ok(index),
            None => Err(self.type_error_of(value, "object cannot be interpreted as an integer")),
        }
    }

    /// The same; None if the value has no `__index__`.
    pub fn try_index(&mut self, value: Value) -> Res<Option<Value>> {
        if value.is_int() || value.is_kind(Kind::BigInt) {
            return Ok(Some(value));
        }
        if let Some(truth) = value.as_bool() {
            return Ok(Some(Value::small(truth as i64)));
        }
        let plain = self.heap.plain(value);
        if plain != value && (plain.is_int() || plain.is_kind(Kind::BigInt)) {
            // An instance of a class derived from int is its own index.
            return Ok(Some(plain));
        }
        if let Some(method) = self.overriding(value, names::INDEX) {
            let result = self.call_special(method, value, &[])?;
            let plain = self.heap.plain(result);
            if plain.is_int() || plain.is_bool() || plain.is_kind(Kind::BigInt) {
                if plain != result || plain.is_bool() {
                    self.warn_strict_subclass("__index__ returned non-int", result, "int")?;
                }
                return self.try_index(plain);
            }
            let message = format!("__index__ returned non-int (type {})", self.heap.type_name(result));
            return Err(self.type_error(message));
        }
        Ok(None)
    }

    /// What a script's class defines under a special name; None where a built-in class answers.
    pub fn overriding(&self, value: Value, name: Symbol) -> Option<Value> {
        let class = self.heap.class_of(value);
        self.heap.script_class(class)?;
        let own = |index| !self.is_native_named(index, name);
        self.heap.class_lookup(class, name).filter(|method| method.index_of(Kind::Native).is_none_or(own))
    }

    /// A value as an index or count: `cannot fit 'int' into an index-sized integer` (OverflowError).
    pub fn index(&mut self, value: Value) -> Res<i64> {
        let index = self.index_value(value)?;
        match self.word(index) {
            Some(index) => Ok(index),
            None => {
                let message = self.index_message(value);
                Err(self.overflow_error(message))
            }
        }
    }

    /// A value as an index of an item: the same with IndexError.
    pub fn item_index(&mut self, value: Value) -> Res<i64> {
        let index = self.index_value(value)?;
        match self.word(index) {
            Some(index) => Ok(index),
            None => {
                let message = self.index_message(value);
                Err(self.index_error(message))
            }
        }
    }

    fn index_message(&self, value: Value) -> String {
        format!("cannot fit '{}' into an index-sized integer", self.heap.type_name(value))
    }

    /// A value as a built-in's parameter of C's size: `Python int too large to convert to C ssize_t`.
    pub fn size_argument(&mut self, value: Value) -> Res<i64> {
        let index = self.index_value(value)?;
        match self.word(index) {
            Some(index) => Ok(index),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// A value as a bound of a slice: what does not fit is the largest or smallest int.
    pub fn index_clipped(&mut self, value: Value) -> Res<i64> {
        let index = self.index_value(value)?;
        Ok(self.word(index).unwrap_or_else(|| match self.heap.big_int(index) {
            Some(big) if crate::number::integer::is_negative(big) => i64::MIN,
            _ => i64::MAX,
        }))
    }

    /// The bounds `start` and `end` of a search in `length` items, None or missing for the ends (CPython `_PyEval_SliceIndex`).
    pub fn search_bounds(&mut self, start: Option<Value>, end: Option<Value>, length: usize) -> Res<(usize, usize)> {
        let length = length as i64;
        let start = self.search_bound(start, 0, length)?;
        let end = self.search_bound(end, length, length)?.min(length);
        Ok((start as usize, end as usize))
    }

    fn search_bound(&mut self, bound: Option<Value>, default: i64, length: i64) -> Res<i64> {
        let Some(bound) = bound.filter(|bound| !bound.is_none()) else { return Ok(default) };
        let Some(index) = self.try_index(bound)? else {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        };
        let bound = self.index_clipped(index)?;
        Ok(if bound < 0 { bound.saturating_add(length).max(0) } else { bound })
    }

    /// An int value of 64 bits.
    pub fn word(&self, value: Value) -> Option<i64> {
        value.as_int().or_else(|| i64::try_from(self.heap.big_int(value)?).ok())
    }

    /// A value as an int of any size, through `__index__`.
    pub fn index_integer(&mut self, value: Value) -> Res<IBig> {
        let index = self.index_value(value)?;
        Ok(self.heap.as_integer(index).unwrap_or_default())
    }

    /// A value as a float argument: a float is its own value, whatever `__float__` its class defines (CPython
    /// `PyFloat_AsDouble`).
    pub fn real(&mut self, value: Value) -> Res<f64> {
        match self.heap.plain(value).as_float() {
            Some(float) => Ok(float),
            None => self.float_of(value),
        }
    }

    /// A value as a float, through `__float__` and `__index__`: `must be real number, not str`.
    pub fn float_of(&mut self, value: Value) -> Res<f64> {
        if let Some(method) = self.overriding(value, names::FLOAT) {
            let result = self.call_special(method, value, &[])?;
            return match self.heap.plain(result).as_float() {
                Some(f) if result.is_float() => Ok(f),
                Some(f) => {
                    let what = format!("{}.__float__ returned non-float", self.heap.type_name(value));
                    self.warn_strict_subclass(&what, result, "float")?;
                    Ok(f)
                }
                None => {
                    let (class, result) = (self.heap.type_name(value), self.heap.type_name(result));
                    let message = format!("{class}.__float__ returned non-float (type {result})");
                    Err(self.type_error(message))
                }
            };
        }
        let plain = self.heap.plain(value);
        if self.heap.is_number(plain) {
            return self.number_to_float(plain);
        }
        match self.try_index(value)? {
            Some(index) => self.number_to_float(index),
            None => {
                let message = format!("must be real number, not {}", self.heap.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// Warns of a conversion's result that is of a class derived from the one asked for.
    #[cold]
    pub(crate) fn warn_strict_subclass(&mut self, what: &str, result: Value, class: &str) -> Res<()> {
        let found = self.heap.type_name(result);
        let message = format!(
            "{what} (type {found}).  The ability to return an instance of a strict subclass of {class} is deprecated, and \
             may be removed in a future version of Python."
        );
        self.warn(classes::DEPRECATION_WARNING, &message)
    }

    /// How a built-in names the type of an argument that it refuses: CPython's `_PyArg_BadArgument` says `None` for None.
    pub fn argument_type(&self, value: Value) -> &str {
        if value.is_none() { "None" } else { self.heap.type_name(value) }
    }

    /// A value as a str argument of a built-in; None if it is none.
    pub fn text_argument(&self, value: Value) -> Option<&str> {
        self.heap.text(self.heap.plain(value))
    }

    /// Whether a value is an int, a bool or an instance of a class derived from int.
    pub fn is_integer(&self, value: Value) -> bool {
        self.heap.is_instance(value, classes::INT)
    }
}
