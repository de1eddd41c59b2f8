//! The smallest executor: for hosts that have none, and for examples.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

thread_local! {
    /// How many futures are being run to their end on this thread, one inside of the other.
    static BLOCKED: Cell<usize> = const { Cell::new(0) };
    /// The machines whose Rust futures are polled on this thread, each with what `BLOCKED` was then.
    static POLLING: RefCell<Vec<(usize, usize)>> = const { RefCell::new(Vec::new()) };
}

/// Undoes what it was made for, after a panic too.
struct Undo<F: FnMut()>(F);

impl<F: FnMut()> Drop for Undo<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Does the polling of the Rust futures that scripts of a machine wait for.
pub(crate) fn polling<R>(machine: usize, work: impl FnOnce() -> R) -> R {
    POLLING.with_borrow_mut(|polling| polling.push((machine, BLOCKED.get())));
    let _undo = Undo(|| {
        POLLING.with_borrow_mut(Vec::pop);
    });
    work()
}

/// Whether this thread is to wait, by [`block_on`] inside of a Rust future that a script of the machine waits for: the machine
/// waits for the thread then.
pub(crate) fn is_blocked_in_future_of(machine: usize) -> bool {
    POLLING.with_borrow(|polling| polling.iter().any(|(other, blocked)| *other == machine && BLOCKED.get() > *blocked))
}

/// Runs a future to its end on this thread. In an async host function it would keep the machine from going on: a
/// [`Call`](crate::Call) to the same machine is an error there, of the kind [`WouldWait`](crate::ErrorKind::WouldWait). Such a
/// function awaits the call instead.
///
/// ```
/// assert_eq!(hognose::block_on(async { 6 * 7 }), 42);
/// ```
pub fn block_on<F: Future>(future: F) -> F::Output {
    BLOCKED.set(BLOCKED.get() + 1);
    let _undo = Undo(|| BLOCKED.set(BLOCKED.get() - 1));
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}
