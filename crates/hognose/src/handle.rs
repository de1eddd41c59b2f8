//! Values that a host keeps: rooted in their virtual machine, owned by nobody's stack.

use crate::border::Shared;
use crate::error::{Error, Result};
use hognose_runtime as runtime;
use std::sync::Arc;

/// A script's value that a host keeps. `Send`, `Sync` and cheap to clone; the value lives as long as one of the clones.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "def make(): return [1]\ndef size(items): return len(items)\n";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// let items: hognose::Handle = hognose::block_on(vm.call("make", ()))?;
/// // Its methods can be called, and it can be an argument.
/// hognose::block_on(vm.call::<()>((&items, "append"), (2,)))?;
/// assert_eq!(hognose::block_on(vm.call::<usize>("size", (items.clone(),)))?, 2);
/// # Ok(())
/// # }
/// ```
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
