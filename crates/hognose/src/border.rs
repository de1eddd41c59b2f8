//! The border between a virtual machine and those who do not hold it: what goes through its inbox, and what the machine
//! keeps of its host's.

use crate::Limits;
use crate::call::Settings;
use crate::context::{Context, Value};
use crate::convert::Conversion;
use crate::deferred::DeferredCall;
use crate::error::Result;
use crate::handle::Handle;
use crate::host_future::HostFutures;
use crate::inbox::Inbox;
use hognose_runtime as runtime;
use hognose_runtime::scheduler::RequestId;
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Something to be done with the machine between two slices.
pub(crate) type Job = Box<dyn for<'v> FnOnce(&mut Context<'v>) + Send>;

/// What becomes of a call's result.
pub(crate) type Finish = Box<dyn for<'v> FnOnce(&mut Context<'v>, Result<Value<'v>>) + Send>;

/// Data of the host's, by its type.
pub(crate) type Data = HashMap<TypeId, Box<dyn Any + Send>>;

/// The module that each class of a host's is in.
pub(crate) type ClassModules = HashMap<TypeId, String>;

/// What a machine shares with its handles and remotes.
pub(crate) type Shared = Inbox<Job>;

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A call of a host's that runs as a task.
pub(crate) struct Started {
    pub(crate) task: Handle,
    pub(crate) request: RequestId,
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
    /// Calls that the host will answer.
    pub(crate) deferred: BTreeMap<u64, DeferredCall>,
    /// Whether the code of a program's module runs, and the calls of names that are not there yet.
    pub(crate) is_in_module: bool,
    pub(crate) too_early: Vec<Job>,
    pub(crate) data: Data,
    /// The calls that have limits or data of their own.
    pub(crate) requests: HashMap<RequestId, Settings>,
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

/// What a machine's border leaves to its copies.
#[derive(Debug)]
pub(crate) struct Origin {
    /// The host's classes that were made.
    classes: Vec<TypeId>,
    class_modules: Arc<ClassModules>,
    last_number: u64,
}

/// A function of the host's that a script waits for.
pub(crate) enum PendingCall<'a> {
    Async(&'a str),
    Deferred(&'a str),
}

impl Border {
    pub(crate) fn new(shared: Arc<Shared>, limits: Limits, class_modules: Arc<ClassModules>) -> Border {
        static MACHINES: AtomicU64 = AtomicU64::new(0);
        Border {
            classes: HashMap::new(),
            class_modules,
            machine: MACHINES.fetch_add(1, Ordering::Relaxed),
            futures: HostFutures::default(),
            deferred: BTreeMap::new(),
            shared,
            free: Vec::new(),
            calls: HashMap::new(),
            last_number: 0,
            is_in_module: false,
            too_early: Vec::new(),
            data: Data::new(),
            requests: HashMap::new(),
            limits,
            conversion: Conversion::default(),
        }
    }

    /// What the host's classes and the numbers of its calls are in a copy of this machine: the classes, and their values,
    /// which are the first handles of the copy.
    pub(crate) fn origin(vm: &mut runtime::Vm) -> (Origin, Vec<runtime::Value>) {
        let border = Border::of(vm);
        let last_number = border.last_number;
        let (shared, class_modules) = (border.shared.clone(), border.class_modules.clone());
        let made: Vec<(TypeId, Handle)> = border.classes.iter().map(|(host, class)| (*host, class.clone())).collect();
        let values = made.iter().filter_map(|(host, class)| Some((*host, class.value(vm, &shared).ok()?)));
        let (classes, values) = values.unzip();
        (Origin { classes, class_modules, last_number }, values)
    }

    /// The border of a copy.
    pub(crate) fn of_copy(origin: &Origin, shared: Arc<Shared>, limits: Limits) -> Border {
        let mut border = Border::new(shared, limits, origin.class_modules.clone());
        let classes = origin.classes.iter().enumerate();
        border.classes = classes.map(|(slot, host)| (*host, Handle::new(slot as u32, border.shared.clone()))).collect();
        border.last_number = origin.last_number;
        border
    }

    /// The border of a machine, which has one for as long as it lives.
    pub(crate) fn of(vm: &mut runtime::Vm) -> &mut Border {
        let border = vm.embedder.as_mut().and_then(|border| border.downcast_mut());
        border.expect("every machine of this crate gets a border when it is made")
    }

    /// The border, to be looked at.
    pub(crate) fn look(vm: &runtime::Vm) -> Option<&Border> {
        vm.embedder.as_ref().and_then(|border| border.downcast_ref())
    }

    /// What the host does that has this number.
    pub(crate) fn host_call(&self, number: u64) -> Option<PendingCall<'_>> {
        let deferred = self.deferred.get(&number).map(|call| PendingCall::Deferred(call.function()));
        deferred.or_else(|| self.futures.function(number).map(PendingCall::Async))
    }

    /// One of the calls of the host's functions that have no answer yet.
    pub(crate) fn under_way(&self) -> Option<PendingCall<'_>> {
        let number = self.deferred.keys().next().copied().or_else(|| self.futures.numbers().min())?;
        self.host_call(number)
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
