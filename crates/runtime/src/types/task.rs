//! Methods of `asyncio.Task` beside those of `Future`.

use crate::native::{Args, NativeDef, Res, Signature, getter, method, static_method};
use crate::object::generator::GeneratorKind;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use hognose_bytecode::Flavor;

/// Members of `Task`.
pub static MEMBERS: &[NativeDef] = &[
    static_method(
        "__new__",
        new,
        Signature::Named {
            names: &["cls", "coro", "loop", "name", "context", "eager_start"],
            positional_only: 1,
            required: 2,
            keyword_only: 2,
        },
    ),
    method("get_coro", get_coro, Signature::None),
    method("get_name", get_name, Signature::None),
    method("set_name", set_name, Signature::One),
    method("get_context", get_context, Signature::None),
    method("cancelling", cancelling, Signature::None),
    method("uncancel", uncancel, Signature::None),
    method(
        "get_stack",
        get_stack,
        Signature::Named { names: &["limit"], positional_only: 0, required: 0, keyword_only: 0 },
    ),
    method(
        "print_stack",
        print_stack,
        Signature::Named { names: &["limit", "file"], positional_only: 0, required: 0, keyword_only: 0 },
    ),
    getter("_fut_waiter", waits_for),
    getter("_must_cancel", must_cancel),
];

fn new(vm: &mut Vm, args: Args) -> Res {
    let (coroutine, name, context) = (args.get(vm, 1), args.opt(vm, 3), args.opt(vm, 4));
    let eager = match args.opt(vm, 5) {
        Some(eager) => vm.truth(eager)?,
        None => false,
    };
    let given = args.opt(vm, 2).filter(|event_loop| !event_loop.is_none());
    let given = given.map(|event_loop| vm.scheduler.id_of_loop(event_loop));
    let is_running = vm.scheduler.is_running();
    if !is_running && given.is_none() {
        let rest = [coroutine, name.unwrap_or(Value::NONE), context.unwrap_or(Value::NONE)];
        return vm.tail_module("asyncio", "_task_without_loop", &rest);
    }
    if eager && is_running {
        if !vm.is_coroutine_like(coroutine) {
            return vm.tail_prelude("no_coroutine", &[coroutine]);
        }
        let (name, context) = (name.unwrap_or(Value::NONE), context.unwrap_or(Value::NONE));
        return vm.tail_prelude("eager_task", &[coroutine, name, context]);
    }
    let Some(event_loop) = given else { return vm.create_task(coroutine, name, context) };
    if vm.scheduler.is_closed(event_loop) {
        return Err(vm.runtime_error("Event loop is closed"));
    }
    let previous = vm.scheduler.select_loop(event_loop);
    let task = vm.create_task(coroutine, name, context);
    vm.scheduler.select_loop(previous);
    task
}

impl Vm {
    /// A task for a coroutine, or for what is like one.
    pub fn create_task(&mut self, coroutine: Value, name: Option<Value>, context: Option<Value>) -> Res {
        let name = name.filter(|name| !name.is_none());
        let rest = [coroutine, name.unwrap_or(Value::NONE), context.unwrap_or(Value::NONE)];
        if !self.is_coroutine_like(coroutine) {
            return self.tail_prelude("no_coroutine", &[coroutine]);
        }
        if name.is_some_and(|name| self.heap.text(name).is_none()) {
            return self.tail_prelude("named_task", &rest);
        }
        Ok(self.new_task(coroutine, name, context))
    }

    /// Whether a value is a function made by `async def`, without a yield.
    pub fn is_coroutine_function(&self, value: Value) -> bool {
        self.flavor_of(value) == Some(Flavor::Coroutine)
    }

    /// Whether a value is a function with a yield, not made by `async def`.
    pub fn is_generator_function(&self, value: Value) -> bool {
        self.flavor_of(value) == Some(Flavor::Generator)
    }

    /// Whether a value is a function made by `async def`, with a yield.
    pub fn is_async_generator_function(&self, value: Value) -> bool {
        self.flavor_of(value) == Some(Flavor::AsyncGenerator)
    }

    fn flavor_of(&self, function: Value) -> Option<Flavor> {
        let code = self.heap.function(function)?.code;
        Some(self.linked.get(code.0 as usize)?.flavor)
    }

    /// Whether a value is a coroutine in the sense of `asyncio.iscoroutine`: it can be awaited and driven by hand.
    pub fn is_coroutine_like(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Generator, index)) => return self.heap.generators.get(index).kind == GeneratorKind::Coroutine,
            Some((Kind::Instance | Kind::Exception | Kind::Other, _)) => {}
            // No other kind has these methods.
            _ => return false,
        }
        let class = self.heap.class_of(value);
        let has = |name: &str| {
            let symbol = self.heap.symbols.find(name);
            symbol.is_some_and(|symbol| self.heap.class_lookup(class, symbol).is_some())
        };
        ["__await__", "send", "throw", "close"].iter().all(|name| has(name))
    }
}

fn get_coro(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.task(args.get(vm, 0)).map_or(Value::NONE, |task| task.coroutine))
}

fn must_cancel(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.heap.task(args.get(vm, 0)).is_some_and(|task| task.must_cancel)))
}

fn get_name(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.task_name(args.get(vm, 0)))
}

fn set_name(vm: &mut Vm, args: Args) -> Res {
    let (task, name) = (args.get(vm, 0), args.get(vm, 1));
    if vm.heap.text(name).is_none() {
        return vm.tail_prelude("set_task_name", &[task, name]);
    }
    if let Some(task) = vm.heap.task_mut(task) {
        task.name = name;
    }
    Ok(Value::NONE)
}

fn get_context(vm: &mut Vm, args: Args) -> Res {
    let task = args.get(vm, 0);
    Ok(vm.task_context(task))
}

fn cancelling(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(vm.heap.task(args.get(vm, 0)).map_or(0, |task| task.cancel_requests as i64)))
}

fn uncancel(vm: &mut Vm, args: Args) -> Res {
    let task = args.get(vm, 0);
    let Some(task) = vm.heap.task_mut(task) else { return Ok(Value::small(0)) };
    task.cancel_requests = task.cancel_requests.saturating_sub(1);
    if task.cancel_requests == 0 {
        task.must_cancel = false;
    }
    Ok(Value::small(task.cancel_requests as i64))
}

/// The future that the task waits for, or None.
fn waits_for(vm: &mut Vm, args: Args) -> Res {
    let waiting = vm.heap.task(args.get(vm, 0)).map_or(Value::UNBOUND, |task| task.waiting_for);
    Ok(if waiting.is_unbound() { Value::NONE } else { waiting })
}

fn get_stack(vm: &mut Vm, args: Args) -> Res {
    let (task, limit) = (args.get(vm, 0), args.opt(vm, 1).unwrap_or(Value::NONE));
    vm.tail_module("asyncio", "_task_stack", &[task, limit])
}

fn print_stack(vm: &mut Vm, args: Args) -> Res {
    let (task, limit, file) = (args.get(vm, 0), args.opt(vm, 1), args.opt(vm, 2));
    let rest = [task, limit.unwrap_or(Value::NONE), file.unwrap_or(Value::NONE)];
    vm.tail_module("asyncio", "_print_task_stack", &rest)
}
