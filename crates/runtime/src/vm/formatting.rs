//! `str`, `repr` and `format` of values of built-in types.
//!
//! What a script's class defines is not run here: None tells the caller to call it.

use super::Vm;
use crate::heap::small_int;
use crate::native::{Raised, Res};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::text::spec::{self, Align, Problem, Spec, Target};
use crate::text::{float, integer, quote};
use crate::types::{builtin_count, classes};
use crate::value::{Kind, Value};

/// From this many digits on the limit of memory is asked.
const MANY_DIGITS: usize = 4096;

impl Vm {
    /// `str(value)`; None where a method of a script's class or of an exception must be called.
    pub fn str_native(&mut self, value: Value) -> Res<Option<Value>> {
        if value.is_kind(Kind::Str) {
            return Ok(Some(value));
        }
        if let Some(i) = value.as_int() {
            return Ok(Some(self.heap.str(itoa::Buffer::new().format(i))));
        }
        if value.is_kind(Kind::Exception) {
            return Ok(None);
        }
        if let Some(OtherObject::MappingProxy(dict)) = self.heap.other(value) {
            // `mappingproxy.__str__` is that of the mapping.
            let dict = *dict;
            return self.repr_native(dict);
        }
        if value.is_kind(Kind::Instance) {
            match self.answering_class(value, names::STR) {
                Some(classes::STR) => return Ok(Some(self.heap.plain(value))),
                Some(classes::OBJECT) | None => {}
                Some(_) => return Ok(None),
            }
        }
        self.repr_native(value)
    }

    /// `repr(value)` of an int, float, bool, str, bytes or a singleton; None for anything else.
    pub fn repr_scalar(&mut self, value: Value) -> Res<Option<Value>> {
        let mut out = String::new();
        if !self.push_repr_scalar(&mut out, value)? {
            return Ok(None);
        }
        Ok(Some(self.heap.str_from(out)))
    }

    /// Appends the same; false for anything else.
    pub fn push_repr_scalar(&mut self, out: &mut String, value: Value) -> Res<bool> {
        if value.is_kind(Kind::Instance) {
            let answering = self.answering_class(value, names::REPR);
            let plain = self.heap.plain(value);
            // A bytearray's repr names the class.
            if plain == value
                || self.is_bytearray(plain)
                || answering.is_none_or(|class| class == classes::OBJECT || class.0 >= builtin_count())
            {
                return Ok(false);
            }
            return self.push_repr_scalar(out, plain);
        }
        if let Some(i) = value.as_int() {
            out.push_str(itoa::Buffer::new().format(i));
            return Ok(true);
        }
        if let Some(f) = value.as_float() {
            out.push_str(&float::repr(f));
            return Ok(true);
        }
        if let Some(text) = self.heap.text(value) {
            let (size, most) = (text.len(), quote::most_bytes(text));
            self.charge_fuel(size / 64)?;
            self.grow_text(out, most)?;
            quote::push_str(out, self.heap.text(value).unwrap_or(""), false);
            return Ok(true);
        }
        if let Some(i) = self.heap.big_int(value) {
            return match integer::decimal(i) {
                Some(text) => {
                    out.push_str(&text);
                    Ok(true)
                }
                None => Err(self.value_error(integer::TOO_LONG)),
            };
        }
        if let Some(size) = self.heap.bytes(value).map(|bytes| bytes.len()) {
            self.grow_text(out, size.saturating_mul(4).saturating_add(16))?;
        }
        if let Some(bytes) = self.heap.bytes(value) {
            if bytes.mutable {
                quote::push_bytearray(out, bytes)
            } else {
                quote::push_bytes(out, bytes)
            }
            return Ok(true);
        }
        out.push_str(match value {
            Value::NONE => "None",
            Value::TRUE => "True",
            Value::FALSE => "False",
            Value::ELLIPSIS => "Ellipsis",
            Value::NOT_IMPLEMENTED => "NotImplemented",
            Value::MISSING => "<Token.MISSING>",
            _ => return Ok(false),
        });
        Ok(true)
    }

    /// The class in whose body an instance's special method stands; None if nowhere.
    fn answering_class(&self, value: Value, name: crate::symbol::Symbol) -> Option<ClassId> {
        self.heap.class_lookup_where(self.heap.class_of(value), name).map(|(class, _)| class)
    }

    /// `format(value, spec)`; None where a script's `__format__`, `__str__` or `__repr__` must be called.
    pub fn format_native(&mut self, value: Value, spec: &str) -> Res<Option<Value>> {
        if self.overriding(value, names::FORMAT).is_some() { Ok(None) } else { self.format_builtin(value, spec) }
    }

    /// The same by the built-in type's own `__format__`; None where `str(value)` must be made by script code.
    pub fn format_builtin(&mut self, value: Value, spec: &str) -> Res<Option<Value>> {
        let plain = self.heap.plain(value);
        if spec.is_empty() {
            return self.str_native(value);
        }
        if let Some(text) = self.heap.text(plain) {
            let target = Target { type_name: "str", align: Align::Left, kind: Some('s') };
            let parsed = Spec::parse(spec, self.named(value, target)).map(|spec| (spec, text.len()));
            let (spec, size) = self.problem_result(parsed)?;
            let most = spec::size_of(&spec).saturating_add(size);
            self.check_size(most)?;
            self.reserve_memory(most.saturating_mul(2))?;
            let text = self.heap.text(plain).unwrap_or("");
            let type_name = self.heap.type_name(value);
            let result = match spec.kind {
                None | Some('s') => spec::format_str(text, &spec),
                Some(kind) => spec::unknown_code(kind, type_name),
            };
            return self.text_result(result).map(Some);
        }
        if self.heap.is_number(plain) {
            return self.format_number(value, plain, spec).map(Some);
        }
        let message = format!("unsupported format string passed to {}.__format__", self.heap.type_name(value));
        Err(self.type_error(message))
    }

    fn named<'a>(&'a self, value: Value, target: Target<'a>) -> Target<'a> {
        Target { type_name: self.heap.type_name(value), ..target }
    }

    fn format_number(&mut self, value: Value, plain: Value, spec: &str) -> Res {
        let target = self.named(value, Target { type_name: "", align: Align::Right, kind: None });
        let parsed = Spec::parse(spec, target);
        let spec = self.problem_result(parsed)?;
        // Digits, the digits in groups, and both with what fills the width.
        let most = spec::size_of(&spec);
        self.check_size(most)?;
        self.reserve_memory(most.saturating_mul(4))?;
        let type_name = self.heap.type_name(value);
        let result = match plain.as_float() {
            Some(f) => spec::format_float(f, &spec, type_name),
            None if spec.kind.is_some_and(|kind| matches!(kind, 'b' | 'o' | 'x' | 'X')) => {
                self.check_digits(
                    plain,
                    match spec.kind {
                        Some('b') => 2,
                        Some('o') => 8,
                        _ => 16,
                    },
                )?;
                let type_name = self.heap.type_name(value);
                let integer = self.heap.integer_ref(plain);
                integer.map_or(Ok(String::new()), |integer| spec::format_int(&integer, &spec, type_name))
            }
            None => match self.heap.integer_ref(plain) {
                Some(i) => spec::format_int(&i, &spec, type_name),
                None => Ok(String::new()),
            },
        };
        self.text_result(result)
    }

    /// Raises what a formatter found wrong.
    #[cold]
    pub fn problem(&mut self, problem: Problem) -> Raised {
        match problem {
            Problem::Value(text) => self.value_error(text),
            Problem::Overflow(text) => self.overflow_error(text),
        }
    }

    pub(super) fn problem_result<T>(&mut self, result: Result<T, Problem>) -> Res<T> {
        result.map_err(|problem| self.problem(problem))
    }

    fn text_result(&mut self, result: Result<String, Problem>) -> Res {
        let text = self.problem_result(result)?;
        Ok(self.heap.str_from(text))
    }

    /// Makes sure that there is room for an int's digits in a base that is a power of two: in three texts, one of which grows.
    pub(super) fn check_digits(&mut self, value: Value, base: u8) -> Res<()> {
        let bits = self.heap.big_int(value).map_or(0, dashu_int::ops::BitTest::bit_len);
        self.check_bits_in_base(bits, base)
    }

    /// The same for a number of bits.
    pub(super) fn check_bits_in_base(&mut self, bits: usize, base: u8) -> Res<()> {
        let digits = bits / base.ilog2().max(1) as usize;
        if digits > MANY_DIGITS { self.check_size(digits.saturating_mul(6)) } else { Ok(()) }
    }

    /// An int in a base with its prefix: `bin`, `oct`, `hex`.
    pub fn radix_text(&mut self, value: Value, base: u8, prefix: &str) -> Res {
        let index = self.index_value(value)?;
        self.check_digits(index, base)?;
        let text = match small_int(index) {
            Some(i) => integer::radix(&dashu_int::IBig::from(i), base),
            None => self.heap.big_int(index).map_or(String::new(), |i| integer::radix(i, base)),
        };
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text.as_str()),
        };
        let text = [sign, prefix, digits].concat();
        Ok(self.heap.str_from(text))
    }
}
