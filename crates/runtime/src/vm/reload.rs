//! What `importlib` asks: the parts of an import one by one, and the body of a module that is loaded once more.

use super::Vm;
use super::import::{Found, Loading};
use crate::module::ModuleDef;
use crate::native::{Args, NativeDef};
use crate::native::{Res, Signature, function};
use crate::types::classes;
use crate::value::Value;
use std::sync::Arc;

/// The module `_importlib`.
pub static MODULE: ModuleDef = ModuleDef { name: "_importlib", functions: &[FUNCTIONS], init: None, source: None };

static FUNCTIONS: &[NativeDef] = &[
    function("begin", begin, Signature::One),
    function("end", end, Signature::One),
    function("forget", forget, Signature::One),
    function("reload", reload, Signature::Range(2, 2)),
];

/// `begin(name)`: loads a module whose parent is there. None if it is there then, else the new module and its body.
fn begin(vm: &mut Vm, args: Args) -> Res {
    vm.check_name(args.get(vm, 0))?;
    let name = text(vm, args.get(vm, 0));
    match vm.load_part(&name)? {
        Loading::Done => Ok(Value::NONE),
        Loading::Body { module, body } => Ok(vm.heap.tuple_of(&[module, body])),
    }
}

/// `end(module)`: the body has run.
fn end(vm: &mut Vm, args: Args) -> Res {
    vm.end_import(args.get(vm, 0))?;
    Ok(Value::NONE)
}

/// `forget(module)`: the body has raised.
fn forget(vm: &mut Vm, args: Args) -> Res {
    vm.forget_module(args.get(vm, 0));
    Ok(Value::NONE)
}

/// `reload(name, module)`: the body of what the loaders have now under that name, to be called; None for a module that has
/// none. The module is not changed if they have nothing, or what does not compile.
fn reload(vm: &mut Vm, args: Args) -> Res {
    let (name, module) = (text(vm, args.get(vm, 0)), args.get(vm, 1));
    if vm.builtins.is_builtin_module(&name) {
        return Ok(Value::NONE);
    }
    let Some(dict) = vm.heap.module(module).map(|module| module.dict) else {
        return Err(vm.type_error("reload() argument must be a module"));
    };
    match vm.find_module(&name)? {
        Found::Source(source) => {
            let code = vm.compile_module(&source)?;
            vm.set_origin(dict, &source);
            // The same text was linked before: reloading it again and again takes no memory.
            let is_same = |linked: &super::Linked| Arc::ptr_eq(&linked.code, &code) && linked.globals == dict;
            let known = vm.linked.iter().position(is_same);
            let id = match known {
                Some(index) => crate::object::function::CodeId(index as u32),
                None => vm.link(&code, dict),
            };
            Ok(vm.new_function_of(id))
        }
        Found::Folders(folders) if folders.is_empty() => {
            let message = format!("spec not found for the module '{name}'");
            Err(vm.import_error_for(classes::MODULE_NOT_FOUND_ERROR, &message, &name))
        }
        Found::Folders(folders) => {
            vm.set_path(dict, &folders);
            Ok(Value::NONE)
        }
    }
}

fn text(vm: &Vm, value: Value) -> String {
    vm.heap.text(vm.heap.plain(value)).unwrap_or_default().to_string()
}
