//! The cases in Hognose.

use crate::cases::{ENTRIES, INTS, LOOP, Run, timed, timed_making};
use hognose::{Context, Engine, Handle, Limits, Module, Vm, block_on};
use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

const SCRIPT: &str = "
import host

def add(a, b):
    return a + b

def length(items):
    return len(items)

def make_list(count):
    return list(range(count))

def make_map(count):
    return {'key' + str(i): i for i in range(count)}

def call_host(count):
    total = 0
    for i in range(count):
        total = host.add(total, i)
    return total

def call_attribute(count):
    total = 0
    for i in range(count):
        total = host.plus(total, i)
    return total

def call_text(count):
    total = 0
    for i in range(count):
        total += host.length('some text')
    return total
";

mod host {
    /// The sum.
    #[hognose::function]
    pub fn plus(a: i64, b: i64) -> i64 {
        a + b
    }
}

fn engine() -> Engine {
    let module = Module::new("host")
        .function("add", |_cx, (a, b): (i64, i64)| Ok(a + b))
        .function("length", |_cx, (text,): (String,)| Ok(text.len() as i64))
        .define(host::plus::definition());
    Engine::builder().module(module).build().expect("the module's name is one")
}

fn vm() -> Vm {
    let engine = engine();
    let program = engine.compile("bench.py", SCRIPT).expect("the script is right");
    let mut vm = engine.vm(Limits::default()).expect("there are built-ins");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

pub(crate) fn new_vm() -> Run {
    let engine = engine();
    timed_making(move || engine.vm(Limits::default()))
}

pub(crate) fn new_vm_and_end() -> Run {
    let engine = engine();
    timed(move || drop(engine.vm(Limits::default())))
}

const THREE: &str = "def add(a, b): return a + b\ndef sub(a, b): return a - b\ndef mul(a, b): return a * b\n";

pub(crate) fn new_vm_with_program() -> Run {
    let engine = engine();
    let program = engine.compile("three.py", THREE).expect("the script is right");
    timed(move || {
        let mut vm = engine.vm(Limits::default()).expect("there are built-ins");
        block_on(vm.run(&program)).expect("the script runs");
        vm
    })
}

/// Machines that begin with what a script left.
fn copies(source: &str) -> Run {
    let engine = engine();
    let program = engine.compile("template.py", source).expect("the script is right");
    let template = block_on(engine.template(&program, Limits::default())).expect("nothing is in the way");
    timed(move || template.vm(Limits::default()))
}

pub(crate) fn vm_of_template() -> Run {
    copies(THREE)
}

pub(crate) fn vm_of_template_with_table() -> Run {
    copies("table = {str(i): [i] for i in range(1000)}\n")
}

/// Does something with a function of the script so many times while host code is in the machine.
fn with_function(name: &'static str, mut work: impl for<'v> FnMut(&mut Context<'v>, &Handle) + 'static) -> Run {
    let mut vm = vm();
    let function = vm.with(|cx| cx.global(name).map(|function| cx.root(function))).expect("the script has it");
    Box::new(move |times| {
        vm.with(|cx| {
            let begin = Instant::now();
            for _ in 0..times {
                work(cx, &function);
            }
            begin.elapsed()
        })
    })
}

/// A call of the script's function with one argument, which makes something that is looked at.
fn loops(name: &'static str) -> Run {
    with_function(name, |cx, function| {
        let total: i64 = cx
            .scope(|cx| {
                let function = cx.get(function)?;
                cx.call(function, (i64::from(LOOP),))
            })
            .expect("the script runs");
        black_box(total);
    })
}

pub(crate) fn call() -> Run {
    let mut vm = vm();
    Box::new(move |times| {
        vm.with(|cx| {
            let function = cx.global("add").expect("the script has it");
            let begin = Instant::now();
            for i in 0..times as i64 {
                let sum: i64 = cx.call(function, (i, 2)).expect("it adds");
                black_box(sum);
            }
            begin.elapsed()
        })
    })
}

pub(crate) fn host_function() -> Run {
    loops("call_host")
}

pub(crate) fn attribute_function() -> Run {
    loops("call_attribute")
}

pub(crate) fn text_function() -> Run {
    loops("call_text")
}

pub(crate) fn remote_call() -> Run {
    let mut vm = vm();
    let function = vm.with(|cx| cx.global("add").map(|function| cx.root(function))).expect("the script has it");
    let remote = vm.remote();
    Box::new(move |times| {
        let begin = Instant::now();
        block_on(vm.run_until(async {
            for i in 0..times as i64 {
                let sum: i64 = remote.call(&function, (i, 2)).await.expect("it adds");
                black_box(sum);
            }
        }));
        begin.elapsed()
    })
}

pub(crate) fn ints_in() -> Run {
    let ints: Vec<i64> = (0..INTS).collect();
    with_function("length", move |cx, function| {
        let length: i64 = cx
            .scope(|cx| {
                let function = cx.get(function)?;
                cx.call(function, (ints.as_slice(),))
            })
            .expect("the script runs");
        black_box(length);
    })
}

pub(crate) fn ints_out() -> Run {
    with_function("make_list", |cx, function| {
        let ints: Vec<i64> = cx
            .scope(|cx| {
                let function = cx.get(function)?;
                cx.call(function, (INTS,))
            })
            .expect("the script runs");
        black_box(ints);
    })
}

pub(crate) fn map_in() -> Run {
    let map: HashMap<String, i64> = (0..ENTRIES).map(|i| (format!("key{i}"), i)).collect();
    with_function("length", move |cx, function| {
        let length: i64 = cx
            .scope(|cx| {
                let function = cx.get(function)?;
                cx.call(function, (map.clone(),))
            })
            .expect("the script runs");
        black_box(length);
    })
}

pub(crate) fn map_out() -> Run {
    with_function("make_map", |cx, function| {
        let map: HashMap<String, i64> = cx
            .scope(|cx| {
                let function = cx.get(function)?;
                cx.call(function, (ENTRIES,))
            })
            .expect("the script runs");
        black_box(map);
    })
}
