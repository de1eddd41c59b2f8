//! Ctrl-C: KeyboardInterrupt in plain code, and the end of what `asyncio.run` runs, as CPython 3.13 does it.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

/// The number of SIGINT, by which a process ends that lets a KeyboardInterrupt go.
const INTERRUPT: i32 = 2;

/// What became of a script.
#[derive(Debug)]
struct End {
    lines: Vec<String>,
    errors: String,
    code: Option<i32>,
    signal: Option<i32>,
}

/// Runs a script and presses Ctrl-C whenever it has printed a line that begins with "press".
fn run(script: &str) -> End {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hognose"))
        .args(["--plain", "-c", script])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let output = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    let mut lines = Vec::new();
    for line in output.lines() {
        let line = line.expect("the output is text");
        if line.starts_with("press") {
            let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
            assert!(sent.success());
        }
        lines.push(line);
    }
    let mut errors = String::new();
    child.stderr.take().expect("standard error is a pipe").read_to_string(&mut errors).expect("the errors are text");
    let status = child.wait().expect("the command ends");
    End { lines, errors, code: status.code(), signal: status.signal() }
}

#[test]
fn plain_code_can_catch_it() {
    for work in ["pass", "time.sleep(100)", "[x for x in range(10 ** 9)]", "sum(range(10 ** 12))", "next(endless)"] {
        let end = run(&format!(
            "import time\ndef steps():\n    while True:\n        yield 1\nendless = steps()\n\
             try:\n    print('press', flush=True)\n    while True: {work}\n\
             except KeyboardInterrupt as error:\n    print('caught', repr(error), error.__context__)\n\
             finally:\n    print('finally')\nprint('goes on')\n"
        ));
        assert_eq!(end.lines, ["press", "caught KeyboardInterrupt() None", "finally", "goes on"], "{work}: {end:?}");
        assert_eq!((end.code, end.errors.as_str()), (Some(0), ""), "{work}");
    }
}

#[test]
fn it_is_raised_where_the_script_is() {
    let end = run("import time\ndef wait():\n    print('press', flush=True)\n    time.sleep(100)\nwait()\n");
    let expected = "Traceback (most recent call last):\n  File \"<string>\", line 5, in <module>\n    wait()\n    ~~~~^^\n  \
                    File \"<string>\", line 4, in wait\n    time.sleep(100)\n    ~~~~~~~~~~^^^^^\nKeyboardInterrupt\n";
    assert_eq!((end.errors.as_str(), end.code, end.signal), (expected, None, Some(INTERRUPT)));
}

#[test]
fn one_that_the_script_raises_itself_ends_the_process_likewise() {
    let end = run("raise KeyboardInterrupt");
    assert_eq!((end.code, end.signal), (None, Some(INTERRUPT)));
    let end = run("raise SystemExit(130)");
    assert_eq!((end.code, end.signal), (Some(130), None));
}

#[test]
fn a_coroutine_is_cancelled_first() {
    for wait in ["asyncio.sleep(100)", "asyncio.Event().wait()", "forever()"] {
        let end = run(&format!(
            "import asyncio
async def forever():
    while True:
        await asyncio.sleep(0)
async def other():
    try:
        await asyncio.sleep(100)
    finally:
        print('other ends')
async def main():
    task = asyncio.create_task(other())
    timer = asyncio.get_running_loop().call_later(100, print)
    await asyncio.sleep(0)
    try:
        print('press', flush=True)
        await {wait}
    except asyncio.CancelledError as error:
        print(repr(error), asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        print('still here')
        raise
    finally:
        print('main ends')
try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error), repr(error.__context__))
"
        ));
        let expected = [
            "press",
            "CancelledError() 1",
            "still here",
            "main ends",
            "other ends",
            "KeyboardInterrupt() CancelledError()",
        ];
        assert_eq!(
            (end.lines.as_slice(), end.code, end.errors.as_str()),
            (&expected.map(str::to_string)[..], Some(0), "")
        );
    }
}

#[test]
fn what_asyncio_run_raises_for_it_has_a_traceback() {
    let end = run("import asyncio
async def main():
    print('press', flush=True)
    await asyncio.sleep(100)
asyncio.run(main())
");
    let expected = "Traceback (most recent call last):
  File \"<string>\", line 4, in main
    await asyncio.sleep(100)
asyncio.exceptions.CancelledError

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File \"<string>\", line 5, in <module>
    asyncio.run(main())
    ~~~~~~~~~~~^^^^^^^^
KeyboardInterrupt
";
    assert_eq!((end.errors.as_str(), end.code, end.signal), (expected, None, Some(INTERRUPT)));
}

#[test]
fn a_coroutine_that_swallows_its_cancellation_ends_as_it_likes() {
    let end = run("import asyncio
async def main():
    try:
        print('press', flush=True)
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        return 'swallowed'
print(asyncio.run(main()))
");
    assert_eq!((end.lines, end.code), (vec!["press".to_string(), "swallowed".to_string()], Some(0)));
}

#[test]
fn the_second_one_is_raised_at_once() {
    let end = run("import asyncio
async def main():
    try:
        print('press', flush=True)
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        try:
            print('press again', flush=True)
            while True:
                pass
        finally:
            print('main ends')
try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error), repr(error.__context__))
");
    let expected = ["press", "press again", "main ends", "KeyboardInterrupt() CancelledError()"];
    assert_eq!((end.lines.as_slice(), end.code), (&expected.map(str::to_string)[..], Some(0)), "{}", end.errors);
}

#[test]
fn a_loop_that_is_run_by_hand_is_left() {
    let end = run("import asyncio
async def main():
    print('press', flush=True)
    try:
        await asyncio.sleep(100)
    finally:
        print('main ends')
loop = asyncio.new_event_loop()
task = loop.create_task(main())
try:
    loop.run_until_complete(task)
except KeyboardInterrupt as error:
    print(repr(error), task.done())
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError as error:
    print(repr(error))
loop.close()
");
    let expected = ["press", "KeyboardInterrupt() False", "main ends", "CancelledError()"];
    assert_eq!((end.lines.as_slice(), end.code), (&expected.map(str::to_string)[..], Some(0)), "{}", end.errors);
}
