//! What was cancelled has some time to come to its end, and no more.

use hognose::{Capabilities, Engine, ErrorKind, Limits, ManualClock, Result, Step, Vm, block_on};
use std::time::Duration;

const GRACE: Duration = Duration::from_secs(2);

const SCRIPT: &str = "
import asyncio

log = []

async def swallow():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            log.append('swallowed')

async def linger():
    try:
        await asyncio.sleep(1000)
    finally:
        log.append('finally')
        await asyncio.sleep(1)
        log.append('slept')
        await asyncio.Event().wait()

async def waits_for_stubborn():
    await asyncio.gather(asyncio.create_task(swallow()))

async def spin():
    await asyncio.sleep(0)
    while True:
        pass

def count():
    return len(asyncio.all_tasks()) - 1

async def other():
    await asyncio.sleep(100)
    return 'untouched'

async def fail():
    await asyncio.sleep(100)
    raise ValueError('its own')

def entries():
    return log
";

fn machine(clock: &ManualClock) -> Result<Vm> {
    let engine = Engine::builder().build()?;
    let limits = Limits::default().grace(GRACE).slice(1000);
    let mut vm = engine.vm_with(limits, Capabilities::none().clock(clock.clone()))?;
    block_on(vm.run(&engine.compile("grace.py", SCRIPT)?))?;
    Ok(vm)
}

/// Lets the machine do what it can at this moment.
fn settle(vm: &mut Vm) -> Result<()> {
    for _ in 0..1000 {
        if vm.step()? != Step::Ready {
            break;
        }
    }
    Ok(())
}

/// Lets time pass in steps of half a second.
fn pass(vm: &mut Vm, clock: &ManualClock, time: Duration) -> Result<()> {
    let half = Duration::from_millis(500);
    for _ in 0..time.as_millis() / half.as_millis() {
        clock.advance(half);
        settle(vm)?;
    }
    Ok(())
}

fn unfinished(vm: &mut Vm) -> usize {
    vm.tasks().len()
}

#[test]
fn a_dropped_call_that_swallows_its_cancellation_is_ended() -> Result<()> {
    let clock = ManualClock::new();
    let mut vm = machine(&clock)?;
    let call = vm.caller().call::<()>("swallow", ()).spawn();
    let mut other = vm.caller().call::<String>("other", ()).spawn();
    settle(&mut vm)?;
    drop(call);
    settle(&mut vm)?;
    assert_eq!(unfinished(&mut vm), 2);
    pass(&mut vm, &clock, GRACE - Duration::from_secs(1))?;
    assert_eq!(unfinished(&mut vm), 2);
    pass(&mut vm, &clock, Duration::from_secs(1))?;
    assert_eq!(unfinished(&mut vm), 1);
    pass(&mut vm, &clock, Duration::from_secs(100))?;
    assert_eq!(other.try_take().and_then(Result::ok).as_deref(), Some("untouched"));
    assert_eq!(block_on(vm.call::<Vec<String>>("entries", ()))?, ["swallowed"]);
    Ok(())
}

#[test]
fn the_grace_of_one_call_is_not_that_of_others() -> Result<()> {
    let clock = ManualClock::new();
    let mut vm = machine(&clock)?;
    let call = vm.caller().call::<()>("swallow", ()).spawn();
    let mut other = vm.caller().call::<()>("fail", ()).spawn();
    settle(&mut vm)?;
    drop(call);
    settle(&mut vm)?;
    pass(&mut vm, &clock, Duration::from_secs(101))?;
    let error = other.try_take().and_then(Result::err).map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("ValueError: its own"));
    Ok(())
}

#[test]
fn a_finally_has_the_grace_and_no_more() -> Result<()> {
    let clock = ManualClock::new();
    let mut vm = machine(&clock)?;
    let call = vm.caller().call::<()>("linger", ()).spawn();
    settle(&mut vm)?;
    drop(call);
    settle(&mut vm)?;
    pass(&mut vm, &clock, GRACE)?;
    assert_eq!(unfinished(&mut vm), 0);
    assert_eq!(block_on(vm.call::<Vec<String>>("entries", ()))?, ["finally", "slept"]);
    Ok(())
}

#[test]
fn tasks_that_a_cancelled_one_waits_for_are_ended_with_it() -> Result<()> {
    let clock = ManualClock::new();
    let mut vm = machine(&clock)?;
    let call = vm.caller().call::<()>("waits_for_stubborn", ()).fuel(1_000_000).spawn();
    settle(&mut vm)?;
    drop(call);
    settle(&mut vm)?;
    assert_eq!(unfinished(&mut vm), 2);
    pass(&mut vm, &clock, GRACE)?;
    assert_eq!(unfinished(&mut vm), 0);
    Ok(())
}

#[test]
fn one_that_never_waits_is_ended_too() -> Result<()> {
    let clock = ManualClock::new();
    let mut vm = machine(&clock)?;
    let call = vm.caller().call::<()>("spin", ()).spawn();
    for _ in 0..10 {
        assert_eq!(vm.step()?, Step::Ready);
    }
    drop(call);
    for _ in 0..10 {
        assert_eq!(vm.step()?, Step::Ready);
    }
    clock.advance(GRACE);
    settle(&mut vm)?;
    assert_eq!(unfinished(&mut vm), 0);
    Ok(())
}

#[test]
fn cancelling_everything_gives_everybody_the_grace() -> Result<()> {
    let clock = ManualClock::new();
    let mut vm = machine(&clock)?;
    let caller = vm.caller();
    let mut stubborn = caller.call::<()>("swallow", ()).spawn();
    let mut other = caller.call::<String>("other", ()).spawn();
    settle(&mut vm)?;
    caller.cancel();
    settle(&mut vm)?;
    let gone = other.try_take().and_then(Result::err).map(|error| error.type_name().to_string());
    assert_eq!(gone.as_deref(), Some("CancelledError"));
    assert!(stubborn.try_take().is_none());
    pass(&mut vm, &clock, GRACE)?;
    let error = stubborn.try_take().and_then(Result::err);
    let ended = error.as_ref().map(|error| (error.kind(), error.message()));
    assert_eq!(ended, Some((ErrorKind::Limit, "the call was cancelled and did not end within its grace, 2s")));
    assert_eq!(block_on(vm.call::<i64>("count", ()))?, 0);
    Ok(())
}
