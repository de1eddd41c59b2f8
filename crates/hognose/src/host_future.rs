//! Rust futures that scripts wait for. They are polled by whoever drives the machine, between two slices.

use crate::border::{Border, Shared};
use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::handle::Handle;
use hognose_runtime as runtime;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, Wake, Waker};

/// Makes the value that the script gets.
pub(crate) type Deliver = Box<dyn for<'v> FnOnce(&mut Context<'v>) -> Result<Value<'v>> + Send>;

/// A future on its way, which owns everything that it needs.
pub(crate) type BoxFuture = Pin<Box<dyn Future<Output = Deliver> + Send>>;

struct HostFuture {
    /// Out of its place while it is polled.
    future: BoxFuture,
    waker: Waker,
    /// The script's future.
    target: Handle,
}

/// All the futures that scripts of one machine wait for.
pub(crate) struct HostFutures {
    pending: HashMap<usize, HostFuture>,
    next: usize,
    shared: Arc<Shared>,
}

/// Tells the driver which future can go on.
struct WakeOne {
    shared: Arc<Shared>,
    future: usize,
}

impl Wake for WakeOne {
    fn wake(self: Arc<Self>) {
        self.shared.wake(self.future);
    }
}

impl HostFutures {
    pub(crate) fn new(shared: Arc<Shared>) -> HostFutures {
        HostFutures { pending: HashMap::new(), next: 0, shared }
    }

    pub(crate) fn len(&self) -> usize {
        self.pending.len()
    }
}

/// Lets a future run; the value is the script's future of its result. It is polled for the first time between this slice
/// and the next.
pub(crate) fn start(vm: &mut runtime::Vm, future: BoxFuture) -> runtime::Value {
    let target = vm.pending_future();
    let handle = Border::root(vm, target);
    let futures = &mut Border::of(vm).futures;
    let number = futures.next;
    futures.next += 1;
    let waker = Waker::from(Arc::new(WakeOne { shared: futures.shared.clone(), future: number }));
    futures.pending.insert(number, HostFuture { future, waker, target: handle });
    futures.shared.wake(number);
    target
}

/// Polls the futures that were woken and settles those that are done. One whose script's future was cancelled is dropped.
pub(crate) fn poll(vm: &mut runtime::Vm, woken: Vec<usize>) {
    drop_cancelled(vm);
    for number in woken {
        // It is out of the table while it is polled: what it does may come back to the machine.
        let Some(mut pending) = Border::of(vm).futures.pending.remove(&number) else { continue };
        let mut context = task::Context::from_waker(&pending.waker);
        match pending.future.as_mut().poll(&mut context) {
            Poll::Ready(deliver) => settle(vm, &pending.target, deliver),
            Poll::Pending => {
                Border::of(vm).futures.pending.insert(number, pending);
            }
        }
    }
}

/// Drops the futures that no script waits for any more.
pub(crate) fn drop_cancelled(vm: &mut runtime::Vm) {
    let border = Border::of(vm);
    let shared = border.shared.clone();
    let targets: Vec<(usize, Handle)> =
        border.futures.pending.iter().map(|(number, pending)| (*number, pending.target.clone())).collect();
    for (number, target) in targets {
        if target.value(vm, &shared).is_ok_and(|future| vm.is_done(future)) {
            let cancelled = Border::of(vm).futures.pending.remove(&number);
            drop(cancelled);
        }
    }
}

fn settle(vm: &mut runtime::Vm, target: &Handle, deliver: Deliver) {
    let shared = Border::of(vm).shared.clone();
    let Ok(future) = target.value(vm, &shared) else { return };
    Context::enter(vm, |cx| match deliver(cx) {
        Ok(value) => cx.vm.finish_future(future, value.0),
        Err(error) => {
            let exception = cx.exception_of(&error);
            cx.vm.fail_future(future, exception.0);
        }
    });
}

/// A future's output as what the script gets.
pub(crate) fn deliver<R: crate::IntoValue + Send + 'static>(result: Result<R>) -> Deliver {
    Box::new(move |cx| {
        let value: Result<R, Error> = result;
        value.and_then(|value| value.into_value(cx))
    })
}
