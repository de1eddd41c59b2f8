//! Methods of generators and coroutines: `send`, `throw`, `close`, and what introspection asks. Resuming itself is the run
//! loop's.

use crate::native::{Args, NativeDef, Res, Signature, accessor, getter, method};
use crate::object::generator::{GeneratorRare, GeneratorState};
use crate::object::other::OtherObject;
use crate::types::classes;
use crate::value::Value;
use crate::vm::{Mode, Pending, Resumption, Vm};

/// Members of `generator`.
pub static MEMBERS: &[NativeDef] = &[
    method("__iter__", itself, Signature::None),
    method("__next__", next, Signature::None),
    method("send", send, Signature::One),
    method("throw", throw, Signature::Range(1, 3)),
    method("close", close, Signature::None),
    getter("gi_running", is_running),
    getter("gi_suspended", is_suspended),
    getter("gi_frame", frame),
    getter("gi_code", code),
    getter("gi_yieldfrom", delegate),
    accessor("__name__", name),
    accessor("__qualname__", qualname),
];

/// Members of `coroutine`.
pub static COROUTINE: &[NativeDef] = &[
    method("__await__", wrapper, Signature::None),
    method("send", send, Signature::One),
    method("throw", throw, Signature::Range(1, 3)),
    method("close", close, Signature::None),
    getter("cr_running", is_running),
    getter("cr_suspended", is_suspended),
    getter("cr_frame", frame),
    getter("cr_code", code),
    getter("cr_await", delegate),
    getter("cr_origin", nothing),
    accessor("__name__", name),
    accessor("__qualname__", qualname),
];

/// What a native does in its caller's place: resumes a generator.
fn resume(vm: &mut Vm, generator: Value, with: Resumption, mode: Mode) -> Res {
    vm.pending = Some(Pending::Resume { generator, with, mode });
    Ok(Value::PENDING)
}

/// `iter(x)` of what is its own iterator.
pub(super) fn itself(vm: &mut Vm, args: Args) -> Res {
    Ok(args.get(vm, 0))
}

fn nothing(_: &mut Vm, _: Args) -> Res {
    Ok(Value::NONE)
}

fn next(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    resume(vm, generator, Resumption::Send(Value::NONE), Mode::Send)
}

fn send(vm: &mut Vm, args: Args) -> Res {
    let (generator, value) = (args.get(vm, 0), args.get(vm, 1));
    resume(vm, generator, Resumption::Send(value), Mode::Send)
}

fn throw(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    let class = args.get(vm, 1);
    // An iterator that is no generator gets the class itself.
    let exception = match args.count == 2 && vm.hands_on_class(generator, class) {
        true => class,
        false => thrown(vm, args, "throw")?,
    };
    resume(vm, generator, Resumption::Throw(exception), Mode::Send)
}

/// The exception that a method like `throw` throws.
pub(super) fn thrown(vm: &mut Vm, args: Args, name: &str) -> Res {
    let class = args.get(vm, 1);
    let (argument, traceback) = (args.opt(vm, 2), args.opt(vm, 3));
    if argument.is_some() {
        warn_of_signature(vm, name)?;
    }
    vm.throw_argument(class, argument.unwrap_or(Value::UNBOUND), traceback.unwrap_or(Value::UNBOUND))
}

/// The warning that the form with a class, a value and a traceback gives.
pub(super) fn warn_of_signature(vm: &mut Vm, name: &str) -> Res<()> {
    let message =
        format!("the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead.");
    vm.warn(classes::DEPRECATION_WARNING, &message)
}

fn close(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    close_generator(vm, generator)
}

/// `close()` of a generator or coroutine.
pub(super) fn close_generator(vm: &mut Vm, generator: Value) -> Res {
    match vm.heap.generator(generator).map(|object| object.state) {
        Some(GeneratorState::Fresh) => {
            vm.close_fresh(generator);
            Ok(Value::NONE)
        }
        Some(GeneratorState::Closed) | None => Ok(Value::NONE),
        Some(GeneratorState::Running | GeneratorState::Suspended | GeneratorState::Chained) => {
            let exit = vm.new_exception(classes::GENERATOR_EXIT, &[]);
            vm.link_context(exit);
            resume(vm, generator, Resumption::Throw(exit), Mode::Close)
        }
    }
}

fn wrapper(vm: &mut Vm, args: Args) -> Res {
    let coroutine = args.get(vm, 0);
    Ok(vm.heap.new_other(OtherObject::CoroutineWrapper(coroutine)))
}

pub(super) fn is_running(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    Ok(Value::bool(vm.is_running(generator)))
}

pub(super) fn is_suspended(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    Ok(Value::bool(vm.generator_activity(generator) == Some(GeneratorState::Suspended)))
}

pub(super) fn frame(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    Ok(vm.generator_frame_object(generator))
}

pub(super) fn code(vm: &mut Vm, args: Args) -> Res {
    match vm.heap.generator(args.get(vm, 0)).map(|object| object.place.code()) {
        Some(code) => Ok(vm.code_object(code)),
        None => Ok(Value::NONE),
    }
}

/// What it delegates to or awaits.
pub(super) fn delegate(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    Ok(vm.delegated_object(generator))
}

pub(super) fn name(vm: &mut Vm, args: Args) -> Res {
    let part: fn(&mut GeneratorRare) -> &mut Value = |rare| &mut rare.name;
    match named(vm, args, part, "__name__")? {
        Some(name) => Ok(name),
        None => {
            let code = vm.heap.generator(args.get(vm, 0)).map(|object| object.place.code());
            let text = code.and_then(|code| vm.linked.get(code.0 as usize)).map(|linked| linked.code.name.clone());
            Ok(vm.heap.interned(&text.unwrap_or_default()))
        }
    }
}

pub(super) fn qualname(vm: &mut Vm, args: Args) -> Res {
    let part: fn(&mut GeneratorRare) -> &mut Value = |rare| &mut rare.qualname;
    match named(vm, args, part, "__qualname__")? {
        Some(name) => Ok(name),
        None => {
            let code = vm.heap.generator(args.get(vm, 0)).map(|object| object.place.code());
            let text = code.and_then(|code| vm.linked.get(code.0 as usize)).map(|linked| linked.code.qualname.clone());
            Ok(vm.heap.interned(&text.unwrap_or_default()))
        }
    }
}

/// Sets a name, or reads one that was set.
fn named(vm: &mut Vm, args: Args, part: fn(&mut GeneratorRare) -> &mut Value, what: &str) -> Res<Option<Value>> {
    let generator = args.get(vm, 0);
    if args.count < 2 {
        let object = vm.heap.generator_mut(generator).and_then(|object| object.extra.as_mut()?.rare.as_deref_mut());
        return Ok(object.map(|rare| *part(rare)).filter(|name| !name.is_unbound()));
    }
    match args.opt(vm, 1).filter(|value| vm.heap.text(vm.heap.plain(*value)).is_some()) {
        Some(value) => {
            if let Some(object) = vm.heap.generator_mut(generator) {
                *part(object.rare_mut()) = value;
            }
            Ok(Some(Value::NONE))
        }
        None => Err(vm.type_error(format!("{what} must be set to a string object"))),
    }
}
