//! `aiter` and `anext`, and what the prelude needs to build them.

use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::object::generator::GeneratorKind;
use crate::object::other::{AsyncAction, OtherObject};
use crate::symbol::names;
use crate::value::Value;
use crate::vm::{TaskEvent, Vm};

/// Functions of `builtins`.
pub static FUNCTIONS: &[NativeDef] =
    &[function("aiter", aiter, Signature::One), function("anext", anext, Signature::Range(1, 2))];

/// Functions of `sys`.
pub static SYS: &[NativeDef] = &[
    function("get_asyncgen_hooks", get_asyncgen_hooks, Signature::None),
    function("set_asyncgen_hooks", set_asyncgen_hooks, Signature::Any),
];

/// Functions that only the prelude sees.
pub static PRELUDE: &[NativeDef] = &[
    function("_anext_awaitable", anext_awaitable, Signature::Range(2, 2)),
    function("_check_async_iterator", check_async_iterator, Signature::One),
    function("_enter_context", enter_context, Signature::One),
    function("_leave_context", leave_context, Signature::None),
    function("_new_task", new_task, Signature::Range(3, 3)),
    function("_eager_begin", eager_begin, Signature::Range(3, 3)),
    function("_eager_end", eager_end, Signature::Range(4, 4)),
    function("_is_coroutine", is_coroutine, Signature::One),
    function("_is_awaitable_generator", is_awaitable_generator, Signature::One),
    function("_check_awaited", check_awaited, Signature::One),
    function("_is_task", is_task, Signature::One),
];

fn aiter(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if vm.is_async_generator(value) {
        return Ok(value);
    }
    match vm.heap.class_lookup(vm.heap.class_of(value), names::AITER) {
        Some(_) => vm.tail_prelude("aiter_of", &[value]),
        None => Err(vm.type_error_of(value, "object is not an async iterable")),
    }
}

fn anext(vm: &mut Vm, args: Args) -> Res {
    let (iterator, default) = (args.get(vm, 0), args.opt(vm, 1));
    if vm.is_async_generator(iterator) {
        let awaitable = vm.first_iteration(iterator, AsyncAction::Send(Value::NONE))?;
        return match default {
            Some(default) => Ok(vm.heap.new_other(OtherObject::AnextAwaitable { awaitable, default })),
            None => Ok(awaitable),
        };
    }
    if vm.heap.class_lookup(vm.heap.class_of(iterator), names::ANEXT).is_none() {
        return Err(vm.type_error_of(iterator, "object is not an async iterator"));
    }
    match default {
        Some(default) => vm.tail_prelude("anext_or", &[iterator, default]),
        None => vm.tail_prelude("anext_of", &[iterator]),
    }
}

fn anext_awaitable(vm: &mut Vm, args: Args) -> Res {
    let (awaitable, default) = (args.get(vm, 0), args.get(vm, 1));
    Ok(vm.heap.new_other(OtherObject::AnextAwaitable { awaitable, default }))
}

/// What `__aiter__` returned must be an async iterator.
fn check_async_iterator(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    let class = vm.heap.class_of(value);
    if vm.heap.class_lookup(class, names::ANEXT).is_some() {
        return Ok(value);
    }
    let message = format!("aiter() returned not an async iterator of type '{}'", vm.heap.class_name(class));
    Err(vm.type_error(message))
}

fn is_task(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.heap.task(args.get(vm, 0)).is_some()))
}

fn is_coroutine(vm: &mut Vm, args: Args) -> Res {
    let object = vm.heap.generator(args.get(vm, 0));
    Ok(Value::bool(object.is_some_and(|object| object.kind == GeneratorKind::Coroutine)))
}

/// Whether a value is a generator of a function that `types.coroutine` marked.
fn is_awaitable_generator(vm: &mut Vm, args: Args) -> Res {
    let object = vm.heap.generator(args.get(vm, 0));
    Ok(Value::bool(object.is_some_and(|object| object.is_awaitable())))
}

/// What `__await__` returned must be an iterator, and no coroutine.
fn check_awaited(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    match vm.refusal_of_awaited(iterator) {
        Some(message) => Err(vm.type_error(message)),
        None => Ok(iterator),
    }
}

/// `_new_task(coroutine, name, context)`
fn new_task(vm: &mut Vm, args: Args) -> Res {
    let (coroutine, name, context) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    Ok(vm.new_task(coroutine, Some(name).filter(|name| !name.is_none()), Some(context)))
}

/// `_eager_begin(coroutine, name, context)`: a new task that is the current one at once, and the one that was it before.
fn eager_begin(vm: &mut Vm, args: Args) -> Res {
    let (coroutine, name, context) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    let (task, previous) = vm.begin_eager_task(coroutine, name, context)?;
    Ok(vm.heap.tuple_of(&[task, previous]))
}

/// `_eager_end(task, previous, event, value)`: the first step of an eager task has ended.
fn eager_end(vm: &mut Vm, args: Args) -> Res {
    let (task, previous, value) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 3));
    let event = match vm.heap.text(args.get(vm, 2)) {
        Some("returned") => TaskEvent::Returned(value),
        Some("raised") => TaskEvent::Raised(value),
        _ => TaskEvent::Yielded(value),
    };
    vm.end_eager_step(task, previous, event)
}

fn enter_context(vm: &mut Vm, args: Args) -> Res {
    let context = args.get(vm, 0);
    vm.push_context(context)?;
    Ok(Value::NONE)
}

fn leave_context(vm: &mut Vm, _: Args) -> Res {
    vm.pop_context();
    Ok(Value::NONE)
}

fn get_asyncgen_hooks(vm: &mut Vm, _: Args) -> Res {
    let (firstiter, finalizer) = vm.asyncgen_hooks;
    vm.tail_prelude("asyncgen_hooks_of", &[firstiter, finalizer])
}

fn set_asyncgen_hooks(vm: &mut Vm, args: Args) -> Res {
    if args.count > 2 {
        return Err(vm.type_error(format!("function takes at most 2 arguments ({} given)", args.count)));
    }
    let mut given = [None, None];
    let positional = args.count - args.keywords;
    (0..positional).for_each(|index| given[index as usize] = Some(args.get(vm, index)));
    let names = vm.heap.tuple(args.names).map(|names| names.to_vec()).unwrap_or_default();
    for (name, index) in names.iter().zip(positional..) {
        let place = match vm.heap.text(*name) {
            Some("firstiter") => 0,
            Some("finalizer") => 1,
            name => {
                let message = format!("this function got an unexpected keyword argument '{}'", name.unwrap_or(""));
                return Err(vm.type_error(message));
            }
        };
        given[place] = Some(args.get(vm, index));
    }
    let hooks = [(given[0], "firstiter"), (given[1], "finalizer")];
    for (hook, name) in [hooks[1], hooks[0]] {
        if let Some(hook) = hook.filter(|hook| !hook.is_none() && !vm.is_callable(*hook)) {
            let message = format!("callable {name} expected, got {}", vm.heap.type_name(hook));
            return Err(vm.type_error(message));
        }
    }
    let (firstiter, finalizer) = vm.asyncgen_hooks;
    vm.asyncgen_hooks = (hooks[0].0.unwrap_or(firstiter), hooks[1].0.unwrap_or(finalizer));
    Ok(Value::NONE)
}
