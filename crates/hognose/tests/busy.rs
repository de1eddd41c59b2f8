//! Limits of what a host may ask for at one time, and of what scripts may ask of the host.

use hognose::{AsyncGenerator, Call, Caller, Engine, Error, ErrorKind, Limits, Module, Result, Vm, block_on};
use std::task::{Context, Waker};

fn machine(limits: Limits, script: &str) -> Vm {
    let module = Module::new("host")
        .async_function("forever", |_: Caller, ()| std::future::pending::<Result<()>>())
        .async_function("soon", |_: Caller, (value,): (i64,)| async move { Ok(value) });
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let mut vm = engine.vm(limits).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

/// Drives a machine until it has nothing more to do at once.
fn settle(vm: &mut Vm) {
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..50 {
        let _ = vm.poll_drive(&mut context);
    }
}

fn refused<T: Send + std::fmt::Debug + 'static>(call: &mut Call<T>) -> Error {
    call.try_take().expect("the answer is there at once").expect_err("it is refused")
}

const WAIT: &str = "
import host
ended = []

async def wait(name):
    try:
        await host.forever()
    finally:
        ended.append(name)

def double(value):
    return value * 2

async def count():
    yield 1
    yield 2
";

#[test]
fn one_call_too_many_is_refused_at_once_and_the_others_go_on() {
    let mut vm = machine(Limits::default().calls(2), WAIT);
    let caller = vm.caller();
    let first = caller.call::<()>("wait", ("first",)).spawn();
    let mut second = caller.call::<()>("wait", ("second",)).spawn();
    settle(&mut vm);
    let mut third = caller.call::<i64>("double", (4,)).spawn();
    let error = refused(&mut third);
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert_eq!(error.message(), "the virtual machine has as many calls under way as it may, 2");
    assert_eq!(vm.usage().calls, 2);
    assert!(second.try_take().is_none());
    // What is cancelled makes room once its `finally` has run.
    drop(first);
    settle(&mut vm);
    assert_eq!(vm.usage().calls, 1);
    assert_eq!(block_on(vm.call::<i64>("double", (4,))).ok(), Some(8));
    let ended = vm.with(|cx| cx.global("ended").and_then(|ended| cx.take::<Vec<String>>(ended)));
    assert_eq!(ended.ok(), Some(vec!["first".to_string()]));
}

#[test]
fn one_request_too_many_is_refused_and_what_lets_go_is_not() {
    let mut vm = machine(Limits::default().inbox(1), WAIT);
    let caller = vm.caller();
    let waiting = caller.call::<()>("wait", ("waiting",)).spawn();
    settle(&mut vm);
    let mut accepted = caller.call::<i64>("double", (1,)).spawn();
    let mut second = caller.call::<i64>("double", (2,)).spawn();
    assert_eq!(vm.usage().inbox, 1);
    let error = refused(&mut second);
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert_eq!(error.message(), "the virtual machine has as many requests waiting as it may, 1");
    drop(waiting);
    settle(&mut vm);
    assert_eq!(accepted.try_take().and_then(Result::ok), Some(2));
    assert_eq!((vm.usage().inbox, vm.usage().calls, vm.usage().tasks), (0, 0, 0));
    assert_eq!(block_on(vm.call::<i64>("double", (3,))).ok(), Some(6));
}

#[test]
fn a_generator_that_was_refused_goes_on_and_is_closed() {
    let mut vm = machine(Limits::default().calls(1), WAIT);
    let mut numbers: AsyncGenerator<i64> = block_on(vm.call("count", ())).expect("a generator");
    let holds = vm.caller().call::<()>("wait", ("holds",)).spawn();
    let error = block_on(vm.run_until(numbers.anext())).expect_err("the machine is busy");
    assert_eq!(error.kind(), ErrorKind::Busy);
    drop(holds);
    settle(&mut vm);
    assert_eq!(block_on(vm.run_until(numbers.anext())).ok(), Some(Some(1)));
    let holds = vm.caller().call::<()>("wait", ("holds",)).spawn();
    drop(numbers);
    drop(holds);
    settle(&mut vm);
    assert_eq!((vm.usage().calls, vm.usage().tasks), (0, 0));
}

#[test]
fn a_machine_that_is_gone_is_closed_and_not_busy() {
    let vm = machine(Limits::default().inbox(0).calls(5), "");
    let caller = vm.caller();
    assert_eq!(refused(&mut caller.with(|_cx| ()).spawn()).kind(), ErrorKind::Busy);
    drop(vm);
    assert_eq!(refused(&mut caller.with(|_cx| ()).spawn()).kind(), ErrorKind::Closed);
}

#[test]
fn too_many_host_futures_end_the_script() {
    let script = "
import asyncio, host

async def few():
    return [await host.soon(number) for number in range(10)]

async def many():
    tasks = [asyncio.create_task(host.forever()) for _ in range(5)]
    try:
        while True:
            try:
                await asyncio.sleep(1)
            except BaseException:
                pass
    finally:
        await few()
";
    let mut vm = machine(Limits::default().host_futures(3), script);
    assert_eq!(block_on(vm.call::<Vec<i64>>("few", ())).map(|all| all.len()).ok(), Some(10));
    let error = block_on(vm.call::<()>("many", ())).expect_err("they are too many");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.message().starts_with("the script reached its limit of host futures, 3"), "{error}");
}
