//! What a host keeps inside a script's object: a Rust value that scripts cannot see, and the script values that it holds.

use crate::heap::{Marker, TracedTable};
use std::any::Any;
use std::sync::Arc;

/// Reports the script values that a host's value holds.
pub type TraceFn = fn(&(dyn Any + Send + Sync), &mut Tracer<'_>);

/// A host's value. It is in a field of an instance that no script can name.
#[derive(Clone)]
pub struct HostObject {
    /// None while somebody has taken it out to change it.
    pub data: Option<Arc<dyn Any + Send + Sync>>,
    pub trace: TraceFn,
}

impl std::fmt::Debug for HostObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostObject").field("is_here", &self.data.is_some()).finish_non_exhaustive()
    }
}

impl HostObject {
    /// Bytes that it occupies beside its slot in the arena.
    pub fn heap_bytes(&self) -> usize {
        size_of::<HostObject>() + self.data.as_deref().map_or(0, size_of_val::<dyn Any + Send + Sync>)
    }
}

/// A script value that a host's value holds: a place in the machine's table of them. The table forgets what no reachable
/// host object reports to the collector; the place is then of no use, and never another value's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TracedIndex {
    pub index: u32,
    pub generation: u32,
}

/// Gets to know what a host's value holds.
pub struct Tracer<'a> {
    pub(crate) table: &'a mut TracedTable,
    /// None: the values are only to be held for a time.
    pub(crate) marker: Option<&'a mut Marker>,
}

impl std::fmt::Debug for Tracer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tracer")
    }
}

impl Tracer<'_> {
    /// Reports a value.
    pub fn visit(&mut self, traced: TracedIndex) {
        match &mut self.marker {
            Some(marker) => self.table.reach(traced, marker),
            None => self.table.hold(traced),
        }
    }

    /// Reports that a part cannot be looked into: whatever any host's value holds stays.
    pub fn keep_all(&mut self) {
        match &mut self.marker {
            Some(marker) => self.table.reach_all(marker),
            None => self.table.hold_all(),
        }
    }
}
