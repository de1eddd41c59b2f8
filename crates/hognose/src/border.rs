//! The border between a virtual machine and those who do not hold it: an inbox of requests behind one lock, and what the
//! machine keeps of its host's. The lock is never held while script code, host code, a waker or somebody's Drop runs.

use crate::Limits;
use crate::context::{Context, Value};
use crate::convert::Conversion;
use crate::error::Result;
use crate::handle::Handle;
use crate::host_future::HostFutures;
use hognose_runtime as runtime;
use std::any::{Any, TypeId};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;

/// Something to be done with the machine between two slices.
pub(crate) type Job = Box<dyn for<'v> FnOnce(&mut Context<'v>) + Send>;

/// What becomes of a call's result.
pub(crate) type Finish = Box<dyn for<'v> FnOnce(&mut Context<'v>, Result<Value<'v>>) + Send>;

/// The module that each class of a host's is in.
pub(crate) type ClassModules = HashMap<TypeId, String>;

/// What a machine shares with its handles and remotes.
#[derive(Default)]
pub(crate) struct Shared {
    inbox: Mutex<Inbox>,
}

#[derive(Default)]
struct Inbox {
    jobs: VecDeque<Job>,
    /// Slots of handles that were dropped.
    unrooted: Vec<u32>,
    /// Host futures that can be polled.
    woken: Vec<u64>,
    driver: Option<Waker>,
    remotes: usize,
    closed: bool,
    /// Ends the running script at its next safepoint.
    interrupt: Arc<AtomicBool>,
}

/// What came in since the driver looked last.
#[derive(Default)]
pub(crate) struct Mail {
    pub(crate) jobs: VecDeque<Job>,
    pub(crate) unrooted: Vec<u32>,
    pub(crate) woken: Vec<u64>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Puts something into the inbox and wakes the driver.
    fn deliver(&self, put: impl FnOnce(&mut Inbox)) {
        let driver = {
            let mut inbox = lock(&self.inbox);
            put(&mut inbox);
            inbox.driver.take()
        };
        if let Some(driver) = driver {
            driver.wake();
        }
    }

    /// Asks for something to be done. A machine that is gone drops the job, and with it whoever waits for its answer.
    pub(crate) fn push(&self, job: Job) {
        let mut refused = None;
        self.deliver(|inbox| if inbox.closed { refused = Some(job) } else { inbox.jobs.push_back(job) });
        drop(refused);
    }

    /// A host future can go on.
    pub(crate) fn wake(&self, future: u64) {
        self.deliver(|inbox| inbox.woken.push(future));
    }

    /// A handle was dropped. The driver need not know before it has other things to do.
    pub(crate) fn unroot(&self, slot: u32) {
        lock(&self.inbox).unrooted.push(slot);
    }

    /// What came in; whoever drives is woken by what comes next.
    pub(crate) fn take(&self, driver: &Waker) -> Mail {
        let mut inbox = lock(&self.inbox);
        inbox.driver = Some(driver.clone());
        Mail {
            jobs: std::mem::take(&mut inbox.jobs),
            unrooted: std::mem::take(&mut inbox.unrooted),
            woken: std::mem::take(&mut inbox.woken),
        }
    }

    /// The slots of dropped handles.
    pub(crate) fn take_unrooted(&self) -> Vec<u32> {
        std::mem::take(&mut lock(&self.inbox).unrooted)
    }

    /// One remote more.
    pub(crate) fn add_remote(&self) {
        lock(&self.inbox).remotes += 1;
    }

    /// One remote less. The driver looks whether it was the last.
    pub(crate) fn drop_remote(&self) {
        self.deliver(|inbox| inbox.remotes -= 1);
    }

    /// Whether any remote is left that could ask for something.
    pub(crate) fn has_remotes(&self) -> bool {
        lock(&self.inbox).remotes > 0
    }

    /// Whether nothing has come in that the driver has not seen.
    pub(crate) fn is_empty(&self) -> bool {
        let inbox = lock(&self.inbox);
        inbox.jobs.is_empty() && inbox.woken.is_empty()
    }

    /// Ends the running script at its next safepoint.
    pub(crate) fn interrupt(&self) {
        self.deliver(|inbox| inbox.interrupt.store(true, Ordering::Relaxed));
    }

    /// The flag that does so.
    pub(crate) fn set_interrupt(&self, flag: Arc<AtomicBool>) {
        lock(&self.inbox).interrupt = flag;
    }

    /// The machine is gone. Jobs are dropped, those to come too: whoever waits for their answers gets `Closed`.
    pub(crate) fn close(&self) {
        let jobs = {
            let mut inbox = lock(&self.inbox);
            inbox.closed = true;
            std::mem::take(&mut inbox.jobs)
        };
        drop(jobs);
    }
}

/// A call of a host's that runs as a task.
pub(crate) struct Started {
    pub(crate) task: Handle,
    pub(crate) finish: Finish,
}

/// What a machine keeps of its host's.
pub(crate) struct Border {
    pub(crate) shared: Arc<Shared>,
    /// Slots of handles that are free.
    free: Vec<u32>,
    pub(crate) calls: HashMap<u64, Started>,
    /// The number that a call or a host future got last.
    last_number: u64,
    pub(crate) futures: HostFutures,
    pub(crate) data: HashMap<TypeId, Box<dyn Any + Send>>,
    /// The host's classes that were made.
    pub(crate) classes: HashMap<TypeId, Handle>,
    /// The module of each of the engine's.
    pub(crate) class_modules: Arc<ClassModules>,
    /// Its number: no other machine of the process has it.
    pub(crate) machine: u64,
    /// The machine's limits, for the texts of errors.
    pub(crate) limits: Limits,
    pub(crate) conversion: Conversion,
}

impl Border {
    pub(crate) fn new(shared: Arc<Shared>, limits: Limits, class_modules: Arc<ClassModules>) -> Border {
        static MACHINES: AtomicU64 = AtomicU64::new(0);
        Border {
            classes: HashMap::new(),
            class_modules,
            machine: MACHINES.fetch_add(1, Ordering::Relaxed),
            futures: HostFutures::default(),
            shared,
            free: Vec::new(),
            calls: HashMap::new(),
            last_number: 0,
            data: HashMap::new(),
            limits,
            conversion: Conversion::default(),
        }
    }

    /// The border of a machine, which has one for as long as it lives.
    pub(crate) fn of(vm: &mut runtime::Vm) -> &mut Border {
        let border = vm.embedder.as_mut().and_then(|border| border.downcast_mut());
        border.expect("every machine of this crate gets a border when it is made")
    }

    /// A number by which the machine tells that a future of its is done.
    pub(crate) fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    /// Keeps a value beyond this moment.
    pub(crate) fn root(vm: &mut runtime::Vm, value: runtime::Value) -> Handle {
        let border = Border::of(vm);
        let shared = border.shared.clone();
        let unrooted = shared.take_unrooted();
        border.free.extend_from_slice(&unrooted);
        let slot = match border.free.pop() {
            Some(slot) => slot,
            None => vm.handles.len() as u32,
        };
        Border::release(vm, &unrooted);
        match vm.handles.get_mut(slot as usize) {
            Some(handle) => *handle = value,
            None => vm.handles.push(value),
        }
        Handle::new(slot, shared)
    }

    /// Takes over the slots of dropped handles.
    pub(crate) fn unroot(vm: &mut runtime::Vm, slots: &[u32]) {
        Border::of(vm).free.extend_from_slice(slots);
        Border::release(vm, slots);
    }

    fn release(vm: &mut runtime::Vm, slots: &[u32]) {
        for slot in slots {
            if let Some(handle) = vm.handles.get_mut(*slot as usize) {
                *handle = runtime::Value::NONE;
            }
        }
    }
}
