//! Host code that a machine runs cannot wait for that machine: it is told so, and does not wait for ever.

use hognose::{AsyncGenerator, Engine, ErrorKind, Limits, Module, Remote, Vm, block_on};

struct Reach(Remote);

fn machine(module: Module) -> Vm {
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    let script = "
import host
def double(x): return x * 2
def ask(): return host.ask()
async def count():
    yield 1
    yield 2
";
    block_on(vm.run(&engine.compile("test.py", script).expect("it compiles"))).expect("it runs");
    let remote = vm.remote();
    vm.set_data(Reach(remote));
    vm
}

#[test]
fn a_host_function_that_blocks_on_its_machine_is_told() {
    let mut vm = machine(Module::new("host").function("ask", |cx, ()| {
        let call = cx.data::<Reach>().expect("it was given").0.call::<i64>("double", (21,));
        block_on(call)
    }));
    let error = block_on(vm.call::<i64>("ask", ())).expect_err("it would wait for ever");
    assert_eq!(error.type_name(), "RuntimeError");
    assert!(error.message().contains("make the host function async"), "{error}");
    assert_eq!(block_on(vm.call::<i64>("double", (4,))).ok(), Some(8));
}

#[test]
fn a_host_that_looks_into_a_machine_is_told() {
    let mut vm = machine(Module::new("host"));
    let call = vm.caller().call::<i64>("double", (21,));
    let error = vm.with(|_cx| block_on(call)).expect_err("it would wait for ever");
    assert_eq!(error.kind(), ErrorKind::WouldWait);
    let mut generator: AsyncGenerator<i64> = block_on(vm.call("count", ())).expect("a generator");
    let error = vm.with(|_cx| block_on(generator.anext())).expect_err("it would wait for ever");
    assert_eq!(error.kind(), ErrorKind::WouldWait);
    assert_eq!(block_on(vm.run_until(generator.anext())).ok(), Some(Some(1)), "nothing of it is lost");
}

#[test]
fn another_machine_may_be_waited_for() {
    let mut other = machine(Module::new("host"));
    let mut vm = machine(Module::new("host").function("ask", |cx, ()| {
        let other = cx.data::<Vm>().expect("it was given");
        block_on(other.call::<i64>("double", (21,)))
    }));
    other.take_data::<Reach>();
    vm.set_data(other);
    assert_eq!(block_on(vm.call::<i64>("ask", ())).ok(), Some(42));
}
