//! The cases in rhai.

use crate::cases::{ENTRIES, INTS, LOOP, Run, timed, timed_making};
use rhai::{AST, Array, Dynamic, Engine, FuncArgs, Map, Scope};
use std::collections::HashMap;

const SCRIPT: &str = "
fn add(a, b) { a + b }

fn length(items) { items.len() }

fn make_list(count) {
    let list = [];
    for i in 0..count { list.push(i); }
    list
}

fn make_map(count) {
    let map = #{};
    for i in 0..count { map['key' + i] = i; }
    map
}

fn call_host(count) {
    let total = 0;
    for i in 0..count { total = host_add(total, i); }
    total
}

fn call_text(count) {
    let total = 0;
    for i in 0..count { total += host_length(\"some text\"); }
    total
}
";

fn engine() -> (Engine, AST) {
    let mut engine = Engine::new();
    engine.register_fn("host_add", |a: i64, b: i64| a + b);
    engine.register_fn("host_length", |text: &str| text.len() as i64);
    let ast = engine.compile(SCRIPT.replace('\'', "\"")).expect("the script is right");
    (engine, ast)
}

pub(crate) fn new_vm() -> Run {
    timed_making(|| (Engine::new(), Scope::new()))
}

pub(crate) fn new_vm_and_end() -> Run {
    timed(|| drop((Engine::new(), Scope::new())))
}

pub(crate) fn new_vm_with_program() -> Run {
    let source = "fn add(a, b) { a + b } fn sub(a, b) { a - b } fn mul(a, b) { a * b }";
    let ast = Engine::new().compile(source).expect("the script is right");
    timed(move || {
        let (engine, mut scope) = (Engine::new(), Scope::new());
        engine.run_ast_with_scope(&mut scope, &ast).expect("the script runs");
        (engine, scope)
    })
}

fn called<R: Clone + Send + Sync + 'static, A: FuncArgs>(
    name: &'static str,
    mut args: impl FnMut() -> A + 'static,
) -> Run {
    let (engine, ast) = engine();
    let mut scope = Scope::new();
    timed(move || engine.call_fn::<R>(&mut scope, &ast, name, args()).expect("the script runs"))
}

pub(crate) fn call() -> Run {
    let mut i = 0_i64;
    called::<i64, _>("add", move || {
        i += 1;
        (i, 2_i64)
    })
}

pub(crate) fn host_function() -> Run {
    called::<i64, _>("call_host", || (i64::from(LOOP),))
}

pub(crate) fn text_function() -> Run {
    called::<i64, _>("call_text", || (i64::from(LOOP),))
}

pub(crate) fn ints_in() -> Run {
    let ints: Vec<i64> = (0..INTS).collect();
    called::<i64, _>("length", move || (ints.iter().copied().map(Dynamic::from).collect::<Array>(),))
}

pub(crate) fn ints_out() -> Run {
    let (engine, ast) = engine();
    let mut scope = Scope::new();
    timed(move || {
        let list: Array = engine.call_fn(&mut scope, &ast, "make_list", (INTS,)).expect("the script runs");
        list.into_iter().map(Dynamic::cast).collect::<Vec<i64>>()
    })
}

pub(crate) fn map_in() -> Run {
    let map: HashMap<String, i64> = (0..ENTRIES).map(|i| (format!("key{i}"), i)).collect();
    called::<i64, _>("length", move || {
        (map.iter().map(|(key, value)| (key.as_str().into(), Dynamic::from(*value))).collect::<Map>(),)
    })
}

pub(crate) fn map_out() -> Run {
    let (engine, ast) = engine();
    let mut scope = Scope::new();
    timed(move || {
        let map: Map = engine.call_fn(&mut scope, &ast, "make_map", (ENTRIES,)).expect("the script runs");
        map.into_iter().map(|(key, value)| (key.to_string(), value.cast())).collect::<HashMap<String, i64>>()
    })
}
