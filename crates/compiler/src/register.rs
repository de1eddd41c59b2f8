//! Registers of the frame being compiled, and the set of variables known to be bound.

use hognose_bytecode::{In, Out, Update, Window};

/// A register of the current frame.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct Register(pub(crate) u8);

impl Register {
    /// The function itself; stands for "none" where an instruction's row says so.
    pub(crate) const NONE: Register = Register(0);

    pub(crate) fn input(self) -> In {
        In(self.0)
    }

    pub(crate) fn output(self) -> Out {
        Out(self.0)
    }

    pub(crate) fn update(self) -> Update {
        Update(self.0)
    }

    pub(crate) fn window(self) -> Window {
        Window(self.0)
    }

    /// The register `distance` above this one; the allocator has made sure that it exists.
    pub(crate) fn above(self, distance: u8) -> Register {
        Register(self.0.saturating_add(distance))
    }
}

/// The named registers that are bound on every path to here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bound([u64; 4]);

impl Bound {
    pub(crate) fn insert(&mut self, register: Register) {
        self.0[usize::from(register.0 >> 6)] |= 1 << (register.0 & 63);
    }

    pub(crate) fn remove(&mut self, register: Register) {
        self.0[usize::from(register.0 >> 6)] &= !(1 << (register.0 & 63));
    }

    pub(crate) fn contains(&self, register: Register) -> bool {
        self.0[usize::from(register.0 >> 6)] & (1 << (register.0 & 63)) != 0
    }

    /// What is bound on both paths.
    pub(crate) fn meet(&mut self, other: Bound) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine &= theirs);
    }

    pub(crate) fn without(mut self, other: Bound) -> Bound {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine &= !theirs);
        self
    }
}
