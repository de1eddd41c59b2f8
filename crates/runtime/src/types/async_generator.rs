//! Methods of async generators: each makes an awaitable, which `types/awaitable.rs` drives.

use super::container::no_keywords;
use super::generator;
use crate::native::{Args, NativeDef, Res, Signature, accessor, getter, method};
use crate::object::other::AsyncAction;
use crate::value::Value;
use crate::vm::Vm;

/// Members of `async_generator`.
pub static MEMBERS: &[NativeDef] = &[
    method("__aiter__", generator::itself, Signature::None),
    method("__anext__", anext, Signature::None),
    method("asend", asend, Signature::One),
    method("athrow", athrow, Signature::Any),
    method("aclose", aclose, Signature::None),
    accessor("ag_running", is_running),
    getter("ag_suspended", generator::is_suspended),
    getter("ag_frame", generator::frame),
    getter("ag_code", generator::code),
    getter("ag_await", generator::delegate),
    accessor("__name__", generator::name),
    accessor("__qualname__", generator::qualname),
];

fn anext(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    vm.first_iteration(generator, AsyncAction::Send(Value::NONE))
}

fn asend(vm: &mut Vm, args: Args) -> Res {
    let (generator, value) = (args.get(vm, 0), args.get(vm, 1));
    vm.first_iteration(generator, AsyncAction::Send(value))
}

fn athrow(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    no_keywords(vm, args, "async_generator.athrow")?;
    let given = args.count - 1;
    if given > 1 {
        generator::warn_of_signature(vm, "athrow")?;
    }
    if !(1..=3).contains(&given) {
        // Nobody counts the arguments before it is awaited.
        let action = AsyncAction::Throw(Value::UNBOUND, Value::small(given as i64), Value::UNBOUND);
        return vm.first_iteration(generator, action);
    }
    let (class, argument, traceback) = (args.get(vm, 1), args.opt(vm, 2), args.opt(vm, 3));
    let unbound = Value::UNBOUND;
    let action = AsyncAction::Throw(class, argument.unwrap_or(unbound), traceback.unwrap_or(unbound));
    vm.first_iteration(generator, action)
}

fn aclose(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    vm.first_iteration(generator, AsyncAction::Close)
}

/// True while an `asend`, `athrow` or `aclose` is under way, also while the body awaits something.
fn is_running(vm: &mut Vm, args: Args) -> Res {
    if args.count > 1 {
        return Err(vm.attribute_error("readonly attribute"));
    }
    Ok(Value::bool(vm.is_being_iterated(args.get(vm, 0))))
}
