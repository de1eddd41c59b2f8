//! Ranges of ints of any size: length, items, slices, membership, equality and hash.
//!
//! Source: CPython `Objects/rangeobject.c`. What fits into machine words is computed there, the rest with big ints.

use super::Vm;
use crate::heap::RangeObject;
use crate::native::Res;
use crate::value::{Kind, Value};
use dashu_int::IBig;

/// A range's start, stop and step as big ints.
struct BigParts {
    start: IBig,
    stop: IBig,
    step: IBig,
}

impl Vm {
    /// A range of ints; the step must not be zero.
    pub fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Value {
        self.heap.new_range(RangeObject { start, stop, step })
    }

    fn range_parts(&self, range: Value) -> Option<(i64, i64, i64)> {
        let range = self.heap.range(range)?;
        Some((range.start.as_int()?, range.stop.as_int()?, range.step.as_int()?))
    }

    fn range_big_parts(&self, range: Value) -> BigParts {
        let RangeObject { start, stop, step } = self.heap.range(range).copied().unwrap_or_default();
        let big = |value| self.heap.as_integer(value).unwrap_or_default();
        BigParts { start: big(start), stop: big(stop), step: big(step) }
    }

    /// Whether a bound or the step of a range has more than 48 bits.
    pub(crate) fn range_is_big(&self, range: Value) -> bool {
        self.range_parts(range).is_none()
    }

    /// Number of items, if it fits into 64 bits.
    #[inline]
    pub fn range_length(&self, range: Value) -> Option<u64> {
        match self.range_parts(range) {
            // The parts have 48 bits: nothing here can overflow.
            Some((start, stop, step)) if step > 0 && start < stop => Some(((stop - start - 1) / step + 1) as u64),
            Some((start, stop, step)) if step < 0 && start > stop => Some(((start - stop - 1) / -step + 1) as u64),
            Some(_) => Some(0),
            None => u64::try_from(&self.range_big_length(range)).ok(),
        }
    }

    /// Number of items.
    pub(crate) fn range_big_length(&self, range: Value) -> IBig {
        big_length(&self.range_big_parts(range))
    }

    /// `range[key]`
    pub(crate) fn range_item(&mut self, range: Value, key: Value) -> Res {
        if let (Some(index), Some((start, _, step)), Some(length)) =
            (key.as_int(), self.range_parts(range), self.range_length(range))
        {
            let length = length as i64;
            let position = if index < 0 { index + length } else { index };
            if position < 0 || position >= length {
                return Err(self.index_error("range object index out of range"));
            }
            return Ok(self.heap.int(start + position * step));
        }
        if key.is_kind(Kind::Slice) {
            return self.range_slice(range, key);
        }
        if !self.has_index(key) {
            return Err(self.index_type_error(range, key));
        }
        let index = self.index_integer(key)?;
        let parts = self.range_big_parts(range);
        let length = big_length(&parts);
        let position = if index < IBig::ZERO { index + &length } else { index };
        if position < IBig::ZERO || position >= length {
            return Err(self.index_error("range object index out of range"));
        }
        Ok(self.heap.integer(parts.start + position * parts.step))
    }

    fn range_slice(&mut self, range: Value, slice: Value) -> Res {
        let parts = self.range_big_parts(range);
        let length = big_length(&parts);
        let (start, stop, step) = self.big_slice_indices(slice, &length)?;
        let start = &parts.start + start * &parts.step;
        let stop = &parts.start + stop * &parts.step;
        let step = step * &parts.step;
        let (start, stop, step) = (self.heap.integer(start), self.heap.integer(stop), self.heap.integer(step));
        Ok(self.new_range(start, stop, step))
    }

    /// `slice.indices(length)` with ints of any size.
    pub(crate) fn big_slice_indices(&mut self, slice: Value, length: &IBig) -> Res<(IBig, IBig, IBig)> {
        let parts = self.heap.slice(slice).copied().unwrap_or_default();
        let step = match parts.step {
            Value::NONE => IBig::ONE,
            step => self.slice_part_integer(step)?,
        };
        if step == IBig::ZERO {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let negative = step < IBig::ZERO;
        let (lower, upper) = match negative {
            true => (-IBig::ONE, length - IBig::ONE),
            false => (IBig::ZERO, length.clone()),
        };
        let clamp = |index: IBig| {
            let index = if index < IBig::ZERO { index + length } else { index };
            if index < lower { lower.clone() } else { index.min(upper.clone()) }
        };
        let start = match parts.start {
            Value::NONE if negative => upper.clone(),
            Value::NONE => lower.clone(),
            start => clamp(self.slice_part_integer(start)?),
        };
        let stop = match parts.stop {
            Value::NONE if negative => lower.clone(),
            Value::NONE => upper.clone(),
            stop => clamp(self.slice_part_integer(stop)?),
        };
        Ok((start, stop, step))
    }

    fn slice_part_integer(&mut self, part: Value) -> Res<IBig> {
        if !self.has_index(part) {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.index_integer(part)
    }

    /// Whether a value is an int or a bool, for which membership is computed; others are compared one by one.
    fn is_exact_integer(value: Value) -> bool {
        value.is_int() || value.is_bool() || value.is_kind(Kind::BigInt)
    }

    /// `item in range`
    pub(crate) fn range_contains(&mut self, range: Value, item: Value) -> Res<bool> {
        Ok(self.range_find(range, item)?.is_some())
    }

    /// The index of an item in a range.
    pub(crate) fn range_find(&mut self, range: Value, item: Value) -> Res<Option<IBig>> {
        if Vm::is_exact_integer(item) {
            return Ok(self.range_index(range, item));
        }
        let Some(iterator) = self.native_iterator(range)? else { return Ok(None) };
        self.holding(&[iterator, item], |vm| {
            let mut index = 0;
            while let Some(other) = vm.iterator_next(iterator)? {
                vm.charge_fuel(1)?;
                if vm.equals(other, item)? {
                    return Ok(Some(IBig::from(index)));
                }
                index += 1;
            }
            Ok(None)
        })
    }

    fn range_index(&self, range: Value, item: Value) -> Option<IBig> {
        if let (Some(item), Some((start, stop, step))) = (item.as_int(), self.range_parts(range)) {
            let inside = if step > 0 { start <= item && item < stop } else { stop < item && item <= start };
            return (inside && (item - start) % step == 0).then(|| IBig::from((item - start) / step));
        }
        let item = self.heap.as_integer(item)?;
        let BigParts { start, stop, step } = self.range_big_parts(range);
        let inside = match step > IBig::ZERO {
            true => start <= item && item < stop,
            false => stop < item && item <= start,
        };
        let distance = item - start;
        (inside && &distance % &step == IBig::ZERO).then(|| distance / step)
    }

    pub(super) fn ranges_equal(&self, a: Value, b: Value) -> bool {
        let (a, b) = (self.range_big_parts(a), self.range_big_parts(b));
        let length = big_length(&a);
        if length != big_length(&b) {
            return false;
        }
        length == IBig::ZERO || a.start == b.start && (length == IBig::ONE || a.step == b.step)
    }

    /// The hash of the tuple (length, start, step), with None for what does not matter.
    pub(super) fn hash_range(&mut self, range: Value) -> Res<i64> {
        let parts = self.heap.range(range).copied().unwrap_or_default();
        let length = self.range_big_length(range);
        let (start, step) = match (length == IBig::ZERO, length == IBig::ONE) {
            (true, _) => (Value::NONE, Value::NONE),
            (_, true) => (parts.start, Value::NONE),
            _ => (parts.start, parts.step),
        };
        let length = self.heap.integer(length);
        let tuple = self.heap.tuple_of(&[length, start, step]);
        self.hash(tuple)
    }
}

fn big_length(parts: &BigParts) -> IBig {
    let BigParts { start, stop, step } = parts;
    if *step > IBig::ZERO && start < stop {
        (stop - start - IBig::ONE) / step + IBig::ONE
    } else if *step < IBig::ZERO && start > stop {
        (start - stop - IBig::ONE) / -step + IBig::ONE
    } else {
        IBig::ZERO
    }
}
