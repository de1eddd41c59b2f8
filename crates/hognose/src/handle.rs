//! Values that a host keeps: rooted in their virtual machine, owned by nobody's stack.

use crate::border::Shared;
use crate::error::{Error, Result};
use hognose_runtime as runtime;
use std::sync::Arc;

/// A script's value that a host keeps. `Send`, `Sync` and cheap to clone; the value lives as long as one of the clones.
#[derive(Clone)]
pub struct Handle(Arc<Slot>);

struct Slot {
    index: u32,
    shared: Arc<Shared>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.shared.unroot(self.index);
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").field("slot", &self.0.index).finish_non_exhaustive()
    }
}

impl Handle {
    pub(crate) fn new(index: u32, shared: Arc<Shared>) -> Handle {
        Handle(Arc::new(Slot { index, shared }))
    }

    pub(crate) fn value(&self, vm: &runtime::Vm, shared: &Arc<Shared>) -> Result<runtime::Value> {
        if !Arc::ptr_eq(shared, &self.0.shared) {
            return Err(Error::host("the handle belongs to another virtual machine"));
        }
        vm.handles.get(self.0.index as usize).copied().ok_or_else(Error::closed)
    }
}
