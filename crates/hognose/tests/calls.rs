//! Calls from Rust into scripts: arguments, results, errors, async generators.

use hognose::{AsyncGenerator, Engine, Error, ErrorKind, FromValueOwned, IntoArgs, Limits, Result, Vm};

fn vm(script: &str) -> Vm {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    hognose::block_on(vm.run(&program)).expect("the script runs");
    vm
}

fn call<T: FromValueOwned>(vm: &mut Vm, name: &str, args: impl IntoArgs + Send + 'static) -> Result<T> {
    hognose::block_on(vm.call(name, args))
}

#[test]
fn arguments_and_results_are_converted() {
    let mut vm = vm("def echo(*args): return args\ndef first(a): return a\n");
    let all: (i64, f64, bool, String, Option<i64>, Vec<i64>) =
        call(&mut vm, "echo", (-5i64, 2.5, true, "päck", None::<i64>, vec![1, 2, 3])).expect("echo answers");
    assert_eq!(all, (-5, 2.5, true, "päck".to_string(), None, vec![1, 2, 3]));
    let big: u128 = call(&mut vm, "first", (u128::MAX,)).expect("a big int comes back");
    assert_eq!(big, u128::MAX);
    call::<()>(&mut vm, "first", (None::<bool>,)).expect("None is the unit");
}

#[test]
fn what_does_not_fit_is_an_error_of_the_host() {
    let mut vm = vm("def first(a): return a\n");
    let error = call::<u8>(&mut vm, "first", (300,)).expect_err("300 is no u8");
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Host, "the int does not fit into u8".to_string()));
    let error = call::<String>(&mut vm, "first", (1,)).expect_err("1 is no str");
    assert_eq!(error.to_string(), "expected a str, not int");
    let error = call::<i64>(&mut vm, "nothing", ()).expect_err("there is no such name");
    assert_eq!(error.to_string(), "the script has no global name 'nothing'");
}

#[test]
fn an_exception_is_an_error_with_its_traceback() {
    let mut vm = vm("def half(a):\n    return 1 / a\n");
    let error = call::<f64>(&mut vm, "half", (0,)).expect_err("a division by zero");
    assert_eq!(
        (error.kind(), error.type_name(), error.message()),
        (ErrorKind::Exception, "ZeroDivisionError", "division by zero")
    );
    assert!(error.traceback().starts_with("Traceback (most recent call last):\n  File \"test.py\", line 2, in half\n"));
    assert_eq!(error.frames().iter().map(|frame| frame.function.as_str()).collect::<Vec<_>>(), ["half"]);
    let again: f64 = call(&mut vm, "half", (4,)).expect("the machine is usable after an error");
    assert_eq!(again, 0.25);
}

#[test]
fn a_coroutine_is_run_to_its_end() {
    let mut vm = vm("import asyncio\nasync def later(a):\n    await asyncio.sleep(0.5)\n    return a * 2\n");
    assert_eq!(call::<i64>(&mut vm, "later", (21,)).ok(), Some(42));
}

const GENERATOR: &str = "
async def running():
    total = 0
    try:
        while True:
            try:
                amount = yield total
                if amount is None: return
                total += amount
            except ValueError as error:
                total = -len(str(error))
    finally:
        closed.append(total)
closed = []
def what_closed(): return closed
";

#[test]
fn an_async_generator_is_driven_with_values() {
    let mut vm = vm(GENERATOR);
    let done: Result<()> = hognose::block_on(async {
        let mut running: AsyncGenerator<i64, Option<i64>> = vm.call("running", ()).await?;
        vm.run_until(async {
            assert_eq!(running.anext().await?, Some(0));
            assert_eq!(running.asend(Some(5)).await?, Some(5));
            assert_eq!(running.asend(Some(6)).await?, Some(11));
            assert_eq!(running.asend(None).await?, None);
            assert_eq!(running.anext().await?, None);
            Ok(())
        })
        .await
    });
    done.expect("the generator answers");
}

#[test]
fn the_first_value_must_be_none() {
    let mut vm = vm(GENERATOR);
    let error: Result<Option<i64>> = hognose::block_on(async {
        let mut running: AsyncGenerator<i64, Option<i64>> = vm.call("running", ()).await?;
        vm.run_until(async { running.asend(Some(5)).await }).await
    });
    let text = error.expect_err("a fresh generator takes only None").to_string();
    assert_eq!(text, "TypeError: can't send non-None value to a just-started async generator");
}

#[test]
fn exceptions_are_thrown_in_and_closing_runs_finally() {
    let mut vm = vm(GENERATOR);
    let done: Result<Vec<i64>> = hognose::block_on(async {
        let mut running: AsyncGenerator<i64, Option<i64>> = vm.call("running", ()).await?;
        let thrown: Error = vm.call::<()>("int", ("no",)).await.expect_err("int is no global of the script");
        assert_eq!(thrown.kind(), ErrorKind::Host);
        vm.run_until(async {
            running.anext().await?;
            running.asend(Some(7)).await?;
            running.aclose().await
        })
        .await?;
        vm.call("what_closed", ()).await
    });
    assert_eq!(done.expect("it closes"), [7]);
}

#[test]
fn a_program_runs_in_slices() {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("test.py", "total = 0\nfor i in range(1000): total += i\n").expect("compiles");
    let mut vm = engine.vm(Limits::default().slice(10)).expect("the machine starts");
    vm.start(&program).expect("nothing else was begun");
    let mut slices = 0;
    while vm.step().expect("no error") == hognose::Step::Ready {
        slices += 1;
    }
    assert!(slices > 50, "{slices} slices");
}

#[test]
fn fuel_ends_an_endless_loop() {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine
        .compile("test.py", "while True:\n    try:\n        pass\n    except BaseException: pass\n")
        .expect("compiles");
    let mut vm = engine.vm(Limits::default().slice(1000).fuel(50_000)).expect("the machine starts");
    let error = hognose::block_on(vm.run(&program)).expect_err("it cannot end otherwise");
    assert_eq!(error.kind(), ErrorKind::Limit);
}

#[test]
fn what_hosts_hold_is_send() {
    fn send<T: Send>() {}
    fn sync<T: Sync>() {}
    send::<Vm>();
    send::<Engine>();
    sync::<Engine>();
    send::<Error>();
    sync::<Error>();
    send::<AsyncGenerator<i64, i64>>();
}
