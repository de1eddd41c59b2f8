//! Any bytes as a script: it is run under small limits, a slice at a time, and must end in one of the ways that the
//! documentation of [`Limits`] names.

use hognose::{Engine, ErrorKind, Limits, Step, Vm};
use std::sync::OnceLock;
use std::time::Duration;

const FUEL: u64 = 100_000;
const MEMORY: usize = 8 << 20;
const OUTPUT: u64 = 10_000;

/// The engine of all inputs: what is compiled once is not done for each.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::builder().build().expect("the engine has no modules that could collide"))
}

/// Small limits of every kind.
pub(crate) fn limits() -> Limits {
    Limits::default()
        .fuel(FUEL)
        .memory(MEMORY)
        .output(OUTPUT)
        .recursion(100)
        .tasks(100)
        .timers(100)
        .source(1 << 16)
        .deadline(Duration::from_secs(1_000_000))
}

/// Runs the bytes as a script.
pub fn run(bytes: &[u8]) {
    let Ok(program) = engine().compile_bytes("fuzz.py", bytes) else { return };
    // Every other length is run with a collection at every safepoint, which takes its time.
    let limits = match bytes.len() % 2 {
        0 => limits(),
        _ => limits().gc_stress(true).fuel(FUEL / 50),
    };
    let limits = limits.slice(50);
    let mut vm = engine().vm(limits).expect("the machine starts under these limits");
    if vm.start(&program).is_err() {
        return;
    }
    drive(&mut vm);
    let usage = vm.usage();
    assert!(usage.peak_bytes <= MEMORY + MEMORY / 10, "{usage:?}");
    assert!(usage.output <= OUTPUT + MEMORY as u64, "{usage:?}");
    assert!(vm.close().is_ok());
}

/// Steps until nothing goes on by itself; time is virtual.
fn drive(vm: &mut Vm) {
    loop {
        match vm.step() {
            Ok(Step::Ready) => {}
            Ok(Step::Waiting { next_timer: Some(time), .. }) => vm.wait(time),
            Ok(Step::Done | Step::Waiting { next_timer: None, .. }) => return,
            Err(error) => {
                assert!(matches!(error.kind(), ErrorKind::Exception | ErrorKind::Limit), "{error:?}");
                assert!(!error.to_string().is_empty());
                return;
            }
        }
    }
}
