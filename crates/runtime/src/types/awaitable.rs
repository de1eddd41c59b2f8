//! Methods of the awaitables of async generators, of `coroutine.__await__()` and of two-argument `anext`, which a script
//! may drive by hand.

use super::generator;
use crate::native::{Args, NativeDef, Raised, Res, Signature, method};
use crate::object::other::{AwaitableState, OtherObject};
use crate::value::Value;
use crate::vm::{Mode, Pending, Resumption, Vm};

/// Members of `async_generator_asend` and `async_generator_athrow`.
pub static ASYNC: &[NativeDef] = &[
    method("__await__", generator::itself, Signature::None),
    method("__iter__", generator::itself, Signature::None),
    method("__next__", next, Signature::None),
    method("send", send, Signature::One),
    method("throw", throw, Signature::Range(1, 3)),
    method("close", close, Signature::None),
];

/// Members of `coroutine_wrapper`.
pub static WRAPPER: &[NativeDef] = &[
    method("__iter__", generator::itself, Signature::None),
    method("__next__", wrapper_next, Signature::None),
    method("send", wrapper_send, Signature::One),
    method("throw", wrapper_throw, Signature::Range(1, 3)),
    method("close", wrapper_close, Signature::None),
];

/// Members of `FutureIter`.
pub static FUTURE: &[NativeDef] = &[
    method("__iter__", generator::itself, Signature::None),
    method("__next__", future_step, Signature::None),
    method("send", future_step, Signature::One),
    method("throw", future_throw, Signature::Range(1, 3)),
    method("close", future_close, Signature::None),
];

/// Members of `anext_awaitable`.
pub static ANEXT: &[NativeDef] = &[
    method("__await__", generator::itself, Signature::None),
    method("__iter__", generator::itself, Signature::None),
    method("__next__", anext_next, Signature::None),
    method("send", anext_send, Signature::One),
    method("throw", anext_throw, Signature::Range(1, 3)),
    method("close", anext_close, Signature::None),
];

fn drive(vm: &mut Vm, awaitable: Value, with: Resumption) -> Res {
    vm.pending = Some(Pending::Drive { awaitable, with });
    Ok(Value::PENDING)
}

fn next(vm: &mut Vm, args: Args) -> Res {
    let awaitable = args.get(vm, 0);
    drive(vm, awaitable, Resumption::Send(Value::NONE))
}

fn send(vm: &mut Vm, args: Args) -> Res {
    let (awaitable, value) = (args.get(vm, 0), args.get(vm, 1));
    drive(vm, awaitable, Resumption::Send(value))
}

fn throw(vm: &mut Vm, args: Args) -> Res {
    let awaitable = args.get(vm, 0);
    // A used awaitable complains before anybody looks at the arguments.
    if let Some(OtherObject::AsyncAwaitable(object)) = vm.heap.other(awaitable)
        && object.state == AwaitableState::Closed
    {
        return drive(vm, awaitable, Resumption::Send(Value::NONE));
    }
    let exception = generator::thrown(vm, args, "throw")?;
    drive(vm, awaitable, Resumption::Throw(exception))
}

fn close(vm: &mut Vm, args: Args) -> Res {
    let awaitable = args.get(vm, 0);
    match vm.heap.other(awaitable) {
        Some(OtherObject::AsyncAwaitable(object)) if object.state != AwaitableState::Closed => {
            vm.tail_prelude("awaitable_close", &[awaitable])
        }
        _ => Ok(Value::NONE),
    }
}

/// The coroutine of a wrapper.
fn wrapped(vm: &Vm, args: Args) -> Value {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::CoroutineWrapper(coroutine)) => *coroutine,
        _ => Value::NONE,
    }
}

fn resume_wrapped(vm: &mut Vm, args: Args, with: Resumption) -> Res {
    let generator = wrapped(vm, args);
    vm.pending = Some(Pending::Resume { generator, with, mode: Mode::Send });
    Ok(Value::PENDING)
}

fn wrapper_next(vm: &mut Vm, args: Args) -> Res {
    resume_wrapped(vm, args, Resumption::Send(Value::NONE))
}

fn wrapper_send(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 1);
    resume_wrapped(vm, args, Resumption::Send(value))
}

fn wrapper_throw(vm: &mut Vm, args: Args) -> Res {
    let exception = generator::thrown(vm, args, "throw")?;
    resume_wrapped(vm, args, Resumption::Throw(exception))
}

fn wrapper_close(vm: &mut Vm, args: Args) -> Res {
    let coroutine = wrapped(vm, args);
    generator::close_generator(vm, coroutine)
}

/// The first step gives the future, which whoever drives the step must wait for; a step before it is done is an error.
fn future_step(vm: &mut Vm, args: Args) -> Res {
    let Some(OtherObject::FutureIterator(future)) = vm.heap.other(args.get(vm, 0)) else { return Ok(Value::NONE) };
    let future = *future;
    if future.is_unbound() {
        return Err(vm.stop_iteration(Value::NONE));
    }
    match vm.future_outcome(future) {
        None if vm.set_blocking(future, true) => Err(vm.runtime_error("await wasn't used with future")),
        None => Ok(future),
        Some(outcome) => {
            future_close(vm, args)?;
            Err(match outcome {
                Ok(value) => vm.stop_iteration(value),
                Err(exception) => vm.raise(exception),
            })
        }
    }
}

fn future_throw(vm: &mut Vm, args: Args) -> Res {
    // It is not raised: what is handled is not its context.
    let exception = generator::thrown(vm, args, "throw")?;
    future_close(vm, args)?;
    vm.heap.raised = exception;
    Err(Raised)
}

fn future_close(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    if let Some(OtherObject::FutureIterator(future)) = vm.heap.other_mut(iterator) {
        *future = Value::UNBOUND;
    }
    Ok(Value::NONE)
}

fn anext_parts(vm: &Vm, args: Args) -> (Value, Value) {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::AnextAwaitable { awaitable, default }) => (*awaitable, *default),
        _ => (Value::NONE, Value::NONE),
    }
}

fn anext_next(vm: &mut Vm, args: Args) -> Res {
    let (awaitable, default) = anext_parts(vm, args);
    vm.tail_prelude("anext_next", &[awaitable, default])
}

fn anext_send(vm: &mut Vm, args: Args) -> Res {
    let ((awaitable, default), value) = (anext_parts(vm, args), args.get(vm, 1));
    vm.tail_prelude("anext_send", &[awaitable, default, value])
}

fn anext_throw(vm: &mut Vm, args: Args) -> Res {
    let (awaitable, default) = anext_parts(vm, args);
    let exception = generator::thrown(vm, args, "throw")?;
    vm.tail_prelude("anext_throw", &[awaitable, default, exception])
}

fn anext_close(vm: &mut Vm, args: Args) -> Res {
    let (awaitable, default) = anext_parts(vm, args);
    vm.tail_prelude("anext_close", &[awaitable, default])
}
