//! Methods of `asyncio.Task` beside those of `Future`.

use crate::native::{Args, NativeDef, Res, Signature, method, static_method};
use crate::object::generator::GeneratorKind;
use crate::value::Value;
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
    method("_coro_place", coro_place, Signature::None),
    method("_waits_for", waits_for, Signature::None),
];

fn new(vm: &mut Vm, args: Args) -> Res {
    let (coroutine, name) = (args.get(vm, 1), args.opt(vm, 3).filter(|name| !name.is_none()));
    if vm.scheduler.loop_object().is_unbound() {
        return Err(vm.runtime_error("no running event loop"));
    }
    match name {
        Some(name) if vm.heap.text(name).is_none() => vm.tail_prelude("named_task", &[coroutine, name]),
        name => vm.create_task(coroutine, name),
    }
}

impl Vm {
    /// A task for a coroutine; what is only like one is awaited by a coroutine of the prelude.
    pub fn create_task(&mut self, coroutine: Value, name: Option<Value>) -> Res {
        if self.heap.generator(coroutine).is_some_and(|object| object.kind == GeneratorKind::Coroutine) {
            return Ok(self.new_task(coroutine, name));
        }
        if self.is_coroutine_like(coroutine) {
            return self.tail_prelude("task_of", &[coroutine, name.unwrap_or(Value::NONE)]);
        }
        self.tail_prelude("no_coroutine", &[coroutine])
    }

    /// Whether a value is a function made by `async def`, without a yield.
    pub fn is_coroutine_function(&self, value: Value) -> bool {
        self.flavor_of(value) == Some(Flavor::Coroutine)
    }

    /// Whether a value is a function with a yield, not made by `async def`.
    pub fn is_generator_function(&self, value: Value) -> bool {
        self.flavor_of(value) == Some(Flavor::Generator)
    }

    fn flavor_of(&self, function: Value) -> Option<Flavor> {
        let code = self.heap.function(function)?.code;
        Some(self.linked.get(code.0 as usize)?.flavor)
    }

    /// Whether a value is a coroutine in the sense of `asyncio.iscoroutine`: it can be awaited and driven by hand.
    pub fn is_coroutine_like(&self, value: Value) -> bool {
        if let Some(object) = self.heap.generator(value) {
            return object.kind == GeneratorKind::Coroutine;
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

fn get_name(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.task(args.get(vm, 0)).map_or(Value::NONE, |task| task.name))
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
    let context = vm.heap.task(args.get(vm, 0)).map_or(Value::UNBOUND, |task| task.context);
    Ok(if context.is_unbound() { Value::NONE } else { context })
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

/// Where the coroutine stands, as the task's repr says it: `f() running at file.py:3`.
fn coro_place(vm: &mut Vm, args: Args) -> Res {
    let coroutine = vm.heap.task(args.get(vm, 0)).map_or(Value::NONE, |task| task.coroutine);
    let Some(object) = vm.heap.generator(coroutine) else { return Ok(vm.heap.interned("")) };
    let (code, closed) = (object.place.code(), object.state == crate::object::generator::GeneratorState::Closed);
    let pc = object.place.pc();
    let Some(linked) = vm.linked.get(code.0 as usize) else { return Ok(vm.heap.interned("")) };
    let file = &linked.code.file;
    let text = match closed {
        true => {
            let line = file.line_column(linked.code.span.start).line;
            format!("{}() done, defined at {}:{line}", linked.code.qualname, file.name())
        }
        false => {
            let span = if pc == 0 { linked.code.span } else { linked.code.span_at(pc.saturating_sub(1)) };
            let line = file.line_column(span.start).line;
            format!("{}() running at {}:{line}", linked.code.qualname, file.name())
        }
    };
    Ok(vm.heap.str_from(text))
}

/// The future that the task waits for, or None.
fn waits_for(vm: &mut Vm, args: Args) -> Res {
    let waiting = vm.heap.task(args.get(vm, 0)).map_or(Value::UNBOUND, |task| task.waiting_for);
    Ok(if waiting.is_unbound() { Value::NONE } else { waiting })
}
