//! GeneratorExit for a generator that is suspended inside others: the innermost one is closed first, then the exception is
//! raised in the one that delegates to it, and so on. CPython: `gen_close_iter`.

use super::{Mode, Resumption, Step, Vm};
use crate::native::Raised;
use crate::types::classes;
use crate::value::Value;
use hognose_bytecode::Op;

impl Vm {
    /// Throws GeneratorExit into a generator with a list of frames. The frame that waits was pushed already.
    pub(super) fn close_chain(&mut self, generator: Value, exit: Value) -> Step {
        let chain = self.heap.generator(generator).and_then(|object| object.extra.as_ref());
        let waiting = chain.map(|extra| extra.chain.split_last().map_or(&[][..], |(_, rest)| rest)).unwrap_or(&[]);
        if !waiting.iter().all(|frame| matches!(frame.mode, Mode::Delegate | Mode::Fused)) {
            // An async generator stands in between, whose awaitable takes part: one after the other.
            self.split_chain(generator);
            return self.enter_suspended(generator, Resumption::Throw(exit));
        }
        let places: Vec<(usize, u32, u32)> =
            waiting.iter().map(|frame| (frame.base.index(), frame.code.0, frame.pc)).collect();
        let count = places.len();
        for (index, (base, code, pc)) in places.into_iter().enumerate() {
            let op = self.linked[code as usize].code.ops.get(pc.saturating_sub(1) as usize).copied();
            let Some(Op::Delegate { iter, .. }) = op else { continue };
            let kept = if index == 0 { exit } else { self.new_exception(classes::GENERATOR_EXIT, &[]) };
            self.blocks.values[base + iter.0 as usize + 1] = kept;
        }
        let innermost = if count == 0 { exit } else { self.new_exception(classes::GENERATOR_EXIT, &[]) };
        if let Some(object) = self.heap.generator_mut(generator) {
            for frame in object.extra_mut().chain.iter_mut().take(count) {
                frame.mode = Mode::CloseDelegate;
            }
        }
        self.swap_in(generator, Resumption::Throw(innermost))
    }

    /// What the current frame delegated to is closed: the exception that waits for it is raised.
    pub(super) fn raise_kept(&mut self) -> Raised {
        let kept = match self.waiting_op() {
            Op::Delegate { iter, .. } => self.reg(iter.0 + 1),
            _ => self.new_exception(classes::GENERATOR_EXIT, &[]),
        };
        self.raise_again(kept)
    }
}
