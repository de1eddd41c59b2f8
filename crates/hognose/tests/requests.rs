//! Calls with limits and data of their own: what they cause is theirs, and the end of one is not the end of others.

use hognose::{
    Caller, Capabilities, Context, Engine, Error, ErrorKind, Limits, Module, Remote, SystemClock, Vm, block_on,
};
use std::time::Duration;

#[derive(Debug)]
struct Tenant(String);

#[hognose::function]
fn tenant(cx: &mut Context<'_>) -> Option<String> {
    cx.data::<Tenant>().map(|tenant| tenant.0.clone())
}

/// Calls a function of the script on behalf of the task that awaits it.
#[hognose::function]
async fn relay(caller: Caller, name: String) -> hognose::Result<Option<String>> {
    caller.call(name, ()).await
}

/// The same with a limit of its own.
#[hognose::function]
async fn relay_with(caller: Caller, name: String, fuel: u64) -> hognose::Result<i64> {
    caller.call(name, ()).fuel(fuel).await
}

/// Calls back and makes light of what went wrong.
#[hognose::function]
fn careless(cx: &mut Context<'_>, name: String) -> hognose::Result<bool> {
    let function = cx.global(&name)?;
    Ok(cx.call::<()>(function, ()).is_err())
}

#[hognose::function]
fn costly(cx: &mut Context<'_>, fuel: u64) -> hognose::Result<()> {
    cx.charge(fuel)
}

#[hognose::function]
async fn forever() {
    std::future::pending().await
}

const SCRIPT: &str = "
import asyncio
import host

log = []

def spin():
    while True:
        pass

def stubborn():
    try:
        try:
            spin()
        except BaseException as error:
            log.append(error)
        finally:
            log.append('finally')
    except:
        log.append('outer')
    log.append('after')

class Guard:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        log.append(args)
        return True

async def guarded():
    with Guard():
        async with asyncio.timeout(None):
            await asyncio.sleep(0)
            spin()

def spin_in_del():
    class Bad:
        def __del__(self):
            log.append('del')
            spin()
    for _ in range(10):
        Bad()
    spin()

async def spread():
    async def worker(name):
        try:
            await asyncio.Event().wait()
        except BaseException:
            log.append(name)
        finally:
            log.append(name)
    tasks = [asyncio.create_task(worker(name)) for name in 'abc']
    await asyncio.sleep(0)
    spin()

async def escape_by_callback():
    loop = asyncio.get_running_loop()
    loop.call_soon(spin)
    loop.call_later(0.0001, spin)
    future = loop.create_future()
    future.add_done_callback(lambda future: spin())
    future.set_result(None)
    await asyncio.sleep(0.001)
    await asyncio.sleep(0.001)
    return 'escaped'

async def escape_by_generator():
    async def generator():
        try:
            yield 1
        finally:
            while True:
                log.append('x')
                await asyncio.sleep(0)
    async for item in generator():
        break
    spin()

async def escape_later():
    asyncio.get_running_loop().call_later(0.001, spin)
    return 'done'

shared = [3, 1, 2]

def spin_in_sort():
    shared.sort(key=lambda item: spin())

def spin_in_repr():
    class Bad:
        def __repr__(self):
            spin()
    return repr([shared, Bad()])

def spin_in_compare():
    class Bad:
        def __hash__(self):
            return 1
        def __eq__(self, other):
            spin()
    return len({Bad(), Bad(), 1})

def build():
    return len([i for i in range(10 ** 9)])

def huge():
    return sum(range(10 ** 12))

def swallow():
    return [host.careless('spin') for _ in range(1000)]

def charge():
    try:
        host.costly(10 ** 9)
    except BaseException as error:
        log.append(error)

async def wait():
    try:
        await asyncio.Event().wait()
    finally:
        log.append('finally')

async def wait_for_host():
    try:
        await host.forever()
    finally:
        log.append('finally')

async def fine():
    await asyncio.sleep(0)
    return sum(range(100))

async def who():
    first = host.tenant()
    other = await asyncio.create_task(who_later())
    return [first, other, await host.relay('who_now')]

async def who_later():
    await asyncio.sleep(0)
    return host.tenant()

def who_now():
    return host.tenant()

async def nested():
    results = []
    try:
        await host.relay_with('spin_then', 1000)
    except RuntimeError as error:
        results.append(str(error))
    results.append(await host.relay_with('fine', 100000))
    return results

def spin_then():
    spin()

async def nested_spin():
    try:
        await host.relay_with('spin', 10 ** 12)
    finally:
        log.append('finally')

def entries():
    return len(log)

def shown():
    return str(log), str(shared)
";

fn machine() -> (Vm, Remote) {
    machine_of(Capabilities::none())
}

fn machine_of(capabilities: Capabilities) -> (Vm, Remote) {
    let module = Module::new("host")
        .define(tenant::definition())
        .define(relay::definition())
        .define(relay_with::definition())
        .define(careless::definition())
        .define(costly::definition())
        .define(forever::definition());
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let mut vm = engine.vm_with(Limits::default(), capabilities).expect("the machine starts");
    let program = engine.compile("calls.py", SCRIPT).expect("the script compiles");
    block_on(vm.run(&program)).expect("the script runs");
    let remote = vm.remote();
    (vm, remote)
}

/// What is there to see for the script of the calls that were ended.
fn shown(vm: &mut Vm) -> (String, String) {
    block_on(vm.call("shown", ())).expect("the machine is usable")
}

#[test]
fn a_limit_ends_its_call_and_no_other() {
    for name in [
        "spin",
        "stubborn",
        "guarded",
        "spread",
        "escape_by_generator",
        "spin_in_sort",
        "spin_in_repr",
        "spin_in_compare",
        "build",
        "huge",
        "swallow",
        "charge",
    ] {
        let (mut vm, remote) = machine();
        let (bad, good) = (remote.call::<()>(name, ()).fuel(200_000), remote.call::<i64>("fine", ()));
        let (bad, good) = block_on(vm.run_until(async {
            let (bad, good) = (bad.spawn(), good.spawn());
            (bad.await, good.await)
        }));
        let error = bad.expect_err(name);
        assert_eq!(error.kind(), ErrorKind::Limit, "{name}: {error}");
        assert!(
            error.message().starts_with("the call reached its limit of fuel, 200000 (calls.py, line "),
            "{name}: {error}"
        );
        assert_eq!(good.expect("the other call goes on"), 4950, "{name}");
        assert_eq!(shown(&mut vm), ("[]".to_string(), "[3, 1, 2]".to_string()), "{name}");
        let charged = if name == "charge" { 1_000_000_000 } else { 0 };
        assert!(vm.usage().fuel - charged < 2_000_000, "{name}: {}", vm.usage().fuel);
        assert_eq!(vm.usage().tasks, 0, "{name}");
    }
}

#[test]
fn callbacks_do_not_escape() {
    let (mut vm, remote) = machine();
    let error = block_on(vm.run_until(remote.call::<String>("escape_by_callback", ()).fuel(100_000)));
    assert_eq!(error.expect_err("the callbacks are the call's").kind(), ErrorKind::Limit);
    // The call is done before its callback: what it does is still bounded by what the call has left.
    let done = block_on(vm.run_until(remote.call::<String>("escape_later", ()).fuel(100_000)));
    assert_eq!(done.expect("in time"), "done");
    for _ in 0..20 {
        assert_eq!(block_on(vm.call::<i64>("fine", ())).expect("the machine is usable"), 4950);
        std::thread::yield_now();
    }
    let waits = block_on(vm.run_until(remote.call::<()>("wait", ()).deadline(Duration::from_millis(20))));
    assert_eq!(waits.expect_err("nobody sets the event").kind(), ErrorKind::Limit);
    assert!(vm.usage().fuel < 2_000_000, "{}", vm.usage().fuel);
}

#[test]
fn finalisers_are_bounded_too() {
    let (mut vm, remote) = machine();
    let error = block_on(vm.run_until(remote.call::<()>("spin_in_del", ()).fuel(100_000)));
    assert_eq!(error.expect_err("it spins").kind(), ErrorKind::Limit);
    assert_eq!(block_on(vm.call::<i64>("fine", ())).expect("the machine is usable"), 4950);
}

#[test]
fn a_deadline_ends_a_call_that_waits() {
    for name in ["wait", "wait_for_host", "spin"] {
        let (mut vm, remote) = machine_of(Capabilities::none().clock(SystemClock::default()));
        let call = remote.call::<()>(name, ()).deadline(Duration::from_millis(5));
        let error = block_on(vm.run_until(call)).expect_err("the time is over");
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.message().starts_with("the call reached its deadline, 5ms"), "{error}");
        assert_eq!(shown(&mut vm).0, "[]", "{name}");
        assert_eq!(vm.usage().tasks, 0);
    }
}

#[test]
fn data_is_the_calls_own() {
    let (mut vm, remote) = machine();
    vm.set_data(Tenant("the machine's".to_string()));
    let call = |name: &str| remote.call::<Vec<String>>("who", ()).data(Tenant(name.to_string()));
    let (ann, bob) = (call("ann"), call("bob"));
    let (ann, bob) = block_on(vm.run_until(async {
        let (ann, bob) = (ann.spawn(), bob.spawn());
        (ann.await, bob.await)
    }));
    assert_eq!(ann.expect("it runs"), ["ann", "ann", "ann"]);
    assert_eq!(bob.expect("it runs"), ["bob", "bob", "bob"]);
    let plain: Vec<String> = block_on(vm.call("who", ())).expect("it runs");
    assert_eq!(plain, ["the machine's"; 3]);
    let seen = remote.with(|cx| cx.data::<Tenant>().map(|tenant| tenant.0.clone())).data(Tenant("eve".to_string()));
    assert_eq!(block_on(vm.run_until(seen)).expect("it runs").as_deref(), Some("eve"));
}

#[test]
fn data_is_dropped_with_the_last_task() {
    struct Counted(std::sync::Arc<()>);
    let (mut vm, remote) = machine();
    let count = std::sync::Arc::new(());
    for name in ["fine", "missing", "who_now"] {
        let call = remote.call::<()>(name, ()).data(Counted(count.clone()));
        let _ = block_on(vm.run_until(call));
        assert_eq!(std::sync::Arc::strong_count(&count), 1, "{name}");
    }
    let waiting = remote.call::<()>("wait", ()).data(Counted(count.clone())).spawn();
    block_on(vm.call::<i64>("fine", ())).expect("it runs");
    assert_eq!(std::sync::Arc::strong_count(&count), 2);
    drop(waiting);
    block_on(vm.call::<i64>("fine", ())).expect("it runs");
    assert_eq!(std::sync::Arc::strong_count(&count), 1);
    let kept = Counted(count.clone());
    assert_eq!(std::sync::Arc::strong_count(&kept.0), 2);
}

#[test]
fn limits_are_nested() {
    let (mut vm, remote) = machine();
    let results: Vec<hognose::Handle> = block_on(vm.call("nested", ())).expect("the outer call has no limit");
    let texts = vm.with(|cx| {
        results.iter().map(|value| cx.get(value).map(|value| format!("{value:?}"))).collect::<Result<Vec<_>, Error>>()
    });
    assert_eq!(texts.expect("they are this machine's").len(), 2);
    let error = block_on(vm.run_until(remote.call::<()>("nested_spin", ()).fuel(100_000)));
    let error = error.expect_err("the inner call uses the outer one's fuel");
    assert!(error.message().starts_with("the call reached its limit of fuel, 100000"), "{error}");
    assert_eq!(shown(&mut vm).0, "[]");
    assert_eq!(vm.usage().tasks, 0);
}

#[test]
fn a_limit_of_the_machine_is_its_end() {
    let engine = Engine::builder().build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default().fuel(50_000)).expect("the machine starts");
    let program = engine.compile("spin.py", "def spin():\n    while True: pass\n").expect("the script compiles");
    block_on(vm.run(&program)).expect("the script runs");
    let remote = vm.remote();
    let error = block_on(vm.run_until(remote.call::<()>("spin", ()).fuel(1_000_000))).expect_err("it spins");
    assert_eq!(error.message(), "the script reached its limit of fuel, 50000 (spin.py, line 2)");
    let error = block_on(vm.call::<()>("spin", ())).expect_err("the machine is dead");
    assert_eq!(error.kind(), ErrorKind::Limit);
}

/// A machine that runs this script, with small slices.
fn machine_with(script: &str) -> (Vm, Remote) {
    let engine = Engine::builder().build().expect("the engine builds");
    let limits = Limits::default().slice(200);
    let mut vm = engine.vm_with(limits, Capabilities::none().clock(SystemClock::default())).expect("a machine");
    let program = engine.compile("calls.py", script).expect("the script compiles");
    block_on(vm.run(&program)).expect("the script runs");
    let remote = vm.remote();
    (vm, remote)
}

fn limit_of(vm: &mut Vm, call: hognose::Call<()>) {
    let error = block_on(vm.run_until(call)).expect_err("a limit is reached");
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert_eq!(block_on(vm.call::<i64>("fine", ())).expect("the machine is usable"), 1);
    assert!(vm.usage().fuel < 3_000_000, "{}", vm.usage().fuel);
}

#[test]
fn what_a_result_runs_is_the_calls_work() {
    let script = "
class Spins(Exception):
    def __str__(self):
        while True: pass
def bad(): raise Spins()
def fine(): return 1
";
    let (mut vm, remote) = machine_with(script);
    limit_of(&mut vm, remote.call("bad", ()).fuel(10_000));
}

#[test]
fn handlers_and_left_over_generators_do_not_escape() {
    let script = "
import asyncio
kept = []
def spin(*args):
    while True: pass
async def handler():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(spin)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.Event().wait()
def generator():
    try: yield 1
    finally:
        while True: pass
def leaves():
    it = generator()
    next(it)
    spin()
async def agenerator():
    try: yield 1
    finally:
        while True: pass
async def keeps():
    it = agenerator()
    await anext(it)
    kept.append(it)
    spin()
def fine():
    import gc
    kept.clear()
    gc.collect()
    return 1
";
    for name in ["handler", "leaves", "keeps"] {
        let (mut vm, remote) = machine_with(script);
        limit_of(&mut vm, remote.call(name, ()).fuel(10_000));
        assert_eq!(block_on(vm.call::<i64>("fine", ())).expect("the machine is usable"), 1, "{name}");
        assert!(vm.usage().fuel < 3_000_000, "{name}: {}", vm.usage().fuel);
    }
}

#[test]
fn an_awaitable_of_the_scripts_does_not_hold_a_limit_up() {
    let script = "
import asyncio
log = []
class Deaf:
    def __init__(self, inner): self.inner = inner.__await__()
    def __iter__(self): return self
    __await__ = __iter__
    def __next__(self): return next(self.inner)
    def throw(self, error):
        log.append(error)
        return None
async def deaf():
    await Deaf(asyncio.get_running_loop().create_future())
def fine():
    return 1 + len(log)
";
    let (mut vm, remote) = machine_with(script);
    limit_of(&mut vm, remote.call("deaf", ()).deadline(Duration::from_millis(5)));
    assert_eq!(vm.usage().tasks, 0);
}

#[test]
fn a_deadline_ends_a_blocking_sleep() {
    let script = "
import time
def sleeps(): time.sleep(3600)
def fine(): return 1
";
    let (mut vm, remote) = machine_with(script);
    limit_of(&mut vm, remote.call("sleeps", ()).deadline(Duration::from_millis(5)));
}

#[test]
fn an_import_that_a_limit_meets_is_whole() {
    let script = "
def imports():
    import asyncio
    while True: pass
def fine():
    import asyncio
    assert asyncio.Queue().empty() and asyncio.timeout(None) is not None
    return 1
";
    let (mut vm, remote) = machine_with(script);
    limit_of(&mut vm, remote.call("imports", ()).fuel(20));
}

#[test]
fn calls_do_not_see_each_others_context() {
    let script = "
import contextvars
user = contextvars.ContextVar('user', default='nobody')
def sets(name):
    user.set(name)
    for _ in range(5000): pass
    return user.get()
def reads():
    return user.get()
def names():
    return [c.__name__ for c in BaseException.__subclasses__()]
";
    let (mut vm, remote) = machine_with(script);
    let (ann, bob) = block_on(vm.run_until(async {
        let ann = remote.call::<String>("sets", ("ann",)).spawn();
        let mut seen = Vec::new();
        for _ in 0..5 {
            seen.push(remote.call::<String>("reads", ()).await);
            seen.push(
                remote.with(|cx| cx.global("reads").and_then(|reads| cx.call(reads, ()))).await.and_then(|it| it),
            );
        }
        (ann.await, seen)
    }));
    assert_eq!(ann.expect("it returns"), "ann");
    for seen in bob {
        assert_eq!(seen.expect("it returns"), "nobody");
    }
    let names: Vec<String> = block_on(vm.call("names", ())).expect("it returns");
    assert!(!names.iter().any(|name| name == "LimitReached"), "{names:?}");
}

#[test]
fn late_callbacks_of_a_call_find_its_data() -> hognose::Result<()> {
    let host = Module::new("host").function("tenant", |cx, ()| Ok(cx.data::<Tenant>().map(|tenant| tenant.0.clone())));
    let engine = Engine::builder().module(host).build()?;
    let mut vm = engine.vm(Limits::default())?;
    let script = "
import asyncio, gc, host
seen = []
async def later():
    asyncio.get_running_loop().call_later(5, lambda: seen.append(host.tenant()))
    return 1
async def look():
    await asyncio.sleep(1)
    gc.collect()
    await asyncio.sleep(10)
    return seen
";
    block_on(vm.run(&engine.compile("late.py", script)?))?;
    let later = vm.caller().call::<i64>("later", ()).data(Tenant("ann".to_string()));
    assert_eq!(block_on(vm.run_until(later))?, 1);
    assert_eq!(block_on(vm.call::<Vec<Option<String>>>("look", ()))?, [Some("ann".to_string())]);
    Ok(())
}

#[test]
fn the_end_of_a_call_leaves_a_host_future_alone_that_others_wait_for() -> hognose::Result<()> {
    let (sender, receiver) = futures_channel();
    let slot = std::sync::Mutex::new(Some(receiver));
    let host = Module::new("host").async_function("answer", move |_caller, ()| {
        let receiver = slot.lock().ok().and_then(|mut slot| slot.take());
        async move {
            match receiver {
                Some(receiver) => Ok(receiver.await),
                None => Err(Error::host("asked twice")),
            }
        }
    });
    let engine = Engine::builder().module(host).build()?;
    let clock = hognose::ManualClock::new();
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(clock.clone()))?;
    let script = "
import asyncio, host
shared = None
async def first():
    global shared
    shared = asyncio.ensure_future(host.answer())
    return await shared
async def second():
    while shared is None:
        await asyncio.sleep(0)
    return await asyncio.shield(shared)
";
    block_on(vm.run(&engine.compile("shared.py", script)?))?;
    let caller = vm.caller();
    let mut second = caller.call::<i64>("second", ()).deadline(Duration::from_millis(5)).spawn();
    let first = caller.call::<i64>("first", ()).spawn();
    while vm.step()? == hognose::Step::Ready {}
    clock.advance(Duration::from_millis(5));
    while vm.step()? == hognose::Step::Ready {}
    let ended = second.try_take().and_then(hognose::Result::err).map(|error| error.kind());
    assert_eq!(ended, Some(ErrorKind::Limit));
    sender(7);
    assert_eq!(block_on(vm.run_until(first))?, 7);
    Ok(())
}

/// A future that is done when the function beside it is called.
fn futures_channel() -> (impl FnOnce(i64), impl Future<Output = i64> + Send) {
    type Slot = std::sync::Arc<std::sync::Mutex<(Option<i64>, Option<std::task::Waker>)>>;
    let slot = Slot::default();
    let other = slot.clone();
    let send = move |value| {
        let mut slot = other.lock().expect("nobody panics with it");
        slot.0 = Some(value);
        if let Some(waker) = slot.1.take() {
            waker.wake();
        }
    };
    let receive = std::future::poll_fn(move |context| {
        let mut slot = slot.lock().expect("nobody panics with it");
        match slot.0 {
            Some(value) => std::task::Poll::Ready(value),
            None => {
                slot.1 = Some(context.waker().clone());
                std::task::Poll::Pending
            }
        }
    });
    (send, receive)
}
