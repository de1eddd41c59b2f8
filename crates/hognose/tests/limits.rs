//! What a host is told when a script reaches a limit, and what a machine has used.

use hognose::{Engine, Error, ErrorKind, Limits, Vm};
use std::time::Duration;

/// A machine with these limits, and what running the script on it came to.
fn run(limits: Limits, source: &str) -> (Vm, Result<(), Error>) {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("shop.py", source).expect("the script compiles");
    let mut vm = engine.vm(limits).expect("the machine starts");
    let result = hognose::block_on(vm.run(&program));
    (vm, result)
}

fn message(limits: Limits, source: &str) -> String {
    let (mut vm, result) = run(limits, source);
    let error = result.expect_err("a limit is reached");
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    // The machine runs nothing any more.
    let engine = Engine::builder().build().expect("the engine builds");
    let other = engine.compile("other.py", "print(1)").expect("the script compiles");
    let again = hognose::block_on(vm.run(&other)).expect_err("the machine is dead");
    assert_eq!((again.kind(), again.message()), (ErrorKind::Limit, error.message()));
    error.message().to_string()
}

#[test]
fn memory_is_named_with_its_value_and_the_line() {
    let source = "kept = []\ndef answer():\n    return 42\nwhile True:\n    kept.append('x' * 1000)\n";
    let expected = "the script reached its limit of memory, 8388608 bytes (shop.py, line 5)";
    assert_eq!(message(Limits::default().memory(8 << 20), source), expected);
}

#[test]
fn memory_for_one_object_is_refused_before_it_is_made() {
    let source = "try:\n    text = 'x' * 50_000_000\nexcept BaseException:\n    print('caught')\n";
    let expected = "the script reached its limit of memory, 8388608 bytes (shop.py, line 2)";
    assert_eq!(message(Limits::default().memory(8 << 20), source), expected);
}

#[test]
fn fuel_is_counted_exactly_enough_for_small_limits() {
    let source = "def spin():\n    while True:\n        pass\nspin()\n";
    let expected = "the script reached its limit of fuel, 5000 (shop.py, line 3)";
    assert_eq!(message(Limits::default().fuel(5000), source), expected);
}

#[test]
fn fuel_is_counted_inside_callbacks_of_built_ins() {
    let source = "class C:\n    def __lt__(self, other):\n        while True:\n            pass\n[C(), C()].sort()\n";
    let expected = "the script reached its limit of fuel, 5000 (shop.py, line 4)";
    assert_eq!(message(Limits::default().fuel(5000), source), expected);
}

#[test]
fn a_deadline_ends_a_script_that_only_waits() {
    let source = "import asyncio\nasync def main():\n    await asyncio.sleep(1000)\nasyncio.run(main())\n";
    let expected = "the script reached its deadline, 3s";
    assert!(message(Limits::default().deadline(Duration::from_secs(3)), source).starts_with(expected));
}

#[test]
fn a_deadline_ends_a_script_that_sleeps() {
    let source = "import time\ntry:\n    time.sleep(1000)\nfinally:\n    time.sleep(1000)\n";
    let expected = "the script reached its deadline, 3s (shop.py, line 3)";
    assert_eq!(message(Limits::default().deadline(Duration::from_secs(3)), source), expected);
}

#[test]
fn output_is_counted_before_it_is_written() {
    let source = "print('12345678')\nprint('12')\n";
    let expected = "the script reached its limit of output, 10 bytes (shop.py, line 2)";
    assert_eq!(message(Limits::default().output(10), source), expected);
}

#[test]
fn tasks_and_timers_are_counted() {
    let source = "import asyncio
async def main():
    tasks = [asyncio.create_task(asyncio.Event().wait()) for _ in range(20)]
    await asyncio.sleep(1)
asyncio.run(main())
";
    let expected = "the script reached its limit of tasks, 10 (shop.py, line 3)";
    assert_eq!(message(Limits::default().tasks(10), source), expected);
    let source = "import asyncio
async def main():
    for _ in range(20):
        asyncio.get_running_loop().call_later(1, print)
asyncio.run(main())
";
    let expected = "the script reached its limit of timers, 10 ";
    assert!(message(Limits::default().timers(10), source).starts_with(expected));
}

#[test]
fn a_long_source_is_refused() {
    let expected = "the script reached its limit of source, 10 bytes";
    assert_eq!(message(Limits::default().source(10), "answer = 40 + 2\n"), expected);
}

#[test]
fn what_was_used_is_told() {
    let (vm, result) = run(Limits::default(), "kept = ['x' * 1000] * 1000\nfor i in range(1000):\n    print(1)\n");
    result.expect("the script ends");
    let usage = vm.usage();
    assert!((1000..1_000_000).contains(&usage.fuel), "{usage:?}");
    assert!((8000..1 << 20).contains(&usage.bytes), "{usage:?}");
    assert!(usage.peak_bytes >= usage.bytes, "{usage:?}");
    assert_eq!((usage.output, usage.tasks, usage.timers), (2000, 0, 0));
}

#[test]
fn host_memory_counts_as_the_scripts() {
    let engine = Engine::builder().build().expect("an engine");
    let mut vm = engine.vm(Limits::default().memory(4 << 20)).expect("a machine");
    let before = vm.usage().bytes;
    vm.with(|cx| cx.charge_bytes(1 << 20)).expect("there is room");
    assert_eq!(vm.usage().bytes, before + (1 << 20));
    let program = engine.compile("a.py", "import gc\ngc.collect()\n").expect("it compiles");
    hognose::block_on(vm.run(&program)).expect("it runs");
    assert!(vm.usage().bytes > 1 << 20);
    vm.with(|cx| cx.charge_bytes(-(1 << 20))).expect("it is given back");
    assert!(vm.usage().bytes < 1 << 20);
    assert_eq!(vm.with(|cx| cx.charge_bytes(8 << 20)).expect_err("too much").kind(), ErrorKind::Limit);
}

#[test]
fn a_machine_that_is_nearly_full_pays_for_its_collections() {
    // Little is kept of each turn, so that the machine is nearly full for many turns.
    let script = "kept = []\nwhile True:\n    kept.append([])\n    garbage = [0] * 200\n";
    let (vm, result) = run(Limits::default().memory(4 << 20).fuel(2_000_000), script);
    let error = result.expect_err("it has no end");
    assert_eq!(error.kind(), ErrorKind::Limit);
    let usage = vm.usage();
    assert!(usage.collections < 150, "{usage:?}");
}

#[test]
fn a_script_sets_the_recursion_limit_only_up_to_the_hosts() {
    let script = "
import sys
sys.setrecursionlimit(40)
sys.setrecursionlimit(50)
assert sys.getrecursionlimit() == 50
try:
    sys.setrecursionlimit(51)
except ValueError as error:
    assert str(error) == \"cannot set the recursion limit to 51: the host's limit is 50\"
    assert sys.getrecursionlimit() == 50
else:
    raise SystemError
def deeper(depth):
    return deeper(depth + 1)
deeper(0)
";
    let (_, result) = run(Limits::default().recursion(50), script);
    assert_eq!(result.expect_err("it is too deep").type_name(), "RecursionError");
    let (_, result) =
        run(Limits::default(), "import sys\nsys.setrecursionlimit(5000)\nassert sys.getrecursionlimit() == 5000");
    assert!(result.is_ok());
}

/// What is as large as garbage that is in its way.
const LARGE: &[&str] = &[
    "'a' * n",
    "b'a' * n",
    "[0] * (n // 8)",
    "(0,) * (n // 8)",
    "n // 8 * [0]",
    "bytes(n)",
    "bytearray(n)",
    "x + x",
    "x.encode() + x.encode()",
    "x.replace('a', 'bc')",
    "x.upper()",
    "x.center(n)",
    "x.zfill(n)",
    "x[1:]",
    "x[::2]",
    "x.strip('b') + 'a'",
    "''.join([x, x])",
    "b''.join([b, b])",
    "b[1:]",
    "b.upper()",
    "b.decode()",
    "l + l",
    "l[1:]",
    "l.copy()",
    "list(l)",
    "tuple(l)",
    "list(range(n // 32))",
    "x.partition('b')",
    "'b'.join([x])",
];

#[test]
fn garbage_is_collected_before_a_built_in_is_refused() {
    for operation in LARGE {
        // No loop and no call: nothing collects between two of these lines.
        let script = format!(
            "n = 2_400_000\nx = 'a' * (n // 4)\nb = b'a' * (n // 4)\nl = [0] * (n // 32)\ndef use(value): pass\n\
             g = 'x' * n\ng = 'x' * (n // 2)\ng = 'x' * (n // 2)\nr = {operation}\nuse(r)\nassert len(r) > 0\n"
        );
        let (vm, result) = run(Limits::default().memory(8 << 20), &script);
        assert!(result.is_ok(), "{operation}: {result:?}, {:?}", vm.usage());
    }
}
