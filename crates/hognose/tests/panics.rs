//! Panics of what a host hands in: errors of the script, and the machine goes on.

use hognose::{
    Capabilities, Captured, Clock, Engine, Environment, Files, HostFile, Input, Limits, Module, OpenOptions, Output,
    Random, Result, Stream, Trace, Tracer, Wait, block_on,
};
use std::io;
use std::sync::atomic::AtomicBool;
use std::task::Waker;
use std::time::Duration;

struct Broken;

impl Output for Broken {
    fn write(&mut self, _stream: Stream, _bytes: &[u8]) -> io::Result<()> {
        panic!("no paper")
    }
}

impl Input for Broken {
    fn read_line(&mut self, _wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        panic!("no keyboard")
    }
}

impl Files for Broken {
    fn open(&mut self, path: &str, _options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        match path {
            "bad" => Ok(Box::new(BrokenFile)),
            _ => panic!("no disk"),
        }
    }

    fn is_directory(&mut self, _path: &str) -> bool {
        panic!("no disk")
    }
}

struct BrokenFile;

impl io::Read for BrokenFile {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        panic!("bad sector")
    }
}

impl io::Write for BrokenFile {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        panic!("bad sector")
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl io::Seek for BrokenFile {
    fn seek(&mut self, _to: io::SeekFrom) -> io::Result<u64> {
        panic!("bad sector")
    }
}

impl Random for Broken {
    fn fill(&mut self, _bytes: &mut [u8]) -> io::Result<()> {
        panic!("no dice")
    }
}

impl Environment for Broken {
    fn variables(&self) -> Vec<(String, String)> {
        panic!("no world")
    }
}

impl Clock for Broken {
    fn wall(&self) -> Option<Duration> {
        None
    }

    fn monotonic(&self) -> Duration {
        panic!("it stopped")
    }

    fn sleep(&mut self, _time: Duration, _interrupt: &AtomicBool) {
        panic!("it stopped")
    }

    fn wake_after(&mut self, _time: Duration, _waker: &Waker) {
        panic!("it stopped")
    }
}

#[test]
fn panics_of_capabilities_are_errors_of_the_script() -> Result<()> {
    let out = Captured::default();
    let capabilities = Capabilities::none()
        .output(out.clone())
        .input(Broken)
        .files(Broken)
        .random(Broken)
        .environment(Broken)
        .modules(|_: &str| panic!("no shelf"));
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    let script = "
import os
def attempt(what, function):
    try:
        function()
    except Exception as error:
        print(what, type(error).__name__, error)
    else:
        print(what, 'nothing')
attempt('input', input)
attempt('open', lambda: open('good'))
attempt('read', lambda: open('bad').read())
attempt('random', lambda: os.urandom(4))
def load(): import absent
attempt('import', load)
print(len(os.environ))
";
    block_on(vm.run(&engine.compile("broken.py", script)?))?;
    let expected = "\
input OSError [Errno 5] the host's input panicked: no keyboard
open OSError [Errno 5] the host's files panicked: no disk: 'good'
read OSError [Errno 5] the host's file panicked: bad sector
random OSError [Errno 5] the host's randomness panicked: no dice
";
    let printed = out.out();
    assert!(printed.starts_with(expected), "{printed}");
    assert!(printed.contains("import ImportError ") && printed.contains("no shelf"), "{printed}");
    assert!(printed.ends_with("0\n"), "{printed}");
    Ok(())
}

#[test]
fn an_output_that_panics_is_an_error_of_print() -> Result<()> {
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(Broken))?;
    let error =
        block_on(vm.run(&engine.compile("print.py", "print('x' * 100_000, flush=True)")?)).expect_err("no paper");
    assert!(error.is_instance("OSError") && error.message().contains("no paper"), "{error}");
    Ok(())
}

#[test]
fn a_clock_that_panics_ends_the_script() -> Result<()> {
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(Broken))?;
    let error = block_on(vm.run(&engine.compile("sleep.py", "import time\nwhile True: time.sleep(1)")?))
        .expect_err("it does not wait for ever");
    assert_eq!(error.message(), "the script was interrupted");
    Ok(())
}

struct Shelf {
    is_loose: bool,
    sorted: u32,
}

impl Trace for Shelf {
    fn trace(&self, _tracer: &mut Tracer<'_>) {
        assert!(!self.is_loose, "the shelf came down");
    }
}

#[hognose::class(trace)]
impl Shelf {
    fn new() -> Shelf {
        Shelf { is_loose: true, sorted: 0 }
    }

    fn sort(&mut self) {
        self.sorted += 1;
    }

    fn count(&self) -> u32 {
        self.sorted
    }
}

#[test]
fn an_object_whose_trace_panics_can_be_borrowed_again() -> Result<()> {
    let engine = Engine::builder().module(Module::new("store").class::<Shelf>()).build()?;
    let out = Captured::default();
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(out.clone()))?;
    let script = "
import store
shelf = store.Shelf()
for attempt in range(2):
    try:
        shelf.sort()
    except Exception as error:
        print(type(error).__name__, error)
print(shelf.count())
";
    block_on(vm.run(&engine.compile("shelf.py", script)?))?;
    let printed = out.out();
    assert_eq!(printed.matches("the shelf came down").count(), 2, "{printed}");
    assert!(printed.ends_with("0\n"), "{printed}");
    Ok(())
}
