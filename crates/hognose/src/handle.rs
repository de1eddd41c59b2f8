//! Values that a host keeps: rooted in their virtual machine, owned by nobody's stack.

use crate::error::{Error, Result};
use crate::vm::inbox::Inbox;
use hognose_runtime as runtime;
use std::sync::{Arc, Mutex, PoisonError};

/// What handles share with their virtual machine: the slots that were given up.
pub(crate) type Dropped = Arc<Mutex<Vec<u32>>>;

/// A script's value that a host keeps. `Send` and `Sync`; the value lives as long as the handle.
pub struct Handle {
    slot: u32,
    dropped: Dropped,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).push(self.slot);
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").field("slot", &self.slot).finish_non_exhaustive()
    }
}

/// The slots of handles: the lowest of the virtual machine's roots. Natives put theirs above and take them away again.
#[derive(Default)]
pub(crate) struct Roots {
    dropped: Dropped,
    free: Vec<u32>,
    /// Where futures that do not hold the virtual machine ask it for work.
    pub(crate) inbox: Arc<Inbox>,
}

impl Roots {
    pub(crate) fn insert(&mut self, vm: &mut runtime::Vm, value: runtime::Value) -> Handle {
        self.collect(vm);
        let slot = match self.free.pop() {
            Some(slot) => {
                vm.roots[slot as usize] = value;
                slot
            }
            None => {
                vm.roots.push(value);
                vm.roots.len() as u32 - 1
            }
        };
        Handle { slot, dropped: self.dropped.clone() }
    }

    pub(crate) fn get(&self, vm: &runtime::Vm, handle: &Handle) -> Result<runtime::Value> {
        if !Arc::ptr_eq(&self.dropped, &handle.dropped) {
            return Err(Error::host("the handle belongs to another virtual machine"));
        }
        vm.roots.get(handle.slot as usize).copied().ok_or_else(Error::closed)
    }

    /// Keeps a value while `work` runs.
    pub(crate) fn insert_for<R>(
        &mut self,
        vm: &mut runtime::Vm,
        value: runtime::Value,
        work: impl FnOnce(&mut runtime::Vm) -> R,
    ) -> R {
        let _kept = self.insert(vm, value);
        work(vm)
    }

    /// Takes over the slots of dropped handles.
    fn collect(&mut self, vm: &mut runtime::Vm) {
        let mut dropped = self.dropped.lock().unwrap_or_else(PoisonError::into_inner);
        for slot in dropped.drain(..) {
            if let Some(root) = vm.roots.get_mut(slot as usize) {
                *root = runtime::Value::NONE;
                self.free.push(slot);
            }
        }
    }
}
