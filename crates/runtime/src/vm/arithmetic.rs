//! Operators on ints, bools, floats, str and bytes.
//!
//! Knows no script code: what a script's class defines is asked by the run loop before or after. The results are CPython's,
//! the bounds on what one operation may cost are ours (`number::integer`).

use super::{Ending, Vm};
use crate::heap::{integer_of_float, small_int};
use crate::native::{Raised, Res};
use crate::number::{NumberError, float, integer};
use crate::types::classes;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use hognose_bytecode::{BinaryOp, UnaryOp};

/// The largest str, bytes or list that a script can make in one step, in bytes.
const MOST_BYTES: usize = 1 << 30;

/// For fewer bytes it is not asked whether there is room.
const FEW_BYTES: usize = 1 << 10;

/// The number theoretic transforms of dashu take some thirty times what they multiply.
const TRANSFORM: usize = 32;

/// Bytes that an operator on ints takes at most, which together have so many bytes: its result and what it needs on the
/// way.
fn scratch(op: BinaryOp, bytes: usize, left: &IBig, right: &IBig) -> usize {
    match op {
        BinaryOp::Mul | BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::Div => bytes * TRANSFORM,
        BinaryOp::LeftShift => match usize::try_from(right) {
            Ok(count) => bytes + count.min(integer::MOST_BITS as usize) / 4,
            Err(_) => 0,
        },
        // Too large a result is refused before it is made.
        BinaryOp::Pow => match usize::try_from(right) {
            Ok(exponent) => integer::magnitude_bits(left).saturating_mul(exponent).min(integer::MOST_BITS as usize) * 4,
            Err(_) => 0,
        },
        _ => bytes * 2,
    }
}

/// Bytes or words of work that one unit of fuel pays for.
const WORK_PER_FUEL: u64 = 64;

impl Vm {
    /// A binary operator on values of built-in types: None for NotImplemented. May return `Value::PENDING`.
    pub fn binary_native(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        let (left, right) = (self.heap.plain(a), self.heap.plain(b));
        if self.heap.is_number(left) && self.heap.is_number(right) {
            return self.number_binary(op, left, right);
        }
        match op {
            BinaryOp::Mod if left.is_kind(Kind::Str) || left.is_kind(Kind::Bytes) => {
                return self.percent_format(left, b).map(Some);
            }
            BinaryOp::Add if left.is_kind(Kind::Str) && right.is_kind(Kind::Str) => {
                return self.concat_text(left, right).map(Some);
            }
            BinaryOp::Add if left.is_kind(Kind::Bytes) && right.is_kind(Kind::Bytes) => {
                return self.concat_bytes(left, right).map(Some);
            }
            BinaryOp::Mul if left.is_kind(Kind::Str) || left.is_kind(Kind::Bytes) => {
                return self.repeat_text(a, left, b);
            }
            BinaryOp::Mul if right.is_kind(Kind::Str) || right.is_kind(Kind::Bytes) => {
                return self.repeat_text(b, right, a);
            }
            _ => {}
        }
        self.binary_container(op, a, b)
    }

    /// A unary operator on a value of a built-in type: None if the type has none.
    pub fn unary_native(&mut self, op: UnaryOp, value: Value) -> Res<Option<Value>> {
        let value = self.heap.plain(value);
        if let Some(f) = value.as_float() {
            return Ok(match op {
                UnaryOp::Negative => Some(Value::float(-f)),
                UnaryOp::Positive => Some(value),
                UnaryOp::Invert => None,
            });
        }
        if let Some(i) = small_int(value) {
            let result = match op {
                UnaryOp::Negative => -i,
                UnaryOp::Positive => i,
                UnaryOp::Invert => !i,
            };
            return Ok(Some(self.heap.int(result)));
        }
        let Some(i) = self.heap.big_int(value) else { return Ok(None) };
        let result = match op {
            UnaryOp::Negative => -i,
            UnaryOp::Positive => return Ok(Some(value)),
            UnaryOp::Invert => -i - IBig::from(1),
        };
        Ok(Some(self.heap.integer(result)))
    }

    /// Raises what an operation on numbers came to.
    #[cold]
    pub fn number_error(&mut self, error: NumberError) -> Raised {
        match error {
            NumberError::ZeroDivision(text) => self.zero_division_error(text),
            NumberError::Overflow(text) => self.overflow_error(text),
            NumberError::Value(text) => self.value_error(text),
            NumberError::TooLarge => self.raise_with(classes::MEMORY_ERROR, &[]),
            NumberError::OutOfRange => {
                let text = self.heap.str("Numerical result out of range");
                self.raise_with(classes::OVERFLOW_ERROR, &[Value::small(34), text])
            }
            NumberError::Complex => {
                self.value_error("a negative number to a fractional power is a complex number, which is not supported")
            }
        }
    }

    /// A result on numbers, or its error raised.
    #[inline(always)]
    pub fn number_result<T>(&mut self, result: Result<T, NumberError>) -> Res<T> {
        result.map_err(|error| self.number_error(error))
    }

    /// Refuses an object of script-chosen size before it is made: MemoryError, or the end where the machine's limit of
    /// memory leaves no room for it.
    pub fn check_size(&mut self, bytes: usize) -> Res<()> {
        self.refuse_size(bytes, bytes)?;
        self.reserve_memory(bytes)
    }

    /// MemoryError for what is too large whatever the limit; else charges the work, in bytes that are written.
    pub(super) fn refuse_size(&mut self, bytes: usize, work: usize) -> Res<()> {
        if bytes > MOST_BYTES {
            return Err(self.raise_with(classes::MEMORY_ERROR, &[]));
        }
        self.charge_fuel(work / WORK_PER_FUEL as usize)
    }

    /// Refuses an int of so many bits: MemoryError, or the end where it is more than its part of the machine's limit of
    /// memory, or where there is no room for it and what it takes to read it.
    pub fn check_bits(&mut self, bits: usize) -> Res<()> {
        if bits / 8 <= FEW_BYTES {
            return Ok(());
        }
        if bits as u64 > integer::MOST_BITS {
            return Err(self.number_error(NumberError::TooLarge));
        }
        if bits / 8 > self.heap.account.most_of_one() {
            Err(self.end(Ending::Memory))
        } else {
            self.reserve_memory(bits / 4)
        }
    }

    /// Refuses what multiplies or divides ints of so many bytes together where there is no room for it, and charges its work.
    pub fn charge_product(&mut self, bytes: usize, work: u64) -> Res<()> {
        if bytes > FEW_BYTES {
            self.reserve_memory(bytes.saturating_mul(TRANSFORM))?;
        }
        self.charge_work(work)
    }

    /// Charges work counted in words or bytes.
    fn charge_work(&mut self, work: u64) -> Res<()> {
        self.charge_fuel(usize::try_from(work / WORK_PER_FUEL).unwrap_or(usize::MAX >> 1))
    }

    fn number_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        if a.is_float() || b.is_float() {
            return self.float_binary(op, a, b);
        }
        if let (Some(a), Some(b)) = (a.as_bool(), b.as_bool()) {
            match op {
                BinaryOp::BitAnd => return Ok(Some(Value::bool(a & b))),
                BinaryOp::BitOr => return Ok(Some(Value::bool(a | b))),
                BinaryOp::BitXor => return Ok(Some(Value::bool(a ^ b))),
                _ => {}
            }
        }
        if let (Some(a), Some(b)) = (small_int(a), small_int(b))
            && let Some(result) = self.small_binary(op, a, b)?
        {
            return Ok(Some(result));
        }
        self.big_binary(op, a, b)
    }

    /// Operators on ints of 48 bits; None where more is needed, or where there is no such operator.
    fn small_binary(&mut self, op: BinaryOp, a: i64, b: i64) -> Res<Option<Value>> {
        let result = match op {
            BinaryOp::Add => a + b,
            BinaryOp::Sub => a - b,
            BinaryOp::Mul => match a.checked_mul(b) {
                Some(product) => product,
                None => return Ok(None),
            },
            BinaryOp::Div if b != 0 => return Ok(Some(Value::float(a as f64 / b as f64))),
            BinaryOp::FloorDiv if b != 0 => integer::divide_floor_small(a, b).0,
            BinaryOp::Mod if b != 0 => integer::divide_floor_small(a, b).1,
            BinaryOp::RightShift if (0..64).contains(&b) => a >> b,
            BinaryOp::LeftShift if (0..16).contains(&b) => a << b,
            BinaryOp::BitAnd => a & b,
            BinaryOp::BitOr => a | b,
            BinaryOp::BitXor => a ^ b,
            BinaryOp::Pow if b >= 0 => match u32::try_from(b).ok().and_then(|b| a.checked_pow(b)) {
                Some(power) => power,
                None => return Ok(None),
            },
            BinaryOp::Div
            | BinaryOp::FloorDiv
            | BinaryOp::Mod
            | BinaryOp::RightShift
            | BinaryOp::LeftShift
            | BinaryOp::Pow
            | BinaryOp::MatMul => return Ok(None),
        };
        Ok(Some(self.heap.int(result)))
    }

    fn big_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        let (left, right) = (self.heap.integer_ref(a), self.heap.integer_ref(b));
        let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
        let (left, right) = (left.as_ref(), right.as_ref());
        let linear = (integer::magnitude_bits(left) + integer::magnitude_bits(right)) as u64 / 64;
        let bytes = linear as usize * 8;
        let needed = scratch(op, bytes, left, right);
        if needed > FEW_BYTES && !self.heap.has_room(needed) {
            return Err(self.end(Ending::Memory));
        }
        let result = match op {
            BinaryOp::Add => Ok((left + right, linear)),
            BinaryOp::Sub => Ok((left - right, linear)),
            BinaryOp::BitAnd => Ok((left & right, linear)),
            BinaryOp::BitOr => Ok((left | right, linear)),
            BinaryOp::BitXor => Ok((left ^ right, linear)),
            BinaryOp::Mul => integer::check_product(left, right).map(|work| (left * right, work)),
            BinaryOp::Div => {
                let quotient = float::true_divide(left, right);
                return self.number_result(quotient).map(|quotient| Some(Value::float(quotient)));
            }
            BinaryOp::FloorDiv if right.is_zero() => {
                Err(NumberError::ZeroDivision("integer division or modulo by zero"))
            }
            BinaryOp::Mod if right.is_zero() => Err(NumberError::ZeroDivision("integer modulo by zero")),
            BinaryOp::FloorDiv => {
                integer::checked_work(left, right).map(|work| (integer::divide_floor(left, right).0, work))
            }
            BinaryOp::Mod => {
                integer::checked_work(left, right).map(|work| (integer::divide_floor(left, right).1, work))
            }
            BinaryOp::LeftShift => integer::shift_left(left, right).map(|i| (i, linear)),
            BinaryOp::RightShift => integer::shift_right(left, right).map(|i| (i, linear)),
            BinaryOp::Pow if integer::is_negative(right) => return self.float_binary(op, a, b),
            BinaryOp::Pow => integer::power(left, right),
            BinaryOp::MatMul => return Ok(None),
        };
        let (result, work) = self.number_result(result)?;
        self.charge_work(work)?;
        self.check_bits(integer::magnitude_bits(&result))?;
        Ok(Some(self.heap.integer(result)))
    }

    /// A number as a float: `int too large to convert to float`.
    pub fn number_to_float(&mut self, value: Value) -> Res<f64> {
        if let Some(f) = value.as_float() {
            return Ok(f);
        }
        if let Some(i) = small_int(value) {
            return Ok(i as f64);
        }
        match self.heap.big_int(value).and_then(integer::to_float) {
            Some(f) => Ok(f),
            None => Err(self.overflow_error("int too large to convert to float")),
        }
    }

    fn float_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        let is_arithmetic = matches!(
            op,
            BinaryOp::Add
                | BinaryOp::Sub
                | BinaryOp::Mul
                | BinaryOp::Div
                | BinaryOp::FloorDiv
                | BinaryOp::Mod
                | BinaryOp::Pow
        );
        if !is_arithmetic {
            return Ok(None);
        }
        let (a, b) = (self.number_to_float(a)?, self.number_to_float(b)?);
        let result = match op {
            BinaryOp::Add => Ok(a + b),
            BinaryOp::Sub => Ok(a - b),
            BinaryOp::Mul => Ok(a * b),
            BinaryOp::Div => float::divide(a, b),
            BinaryOp::FloorDiv => float::floor_divide(a, b),
            BinaryOp::Mod => float::modulo(a, b),
            BinaryOp::Pow => float::power(a, b),
            BinaryOp::MatMul
            | BinaryOp::LeftShift
            | BinaryOp::RightShift
            | BinaryOp::BitAnd
            | BinaryOp::BitOr
            | BinaryOp::BitXor => return Ok(None),
        };
        self.number_result(result).map(|f| Some(Value::float(f)))
    }

    /// `divmod` of two numbers; None if one is none.
    pub fn divmod_native(&mut self, a: Value, b: Value) -> Res<Option<Value>> {
        let (a, b) = (self.heap.plain(a), self.heap.plain(b));
        if !self.heap.is_number(a) || !self.heap.is_number(b) {
            return Ok(None);
        }
        if a.is_float() || b.is_float() {
            let (a, b) = (self.number_to_float(a)?, self.number_to_float(b)?);
            let parts = float::divide_modulo(a, b, "float divmod()");
            let (quotient, rest) = self.number_result(parts)?;
            return Ok(Some(self.heap.tuple_of(&[Value::float(quotient), Value::float(rest)])));
        }
        let bytes = [a, b].map(|value| self.heap.big_int(value).map_or(0, integer::magnitude_bits) / 8);
        self.charge_product(bytes[0] + bytes[1], 0)?;
        let parts = match (self.heap.integer_ref(a), self.heap.integer_ref(b)) {
            (_, Some(b)) if b.is_zero() => Err(NumberError::ZeroDivision("integer division or modulo by zero")),
            (Some(a), Some(b)) => integer::checked_work(&a, &b).map(|work| (integer::divide_floor(&a, &b), work)),
            _ => return Ok(None),
        };
        let ((quotient, rest), work) = self.number_result(parts)?;
        self.charge_work(work)?;
        let (quotient, rest) = (self.heap.integer(quotient), self.heap.integer(rest));
        Ok(Some(self.heap.tuple_of(&[quotient, rest])))
    }

    /// `pow` with three arguments; None if one of them is no number of a built-in type.
    pub fn power_modulo_native(&mut self, base: Value, exponent: Value, modulus: Value) -> Res<Option<Value>> {
        let [base, exponent, modulus] = [base, exponent, modulus].map(|value| self.heap.plain(value));
        if ![base, exponent, modulus].iter().all(|value| self.heap.is_number(*value)) {
            return Ok(None);
        }
        if base.is_float() || exponent.is_float() || modulus.is_float() {
            return Err(self.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
        }
        let parts = (self.heap.integer_ref(base), self.heap.integer_ref(exponent), self.heap.integer_ref(modulus));
        let (Some(base), Some(exponent), Some(modulus)) = parts else { return Ok(None) };
        let bytes = integer::magnitude_bits(&modulus) / 8 + integer::magnitude_bits(&base) / 8;
        if bytes > FEW_BYTES && !self.heap.has_room(bytes * TRANSFORM) {
            return Err(self.end(Ending::Memory));
        }
        let result = integer::power_modulo(&base, &exponent, &modulus);
        let (result, work) = self.number_result(result)?;
        self.charge_work(work)?;
        Ok(Some(self.heap.integer(result)))
    }

    /// `int(f)` of a float.
    pub fn integer_from_float(&mut self, f: f64) -> Res {
        if f.abs() < 1e14 {
            return Ok(self.heap.int(f as i64));
        }
        let integer = float::truncate(f);
        let integer = self.number_result(integer)?;
        Ok(self.heap.integer(integer))
    }

    /// The int that a whole finite float is.
    pub fn integer_from_whole(&mut self, whole: f64) -> Value {
        self.heap.integer(integer_of_float(whole))
    }
}
