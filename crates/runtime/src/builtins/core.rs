//! What the prelude's core needs of the virtual machine.

use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::vm::Vm;

/// Globals of the prelude.
pub static PRELUDE: &[NativeDef] = &[
    function("_wrap", wrap, Signature::Range(2, 2)),
    function("_callee_name", callee_name, Signature::One),
    function("_contains_iterator", contains_iterator, Signature::One),
];

/// An instance of a script class that carries a value of the built-in type it derives from.
fn wrap(vm: &mut Vm, args: Args) -> Res {
    let (class, value) = (args.get(vm, 0), args.get(vm, 1));
    match Heap::as_class(class).filter(|class| vm.heap.script_class(*class).is_some()) {
        Some(class) => Ok(vm.new_instance(class, Some(value))),
        None => Ok(value),
    }
}

/// How an error of a call names what is called.
fn callee_name(vm: &mut Vm, args: Args) -> Res {
    let name = vm.callee_name(args.get(vm, 0))?;
    vm.check_size(name.len())?;
    Ok(vm.heap.str(&name))
}

/// What `in` iterates over, with the error of `in` where that is nothing.
fn contains_iterator(vm: &mut Vm, args: Args) -> Res {
    let container = args.get(vm, 0);
    if vm.is_iterable_value(container) {
        return Ok(container);
    }
    let message = format!("argument of type '{}' is not iterable", vm.heap.type_name(container));
    Err(vm.type_error(message))
}
