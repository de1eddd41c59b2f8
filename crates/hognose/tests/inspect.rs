//! What a host is told about the tasks of a machine: what each waits for, where, and what it has used.

use hognose::{Engine, Limits, Module, TaskState, Tasks, Vm, block_on};
use std::time::Duration;

#[hognose::function]
async fn forever(_url: String) {
    std::future::pending().await
}

const SCRIPT: &str = "
import asyncio, host

lock = asyncio.Lock()
queue = asyncio.Queue()

async def timer():
    await asyncio.sleep(60)

async def waits_for_host():
    await host.fetch('x.org')

async def waits_for_named():
    await host.forever(_url='x.org')

async def waits_for_answer():
    await host.approve('order', 7)

async def waits_for_queue():
    await queue.get()

async def waits_for_lock():
    async with lock:
        pass

async def inner():
    await waits_for_host()

async def waits_for_task():
    await asyncio.create_task(inner(), name='inner')

async def works(turns):
    for turn in range(turns):
        pass
    await asyncio.Event().wait()

def direct():
    return host.fetch('y.org')
";

fn machine() -> Vm {
    let module = Module::new("host")
        .async_function("fetch", |_caller, (_url,): (String,)| std::future::pending::<hognose::Result<i64>>())
        .define(forever::definition())
        .deferred("approve");
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    block_on(vm.run(&engine.compile("tasks.py", SCRIPT).expect("it compiles"))).expect("it runs");
    vm
}

/// Takes slices until everything waits.
fn settle(vm: &mut Vm) -> Tasks {
    while vm.step().expect("it goes on") == hognose::Step::Ready {}
    vm.tasks()
}

#[test]
fn each_task_says_what_it_waits_for() {
    let mut vm = machine();
    let remote = vm.remote();
    let mut calls = Vec::new();
    for name in [
        "timer",
        "waits_for_host",
        "waits_for_named",
        "waits_for_answer",
        "waits_for_queue",
        "waits_for_task",
        "direct",
    ] {
        calls.push(remote.call::<()>(name, ()).spawn());
    }
    let tasks = settle(&mut vm);
    let state = |coroutine: &str| {
        let found = tasks.iter().find(|task| task.coroutine == coroutine);
        found.map(|task| task.state.clone()).unwrap_or_else(|| panic!("no {coroutine} in\n{tasks}"))
    };
    assert_eq!(state("timer"), TaskState::WaitsForTimer(Duration::from_secs(60)));
    assert_eq!(state("waits_for_host"), TaskState::WaitsForHost("fetch".to_string()));
    assert_eq!(state("waits_for_named"), TaskState::WaitsForHost("forever".to_string()));
    assert_eq!(state("waits_for_queue"), TaskState::WaitsIn("Queue.get".to_string()));
    assert_eq!(state("inner"), TaskState::WaitsForHost("fetch".to_string()));
    let [approval] = &vm.with(|cx| cx.deferred())[..] else { panic!("one call waits") };
    let answer = TaskState::WaitsForAnswer { id: approval.id(), function: "approve".to_string() };
    assert_eq!(state("waits_for_answer"), answer);
    assert!(matches!(state("waits_for_task"), TaskState::WaitsForTasks(tasks) if tasks[0].1 == "inner"));

    let text = tasks.to_string();
    let lines = "inner inner() waits for the host's function fetch()
      tasks.py:27 in inner: await waits_for_host()
      tasks.py:11 in waits_for_host: await host.fetch('x.org')";
    assert!(text.contains(lines), "{text}");
    // A function that awaits nothing itself and gives the host's coroutine back.
    let hosts = tasks.iter().filter(|task| task.state == TaskState::WaitsForHost("fetch".to_string()));
    assert_eq!(hosts.count(), 3);
    let inspected = remote.inspect().spawn();
    let inspected = block_on(vm.run_until(inspected)).expect("it answers");
    assert_eq!(inspected.len(), tasks.len());
}

#[test]
fn a_lock_is_named() {
    let mut vm = machine();
    let remote = vm.remote();
    let held = "async def hold():\n    await lock.acquire()\n    await waits_for_lock()\n";
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("hold.py", &format!("import asyncio\nlock = asyncio.Lock()\nasync def waits_for_lock():\n    async with lock:\n        pass\n{held}")).expect("it compiles");
    block_on(vm.run(&program)).expect("it runs");
    let _call = remote.call::<()>("hold", ()).spawn();
    let tasks = settle(&mut vm);
    let task = tasks.iter().next().expect("one task");
    let lines: Vec<u32> = task.frames.iter().map(|frame| frame.file.line_column(frame.span.start).line).collect();
    assert_eq!((task.coroutine.as_str(), lines), ("hold", vec![8, 4]));
    assert!(matches!(&task.state, TaskState::WaitsIn(function) if function.starts_with("Lock.")), "{task}");
}

#[test]
fn fuel_is_counted_by_the_task() {
    let mut vm = machine();
    let remote = vm.remote();
    let _few = remote.call::<()>("works", (10,)).spawn();
    let _many = remote.call::<()>("works", (10_000,)).spawn();
    let fuel: Vec<u64> = settle(&mut vm).iter().map(|task| task.fuel).collect();
    assert!(fuel[0] >= 10 && fuel[0] < 100, "{fuel:?}");
    assert!(fuel[1] >= 10_000 && fuel[1] < 10_100, "{fuel:?}");
    assert!(fuel.iter().sum::<u64>() <= vm.usage().fuel);
}

#[test]
fn a_running_task_shows_what_it_has_used_so_far() {
    let engine = Engine::builder().build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default().slice(1000)).expect("the machine starts");
    let script = "import asyncio\nasync def main():\n    for turn in range(100_000): pass\nasyncio.run(main())\n";
    vm.start(&engine.compile("run.py", script).expect("it compiles")).expect("it starts");
    let mut seen = Vec::new();
    while vm.step().expect("it goes on") == hognose::Step::Ready {
        seen.extend(vm.tasks().iter().filter(|task| task.state == TaskState::Running).map(|task| task.fuel));
    }
    assert!(seen.len() > 50 && seen.is_sorted() && seen.last().is_some_and(|fuel| *fuel > 90_000), "{seen:?}");
}
