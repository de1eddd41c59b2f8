//! A round trip of `await g.asend(v)` allocates nothing.

use hognose::{Engine, Limits};

const SCRIPT: &str = "
async def echo():
    value = yield None
    while True:
        value = yield value

async def drive(count):
    g = echo()
    await g.asend(None)
    total = 0
    for i in range(count):
        total += await g.asend(i)
    return total
";

/// Bytes and allocations of that many round trips.
fn cost(count: i64) -> (u64, u64) {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("echo.py", SCRIPT).expect("the script compiles");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    hognose::block_on(vm.run(&program)).expect("the script runs");
    let call = |vm: &mut hognose::Vm, count: i64| -> i64 {
        hognose::block_on(vm.call("drive", (count,))).expect("the script answers")
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
fn round_trips_allocate_nothing() {
    assert_eq!(cost(1_000), cost(100_000));
}
