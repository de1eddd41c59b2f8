//! What allocates nothing, however often it is done: `await g.asend(v)`, `async for`, `await f()` that does not suspend.

use hognose::{Engine, Limits};

const SCRIPT: &str = "
async def echo():
    value = yield None
    while True:
        value = yield value

async def asend(count):
    g = echo()
    await g.asend(None)
    total = 0
    for i in range(count):
        total += await g.asend(i)
    return total

async def numbers(count):
    for i in range(count):
        yield i

async def loop(count):
    total = 0
    async for i in numbers(count):
        total += i
    return total

async def same(i):
    return i

async def call(count):
    total = 0
    for i in range(count):
        total += await same(i)
    return total
";

/// Bytes and allocations of that many turns of a function of the script.
fn cost(function: &'static str, count: i64) -> (u64, u64) {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("turns.py", SCRIPT).expect("the script compiles");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    hognose::block_on(vm.run(&program)).expect("the script runs");
    let call = |vm: &mut hognose::Vm, count: i64| -> i64 {
        hognose::block_on(vm.call(function, (count,))).expect("the script answers")
    };
    // The first calls link code and grow the stack.
    call(&mut vm, 10);
    call(&mut vm, 10);
    let mut total = 0;
    let used = allocation_counter::measure(|| total = call(&mut vm, count));
    assert_eq!(total, count * (count - 1) / 2);
    (used.bytes_total, used.count_total)
}

#[test]
fn a_round_trip_of_asend_allocates_nothing() {
    assert_eq!(cost("asend", 1_000), cost("asend", 100_000));
}

#[test]
fn a_turn_of_async_for_allocates_nothing() {
    assert_eq!(cost("loop", 1_000), cost("loop", 100_000));
}

#[test]
fn awaiting_what_does_not_suspend_allocates_nothing() {
    assert_eq!(cost("call", 1_000), cost("call", 100_000));
}

#[test]
fn a_conversion_that_would_make_too_much_is_refused_before_it_begins() {
    const LIMIT: usize = 16 << 20;
    let engine = Engine::builder().build().expect("the engine builds");
    let script = "data = bytes(8 << 20)\ndef give(): return data";
    let program = engine.compile("large.py", script).expect("the script compiles");
    let mut vm = engine.vm(Limits::default().memory(LIMIT)).expect("the machine starts");
    hognose::block_on(vm.run(&program)).expect("the script runs");
    let used = allocation_counter::measure(|| {
        let error = hognose::block_on(vm.call::<Vec<u64>>("give", ())).expect_err("it would be too much");
        assert_eq!(error.ending(), Some(hognose::Ending::Memory));
    });
    assert!(used.bytes_max < LIMIT as u64, "{} bytes", used.bytes_max);
}
