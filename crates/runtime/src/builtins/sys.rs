//! `sys`: the standard streams, the way out, the recursion limit. What is rarely asked for is made when it is.

use super::async_functions;
use crate::module::ModuleDef;
use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;

/// The module `sys`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "sys", functions: &[FUNCTIONS, async_functions::SYS], init: Some(init), source: None };

/// The parts of `sys` that are written in Python.
pub static INFO: ModuleDef =
    ModuleDef { name: "_sys", functions: &[INFO_FUNCTIONS], init: None, source: Some(include_str!("prelude/sys.py")) };

static FUNCTIONS: &[NativeDef] = &[
    function("__getattr__", missing, Signature::One),
    function("exc_info", exc_info, Signature::None),
    function("exception", exception, Signature::None),
    function("exit", exit, Signature::Range(0, 1)),
    function("getdefaultencoding", default_encoding, Signature::None),
    function("getfilesystemencoding", default_encoding, Signature::None),
    function("getrecursionlimit", recursion_limit, Signature::None),
    function("intern", intern, Signature::One),
    function("setrecursionlimit", set_recursion_limit, Signature::One),
];

/// What only the Python part calls.
static INFO_FUNCTIONS: &[NativeDef] =
    &[function("_render", render, Signature::One), function("_render_unraisable", render_unraisable, Signature::One)];

/// The hooks' first values, which the Python part has too.
const HOOKS: [&str; 3] = ["__displayhook__", "__excepthook__", "__unraisablehook__"];

fn render(vm: &mut Vm, args: Args) -> Res {
    let text = vm.render_traceback(args.get(vm, 0))?;
    Ok(vm.heap.str_from(text))
}

fn render_unraisable(vm: &mut Vm, args: Args) -> Res {
    let text = vm.render_unraisable("", args.get(vm, 0))?;
    Ok(vm.heap.str_from(text))
}

fn init(vm: &mut Vm, namespace: Value) -> Res<()> {
    let files = vm.standard_files();
    for (name, file) in files {
        vm.namespace_set_text(namespace, name, file);
        vm.namespace_set_text(namespace, &format!("__{name}__"), file);
    }
    let texts = [
        ("version", "3.13.0 (Hognose)"),
        ("platform", std::env::consts::OS),
        ("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" }),
        ("copyright", "Copyright (c) The Hognose authors."),
        ("executable", ""),
    ];
    for (name, text) in texts {
        let text = vm.heap.str(text);
        vm.namespace_set_text(namespace, name, text);
    }
    let maxsize = vm.heap.int(i64::MAX);
    let empty = vm.heap.str("");
    let argv = vm.heap.list_of(vec![empty]);
    let path = vm.heap.list_of(vec![empty]);
    let warnoptions = vm.heap.list_of(Vec::new());
    let values = [
        ("maxsize", maxsize),
        ("maxunicode", Value::small(0x10FFFF)),
        ("hexversion", Value::small(0x030D_00F0)),
        ("modules", vm.modules),
        ("argv", argv),
        ("path", path),
        ("warnoptions", warnoptions),
        ("dont_write_bytecode", Value::TRUE),
    ];
    for (name, value) in values {
        vm.namespace_set_text(namespace, name, value);
    }
    Ok(())
}

/// An attribute that is not there: made now if it is one of `_sys`.
fn missing(vm: &mut Vm, args: Args) -> Res {
    let name = args.get(vm, 0);
    let info = vm.builtin_module("_sys")?;
    let dict = vm.heap.module(info).map_or(Value::UNBOUND, |module| module.dict);
    let own = vm.builtin_module("sys")?;
    let namespace = vm.heap.module(own).map_or(Value::UNBOUND, |module| module.dict);
    let text = vm.heap.text(name).unwrap_or("").to_string();
    let found = if text.starts_with('_') && !HOOKS.contains(&&*text) { None } else { vm.namespace_get(dict, name) };
    match found {
        Some(value) => {
            vm.namespace_set(namespace, name, value);
            Ok(value)
        }
        None => {
            let raised = vm.attribute_error(format!("module 'sys' has no attribute '{text}'"));
            Err(vm.note_lacking_name(raised, "sys", &text))
        }
    }
}

fn exit(vm: &mut Vm, args: Args) -> Res {
    let code = args.opt(vm, 0);
    // A tuple is the exception's arguments, None no argument.
    let items: Vec<Value> = match code.and_then(|code| vm.heap.tuple(code)) {
        Some(items) => items.to_vec(),
        None => code.into_iter().filter(|code| !code.is_none()).collect(),
    };
    let exception = vm.construct_exception(classes::SYSTEM_EXIT, &items)?;
    Err(vm.raise(exception))
}

fn exception(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.handled_exception().unwrap_or(Value::NONE))
}

fn exc_info(vm: &mut Vm, _args: Args) -> Res {
    let Some(exception) = vm.handled_exception() else {
        return Ok(vm.heap.tuple_of(&[Value::NONE; 3]));
    };
    vm.tail_prelude("exc_info", &[exception])
}

fn default_encoding(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.heap.str("utf-8"))
}

fn recursion_limit(vm: &mut Vm, _args: Args) -> Res {
    Ok(Value::small(i64::from(vm.limits.recursion)))
}

fn set_recursion_limit(vm: &mut Vm, args: Args) -> Res {
    let limit = vm.index_value(args.get(vm, 0))?;
    let Some(limit) = vm.word(limit).and_then(|limit| i32::try_from(limit).ok()) else {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    };
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.shown_depth();
    let limit = limit.unsigned_abs();
    if depth >= limit {
        let message =
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low");
        return Err(vm.recursion_error(message));
    }
    let most = vm.limits.most_recursion;
    if limit > most {
        let message = format!("cannot set the recursion limit to {limit}: the host's limit is {most}");
        return Err(vm.value_error(message));
    }
    vm.limits.recursion = limit;
    vm.recursion_set = Some(limit);
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    vm.check_name(value)?;
    match vm.heap.text(value).map(str::to_string) {
        Some(text) => Ok(vm.heap.interned(&text)),
        None => {
            let message = format!("intern() argument must be str, not {}", vm.heap.type_name(value));
            Err(vm.type_error(message))
        }
    }
}
