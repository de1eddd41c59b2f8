//! `range`: its constructor and methods. The arithmetic is in `vm::ranges`.

use super::container::*;
use crate::heap::RangeObject;
use crate::native::{Args, NativeDef, Res, Signature, getter, method, static_method};
use crate::number::integer::magnitude_bits;
use crate::object::iterator::IteratorObject;
use crate::value::Value;
use crate::vm::Vm;
use dashu_int::IBig;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", range_new, Signature::Any),
    method("index", index, Signature::One),
    method("count", count, Signature::One),
    getter("start", start),
    getter("stop", stop),
    getter("step", step),
    method("__len__", dunder_len, Signature::None),
    method("__bool__", truth, Signature::None),
    method("__getitem__", dunder_getitem, Signature::One),
    method("__contains__", dunder_contains, Signature::One),
    method("__iter__", dunder_iter, Signature::None),
    method("__reversed__", reversed, Signature::None),
    method("__repr__", dunder_repr, Signature::None),
    method("__hash__", dunder_hash, Signature::None),
];

/// The largest bounds and steps of a range: what is asked of it multiplies and divides them.
const MOST_BITS: usize = 1 << 16;

/// An argument of `range` as an int.
fn bound(vm: &mut Vm, value: Value) -> Res {
    let index = vm.index_value(value)?;
    match vm.heap.big_int(index).map(magnitude_bits) {
        Some(bits) if bits > MOST_BITS => Err(vm.memory_error("range() arguments are limited to 65,536 bits")),
        _ => Ok(index),
    }
}

fn range_new(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args, "range")?;
    let given = positional(vm, args, "range", 1, 3)?;
    let (start, stop, step) = match given[..] {
        [stop] => (Value::small(0), bound(vm, stop)?, Value::small(1)),
        [start, stop, ref rest @ ..] => {
            let (start, stop) = (bound(vm, start)?, bound(vm, stop)?);
            let step = match rest.first() {
                Some(step) => vm.holding(&[start, stop], |vm| bound(vm, *step))?,
                None => Value::small(1),
            };
            (start, stop, step)
        }
        [] => (Value::small(0), Value::small(0), Value::small(1)),
    };
    if step == Value::small(0) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.new_range(start, stop, step))
}

fn parts(vm: &Vm, args: Args) -> RangeObject {
    vm.heap.range(args.get(vm, 0)).copied().unwrap_or_default()
}

fn start(vm: &mut Vm, args: Args) -> Res {
    Ok(parts(vm, args).start)
}

fn stop(vm: &mut Vm, args: Args) -> Res {
    Ok(parts(vm, args).stop)
}

fn step(vm: &mut Vm, args: Args) -> Res {
    Ok(parts(vm, args).step)
}

fn truth(vm: &mut Vm, args: Args) -> Res {
    let range = args.get(vm, 0);
    Ok(Value::bool(vm.range_length(range) != Some(0)))
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (range, item) = (args.get(vm, 0), args.get(vm, 1));
    let exact = item.is_int() || item.is_bool() || item.is_kind(crate::value::Kind::BigInt);
    match vm.range_find(range, item)? {
        Some(index) => Ok(vm.heap.integer(index)),
        None if exact => vm.tail_prelude("range_index_error", &[item]),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (range, item) = (args.get(vm, 0), args.get(vm, 1));
    if item.is_int() || item.is_bool() || item.is_kind(crate::value::Kind::BigInt) {
        return Ok(Value::small(vm.range_contains(range, item)? as i64));
    }
    let Some(iterator) = vm.native_iterator(range)? else { return Ok(Value::small(0)) };
    vm.holding(&[iterator], |vm| {
        let mut count = 0;
        while let Some(other) = vm.iterator_next(iterator)? {
            vm.charge_fuel(1)?;
            count += vm.equals(other, item)? as i64;
        }
        Ok(Value::small(count))
    })
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let range = args.get(vm, 0);
    let iterator = vm.range_reversed(range);
    Ok(vm.heap.new_iterator(iterator))
}

impl Vm {
    /// The iterator that goes through a range from its end.
    pub(crate) fn range_reversed(&self, range: Value) -> IteratorObject {
        let RangeObject { start, step, .. } = self.heap.range(range).copied().unwrap_or_default();
        let big = |value: Value| self.heap.as_integer(value).unwrap_or_default();
        let (remaining, step) = (self.range_big_length(range), big(step));
        let next = big(start) + (&remaining - IBig::ONE) * &step;
        let step = -step;
        if let (Ok(first), Ok(stride), Ok(count)) =
            (i64::try_from(&next), i64::try_from(&step), u64::try_from(&remaining))
            && i64::try_from(next.clone() + &step * &remaining).is_ok()
        {
            return IteratorObject::Range { next: first, step: stride, remaining: count };
        }
        IteratorObject::BigRange { next: Box::new(next), step: Box::new(step), remaining: Box::new(remaining) }
    }
}
