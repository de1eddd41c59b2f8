//! What one virtual machine may use.

/// Limits of one [`Vm`](crate::Vm).
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub(crate) recursion: u32,
    pub(crate) slice: u32,
    pub(crate) fuel: Option<u64>,
    pub(crate) gc_stress: bool,
}

impl Default for Limits {
    /// 1,000 script frames, as CPython has; no bound on fuel.
    fn default() -> Limits {
        Limits { recursion: 1000, slice: 1 << 20, fuel: None, gc_stress: false }
    }
}

impl Limits {
    /// Script frames at most, as `sys.setrecursionlimit` counts them.
    pub fn recursion(self, frames: u32) -> Limits {
        Limits { recursion: frames, ..self }
    }

    /// Work, about one unit an instruction, between two moments at which a running script hands control back.
    pub fn slice(self, fuel: u32) -> Limits {
        Limits { slice: fuel.max(1), ..self }
    }

    /// Work at most in all, counted by the slice.
    pub fn fuel(self, fuel: u64) -> Limits {
        Limits { fuel: Some(fuel), ..self }
    }

    /// Collects garbage at every safepoint: a test mode.
    pub fn gc_stress(self, on: bool) -> Limits {
        Limits { gc_stress: on, ..self }
    }

    pub(crate) fn of_runtime(self) -> hognose_runtime::vm::Limits {
        hognose_runtime::vm::Limits { recursion: self.recursion, slice: self.slice, gc_stress: self.gc_stress }
    }
}
