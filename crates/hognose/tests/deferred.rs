//! Deferred functions: calls that the host answers when it likes.

use hognose::{Call, DeferredCall, Engine, Error, Limits, Module, Step, Vm, block_on};

const SCRIPT: &str = "
import asyncio
import desk

async def ask(*args, **kwargs):
    return await desk.approve(*args, **kwargs)

async def ask_twice():
    return await asyncio.gather(desk.approve('a'), desk.approve('b'))

async def refused():
    try:
        await desk.approve('x')
    except PermissionError as error:
        return str(error)

async def impatient():
    try:
        async with asyncio.timeout(0.001):
            await desk.approve('slow')
    except TimeoutError:
        return 'gave up'
";

fn machine() -> Vm {
    let engine = Engine::builder().module(Module::new("desk").deferred("approve")).build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    let program = engine.compile("desk.py", SCRIPT).expect("the script compiles");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

/// Steps until the machine waits; the calls that wait for answers.
fn waiting(vm: &mut Vm) -> Vec<DeferredCall> {
    for _ in 0..1000 {
        if let Step::Waiting { deferred, .. } = vm.step().expect("nothing fails") {
            let calls = vm.deferred();
            assert_eq!(calls.len(), deferred);
            return calls;
        }
    }
    panic!("the machine does not come to wait");
}

/// Steps until a call has its answer.
fn taken(vm: &mut Vm, answer: &mut Call<String>) -> String {
    for _ in 0..1000 {
        vm.step().expect("nothing fails");
        if let Some(result) = answer.try_take() {
            return result.expect("the script returns");
        }
    }
    panic!("the call gets no answer");
}

#[test]
fn a_call_has_its_arguments_and_gets_its_answer() {
    let mut vm = machine();
    let mut answer = vm.caller().call::<String>("ask", ("refund", 30)).spawn();
    let [call] = waiting(&mut vm).try_into().expect("one call");
    assert_eq!(call.function(), "approve");
    let args: (String, i64) = vm.with(|cx| call.take(cx)).expect("they fit");
    assert_eq!(args, ("refund".to_string(), 30));
    assert!(call.named().is_empty());
    let error = vm.with(|cx| call.take::<(String,)>(cx)).expect_err("there are two");
    assert_eq!(error.message(), "approve expected 1 argument, got 2");
    vm.resolve(call.id(), Ok("yes")).expect("it waits");
    assert_eq!(vm.resolve(call.id(), Ok("no")).expect_err("it was answered").kind(), hognose::ErrorKind::Host);
    assert_eq!(taken(&mut vm, &mut answer), "yes");
}

#[test]
fn answers_come_in_any_order() {
    let mut vm = machine();
    let answers = vm.caller().call::<Vec<String>>("ask_twice", ()).spawn();
    let calls = waiting(&mut vm);
    for call in calls.iter().rev() {
        let (name,): (String,) = vm.with(|cx| call.take(cx)).expect("they fit");
        vm.resolve(call.id(), Ok(format!("{name}!"))).expect("it waits");
    }
    assert_eq!(block_on(vm.run_until(answers)).expect("both are answered"), ["a!", "b!"]);
}

#[test]
fn an_error_is_raised_where_the_script_waits() {
    let mut vm = machine();
    let answer = vm.caller().call::<String>("refused", ()).spawn();
    let [call] = waiting(&mut vm).try_into().expect("one call");
    let remote = vm.remote();
    let resolved = remote.resolve(call.id(), Err::<(), _>(Error::raise("PermissionError", "not you"))).spawn();
    assert_eq!(block_on(vm.run_until(answer)).expect("it is caught"), "not you");
    block_on(resolved).expect("the machine is there").expect("it waited");
}

#[test]
fn a_call_whose_task_gave_up_is_forgotten() {
    let mut vm = machine();
    let mut answer = vm.caller().call::<String>("impatient", ()).spawn();
    let [call] = waiting(&mut vm).try_into().expect("one call");
    let Step::Waiting { next_timer: Some(left), .. } = vm.step().expect("nothing fails") else { panic!("a timer") };
    vm.wait(left);
    assert_eq!(taken(&mut vm, &mut answer), "gave up");
    assert!(vm.deferred().is_empty());
    let error = vm.resolve(call.id(), Ok(())).expect_err("nobody waits");
    assert_eq!(error.message(), format!("no call of the number {} waits for an answer", call.id()));
    drop(vm.caller().call::<String>("ask", ()).spawn());
    vm.step().expect("nothing fails");
    vm.step().expect("nothing fails");
    assert!(vm.deferred().is_empty());
}
