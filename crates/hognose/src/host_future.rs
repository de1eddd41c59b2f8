//! Rust futures that scripts wait for. They are polled by whoever drives the machine, between two slices.

use crate::border::{Border, Shared};
use crate::context::{Context, Value};
use crate::convert::IntoValue;
use crate::error::Result;
use crate::executor::polling;
use crate::handle::Handle;
use crate::spans;
use hognose_runtime as runtime;
use hognose_runtime::Raised;
use hognose_runtime::scheduler::Callback;
use hognose_runtime::vm::Ending;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{self, Poll, Wake, Waker};

/// Makes the value that the script gets.
pub(crate) type Deliver = Box<dyn for<'v> FnOnce(&mut Context<'v>) -> Result<Value<'v>> + Send>;

/// A future on its way, which owns everything that it needs.
type BoxFuture = Pin<Box<dyn Future<Output = Deliver> + Send>>;

struct HostFuture {
    /// The name of the function that made it.
    function: Arc<str>,
    /// Out of its place while it is polled.
    future: BoxFuture,
    wake: Arc<WakeOne>,
    waker: Waker,
    /// The script's future.
    target: Handle,
}

/// All the futures that scripts of one machine wait for, by number.
#[derive(Default)]
pub(crate) struct HostFutures(HashMap<u64, HostFuture>);

/// Tells the driver which future can go on, once for each time that it is polled.
struct WakeOne {
    shared: Arc<Shared>,
    future: u64,
    is_woken: AtomicBool,
}

impl Wake for WakeOne {
    fn wake(self: Arc<Self>) {
        if !self.is_woken.swap(true, Ordering::AcqRel) {
            self.shared.wake(self.future);
        }
    }
}

impl HostFutures {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The numbers of all.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u64> {
        self.0.keys().copied()
    }

    /// The name of the function that made a future.
    pub(crate) fn function(&self, number: u64) -> Option<&str> {
        Some(&*self.0.get(&number)?.function)
    }
}

/// Lets a future run; the value is the script's future of its result. It is polled for the first time between this slice
/// and the next.
fn start(vm: &mut runtime::Vm, function: &Arc<str>, future: BoxFuture) -> Result<runtime::Value, Raised> {
    let border = Border::of(vm);
    if border.futures.len() >= border.limits.host_futures {
        return Err(vm.end(Ending::HostFutures));
    }
    let target = vm.pending_future();
    let handle = Border::root(vm, target);
    let number = Border::of(vm).next_number();
    // The machine tells when the script's future is done: when it was cancelled, nobody waits for this one any more.
    vm.add_callback(target, Callback::Host(number));
    let border = Border::of(vm);
    let wake = Arc::new(WakeOne { shared: border.shared.clone(), future: number, is_woken: AtomicBool::new(true) });
    let waker = Waker::from(wake.clone());
    let function = function.clone();
    border.futures.0.insert(number, HostFuture { function, future, wake, waker, target: handle });
    border.shared.wake(number);
    Ok(target)
}

/// Polls the futures that were woken and settles those that are done.
pub(crate) fn poll(vm: &mut runtime::Vm, woken: Vec<u64>) {
    for number in woken {
        // It is out of the table while it is polled: what it does may come back to the machine.
        let Some(mut pending) = Border::of(vm).futures.0.remove(&number) else { continue };
        pending.wake.is_woken.store(false, Ordering::Release);
        let mut context = task::Context::from_waker(&pending.waker);
        let machine = Arc::as_ptr(&Border::of(vm).shared).addr();
        match polling(machine, || pending.future.as_mut().poll(&mut context)) {
            Poll::Ready(deliver) => settle(vm, &pending.target, deliver),
            Poll::Pending => {
                Border::of(vm).futures.0.insert(number, pending);
            }
        }
    }
}

/// Drops a future whose script's future is done.
pub(crate) fn forget(vm: &mut runtime::Vm, number: u64) {
    let cancelled = Border::of(vm).futures.0.remove(&number);
    drop(cancelled);
}

fn settle(vm: &mut runtime::Vm, target: &Handle, deliver: Deliver) {
    let shared = Border::of(vm).shared.clone();
    let Ok(future) = target.value(vm, &shared) else { return };
    Context::enter(vm, |cx| {
        let outcome = deliver(cx);
        cx.settle(future, outcome);
    });
}

/// The script's future of the output of a Rust future that a function of that name made.
pub(crate) fn value<'v, R: IntoValue + Send + 'static>(
    cx: &mut Context<'v>,
    function: &Arc<str>,
    future: impl Future<Output = Result<R>> + Send + 'static,
) -> Result<Value<'v>> {
    let future = spans::host_future(function, future);
    let future = Box::pin(async move {
        let result = future.await;
        let deliver: Deliver = Box::new(move |cx| result.and_then(|value| value.into_value(cx)));
        deliver
    });
    match start(cx.vm, function, future) {
        Ok(future) => Ok(cx.keep(future)),
        Err(Raised) => Err(cx.raised()),
    }
}
