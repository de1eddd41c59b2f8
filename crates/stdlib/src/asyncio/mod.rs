//! `asyncio`: the native part `_asyncio` on top of the runtime's scheduler, and the rest in Python.

use hognose_runtime::heap::Heap;
use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::scheduler::{FutureObject, Job};
use hognose_runtime::types::classes;
use hognose_runtime::value::Kind;
use hognose_runtime::vm::Pending;
use hognose_runtime::{Args, NativeDef, Raised, Res, Signature, Value, Vm};
use std::collections::HashMap;

/// The module `asyncio`.
pub static MODULE: ModuleDef = ModuleDef {
    name: "asyncio",
    functions: &[],
    init: None,
    source: Some(concat!(
        include_str!("events.py"),
        include_str!("policies.py"),
        include_str!("runners.py"),
        include_str!("tasks.py"),
        include_str!("groups.py"),
        include_str!("locks.py"),
        include_str!("queues.py")
    )),
};

/// The module `_asyncio`.
pub static NATIVE: ModuleDef = ModuleDef { name: "_asyncio", functions: &[FUNCTIONS], init: Some(init), source: None };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "create_task",
        create_task,
        Signature::Named { names: &["coro", "name", "context"], positional_only: 0, required: 1, keyword_only: 1 },
    ),
    function(
        "current_task",
        current_task,
        Signature::Named { names: &["loop"], positional_only: 0, required: 0, keyword_only: 1 },
    ),
    function("gather", gather, Signature::Any),
    function("get_running_loop", get_running_loop, Signature::None),
    function("iscoroutine", is_coroutine, Signature::One),
    function("iscoroutinefunction", is_coroutine_function, Signature::One),
    function("isfuture", is_future, Signature::One),
    function("_all_tasks", all_tasks, Signature::One),
    function("_call_at", call_at, Signature::Range(5, 5)),
    function("_call_soon", call_soon, Signature::Range(4, 4)),
    function("_drive", drive, Signature::One),
    function("_callback_place", callback_place, Signature::Range(3, 3)),
    function("_exception_only", exception_only, Signature::One),
    function("_install", install, Signature::Range(3, 3)),
    function("_is_loop", is_loop, Signature::One),
    function("_loop", event_loop, Signature::None),
    function("_new_future", new_future, Signature::Range(0, 1)),
    function("_pause", pause, Signature::None),
    function("_close_loop", close_loop, Signature::One),
    function("_source_line", source_line, Signature::One),
    function("_stop", stop, Signature::None),
    function("_queue_get", queue_get, Signature::Range(2, 2)),
    function("_queue_put", queue_put, Signature::Range(2, 2)),
    function("_report_with", report_with, Signature::One),
    function("_running", is_running, Signature::None),
    function("_select_loop", select_loop, Signature::One),
    function("_take_generators", take_generators, Signature::None),
    function("_time", time, Signature::None),
    function("_timer", timer, Signature::Range(2, 2)),
    function("_traceback_text", traceback_text, Signature::One),
    function("_use_task_factory", use_task_factory, Signature::One),
    function("_keyboard_presses", keyboard_presses, Signature::None),
    function("_watch_keyboard", watch_keyboard, Signature::One),
    function("_watch_queues", watch_queues, Signature::One),
];

fn init(vm: &mut Vm, namespace: Value) -> Res<()> {
    for class in [classes::FUTURE, classes::TASK, classes::CANCELLED_ERROR, classes::INVALID_STATE_ERROR] {
        let name = vm.heap.class_name(class).to_string();
        vm.namespace_set_text(namespace, &name, Heap::class_value(class));
    }
    Ok(())
}

fn no_loop(vm: &mut Vm) -> Raised {
    vm.runtime_error("no running event loop")
}

/// `_watch_keyboard(task)`: the first Ctrl-C cancels it; None ends that.
fn watch_keyboard(vm: &mut Vm, args: Args) -> Res {
    let task = args.get(vm, 0);
    vm.watch_keyboard(Some(task).filter(|task| task.is_kind(Kind::Task)));
    Ok(Value::NONE)
}

/// `_keyboard_presses()`: how often Ctrl-C was pressed since.
fn keyboard_presses(vm: &mut Vm, _args: Args) -> Res {
    Ok(Value::small(i64::from(vm.keyboard_presses())))
}

fn create_task(vm: &mut Vm, args: Args) -> Res {
    let (coroutine, name, context) = (args.get(vm, 0), args.opt(vm, 1), args.opt(vm, 2));
    if !vm.scheduler.is_running() {
        return Err(no_loop(vm));
    }
    if vm.scheduler.has_task_factory {
        let rest = [coroutine, name.unwrap_or(Value::NONE), context.unwrap_or(Value::NONE)];
        return vm.tail_module("asyncio", "_create_task_by_factory", &rest);
    }
    vm.create_task(coroutine, name, context)
}

/// `current_task(loop=None)`
fn current_task(vm: &mut Vm, args: Args) -> Res {
    let given = args.opt(vm, 0).filter(|event_loop| !event_loop.is_none());
    if given.is_none() && !vm.scheduler.is_running() {
        return Err(no_loop(vm));
    }
    if given.is_some_and(|event_loop| event_loop != vm.scheduler.loop_object()) {
        return Ok(Value::NONE);
    }
    Ok(vm.scheduler.current_task().unwrap_or(Value::NONE))
}

/// `gather(*awaitables, return_exceptions=False)`
fn gather(vm: &mut Vm, args: Args) -> Res {
    let given = (args.count - args.keywords) as usize;
    let awaitables = args.slice(vm)[..given].to_vec();
    let mut return_exceptions = false;
    let names = vm.heap.tuple(args.names).map(|names| names.to_vec()).unwrap_or_default();
    for (name, index) in names.iter().zip(given as u32..) {
        let text = vm.heap.text(*name).unwrap_or("").to_string();
        if text != "return_exceptions" {
            return Err(vm.type_error(format!("gather() got an unexpected keyword argument '{text}'")));
        }
        return_exceptions = vm.truth(args.get(vm, index))?;
    }
    let known = |vm: &Vm, value: Value| match value.split() {
        Some((Kind::Future | Kind::Task, _)) => true,
        Some(_) => vm.is_coroutine_like(value),
        None => false,
    };
    let made = |value: &Value| matches!(value.split(), Some((Kind::Future | Kind::Task, _)));
    let by_factory = vm.scheduler.has_task_factory && !awaitables.iter().all(made);
    let mut loops = awaitables.iter().filter_map(|value| vm.future_part(*value)).map(|part| part.event_loop);
    let first_loop = loops.next();
    let mixed = loops.any(|event_loop| Some(event_loop) != first_loop);
    if awaitables.is_empty() && !vm.scheduler.is_running() {
        return vm.tail_module("asyncio", "_gather_nothing", &[]);
    }
    let outside = !vm.scheduler.is_running() && !awaitables.iter().all(made);
    if by_factory || outside || mixed || !awaitables.iter().all(|value| known(vm, *value)) {
        let awaitables = vm.heap.tuple_of(&awaitables);
        return vm.tail_module("asyncio", "_gather_slowly", &[awaitables, Value::bool(return_exceptions)]);
    }
    vm.charge_fuel(awaitables.len())?;
    let mut children: Vec<Value> = Vec::new();
    let mut tasks = HashMap::new();
    for value in awaitables {
        children.push(match value.split() {
            Some((Kind::Future | Kind::Task, _)) => value,
            _ => *tasks.entry(value).or_insert_with(|| vm.new_task(value, None, None)),
        });
    }
    Ok(vm.gather(&children, return_exceptions))
}

fn get_running_loop(vm: &mut Vm, _: Args) -> Res {
    if !vm.scheduler.is_running() {
        return Err(no_loop(vm));
    }
    Ok(vm.scheduler.loop_object())
}

fn event_loop(vm: &mut Vm, _: Args) -> Res {
    let event_loop = vm.scheduler.loop_object();
    Ok(if event_loop.is_unbound() { Value::NONE } else { event_loop })
}

fn is_running(vm: &mut Vm, _: Args) -> Res {
    Ok(Value::bool(vm.scheduler.is_running()))
}

fn is_coroutine(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.is_coroutine_like(args.get(vm, 0))))
}

fn is_coroutine_function(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if vm.is_coroutine_function(value) {
        return Ok(Value::TRUE);
    }
    vm.tail_module("inspect", "iscoroutinefunction", &[value])
}

fn is_future(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if matches!(value.split(), Some((Kind::Future | Kind::Task, _))) {
        return Ok(Value::TRUE);
    }
    // Objects of other kinds say that they are futures by an attribute.
    if !value.is_kind(Kind::Instance) {
        return Ok(Value::FALSE);
    }
    vm.tail_module("asyncio", "_is_like_future", &[value])
}

/// `_all_tasks(loop)`
fn all_tasks(vm: &mut Vm, args: Args) -> Res {
    let event_loop = args.get(vm, 0);
    let tasks = vm.scheduler.tasks_of_loop(event_loop);
    vm.charge_fuel(tasks.len())?;
    Ok(vm.heap.list_of(tasks))
}

/// `_call_at(when, function, args, token, context)`
fn call_at(vm: &mut Vm, args: Args) -> Res {
    let when = args.get(vm, 0);
    let when = vm.real(when)?;
    let (function, arguments, token) = (args.get(vm, 1), args.get(vm, 2), args.get(vm, 3));
    let context = args.get(vm, 4);
    let context = vm.context_argument(Some(context));
    vm.reserve_queues()?;
    let request = vm.scheduler.requests.of_callback();
    vm.scheduler.set_timer(when, Job::Call { function, args: arguments, token, context, request });
    Ok(Value::NONE)
}

/// `_call_soon(function, args, token, context)`
fn call_soon(vm: &mut Vm, args: Args) -> Res {
    let (function, arguments, token) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    let context = args.get(vm, 3);
    let context = vm.context_argument(Some(context));
    vm.heap.charge(32);
    vm.reserve_queues()?;
    let request = vm.scheduler.requests.of_callback();
    vm.scheduler.enqueue(Job::Call { function, args: arguments, token, context, request });
    Ok(Value::NONE)
}

/// Runs the loop until a future is done; for None until it is stopped.
fn drive(vm: &mut Vm, args: Args) -> Res {
    let future = args.get(vm, 0);
    vm.begin_event_loop(future)?;
    vm.pending = Some(Pending::EventLoop);
    Ok(Value::PENDING)
}

/// `_install(loop, reporter, finalizer)`
fn install(vm: &mut Vm, args: Args) -> Res {
    let (event_loop, reporter, finalizer) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    vm.scheduler.install(event_loop, reporter, finalizer);
    Ok(Value::NONE)
}

/// `_report_with(function)`: it reports futures that nobody has looked at.
fn report_with(vm: &mut Vm, args: Args) -> Res {
    let function = args.get(vm, 0);
    vm.scheduler.report_with(function);
    Ok(Value::NONE)
}

fn is_loop(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.scheduler.loop_object() == args.get(vm, 0)))
}

/// `_select_loop(loop)`: what is scheduled from now on is this loop's; the answer is the loop whose it was.
fn select_loop(vm: &mut Vm, args: Args) -> Res {
    let event_loop = args.get(vm, 0);
    let id = vm.scheduler.id_of_loop(event_loop);
    let previous = vm.scheduler.loop_object();
    vm.scheduler.select_loop(id);
    Ok(if previous.is_unbound() { Value::NONE } else { previous })
}

fn stop(vm: &mut Vm, _: Args) -> Res {
    vm.scheduler.stop();
    Ok(Value::NONE)
}

fn use_task_factory(vm: &mut Vm, args: Args) -> Res {
    vm.scheduler.has_task_factory = vm.truth(args.get(vm, 0))?;
    Ok(Value::NONE)
}

/// `_callback_place(callback, args, debug)`: `f() at file.py:3`
fn callback_place(vm: &mut Vm, args: Args) -> Res {
    let rest = [args.get(vm, 0), args.get(vm, 1), args.get(vm, 2)];
    vm.tail_prelude("callback_place", &rest)
}

fn traceback_text(vm: &mut Vm, args: Args) -> Res {
    let text = vm.render_traceback(args.get(vm, 0))?;
    Ok(vm.heap.str_from(text))
}

/// The last lines of a traceback: the exception without the frames.
fn exception_only(vm: &mut Vm, args: Args) -> Res {
    let text = vm.exception_text(args.get(vm, 0))?;
    Ok(vm.heap.str_from(text))
}

/// The line of the source that a frame is at, without the space around it.
fn source_line(vm: &mut Vm, args: Args) -> Res {
    let text = vm.frame_source(args.get(vm, 0));
    Ok(vm.heap.str_from(text))
}

/// `_close_loop(loop)`: it has nothing to do any more.
fn close_loop(vm: &mut Vm, args: Args) -> Res {
    let event_loop = args.get(vm, 0);
    vm.scheduler.close_loop(event_loop);
    Ok(Value::NONE)
}

/// `_new_future(loop)`: a future of this loop, or of the one that is installed.
fn new_future(vm: &mut Vm, args: Args) -> Res {
    let Some(event_loop) = args.opt(vm, 0) else { return Ok(vm.pending_future()) };
    let event_loop = vm.scheduler.id_of_loop(event_loop);
    Ok(vm.heap.new_future(FutureObject { event_loop, ..FutureObject::default() }))
}

/// Lets the others run for one turn of the loop: only at the end of an expression statement of a coroutine.
fn pause(vm: &mut Vm, _: Args) -> Res {
    vm.pending = Some(Pending::Wait(Value::NONE));
    Ok(Value::PENDING)
}

/// `_queue_put(queue, item)`: whether it was put at once.
fn queue_put(vm: &mut Vm, args: Args) -> Res {
    vm.queue_put(args.get(vm, 0), args.get(vm, 1)).map(Value::bool)
}

/// `_queue_get(queue, nothing)`: an item, or `nothing` where there is none at once.
fn queue_get(vm: &mut Vm, args: Args) -> Res {
    let item = vm.queue_get(args.get(vm, 0))?;
    Ok(item.unwrap_or(args.get(vm, 1)))
}

/// `_watch_queues(class)`: what the two above stand for.
fn watch_queues(vm: &mut Vm, args: Args) -> Res {
    if let Some(class) = Heap::as_class(args.get(vm, 0)) {
        vm.watch_queues(class);
    }
    Ok(Value::NONE)
}

fn take_generators(vm: &mut Vm, _: Args) -> Res {
    let generators = vm.take_generators();
    Ok(vm.heap.list_of(generators))
}

fn time(vm: &mut Vm, _: Args) -> Res {
    Ok(Value::float(vm.loop_time()))
}

/// `_timer(delay, result)`: a future that gets its result after a time.
fn timer(vm: &mut Vm, args: Args) -> Res {
    let (delay, value) = (args.get(vm, 0), args.get(vm, 1));
    if vm.scheduler.loop_object().is_unbound() {
        return Err(no_loop(vm));
    }
    let delay = vm.real(delay)?;
    let when = vm.loop_time() + delay;
    let future = vm.heap.new_future(FutureObject::default());
    vm.reserve_queues()?;
    vm.scheduler.set_timer(when, Job::SetResult { future, value });
    Ok(future)
}
