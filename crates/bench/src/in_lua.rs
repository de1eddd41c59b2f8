//! The cases in Lua 5.4, by mlua without its feature `send`, which would make it slower.

use crate::cases::{ENTRIES, INTS, LOOP, Run, timed, timed_making};
use hognose::block_on;
use mlua::{Function, Lua};
use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

const SCRIPT: &str = "
function add(a, b)
    return a + b
end

function length(items)
    return #items
end

function size(map)
    local count = 0
    for _ in pairs(map) do count = count + 1 end
    return count
end

function make_list(count)
    local list = {}
    for i = 0, count - 1 do list[#list + 1] = i end
    return list
end

function make_map(count)
    local map = {}
    for i = 0, count - 1 do map['key' .. i] = i end
    return map
end

function call_host(count)
    local total = 0
    for i = 0, count - 1 do
        total = host.add(total, i)
    end
    return total
end

function call_text(count)
    local total = 0
    for i = 0, count - 1 do
        total = total + host.length('some text')
    end
    return total
end
";

fn lua() -> mlua::Result<Lua> {
    let lua = Lua::new();
    let host = lua.create_table()?;
    host.set("add", lua.create_function(|_, (a, b): (i64, i64)| Ok(a + b))?)?;
    host.set("length", lua.create_function(|_, text: String| Ok(text.len() as i64))?)?;
    lua.globals().set("host", host)?;
    lua.load(SCRIPT).exec()?;
    Ok(lua)
}

fn function(name: &str) -> (Lua, Function) {
    let lua = lua().expect("the script is right");
    let function = lua.globals().get(name).expect("the script has it");
    (lua, function)
}

pub(crate) fn new_vm() -> Run {
    timed_making(Lua::new)
}

pub(crate) fn new_vm_and_end() -> Run {
    timed(|| drop(Lua::new()))
}

pub(crate) fn new_vm_with_program() -> Run {
    new_vm_that_runs(
        "
        function add(a, b) return a + b end
        function sub(a, b) return a - b end
        function mul(a, b) return a * b end",
    )
}

/// Lua has no copies: each machine makes its own.
pub(crate) fn new_vm_with_table() -> Run {
    new_vm_that_runs("entries = {} for i = 0, 999 do entries[tostring(i)] = {i} end")
}

fn new_vm_that_runs(source: &str) -> Run {
    let bytes = Lua::new().load(source).into_function().expect("the script is right").dump(true);
    timed(move || {
        let lua = Lua::new();
        lua.load(bytes.as_slice()).set_mode(mlua::chunk::ChunkMode::Binary).exec().expect("the script runs");
        lua
    })
}

pub(crate) fn call() -> Run {
    let (lua, add) = function("add");
    Box::new(move |times| {
        let begin = Instant::now();
        for i in 0..times as i64 {
            let sum: i64 = add.call((i, 2)).expect("it adds");
            black_box(sum);
        }
        let elapsed = begin.elapsed();
        black_box(&lua);
        elapsed
    })
}

fn loops(name: &str) -> Run {
    let (lua, function) = function(name);
    timed(move || {
        black_box(&lua);
        function.call::<i64>(LOOP).expect("the script runs")
    })
}

pub(crate) fn host_function() -> Run {
    loops("call_host")
}

pub(crate) fn text_function() -> Run {
    loops("call_text")
}

pub(crate) fn call_async() -> Run {
    let (lua, add) = function("add");
    Box::new(move |times| {
        let begin = Instant::now();
        block_on(async {
            for i in 0..times as i64 {
                let sum: i64 = add.call_async((i, 2)).await.expect("it adds");
                black_box(sum);
            }
        });
        let elapsed = begin.elapsed();
        black_box(&lua);
        elapsed
    })
}

pub(crate) fn ints_in() -> Run {
    let (lua, length) = function("length");
    let ints: Vec<i64> = (0..INTS).collect();
    timed(move || {
        black_box(&lua);
        length.call::<i64>(ints.as_slice()).expect("the script runs")
    })
}

pub(crate) fn ints_out() -> Run {
    let (lua, make) = function("make_list");
    timed(move || {
        black_box(&lua);
        make.call::<Vec<i64>>(INTS).expect("the script runs")
    })
}

pub(crate) fn map_in() -> Run {
    let (lua, size) = function("size");
    let map: HashMap<String, i64> = (0..ENTRIES).map(|i| (format!("key{i}"), i)).collect();
    timed(move || {
        black_box(&lua);
        size.call::<i64>(map.clone()).expect("the script runs")
    })
}

pub(crate) fn map_out() -> Run {
    let (lua, make) = function("make_map");
    timed(move || {
        black_box(&lua);
        make.call::<HashMap<String, i64>>(ENTRIES).expect("the script runs")
    })
}
