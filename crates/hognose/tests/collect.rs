//! Collections that a host asks for: a machine gives memory back, and what is suspended goes on.

use hognose::{Capabilities, Captured, Engine, Limits, Step, Vm, block_on};

fn start(limits: Limits, script: &str) -> (Vm, Captured) {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let captured = Captured::default();
    let capabilities = Capabilities::none().output(captured.clone());
    let mut vm = engine.vm_with(limits, capabilities).expect("the machine starts");
    vm.start(&program).expect("nothing else runs");
    (vm, captured)
}

fn finish(vm: &mut Vm, mut between: impl FnMut(&mut Vm)) {
    loop {
        match vm.step().expect("the script runs") {
            Step::Ready => between(vm),
            Step::Waiting { next_timer: Some(time), .. } => {
                between(vm);
                vm.wait(time);
            }
            Step::Waiting { .. } | Step::Done => return,
        }
    }
}

const PEAK: &str = "
import asyncio

class Point:
    def __init__(self, x):
        self.x, self.y = x, [x]

def fill():
    points = [Point(number) for number in range(20_000)]
    table = {str(number): (number, {number}) for number in range(20_000)}
    generators = [(x for x in (1, 2)) for _ in range(5_000)]
    for generator in generators:
        next(generator)
    return len(points) + len(table)

def deep(level):
    return level and 1 + deep(level - 1)

async def wait():
    await asyncio.sleep(1)

async def tasks():
    await asyncio.gather(*[wait() for _ in range(2_000)])

fill()
deep(900)
asyncio.run(tasks())
";

#[test]
fn a_machine_whose_peak_is_behind_it_is_small_again() {
    let (mut vm, _) = start(Limits::default(), PEAK);
    finish(&mut vm, |_| {});
    let before = vm.usage();
    let used = allocation_counter::measure(|| vm.collect());
    let after = vm.usage();
    assert!(after.bytes < before.bytes / 4, "{before:?}, {after:?}");
    // What the account says was given back is what the allocator got back.
    let given = before.bytes - after.bytes;
    assert!(-used.bytes_current > (given as i64) / 2, "{used:?}, {given}");
    // It can be filled again.
    vm.with(|cx| {
        let fill = cx.global("fill")?;
        cx.call::<i64>(fill, ())
    })
    .expect("it goes on");
}

const GOES_ON: &str = "
import asyncio

class Holder:
    def __init__(self, value):
        self.value = value

    def __del__(self):
        finalised.append(self.value)

finalised = []

def numbers(count):
    kept = [Holder(number) for number in range(count)]
    for holder in kept:
        yield holder.value
    del holder

async def count(name, steps):
    total = 0
    for number in numbers(steps):
        total += number
        await asyncio.sleep(0.01 * number)
        text = f'{name} {number} {total}'
    print(text)

async def main():
    await asyncio.gather(*[count(name, steps) for name, steps in (('a', 5), ('b', 9), ('c', 3))])

asyncio.run(main())
print(sum(n * n for n in range(50)), {str(n): [n] for n in range(5)})
try:
    [1][2]
except IndexError as error:
    print(repr(error))
";

#[test]
fn a_collection_between_any_two_slices_changes_nothing() {
    let (mut plain, expected) = start(Limits::default(), GOES_ON);
    finish(&mut plain, |_| {});
    assert!(expected.out().ends_with("IndexError('list index out of range')\n"), "{}", expected.out());
    let (mut vm, captured) = start(Limits::default().slice(1), GOES_ON);
    finish(&mut vm, Vm::collect);
    assert_eq!(captured.out(), expected.out());
    assert_eq!(captured.err(), "");
    vm.collect();
    let finalised = vm.with(|cx| cx.global("finalised").and_then(|list| cx.take::<Vec<i64>>(list)));
    assert_eq!(finalised.map(|list| list.len()).ok(), Some(17));
}

#[test]
fn a_dead_machine_can_be_collected() {
    let (mut vm, _) = start(Limits::default().fuel(10_000), "kept = []\nwhile True: kept.append([kept])\n");
    while vm.step().is_ok() {}
    vm.collect();
    assert!(block_on(vm.call::<()>("f", ())).is_err());
    assert!(vm.close().is_ok());
}
