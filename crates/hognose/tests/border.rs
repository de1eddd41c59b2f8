//! The border: host functions, async host functions, remotes, cancellation, several generators at once.

use hognose::{
    AsyncGenerator, Caller, Engine, Error, ErrorKind, Handle, Limits, Module, Program, Remote, Vm, block_on,
};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

fn vm_with(module: Module, script: &str) -> Vm {
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

fn vm(script: &str) -> Vm {
    vm_with(Module::new("host"), script)
}

/// A future that is done when somebody opens it, and says when it is dropped.
#[derive(Clone, Default)]
struct Gate(Arc<Mutex<GateState>>);

#[derive(Default)]
struct GateState {
    open: bool,
    waker: Option<Waker>,
    dropped: usize,
}

impl Gate {
    fn open(&self) {
        let waker = {
            let mut state = self.0.lock().expect("no panic holds the lock");
            state.open = true;
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn dropped(&self) -> usize {
        self.0.lock().expect("no panic holds the lock").dropped
    }

    fn wait(&self) -> Waiting {
        Waiting(self.clone())
    }
}

struct Waiting(Gate);

impl Future for Waiting {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.0.lock().expect("no panic holds the lock");
        if state.open {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.lock().expect("no panic holds the lock").dropped += 1;
    }
}

/// Drives a machine until it has nothing more to do at once.
fn settle(vm: &mut Vm) {
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..50 {
        let _ = vm.poll_drive(&mut context);
    }
}

#[test]
fn types_are_send_and_sync_where_hosts_need_it() {
    fn send_sync<T: Send + Sync>() {}
    fn send<T: Send>(_: &T) {}
    fn is_static<T: Send + 'static>(_: T) {}
    send_sync::<Engine>();
    send_sync::<Program>();
    send_sync::<Remote>();
    send_sync::<Caller>();
    send_sync::<Handle>();
    send_sync::<Error>();
    let mut machine = vm("async def gen(): yield 1\ndef f(): return 1");
    send(&machine);
    send(&machine.caller().call::<i64>("f", ()));
    let generator: AsyncGenerator<i64, String> = block_on(machine.call("gen", ())).expect("a generator");
    send(&generator);
    is_static(machine.serve());
}

#[test]
fn a_host_function_takes_and_returns_rust_values() {
    let module = Module::new("host").function("add", |_cx, (a, b): (i64, i64)| Ok(a + b));
    let mut vm = vm_with(module, "import host\ndef f(): return host.add(1, 2), repr(host.add), host.add.__name__");
    let answer: (i64, String, String) = block_on(vm.call("f", ())).expect("the call succeeds");
    assert_eq!(answer, (3, "<built-in function add>".to_string(), "add".to_string()));
}

#[test]
fn what_does_not_fit_is_an_exception_in_the_script() {
    let module = Module::new("host").function("small", |_cx, (a,): (u8,)| Ok(a));
    let script = "
import host
def f(*args):
    try:
        return str(host.small(*args))
    except Exception as error:
        return repr(error)
";
    let mut vm = vm_with(module, script);
    let mut ask = |value: i64| block_on(vm.call::<String>("f", (value,))).expect("the call succeeds");
    assert_eq!(ask(255), "255");
    assert_eq!(ask(256), "OverflowError('small() argument 1: the int does not fit into u8')");
    let text: String = block_on(vm.call("f", ("x",))).expect("the call succeeds");
    assert_eq!(text, "TypeError('small() argument 1: expected an int, not str')");
    let none: String = block_on(vm.call("f", ())).expect("the call succeeds");
    assert_eq!(none, "TypeError('small expected 1 argument, got 0')");
}

#[derive(Debug, PartialEq)]
struct OutOfStock(u32);

impl std::fmt::Display for OutOfStock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "only {} left", self.0)
    }
}

impl std::error::Error for OutOfStock {}

#[test]
fn a_hosts_own_error_goes_through_a_script_and_comes_back() {
    let module = Module::new("shop")
        .function("take", |_cx, (): ()| Err::<(), _>(Error::from_source(OutOfStock(3))))
        .function("refuse", |_cx, (): ()| Err::<(), _>(Error::raise("KeyError", "no such shelf")));
    let script = "
import shop
def take():
    try:
        shop.take()
    except RuntimeError as error:
        assert str(error) == 'only 3 left'
        raise
def refuse():
    shop.refuse()
";
    let mut vm = vm_with(module, script);
    let error = block_on(vm.call::<()>("take", ())).expect_err("it is raised");
    assert_eq!((error.kind(), error.type_name()), (ErrorKind::Exception, "RuntimeError"));
    assert_eq!(error.downcast_ref::<OutOfStock>(), Some(&OutOfStock(3)));
    let error = block_on(vm.call::<()>("refuse", ())).expect_err("it is raised");
    assert_eq!((error.type_name(), error.message()), ("KeyError", "'no such shelf'"));
}

#[test]
fn a_panic_in_a_host_function_is_an_exception_and_leaves_the_machine_usable() {
    let module = Module::new("host").function("boom", |_cx, (): ()| -> hognose::Result<()> { panic!("the boiler") });
    let script = "
import host
def f():
    try:
        host.boom()
    except RuntimeError as error:
        return str(error)
";
    let mut vm = vm_with(module, script);
    let text: String = block_on(vm.call("f", ())).expect("the script catches it");
    assert_eq!(text, "the host function boom() panicked: the boiler");
    let error = block_on(vm.call::<()>("nothing", ())).expect_err("there is no such name");
    assert_eq!(error.kind(), ErrorKind::Host);
}

#[test]
fn a_host_function_calls_back_into_the_script() {
    let module = Module::new("host").raw("twice", |cx, args| {
        let first: i64 = cx.call(args[0], (1,))?;
        let second: i64 = cx.call(args[0], (first,))?;
        hognose::IntoValue::into_value(second, cx)
    });
    let script = "
import host, asyncio
def f(): return host.twice(lambda n: n + 20)
async def quick(n): return n * 3
def g(): return host.twice(quick)
async def slow(n): await asyncio.sleep(1)
def h(): return host.twice(slow)
";
    let mut vm = vm_with(module, script);
    assert_eq!(block_on(vm.call::<i64>("f", ())).ok(), Some(41));
    assert_eq!(block_on(vm.call::<i64>("g", ())).ok(), Some(9));
    let error = block_on(vm.call::<i64>("h", ())).expect_err("it would have to wait");
    assert_eq!(error.message(), "the function would have to wait, and its caller cannot");
}

#[test]
fn an_async_host_function_lets_other_tasks_go_on() {
    let gate = Gate::default();
    let waiting = gate.clone();
    let module = Module::new("host").async_function("wait", move |_caller, (n,): (i64,)| {
        let gate = waiting.wait();
        async move {
            gate.await;
            Ok(n * 2)
        }
    });
    let script = "
import host, asyncio
seen = []
async def one():
    seen.append(await host.wait(21))
async def two():
    seen.append('two')
async def main():
    await asyncio.gather(one(), two())
    return repr(seen), asyncio.iscoroutinefunction(host.wait), host.wait.__name__
";
    let mut vm = vm_with(module, script);
    let mut call = vm.caller().call::<(String, bool, String)>("main", ()).spawn();
    settle(&mut vm);
    assert!(call.try_take().is_none());
    gate.open();
    settle(&mut vm);
    let answer = call.try_take().expect("it is done").expect("it succeeds");
    assert_eq!(answer, ("['two', 42]".to_string(), true, "wait".to_string()));
}

#[test]
fn a_host_future_is_dropped_when_its_task_is_cancelled() {
    let gate = Gate::default();
    let waiting = gate.clone();
    let module = Module::new("host").async_function("wait", move |_caller, (): ()| {
        let gate = waiting.wait();
        async move {
            gate.await;
            Ok(())
        }
    });
    let script = "
import host
log = []
async def f():
    try:
        await host.wait()
    finally:
        log.append('finally')
def read(): return repr(log)
";
    let mut vm = vm_with(module, script);
    let call = vm.caller().call::<()>("f", ()).spawn();
    settle(&mut vm);
    assert_eq!(gate.dropped(), 0);
    drop(call);
    settle(&mut vm);
    assert_eq!(gate.dropped(), 1);
    assert_eq!(block_on(vm.call::<String>("read", ())).ok().as_deref(), Some("['finally']"));
}

#[test]
fn dropping_a_call_cancels_its_own_task_only() {
    let script = "
import asyncio
log = []
async def job(name):
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        log.append(name)
        raise
def read(): return repr(log)
";
    let mut vm = vm_with(
        Module::new("host").async_function("never", |_c, (): ()| std::future::pending::<hognose::Result<()>>()),
        script,
    );
    let first = vm.caller().call::<()>("job", ("first",)).spawn();
    let mut second = vm.caller().call::<()>("job", ("second",)).spawn();
    settle_without_time(&mut vm);
    drop(first);
    let log: String = block_on(vm.call("read", ())).expect("the machine is usable");
    assert_eq!(log, "['first']");
    let _ = second.try_take();
}

/// A few slices; virtual time would jump to the end of the sleeps in more.
fn settle_without_time(vm: &mut Vm) {
    let _ = vm.step();
}

#[test]
fn remotes_call_from_other_threads_while_the_machine_serves() {
    let vm = vm("total = 0\ndef add(n):\n    global total\n    total += n\n    return total\n");
    let remote = vm.remote();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let remote = remote.clone();
            std::thread::spawn(move || {
                for _ in 0..25 {
                    block_on(remote.call::<i64>("add", (1,))).expect("the call succeeds");
                }
            })
        })
        .collect();
    let server = std::thread::spawn(move || block_on(vm.serve()));
    threads.into_iter().for_each(|thread| thread.join().expect("no thread panics"));
    assert_eq!(block_on(remote.call::<i64>("add", (0,))).ok(), Some(100));
    drop(remote);
    server.join().expect("the server ends");
}

#[test]
fn a_call_on_a_machine_that_is_gone_is_closed() {
    let vm = vm("def f(): return 1");
    let remote = vm.remote();
    let pending = remote.call::<i64>("f", ()).spawn();
    drop(vm);
    assert_eq!(block_on(pending).expect_err("nobody answers").kind(), ErrorKind::Closed);
    assert_eq!(block_on(remote.call::<i64>("f", ())).expect_err("nobody answers").kind(), ErrorKind::Closed);
}

#[test]
fn interrupting_ends_a_script_that_catches_everything() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let module = Module::new("host").function("spins", move |_cx, (): ()| {
        let _ = sender.send(());
        Ok(())
    });
    let script = "
import host
def spin():
    while True:
        try:
            host.spins()
            while True: pass
        except BaseException:
            pass
def after(): return 'usable'
";
    let mut vm = vm_with(module, script);
    let control_c = Arc::new(AtomicBool::new(false));
    vm.set_keyboard_interrupt(control_c.clone());
    let remote = vm.remote();
    let call = remote.call::<()>("spin", ()).spawn();
    let server = std::thread::spawn(move || block_on(vm.serve()));
    receiver.recv().expect("the script spins");
    // KeyboardInterrupt is caught as anything else.
    control_c.store(true, Ordering::Relaxed);
    receiver.recv().expect("the script spins");
    remote.interrupt();
    assert_eq!(block_on(call).expect_err("it was interrupted").kind(), ErrorKind::Limit);
    assert_eq!(block_on(remote.call::<String>("after", ())).ok().as_deref(), Some("usable"));
    drop(remote);
    server.join().expect("the server ends");
}

#[test]
fn two_generators_of_one_machine_are_driven_at_once() {
    let script = "
import asyncio
async def count(step):
    n = 0
    while n < 3 * step:
        n += step
        got = yield n
        await asyncio.sleep(0)
";
    let mut vm = vm(script);
    let mut ones: AsyncGenerator<i64> = block_on(vm.call("count", (1,))).expect("a generator");
    let mut tens: AsyncGenerator<i64> = block_on(vm.call("count", (10,))).expect("a generator");
    let items = block_on(vm.run_until(async move {
        let mut items = Vec::new();
        loop {
            let mut one = Box::pin(ones.anext());
            let mut ten = Box::pin(tens.anext());
            let (mut first, mut second) = (None, None);
            poll_fn(|context| {
                if first.is_none()
                    && let Poll::Ready(item) = one.as_mut().poll(context)
                {
                    first = Some(item);
                }
                if second.is_none()
                    && let Poll::Ready(item) = ten.as_mut().poll(context)
                {
                    second = Some(item);
                }
                if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            match (first, second) {
                (Some(Ok(Some(one))), Some(Ok(Some(ten)))) => items.push((one, ten)),
                _ => return items,
            }
        }
    }));
    assert_eq!(items, [(1, 10), (2, 20), (3, 30)]);
}

#[test]
fn a_generator_that_is_dropped_is_closed() {
    let script = "
log = []
async def count():
    try:
        yield 1
        yield 2
    finally:
        log.append('closed')
def read(): return repr(log)
";
    let mut vm = vm(script);
    let mut generator: AsyncGenerator<i64> = block_on(vm.call("count", ())).expect("a generator");
    let first = block_on(vm.run_until(async { generator.anext().await }));
    assert_eq!(first.expect("it yields"), Some(1));
    drop(generator);
    settle(&mut vm);
    assert_eq!(block_on(vm.call::<String>("read", ())).ok().as_deref(), Some("['closed']"));
}

#[test]
fn real_time_passes_without_blocking_the_driver() {
    let engine = Engine::builder().build().expect("the engine builds");
    let program =
        engine.compile("t.py", "import asyncio\nasync def f():\n    await asyncio.sleep(0.02)\n    return 7\n");
    let mut vm = engine.vm_with(Limits::default(), hognose::Capabilities::system()).expect("the machine starts");
    block_on(vm.run(&program.expect("it compiles"))).expect("it runs");
    let polls = AtomicUsize::new(0);
    let mut call = Box::pin(vm.call::<i64>("f", ()));
    let answer = block_on(poll_fn(|context| {
        polls.fetch_add(1, Ordering::Relaxed);
        call.as_mut().poll(context)
    }));
    assert_eq!(answer.ok(), Some(7));
    assert!(polls.load(Ordering::Relaxed) >= 2);
}

#[test]
fn modules_need_names_of_their_own() {
    let refused = |module: Module| Engine::builder().module(module).build().expect_err("it is refused").to_string();
    assert_eq!(refused(Module::new("math")), "there are two modules of the name 'math'");
    assert_eq!(refused(Module::new("a-b")), "'a-b' is no name for a module");
    assert_eq!(refused(Module::new("_own")), "'_own' is no name for a module");
}

#[test]
fn a_machine_that_reached_a_limit_answers_every_call_with_it() {
    let engine = Engine::builder().build().expect("the engine builds");
    let script = "
import asyncio
def spin():
    while True:
        try:
            while True: pass
        except BaseException:
            pass
async def wait(): await asyncio.Event().wait()
";
    let program = engine.compile("spin.py", script).expect("the script compiles");
    let mut vm = engine.vm(Limits::default().fuel(5_000_000)).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    let waiting = vm.caller().call::<()>("wait", ()).spawn();
    let spinning = vm.caller().call::<()>("spin", ()).spawn();
    let remote = vm.remote();
    let server = std::thread::spawn(move || block_on(vm.serve()));
    for call in [waiting, spinning, remote.call::<()>("wait", ()).spawn()] {
        let error = block_on(call).expect_err("the machine is dead");
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.message().starts_with("the script reached its limit of fuel, 5000000"), "{error}");
    }
    drop(remote);
    server.join().expect("the server ends");
}

/// A future that is pending a few times.
struct Turns(u32);

impl Future for Turns {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

const STEPS: &str = "
import asyncio, host
open = 0
async def work(n):
    global open
    open += 1
    try:
        await host.turns(2)
        await asyncio.sleep(0)
        await asyncio.gather(host.turns(1), asyncio.sleep(0))
        return n
    finally:
        await asyncio.sleep(0)
        open -= 1
async def items():
    global open
    open += 1
    try:
        sent = 1
        while True:
            await host.turns(1)
            sent = yield sent
            await asyncio.sleep(0)
    finally:
        open -= 1
def left(): return open
";

fn stepping() -> Vm {
    let module = Module::new("host").async_function("turns", |_caller, (n,): (u32,)| async move {
        Turns(n).await;
        Ok(())
    });
    vm_with(module, STEPS)
}

/// Polls a future that many times while the machine is driven; true when it is done before.
fn poll_times<F: Future>(vm: &mut Vm, mut future: Pin<&mut F>, times: usize) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..times {
        if future.as_mut().poll(&mut context).is_ready() {
            return true;
        }
        let _ = vm.poll_drive(&mut context);
    }
    false
}

fn is_clean(vm: &mut Vm) {
    settle(vm);
    assert!(vm.tasks().is_empty(), "{}", vm.tasks());
    assert_eq!(block_on(vm.call::<i64>("left", ())).ok(), Some(0));
}

#[test]
fn a_call_dropped_after_any_poll_leaves_nothing() {
    for times in 0.. {
        let mut vm = stepping();
        let done = {
            let mut call = Box::pin(vm.caller().call::<i64>("work", (7,)));
            poll_times(&mut vm, call.as_mut(), times)
        };
        is_clean(&mut vm);
        if done {
            assert!(times > 4, "it took {times} polls");
            break;
        }
    }
}

#[test]
fn a_step_of_a_generator_dropped_after_any_poll_leaves_nothing() {
    for times in 0.. {
        let mut vm = stepping();
        let mut generator: AsyncGenerator<i64, i64> = block_on(vm.call("items", ())).expect("a generator");
        let begun = poll_times(&mut vm, Box::pin(generator.anext()).as_mut(), times);
        if begun {
            // What a dropped anext would have lost is there; a dropped asend is cancelled.
            for sends in 0.. {
                let done = poll_times(&mut vm, Box::pin(generator.asend(5)).as_mut(), sends);
                if done || sends > 20 {
                    break;
                }
            }
        } else {
            let first = block_on(vm.run_until(async { generator.anext().await }));
            assert_eq!(first.expect("the item is not lost"), Some(1));
        }
        drop(generator);
        is_clean(&mut vm);
        if begun {
            break;
        }
    }
}

#[test]
fn arguments_of_a_host_function_stay_alive_across_its_calls() {
    let module = Module::new("host").raw("both", |cx, args| {
        let first: String = cx.call(args[0], ())?;
        let second: String = cx.call(args[1], ())?;
        let third: String = cx.take(args[2])?;
        hognose::IntoValue::into_value(format!("{first} {second} {third}"), cx)
    });
    let script = "
import host
def make(text):
    def f():
        garbage = [str(i) * 3 for i in range(50)]
        return text + sorted(garbage, key=lambda s: s)[0]
    return f
def go(): return host.both(make('a'), make('b'), ''.join(['x', 'y', str(12345)]))
";
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let mut vm = engine.vm(Limits::default().gc_stress(true)).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    assert_eq!(block_on(vm.call::<String>("go", ())).ok().as_deref(), Some("a000 b000 xy12345"));
}

#[test]
fn a_machine_can_be_used_after_a_deadlock() {
    let script = "
import asyncio
async def wait(): await asyncio.Event().wait()
async def fine():
    await asyncio.sleep(0)
    return 5
";
    let stuck = "import asyncio\nasync def main(): await asyncio.Event().wait()\nasyncio.run(main())\n";
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let stuck = engine.compile("stuck.py", stuck).expect("the script compiles");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    for _ in 0..3 {
        let error = block_on(vm.call::<()>("wait", ())).expect_err("nobody sets the event");
        assert_eq!(error.kind(), ErrorKind::WouldWait);
        assert_eq!(block_on(vm.call::<i64>("fine", ())).ok(), Some(5));
    }
    settle(&mut vm);
    assert!(vm.tasks().is_empty());
    assert_eq!(block_on(vm.run(&stuck)).expect_err("nobody sets the event").kind(), ErrorKind::WouldWait);
}

#[test]
fn waiting_inside_of_the_machine_is_an_error() {
    let module = Module::new("host")
        .function("blocks", |cx, ()| block_on(cx.caller().call::<i64>("answer", ())))
        .function("begins", |cx, ()| {
            cx.caller().call::<i64>("answer", ()).detach();
            Ok(())
        });
    let mut vm = vm_with(module, "import host\ndef answer(): return 42\ndef blocks(): return host.blocks()\n");
    let error = block_on(vm.call::<i64>("blocks", ())).expect_err("nobody drives the machine meanwhile");
    assert!(error.message().starts_with("host code inside of a virtual machine cannot wait for a call"), "{error}");
    let inside = vm.with(|cx| block_on(cx.caller().call::<i64>("answer", ()))).expect_err("the same from outside");
    assert_eq!(inside.kind(), ErrorKind::WouldWait);
    // Another thread may wait for this machine, and this thread for another machine.
    let mut other = self::vm("def answer(): return 7\n");
    let seven = vm.with(|_cx| block_on(other.call::<i64>("answer", ()))).expect("it is another machine");
    assert_eq!(seven, 7);
    assert_eq!(block_on(vm.call::<i64>("answer", ())).expect("the machine is usable"), 42);
}
