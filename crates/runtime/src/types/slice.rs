//! `slice`: its constructor, attributes and `indices`.

use super::container::*;
use crate::heap::SliceObject;
use crate::native::{Args, NativeDef, Res, Signature, getter, method, static_method};
use crate::value::Value;
use crate::vm::Vm;
use dashu_int::IBig;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", slice_new, Signature::Any),
    method("indices", indices, Signature::One),
    getter("start", start),
    getter("stop", stop),
    getter("step", step),
    method("__repr__", dunder_repr, Signature::None),
    method("__hash__", dunder_hash, Signature::None),
];

fn slice_new(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args, "slice")?;
    let given = positional(vm, args, "slice", 1, 3)?;
    let slice = match given[..] {
        [stop] => SliceObject { stop, ..SliceObject::default() },
        [start, stop] => SliceObject { start, stop, step: Value::NONE },
        [start, stop, step, ..] => SliceObject { start, stop, step },
        [] => SliceObject::default(),
    };
    Ok(vm.heap.new_slice(slice))
}

fn parts(vm: &Vm, args: Args) -> SliceObject {
    vm.heap.slice(args.get(vm, 0)).copied().unwrap_or_default()
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

fn indices(vm: &mut Vm, args: Args) -> Res {
    let (slice, length) = (args.get(vm, 0), args.get(vm, 1));
    let length = vm.index_integer(length)?;
    if length < IBig::ZERO {
        return Err(vm.value_error("length should not be negative"));
    }
    let (start, stop, step) = vm.big_slice_indices(slice, &length)?;
    let parts = [vm.heap.integer(start), vm.heap.integer(stop), vm.heap.integer(step)];
    Ok(vm.heap.tuple_of(&parts))
}
