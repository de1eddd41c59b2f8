//! Methods of `asyncio.Future`.

use crate::native::{Args, NativeDef, Raised, Res, Signature, class_method, getter, method, static_method};
use crate::object::other::OtherObject;
use crate::scheduler::{Callback, FutureObject, FutureState, LoopId};
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;

/// Members of `Future`; tasks have them too.
pub static MEMBERS: &[NativeDef] = &[
    static_method(
        "__new__",
        new,
        Signature::Named { names: &["cls", "loop"], positional_only: 1, required: 1, keyword_only: 1 },
    ),
    method("__await__", steps, Signature::None),
    method("__iter__", steps, Signature::None),
    method("__repr__", repr, Signature::None),
    method("result", result, Signature::None),
    method("exception", exception, Signature::None),
    method("done", done, Signature::None),
    method("cancelled", cancelled, Signature::None),
    method("cancel", cancel, Signature::Named { names: &["msg"], positional_only: 0, required: 0, keyword_only: 1 }),
    method("set_result", set_result, Signature::One),
    method("set_exception", set_exception, Signature::One),
    method(
        "add_done_callback",
        add_done_callback,
        Signature::Named { names: &["fn", "context"], positional_only: 1, required: 1, keyword_only: 1 },
    ),
    method("remove_done_callback", remove_done_callback, Signature::One),
    method("get_loop", get_loop, Signature::None),
    method("_shown_callbacks", shown_callbacks, Signature::None),
    class_method("__class_getitem__", super::generic_alias::class_getitem, Signature::One),
    getter("_loop", get_loop),
    getter("_state", state),
    getter("_exception", raw_exception),
    getter("_cancel_message", cancel_message),
];

fn new(vm: &mut Vm, args: Args) -> Res {
    let event_loop = match args.opt(vm, 1).filter(|event_loop| !event_loop.is_none()) {
        Some(given) => vm.scheduler.id_of_loop(given),
        None if vm.scheduler.is_running() => vm.scheduler.loop_id(),
        None => return vm.tail_module("asyncio", "_future_without_loop", &[]),
    };
    Ok(vm.heap.new_future(FutureObject { event_loop, ..FutureObject::default() }))
}

fn state_of(vm: &Vm, future: Value) -> FutureState {
    vm.future_part(future).map_or(FutureState::Pending, |part| part.state)
}

fn invalid_state(vm: &mut Vm, message: &str) -> Raised {
    vm.raise_text(classes::INVALID_STATE_ERROR, message)
}

/// What is driven by hand in the future's place.
fn steps(vm: &mut Vm, args: Args) -> Res {
    let future = args.get(vm, 0);
    Ok(vm.heap.new_other(OtherObject::FutureIterator(future)))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let future = args.get(vm, 0);
    vm.tail_prelude("future_repr", &[future])
}

fn result(vm: &mut Vm, args: Args) -> Res {
    let future = args.get(vm, 0);
    match vm.future_outcome(future) {
        Some(Ok(value)) => Ok(value),
        Some(Err(exception)) => Err(vm.raise(exception)),
        None => Err(invalid_state(vm, "Result is not set.")),
    }
}

fn exception(vm: &mut Vm, args: Args) -> Res {
    let future = args.get(vm, 0);
    match vm.future_part_mut(future) {
        // It is looked at as it is, and not raised.
        Some(part) if part.state == FutureState::Failed => {
            part.unretrieved = false;
            Ok(part.outcome)
        }
        _ => match vm.future_outcome(future) {
            Some(Ok(_)) => Ok(Value::NONE),
            Some(Err(exception)) => Err(vm.raise(exception)),
            None => Err(invalid_state(vm, "Exception is not set.")),
        },
    }
}

fn done(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.is_done(args.get(vm, 0))))
}

fn cancelled(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(state_of(vm, args.get(vm, 0)) == FutureState::Cancelled))
}

fn cancel(vm: &mut Vm, args: Args) -> Res {
    let (future, message) = (args.get(vm, 0), args.opt(vm, 1).unwrap_or(Value::NONE));
    scheduling(vm, |vm| vm.cancel_future(future, message).map(Value::bool))
}

/// Does something that schedules callbacks: an exception where their loop is closed.
fn scheduling(vm: &mut Vm, action: impl FnOnce(&mut Vm) -> Res) -> Res {
    vm.scheduler.take_refused();
    let answer = action(vm)?;
    if vm.scheduler.take_refused() {
        return Err(vm.runtime_error("Event loop is closed"));
    }
    Ok(answer)
}

fn set_result(vm: &mut Vm, args: Args) -> Res {
    let (future, value) = (args.get(vm, 0), args.get(vm, 1));
    if vm.heap.task(future).is_some() {
        return Err(vm.runtime_error("Task does not support set_result operation"));
    }
    if vm.is_done(future) {
        return Err(invalid_state(vm, "invalid state"));
    }
    vm.set_future_result(future, value)?;
    Ok(Value::NONE)
}

impl Vm {
    /// `set_result` of a pending future: an exception where the loop is closed that is to tell of it.
    pub(crate) fn set_future_result(&mut self, future: Value, value: Value) -> Res<()> {
        let told = scheduling(self, |vm| {
            vm.finish_future(future, value);
            Ok(Value::NONE)
        });
        told.map(drop)
    }
}

fn set_exception(vm: &mut Vm, args: Args) -> Res {
    let (future, value) = (args.get(vm, 0), args.get(vm, 1));
    if vm.heap.task(future).is_some() {
        return Err(vm.runtime_error("Task does not support set_exception operation"));
    }
    if vm.is_done(future) {
        return Err(invalid_state(vm, "invalid state"));
    }
    let class = crate::heap::Heap::as_class(value);
    let exception = match class.is_some_and(|class| vm.heap.is_subclass(class, classes::BASE_EXCEPTION)) {
        true => vm.call(value, &[])?,
        false => value,
    };
    if vm.heap.exception(exception).is_none() {
        return Err(vm.type_error("invalid exception object"));
    }
    let exception = match vm.heap.is_instance(exception, classes::STOP_ITERATION) {
        true => wrapped_stop(vm, exception),
        false => exception,
    };
    scheduling(vm, |vm| {
        vm.fail_future(future, exception);
        Ok(Value::NONE)
    })
}

/// StopIteration would end the coroutine that awaits the future without a word.
fn wrapped_stop(vm: &mut Vm, stop: Value) -> Value {
    let text = vm.heap.str("StopIteration interacts badly with generators and cannot be raised into a Future");
    let error = vm.new_exception(classes::RUNTIME_ERROR, &[text]);
    if let Some(object) = vm.heap.exception_mut(error) {
        object.cause = stop;
        object.context = stop;
        object.suppress_context = true;
    }
    error
}

fn add_done_callback(vm: &mut Vm, args: Args) -> Res {
    let (future, function) = (args.get(vm, 0), args.get(vm, 1));
    let context = args.opt(vm, 2);
    let context = vm.context_argument(context);
    vm.callback_room(future)?;
    scheduling(vm, |vm| {
        let request = vm.scheduler.requests.of_callback();
        vm.add_callback(future, Callback::Call { function, context, request });
        Ok(Value::NONE)
    })
}

fn remove_done_callback(vm: &mut Vm, args: Args) -> Res {
    let (future, wanted) = (args.get(vm, 0), args.get(vm, 1));
    let callbacks = vm.future_part(future).map(|part| part.callbacks.clone()).unwrap_or_default();
    let mut kept = Vec::new();
    let mut removed = 0;
    for callback in callbacks {
        match callback {
            Callback::Call { function, .. } if vm.equals(function, wanted)? => removed += 1,
            _ => kept.push(callback),
        }
    }
    if removed > 0
        && let Some(part) = vm.future_part_mut(future)
    {
        part.callbacks = kept.into();
    }
    Ok(Value::small(removed))
}

fn get_loop(vm: &mut Vm, args: Args) -> Res {
    let id = vm.future_part(args.get(vm, 0)).map_or(LoopId::NONE, |part| part.event_loop);
    let event_loop = vm.scheduler.loop_of(id);
    Ok(if event_loop.is_unbound() { Value::NONE } else { event_loop })
}

fn state(vm: &mut Vm, args: Args) -> Res {
    let text = match state_of(vm, args.get(vm, 0)) {
        FutureState::Pending => "PENDING",
        FutureState::Finished | FutureState::Failed => "FINISHED",
        FutureState::Cancelled => "CANCELLED",
    };
    Ok(vm.heap.interned(text))
}

/// The exception without a look at it that counts.
fn raw_exception(vm: &mut Vm, args: Args) -> Res {
    let part = vm.future_part(args.get(vm, 0));
    Ok(part.filter(|part| part.state == FutureState::Failed).map_or(Value::NONE, |part| part.outcome))
}

fn cancel_message(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.future_part(args.get(vm, 0)).map_or(Value::NONE, |part| part.cancel_message))
}

/// Who is told, for the repr: functions, and the names of what is native here.
fn shown_callbacks(vm: &mut Vm, args: Args) -> Res {
    let callbacks = vm.future_part(args.get(vm, 0)).map(|part| part.callbacks.clone()).unwrap_or_default();
    vm.charge_fuel(callbacks.len())?;
    let shown = callbacks.into_iter().map(|callback| match callback {
        Callback::Call { function, .. } => function,
        Callback::Wake(_) => vm.heap.str("Task.task_wakeup()"),
        Callback::Gather(_) => vm.heap.str("gather.<locals>._done_callback()"),
        Callback::Stop => vm.heap.str("_run_until_complete_cb()"),
        Callback::Host(_) => vm.heap.str("host"),
    });
    let shown: Vec<Value> = shown.collect();
    Ok(vm.heap.list_of(shown))
}
