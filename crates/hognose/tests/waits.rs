//! What waits gives control back to whoever drives the machine, and ends when it is to end.

use hognose::{
    Caller, Capabilities, Captured, Ending, Engine, ErrorKind, Input, Limits, ManualClock, Module, Result, Step, Wait,
    block_on,
};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn time_sleep_suspends_the_machine() -> Result<()> {
    let (clock, out) = (ManualClock::new(), Captured::default());
    let engine = Engine::builder().build()?;
    let capabilities = Capabilities::none().clock(clock.clone()).output(out.clone());
    let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    let script = "
import asyncio, time
async def tick():
    while True:
        print('tick')
        await asyncio.sleep(1)
def nap(n):
    time.sleep(n)
    return n
async def main():
    asyncio.create_task(tick())
    await asyncio.sleep(0.5)
    print(time.sleep(3), nap(2), [nap(n) for n in (1, 2)])
time.sleep(1)
print('awake')
asyncio.run(main())
";
    vm.start(&engine.compile("sleep.py", script)?)?;
    let mut naps = 0;
    loop {
        match vm.step()? {
            Step::Ready => {}
            Step::Waiting { next_timer: Some(left), .. } => {
                naps += 1;
                clock.advance(left);
            }
            Step::Waiting { .. } => panic!("it waits for a time"),
            Step::Done => break,
        }
    }
    // Nothing else of the script goes on while it sleeps.
    assert_eq!(out.out(), "awake\ntick\nNone 2 [1, 2]\n");
    assert_eq!(naps, 6);
    Ok(())
}

#[test]
fn a_deadline_and_an_interrupt_end_a_sleep() -> Result<()> {
    let engine = Engine::builder().build()?;
    let program = engine.compile("sleep.py", "import time\ntry:\n    time.sleep(100)\nfinally:\n    print(1 / 0)\n")?;
    let clock = ManualClock::new();
    let mut vm = engine.vm_with(Limits::default().deadline(SECOND), Capabilities::none().clock(clock.clone()))?;
    vm.start(&program)?;
    assert!(matches!(vm.step()?, Step::Waiting { next_timer: Some(SECOND), .. }));
    clock.advance(SECOND);
    let error = vm.step().expect_err("its time is over");
    assert!(error.message().starts_with("the script reached its deadline, 1s"), "{error}");

    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(ManualClock::new()))?;
    vm.start(&program)?;
    assert!(matches!(vm.step()?, Step::Waiting { .. }));
    vm.caller().interrupt();
    assert_eq!(vm.step().expect_err("it was interrupted").message(), "the script was interrupted");
    Ok(())
}

#[test]
fn a_call_that_sleeps_reaches_its_own_deadline() -> Result<()> {
    let clock = ManualClock::new();
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(clock.clone()))?;
    let script = "
import time
def nap(n):
    try:
        time.sleep(n)
    except BaseException:
        return 'caught'
    return n
";
    block_on(vm.run(&engine.compile("nap.py", script)?))?;
    let mut long = vm.caller().call::<i64>("nap", (100,)).deadline(SECOND).spawn();
    while vm.step()? == Step::Ready {}
    clock.advance(SECOND);
    while vm.step()? == Step::Ready {}
    assert_eq!(long.try_take().and_then(Result::err).map(|error| error.kind()), Some(ErrorKind::Limit));
    let mut short = vm.caller().call::<i64>("nap", (1,)).deadline(SECOND * 10).spawn();
    while vm.step()? == Step::Ready {}
    clock.advance(SECOND);
    while vm.step()? == Step::Ready {}
    assert_eq!(short.try_take().and_then(Result::ok), Some(1));
    Ok(())
}

/// Nobody ever writes a line. Whoever waits for one sees time go by.
struct Silence(ManualClock);

impl Input for Silence {
    fn read_line(&mut self, wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        self.0.advance(SECOND);
        match wait.is_over() {
            true => Err(io::ErrorKind::Interrupted.into()),
            false => Ok(b"spoken\n".to_vec()),
        }
    }
}

#[test]
fn a_deadline_ends_input() -> Result<()> {
    let clock = ManualClock::new();
    let engine = Engine::builder().build()?;
    let world = || Capabilities::none().clock(clock.clone()).input(Silence(clock.clone()));
    let ask = "try:\n    line = input()\nexcept BaseException as error:\n    line = error\n";
    let program = engine.compile("ask.py", ask)?;
    let mut vm = engine.vm_with(Limits::default().deadline(SECOND), world())?;
    let error = block_on(vm.run(&program)).expect_err("nobody answers in time");
    assert_eq!(error.message(), "the script reached its deadline, 1s (ask.py, line 2)");

    let mut vm = engine.vm_with(Limits::default().deadline(SECOND * 2), world())?;
    block_on(vm.run(&program))?;
    let line = vm.with(|cx| {
        let line = cx.global("line")?;
        cx.take::<String>(line)
    })?;
    assert_eq!(line, "spoken");
    Ok(())
}

#[test]
fn a_call_that_reads_reaches_its_own_deadline() -> Result<()> {
    let clock = ManualClock::new();
    let engine = Engine::builder().build()?;
    let world = Capabilities::none().clock(clock.clone()).input(Silence(clock.clone()));
    let mut vm = engine.vm_with(Limits::default(), world)?;
    let script = "def ask():\n    try:\n        return input()\n    except BaseException:\n        return 'caught'\n";
    block_on(vm.run(&engine.compile("ask.py", script)?))?;
    let ask = vm.caller().call::<String>("ask", ()).deadline(SECOND);
    assert_eq!(block_on(vm.run_until(ask)).expect_err("it is late").kind(), ErrorKind::Limit);
    // The machine was not interrupted.
    assert_eq!(block_on(vm.call::<String>("ask", ()))?, "spoken");
    Ok(())
}

/// Somebody interrupts in the moment in which the time is up.
struct Late(ManualClock, Arc<AtomicBool>);

impl Input for Late {
    fn read_line(&mut self, wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        self.0.advance(SECOND);
        assert!(wait.is_over(), "the time is up");
        self.1.store(true, Ordering::Release);
        Err(io::ErrorKind::Interrupted.into())
    }
}

#[test]
fn an_interrupt_is_not_lost_in_a_deadline() -> Result<()> {
    let (clock, flag) = (ManualClock::new(), Arc::new(AtomicBool::new(false)));
    let engine = Engine::builder().build()?;
    let world = Capabilities::none().clock(clock.clone()).input(Late(clock.clone(), flag.clone()));
    let mut vm = engine.vm_with(Limits::default(), world)?;
    vm.set_interrupt(flag);
    block_on(vm.run(&engine.compile("ask.py", "def ask(): return input()\ndef spin():\n    while True: pass\n")?))?;
    let ask = vm.caller().call::<String>("ask", ()).deadline(SECOND).spawn();
    let spin = vm.caller().call::<()>("spin", ()).spawn();
    assert!(block_on(vm.run_until(ask)).is_err());
    assert_eq!(block_on(vm.run_until(spin)).expect_err("it was interrupted").ending(), Some(Ending::Interrupted));
    Ok(())
}

#[test]
fn calls_wait_for_names_that_the_module_has_not_come_to() -> Result<()> {
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(ManualClock::new()))?;
    let caller = vm.caller();
    let double = caller.call::<i64>("double", (21,)).spawn();
    let mut nobody = caller.call::<i64>("nobody", ()).spawn();
    let script = "
import asyncio
def double(x): return x * 2
async def main(): await asyncio.sleep(0)
asyncio.run(main())
";
    block_on(vm.run(&engine.compile("late.py", script)?))?;
    assert_eq!(block_on(vm.run_until(double))?, 42);
    assert_eq!(nobody.try_take().and_then(Result::err).map(|error| error.kind()), Some(ErrorKind::Host));
    Ok(())
}

#[test]
fn a_call_that_is_dropped_while_it_waits_for_its_name_never_begins() -> Result<()> {
    let (clock, out) = (ManualClock::new(), Captured::default());
    let capabilities = Capabilities::none().clock(clock.clone()).output(out.clone());
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    let script = "
import asyncio
asyncio.run(asyncio.sleep(1))
def late(who): print(who)
asyncio.run(asyncio.sleep(1))
";
    vm.start(&engine.compile("late.py", script)?)?;
    let caller = vm.caller();
    let dropped = caller.call::<()>("late", ("dropped",)).spawn();
    caller.call::<()>("late", ("detached",)).detach();
    let mut dropped = Some(dropped);
    loop {
        match vm.step()? {
            Step::Ready => {}
            Step::Waiting { next_timer: Some(left), .. } => {
                drop(dropped.take());
                // The end of the call comes to the machine while it waits.
                vm.step()?;
                clock.advance(left);
            }
            Step::Waiting { .. } => panic!("it waits for a time"),
            Step::Done => break,
        }
    }
    assert_eq!(out.out(), "detached\n");
    Ok(())
}

#[test]
fn a_machine_that_a_limit_has_ended_is_served_no_more() -> Result<()> {
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm(Limits::default().fuel(100_000))?;
    block_on(vm.run(&engine.compile("spin.py", "def spin():\n    while True: pass\n")?))?;
    let remote = vm.remote();
    let spin = remote.call::<()>("spin", ()).spawn();
    let vm = block_on(vm.serve());
    assert_eq!(block_on(spin).expect_err("its fuel is used").kind(), ErrorKind::Limit);
    let late = remote.call::<()>("spin", ()).spawn();
    drop(vm);
    assert_eq!(block_on(late).expect_err("the machine is gone").kind(), ErrorKind::Closed);
    Ok(())
}

#[test]
fn an_async_host_function_cannot_block_on_its_own_machine() -> Result<()> {
    let host = Module::new("host").async_function("nested", |caller: Caller, ()| async move {
        let call = caller.call::<i64>("one", ());
        let blocked = block_on(call).map_err(|error| error.kind());
        let awaited = caller.call::<i64>("one", ()).await?;
        Ok((blocked == Err(ErrorKind::WouldWait), awaited))
    });
    let engine = Engine::builder().module(host).build()?;
    let mut vm = engine.vm(Limits::default())?;
    let script = "import host\ndef one(): return 1\nasync def both(): return await host.nested()\n";
    block_on(vm.run(&engine.compile("nested.py", script)?))?;
    assert_eq!(block_on(vm.call::<(bool, i64)>("both", ()))?, (true, 1));
    Ok(())
}

#[test]
fn a_call_here_and_now_that_needs_a_loop_would_wait() -> Result<()> {
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm(Limits::default())?;
    let script = "import asyncio\nasync def slow():\n    await asyncio.sleep(1)\n";
    block_on(vm.run(&engine.compile("slow.py", script)?))?;
    let kind = vm.with(|cx| {
        let slow = cx.global("slow")?;
        Ok::<_, hognose::Error>(cx.call::<()>(slow, ()).map_err(|error| error.kind()))
    })?;
    assert_eq!(kind, Err(ErrorKind::WouldWait));
    Ok(())
}
