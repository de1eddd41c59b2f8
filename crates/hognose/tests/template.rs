//! Templates: machines that begin with what another one holds, and share nothing that can change.

use hognose::{
    Capabilities, Captured, Engine, Error, ErrorKind, FileLoader, Handle, Limits, MemoryFiles, Module, Obj, Result,
    SeededRandom, Step, Template, Vm, block_on,
};
use static_assertions::assert_impl_all;

assert_impl_all!(Template: Send, Sync, Clone);

fn engine() -> Engine {
    Engine::builder().build().expect("there are no modules")
}

fn template(script: &str) -> Template {
    let engine = engine();
    let program = engine.compile("first.py", script).expect("the script compiles");
    block_on(engine.template(&program, Limits::default())).expect("there is nothing in the way")
}

/// A machine that has run a script.
fn machine(engine: &Engine, script: &str) -> Vm {
    let mut vm = engine.vm(Limits::default()).expect("there are built-ins");
    block_on(vm.run(&engine.compile("first.py", script).expect("the script compiles"))).expect("the script runs");
    vm
}

fn look(vm: &mut Vm) -> String {
    block_on(vm.call("look", ())).expect("it can be looked at")
}

const STATE: &str = "
import asyncio
import collections
import contextvars
import sys

variable = contextvars.ContextVar('variable', default='unset')
variable.set('first')
numbers = [1, 2, [3]]
table = {'a': 1, (1, 2): {'b'}}
queue = collections.deque([1])
data = bytearray(b'data')

class Base:
    kind = 'base'
    __slots__ = ('slot', '__dict__')

class Point(Base):
    def __init__(self, x):
        self.x = x
        self.slot = x
    def double(self):
        return self.x * 2

point = Point(3)

def counter():
    count = 0
    def add(step=[1]):
        nonlocal count
        count += step[0]
        return count
    return add

add = counter()
add()
function = counter
text = ''
for part in 'abc' * 20:
    text += part

def change():
    numbers.append(4)
    numbers[2].append(5)
    table['c'] = 3
    table[(1, 2)].add('z')
    queue.append(2)
    data.extend(b' more')
    Base.kind = 'changed'
    Point.double = lambda self: -self.x
    Point.extra = 'extra'
    point.x = 10
    point.slot = 11
    point.more = 'more'
    add.__defaults__[0][0] = 100
    add()
    function.note = 'noted'
    asyncio.sleep.note = 'noted'
    asyncio.marker = 'marker'
    sys.marker = 'marker'
    variable.set('changed')
    import builtins
    builtins.extra_name = 'extra'
    global text, new_name
    text += 'd'
    new_name = 1

def look():
    return repr((numbers, list(table), sorted(table[(1, 2)]), queue, data, Base.kind, Point(7).double(), hasattr(Point, 'extra'),
        point.x, point.slot, vars(point), add(), hasattr(function, 'note'), hasattr(asyncio.sleep, 'note'),
        hasattr(asyncio, 'marker'), hasattr(sys, 'marker'), variable.get(), 'extra_name' in globals() or
        hasattr(__builtins__, 'extra_name'), text, 'new_name' in globals()))
";

#[test]
fn a_change_in_one_machine_is_seen_in_no_other() -> Result<()> {
    let engine = engine();
    let mut first = machine(&engine, STATE);
    let template = first.template()?;
    let (mut one, mut other) = (template.vm(Limits::default())?, template.vm(Limits::default())?);
    let seen = look(&mut other);
    assert_eq!(seen, look(&mut machine(&engine, STATE)), "as if each had run the script");
    block_on(one.call::<()>("change", ()))?;
    assert_ne!(look(&mut one), seen);
    assert_eq!(look(&mut first), seen);
    block_on(first.call::<()>("change", ()))?;
    assert_eq!(look(&mut template.vm(Limits::default())?), seen);
    // The one that was looked at before has counted on.
    assert_eq!(
        look(&mut other),
        seen.replace("True, 2, False", "True, 3, False").replace(", 2, False, False", ", 3, False, False")
    );
    Ok(())
}

#[test]
fn copies_run_on_threads_of_their_own() {
    let template = template(STATE);
    let seen = look(&mut template.vm(Limits::default()).expect("there is no limit"));
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let template = template.clone();
            std::thread::spawn(move || -> Result<(String, String)> {
                let mut vm = template.vm(Limits::default())?;
                let before = look(&mut vm);
                block_on(vm.call::<()>("change", ()))?;
                Ok((before, look(&mut vm)))
            })
        })
        .collect();
    // The machines live on without it.
    drop(template);
    for thread in threads {
        let (before, after) = thread.join().expect("no panic").expect("the script runs");
        assert_eq!(before, seen);
        assert!(after.contains("'changed'"), "{after}");
    }
}

const SUSPENDED: &str = "
def count():
    total = 0
    while True:
        total += (yield total) or 1

async def chat():
    heard = []
    try:
        while True:
            heard.append((yield len(heard)))
    finally:
        log.append(heard)

class Wait:
    def __await__(self):
        return (yield 'waits')

async def inner(x):
    return await Wait() + x

async def outer(x):
    return await inner(x) * 2

log = []
counting = count()
next(counting)
counting.send(5)
expression = (x * x for x in range(10))
next(expression)
coroutine = outer(1)
assert coroutine.send(None) == 'waits'
talk = chat()

def at_once(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value

at_once(talk.__anext__())
at_once(talk.asend('first'))
pending = map(str, filter(None, [0, 1, 2]))
next(pending)

def go_on(value):
    try:
        coroutine.send(value)
    except StopIteration as stop:
        return next(counting), next(expression), stop.value, next(pending)

async def say(word):
    said = await talk.asend(word)
    await talk.aclose()
    return said, log
";

#[test]
fn what_is_suspended_goes_on_in_each_copy() -> Result<()> {
    let template = template(SUSPENDED);
    for stress in [false, true] {
        for value in [10, 20] {
            let mut vm = template.vm(Limits::default().gc_stress(stress))?;
            let gone_on: (i64, i64, i64, String) = block_on(vm.call("go_on", (value,)))?;
            assert_eq!(gone_on, (6, 1, (value + 1) * 2, "2".to_string()));
            let said: (i64, Vec<Vec<String>>) = block_on(vm.call("say", (value.to_string(),)))?;
            assert_eq!(said, (2, vec![vec!["first".to_string(), value.to_string()]]));
        }
    }
    Ok(())
}

const TASKS: &str = "
import asyncio
import itertools

numbers = itertools.count()
next(numbers)

async def work(results, queue, lock):
    while (item := await queue.get()) is not None:
        async with lock:
            await asyncio.sleep(0.01)
            results.append(item)

async def serve(count):
    results = []
    queue, lock = asyncio.Queue(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(work(results, queue, lock))
        for item in range(count):
            await queue.put(item)
        for _ in range(3):
            await queue.put(None)
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 1)
    except TimeoutError:
        results.append('late')
    return repr(results), next(numbers)

asyncio.run(serve(2))
";

#[test]
fn tasks_run_in_copies_of_a_machine_that_had_some() -> Result<()> {
    let engine = engine();
    let mut first = machine(&engine, TASKS);
    // The loop of the host's calls is there, too, and a timer that nobody waits for any more.
    block_on(first.call::<()>("serve", (1,)))?;
    let template = first.template()?;
    for limits in [Limits::default(), Limits::default().gc_stress(true), Limits::default().slice(7)] {
        let mut vm = template.vm(limits)?;
        let (results, number): (String, i64) = block_on(vm.call("serve", (4,)))?;
        assert_eq!((results.as_str(), number), ("[0, 1, 2, 3, 'late']", 3));
    }
    Ok(())
}

#[test]
fn a_copy_can_be_copied() -> Result<()> {
    let first = template("log = ['a']\ndef note(word):\n    log.append(word)\n    return log\n");
    let mut one = first.vm(Limits::default())?;
    block_on(one.call::<()>("note", ("b",)))?;
    let second = one.template()?;
    let mut other = second.vm(Limits::default())?;
    assert_eq!(block_on(other.call::<Vec<String>>("note", ("c",)))?, ["a", "b", "c"]);
    assert_eq!(block_on(one.call::<Vec<String>>("note", ("d",)))?, ["a", "b", "d"]);
    Ok(())
}

#[test]
fn a_copy_runs_other_programs_and_imports_more() -> Result<()> {
    let engine = engine();
    let mut first = machine(&engine, "import asyncio\nasyncio.marker = 1\n");
    let template = first.template()?;
    let mut copy = template.vm(Limits::default())?;
    let script = "import asyncio, functools, inspect\nassert asyncio.marker == 1\nanswer = functools.reduce(int.__mul__, [6, 7])";
    block_on(copy.run(&engine.compile("second.py", script)?))?;
    copy.with(|cx| cx.global("answer").and_then(|answer| cx.take::<i64>(answer))).map(|answer| assert_eq!(answer, 42))
}

#[test]
fn garbage_of_a_copy_is_collected() -> Result<()> {
    let template = template(
        "big = [[number] for number in range(50_000)]\ndef drop():\n    global big\n    big = None\ndef fill():\n    return len([[n] for n in range(50_000)])",
    );
    let mut vm = template.vm(Limits::default())?;
    let full = vm.usage();
    assert_eq!((full.bytes, full.peak_bytes, full.fuel, full.collections), (template.bytes(), template.bytes(), 0, 0));
    vm.collect();
    let collected = vm.usage().bytes;
    assert!(collected.abs_diff(full.bytes) < full.bytes / 50, "{collected} after a collection, {} before", full.bytes);
    block_on(vm.call::<()>("drop", ()))?;
    vm.collect();
    assert!(vm.usage().bytes < full.bytes / 4, "{:?}, {full:?}", vm.usage());
    // Others keep it.
    assert_eq!(template.vm(Limits::default())?.usage().bytes, full.bytes);
    Ok(())
}

#[test]
fn limits_hold_in_copies_and_are_each_ones_own() -> Result<()> {
    let template = template(
        "data = 'x' * 1_000_000\nkept = []\ndef grow():\n    while True: kept.append(data + str(len(kept)))\ndef spin():\n    while True: pass\ndef deep(n): return n and deep(n - 1)",
    );
    for megabytes in [2, 8] {
        let mut vm = template.vm(Limits::default().memory(megabytes << 20))?;
        let error = block_on(vm.call::<()>("grow", ())).expect_err("it is refused");
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.message().starts_with("the script reached its limit of memory"), "{error}");
        assert!(vm.usage().peak_bytes <= (megabytes << 20) + (megabytes << 17), "{:?}", vm.usage());
    }
    let mut vm = template.vm(Limits::default().fuel(10_000))?;
    let error = block_on(vm.call::<()>("spin", ())).expect_err("it is refused");
    assert_eq!(error.message(), "the script reached its limit of fuel, 10000 (first.py, line 6)");
    let mut vm = template.vm(Limits::default().recursion(50))?;
    assert!(block_on(vm.call::<i64>("deep", (60,))).is_err());
    assert_eq!(block_on(vm.call::<i64>("deep", (10,)))?, 0);
    // The template is none the worse.
    assert_eq!(block_on(template.vm(Limits::default())?.call::<i64>("deep", (60,)))?, 0);
    let error = template.vm(Limits::default().memory(500_000)).expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Limit, "the script reached its limit of memory, 500000 bytes")
    );
    Ok(())
}

#[test]
fn a_depth_that_a_script_has_set_holds_in_its_copies() -> Result<()> {
    let template = template("import sys\nsys.setrecursionlimit(80)\ndef limit(): return sys.getrecursionlimit()");
    assert_eq!(block_on(template.vm(Limits::default().recursion(500))?.call::<u32>("limit", ()))?, 80);
    Ok(())
}

#[test]
fn machines_are_reached_each_by_its_own_handles_and_remotes() -> Result<()> {
    let engine = engine();
    let mut first = machine(&engine, "made = []\ndef make():\n    made.append(len(made))\n    return made");
    let of_first: Handle = block_on(first.call("make", ()))?;
    let template = first.template()?;
    let (mut one, mut other) = (template.vm(Limits::default())?, template.vm(Limits::default())?);
    let of_one: Handle = block_on(one.call("make", ()))?;
    for vm in [&mut one, &mut other] {
        let error = block_on(vm.call::<()>((&of_first, "clear"), ())).expect_err("it is refused");
        assert_eq!(error.message(), "the handle belongs to another virtual machine");
    }
    assert!(block_on(other.call::<()>((&of_one, "clear"), ())).is_err());
    let (to_one, to_other) = (one.remote(), other.remote());
    let threads = [one, other].map(|vm| std::thread::spawn(move || block_on(vm.serve())));
    assert_eq!(block_on(to_one.call::<Vec<i64>>("make", ()))?, [0, 1, 2]);
    assert_eq!(block_on(to_other.call::<Vec<i64>>("make", ()))?, [0, 1]);
    drop((to_one, to_other));
    assert!(threads.into_iter().all(|thread| thread.join().is_ok()));
    Ok(())
}

#[test]
fn capabilities_and_data_are_those_of_the_copy() -> Result<()> {
    let greet = Module::new("host").function("name", |cx, ()| {
        cx.data::<String>().map(|name| name.clone()).ok_or_else(|| Error::host("there is no name"))
    });
    let engine = Engine::builder().module(greet).build()?;
    let files = MemoryFiles::new();
    files.write("words.py", "HELLO = 'hello'").expect("there is room");
    let printed = Captured::default();
    let capabilities =
        Capabilities::none().modules(FileLoader::new(files)).output(printed.clone()).random(SeededRandom::new(7));
    let mut first = engine.vm_with(Limits::default(), capabilities)?;
    first.set_data("first".to_string());
    let script = "
import host, random, words
random.random()
class Guard:
    def __del__(self): print('released')
guard = Guard()
lost = Guard()
lost = None
def draw(): return random.random()
def seeded():
    random.seed()
    return random.random()
def greet(): print(words.HELLO, host.name())
print('loaded')
";
    block_on(first.run(&engine.compile("first.py", script)?))?;
    let template = first.template()?;
    assert_eq!(printed.out(), "loaded\nreleased\n");
    let mut drawn = Vec::new();
    for name in ["one", "other"] {
        let own = Captured::default();
        let seed = name.len() as u64;
        let capabilities = Capabilities::none().output(own.clone()).random(SeededRandom::new(seed));
        let mut vm = template.vm_with(Limits::default(), capabilities)?;
        assert!(block_on(vm.call::<()>("greet", ())).is_err(), "no data yet");
        vm.set_data(name.to_string());
        block_on(vm.call::<()>("greet", ()))?;
        drawn.push((block_on(vm.call::<f64>("draw", ()))?, block_on(vm.call::<f64>("seeded", ()))?));
        vm.close()?;
        assert_eq!(own.out(), format!("hello {name}\nreleased\n"));
    }
    assert_eq!(drawn[0].0, drawn[1].0);
    assert_ne!(drawn[0].1, drawn[1].1);
    assert_eq!(printed.out(), "loaded\nreleased\n");
    Ok(())
}

struct Counter(i64);

#[hognose::class]
impl Counter {
    fn new() -> Counter {
        Counter(0)
    }

    fn add(&mut self, count: i64) -> i64 {
        self.0 += count;
        self.0
    }
}

fn counters() -> Engine {
    let module = Module::new("counters").class::<Counter>();
    Engine::builder().module(module).build().expect("the module's name is one")
}

#[test]
fn classes_of_the_host_are_in_copies_and_their_objects_are_made_there() -> Result<()> {
    let engine = counters();
    let script = "
import counters
class Wide(counters.Counter):
    def add(self, count): return super().add(count * 10)
def count(counter, times): return [counter.add(1) for _ in range(times)]
def make(): return Wide()
make().add(1)
";
    let mut first = machine(&engine, script);
    // An object that only the host holds is in no copy.
    let _kept = first.with(|cx| cx.object(Counter(5)))?;
    let template = first.template()?;
    for _ in 0..2 {
        let mut vm = template.vm(Limits::default())?;
        let counter = vm.with(|cx| cx.object(Counter(40)))?;
        assert_eq!(block_on(vm.call::<Vec<i64>>("count", (counter.clone(), 2)))?, [41, 42]);
        let wide: Obj<Counter> = block_on(vm.call("make", ()))?;
        assert_eq!(block_on(vm.call::<Vec<i64>>("count", (wide.clone(), 2)))?, [10, 20]);
        vm.with(|cx| cx.borrow_mut(&wide, |counter, _cx| counter.0 = 7))?;
        assert_eq!(block_on(vm.call::<i64>((wide.handle(), "add"), (1,)))?, 17);
    }
    Ok(())
}

/// What the error says that refuses a template.
fn refusal(vm: &mut Vm) -> String {
    let error = vm.template().expect_err("something is in the way");
    assert_eq!(error.kind(), ErrorKind::Host);
    let said = error.message().strip_prefix("no template of this virtual machine can be made: ");
    said.unwrap_or(error.message()).to_string()
}

#[test]
fn what_cannot_be_in_two_machines_is_refused() -> Result<()> {
    let engine = counters();
    let mut vm = machine(&engine, "import counters\nkept = {'c': [counters.Counter()]}\ndef drop(): kept.clear()");
    let class = "a script holds an object of the host's class Counter; make such objects in the copies";
    assert_eq!(refusal(&mut vm), class);
    block_on(vm.call::<()>("drop", ()))?;
    assert!(vm.template().is_ok(), "it is garbage by now");

    let numbers = Module::new("numbers").function("below", |_cx, (end,): (i64,)| Ok(hognose::Iter::new(0..end)));
    let engine = Engine::builder().module(numbers).build()?;
    let mut vm = machine(&engine, "import numbers\niterator = numbers.below(3)");
    assert!(refusal(&mut vm).contains("of the host's class host_iterator"));
    Ok(())
}

#[test]
fn what_is_under_way_is_refused() -> Result<()> {
    let engine = engine();
    let script = "
import asyncio
async def work():
    await asyncio.sleep(1)
    return 42
async def begin():
    global task
    task = asyncio.create_task(work(), name='worker')
async def finish(): return await task
def later(): return loop.call_later(5, print)
loop = asyncio.new_event_loop()
def soon(): return loop.call_soon(print)
";
    let mut vm = machine(&engine, script);
    block_on(vm.call::<()>("begin", ()))?;
    let text = refusal(&mut vm);
    let task =
        "tasks of the script are not done (1, worker work() waits for a timer, due in 0.000 s); await or cancel them";
    assert_eq!(text, task);
    // It goes on all the same.
    assert_eq!(block_on(vm.call::<i64>("finish", ()))?, 42);
    assert!(vm.template().is_ok());

    let mut vm = machine(&engine, script);
    for function in ["soon", "later"] {
        let handle: Handle = block_on(vm.call(function, ()))?;
        assert_eq!(refusal(&mut vm), "an event loop has callbacks or timers left; let it run them, or close it");
        block_on(vm.call::<()>((&handle, "cancel"), ()))?;
    }
    assert!(vm.template().is_ok(), "nobody wants the callbacks any more");

    vm.start(&engine.compile("second.py", "while True: pass")?)?;
    vm.step()?;
    assert_eq!(refusal(&mut vm), "something else was begun on this virtual machine and has not ended");
    Ok(())
}

#[test]
fn an_unfinished_call_of_the_host_is_refused() -> Result<()> {
    let desk = Module::new("desk").deferred("approve");
    let engine = Engine::builder().module(desk).build()?;
    let mut vm = machine(&engine, "import desk\ncoroutine = desk.approve(1)\ncoroutine.send(None)\n");
    let approve = "the host's function approve() has given no answer yet; let its caller go on to its end";
    assert_eq!(refusal(&mut vm), approve);
    let net = Module::new("net").async_function("fetch", |_caller, ()| std::future::pending::<Result<()>>());
    let engine = Engine::builder().module(net).build()?;
    let mut vm = machine(&engine, "import net\ncoroutine = net.fetch()\ncoroutine.send(None)\n");
    assert!(refusal(&mut vm).starts_with("the host's function fetch() has given no answer yet"));
    Ok(())
}

#[test]
fn an_open_file_is_refused() -> Result<()> {
    let engine = engine();
    let files = MemoryFiles::new();
    files.write("data.txt", "one\ntwo\n").expect("there is room");
    let capabilities = Capabilities::none().files(files).input(&b"first\nsecond\n"[..]);
    let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    let script = "import sys\nfile = open('data.txt')\nline = file.readline()\nstart = sys.stdin.read(2)\ndef close(): file.close()\ndef look(): return file.closed, line, sys.stdin.readline()";
    block_on(vm.run(&engine.compile("first.py", script)?))?;
    assert_eq!(refusal(&mut vm), "the file \"data.txt\" is open; close it");
    block_on(vm.call::<()>("close", ()))?;
    let template = vm.template()?;
    let mut copy = template.vm_with(Limits::default(), Capabilities::none().input(&b"own\n"[..]))?;
    let look: (bool, String, String) = block_on(copy.call("look", ()))?;
    assert_eq!(look, (true, "one\n".to_string(), "own\n".to_string()));
    Ok(())
}

#[test]
fn a_machine_that_was_ended_has_no_template() -> Result<()> {
    let engine = engine();
    let mut vm = engine.vm(Limits::default().fuel(1_000))?;
    assert!(block_on(vm.run(&engine.compile("spin.py", "while True: pass")?)).is_err());
    let error = vm.template().expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Limit, "the script reached its limit of fuel, 1000 (spin.py, line 1)")
    );
    // A program that raises gives none either.
    let program = engine.compile("raise.py", "1 / 0")?;
    assert_eq!(
        block_on(engine.template(&program, Limits::default())).expect_err("it is refused").type_name(),
        "ZeroDivisionError"
    );
    Ok(())
}

#[test]
fn an_interrupted_machine_has_one() -> Result<()> {
    let engine = engine();
    let mut vm = machine(
        &engine,
        "def generate():\n    while True: yield\ngenerator = generate()\nnext(generator)\ndef spin():\n    for _ in generator: pass\ndef answer(): return 42",
    );
    let interrupt = vm.interrupt_handle();
    interrupt.interrupt();
    assert!(block_on(vm.call::<()>("spin", ())).is_err());
    let mut copy = vm.template()?.vm(Limits::default())?;
    assert_eq!(block_on(copy.call::<i64>("answer", ()))?, 42);
    Ok(())
}

#[test]
fn a_copy_can_be_stepped() -> Result<()> {
    let template = template(
        "import asyncio\ntotal = 0\nasync def tick():\n    global total\n    await asyncio.sleep(3)\n    total += 1\n    return total",
    );
    let mut vm = template.vm(Limits::default())?;
    let mut call = vm.caller().call::<i64>("tick", ()).spawn();
    loop {
        match vm.step()? {
            Step::Waiting { next_timer: Some(left), .. } => vm.wait(left),
            Step::Ready | Step::Waiting { .. } => {}
            Step::Done => break,
        }
    }
    assert_eq!(call.try_take().and_then(Result::ok), Some(1));
    Ok(())
}
