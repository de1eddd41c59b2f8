//! What may be shared between threads, and what may only move: checked when this is compiled.

use hognose::{AsyncGenerator, Call, Caller, Engine, Error, Handle, Program, Remote, Vm};
use static_assertions::{assert_impl_all, assert_not_impl_any};

assert_impl_all!(Engine: Send, Sync);
assert_impl_all!(Program: Send, Sync);
assert_impl_all!(Remote: Send, Sync);
assert_impl_all!(Caller: Send, Sync);
assert_impl_all!(Handle: Send, Sync);
assert_impl_all!(Error: Send, Sync);
assert_impl_all!(Vm: Send);
assert_impl_all!(Call<String>: Send);
assert_impl_all!(AsyncGenerator<String, i64>: Send);

// One machine is one owner's.
assert_not_impl_any!(Vm: Clone);

/// A machine that serves can be given to an executor of many threads.
#[test]
fn serving_is_send_and_owns_the_machine() {
    fn spawned<F: Future + Send + 'static>(future: F) -> F {
        future
    }
    let engine = Engine::builder().build().expect("there are no modules");
    let vm = engine.vm(hognose::Limits::default()).expect("there are built-ins");
    let served = spawned(vm.serve());
    let thread = std::thread::spawn(move || hognose::block_on(served).usage().tasks);
    assert_eq!(thread.join().expect("it does not panic"), 0);
}
