//! Leaving blocks by `return`, `break` and `continue`: what stands between is undone from the inside out, each
//! `finally` body and each `__exit__` as a copy of its own.

use super::Compiler;
use crate::register::Register;
use crate::unit::Block;
use hognose_bytecode::{Count, Op};
use hognose_source::Span;

/// CPython's limit of nested loops, `try` and `with` blocks.
const BLOCK_LIMIT: usize = 21;

impl<'a> Compiler<'a> {
    pub(crate) fn push_block(&mut self, block: Block<'a>, span: Span) {
        if self.unit.blocks.len() >= BLOCK_LIMIT {
            self.error(span, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
    }

    /// `break` or `continue`.
    pub(crate) fn leave_loop(&mut self, span: Span, is_break: bool) {
        let position =
            self.unit.blocks.iter().rposition(|block| matches!(block, Block::Loop { .. } | Block::StarHandler));
        match position.and_then(|position| Some((position, self.unit.blocks.get(position)?))) {
            Some((position, Block::Loop { on_break, on_continue, closes })) => {
                let label = if is_break { *on_break } else { *on_continue };
                let closes = closes.filter(|_| is_break);
                let left = self.unwind(position + 1);
                if let Some(closing) = closes {
                    self.unit.pause(closing.range);
                    self.unit.span = span;
                    self.unit.emit(Op::CloseIter { iter: closing.state.update() });
                    self.unit.resume(closing.range);
                }
                self.unit.span = span;
                self.jump_if_reachable(label);
                self.rewind(left);
            }
            Some(_) => self.forbid_in_star_handler(span),
            None if is_break => self.error(span, "'break' outside loop"),
            None => self.error(span, "'continue' not properly in loop"),
        }
    }

    pub(crate) fn forbid_in_star_handler(&mut self, span: Span) {
        if self.unit.blocks.iter().any(|block| matches!(block, Block::StarHandler)) {
            self.error(span, "'break', 'continue' and 'return' cannot appear in an except* block");
        }
    }

    /// Emits what leaving all blocks from `depth` on takes. The blocks are out of force until `rewind`.
    pub(crate) fn unwind(&mut self, depth: usize) -> Vec<Block<'a>> {
        let mut left = Vec::new();
        while self.unit.blocks.len() > depth {
            let Some(block) = self.unit.blocks.pop() else { break };
            if let Some(range) = block.range() {
                self.unit.pause(range);
            }
            match &block {
                Block::Loop { closes: Some(closing), .. } => {
                    self.unit.emit(Op::CloseIter { iter: closing.state.update() });
                }
                Block::Loop { closes: None, .. }
                | Block::Try { .. }
                | Block::FinallyEnd { .. }
                | Block::Handler { .. }
                | Block::StarHandler => {}
                Block::Finally { body, .. } => {
                    let body: &'a [_] = body;
                    let mark = self.unit.top;
                    self.statements(body);
                    self.unit.top = mark;
                }
                Block::NamedHandler { name, .. } => self.unbind_name(&name.name, name.span),
                Block::With { exit, is_async, span, .. } => {
                    let mark = self.unit.top;
                    let pair = self.unit.temporaries(2);
                    self.move_to(pair, *exit);
                    self.move_to(pair.above(1), exit.above(1));
                    self.exit_normally(pair, *is_async, *span);
                    self.unit.top = mark;
                }
            }
            left.push(block);
        }
        left
    }

    /// Puts the blocks that `unwind` left back into force.
    pub(crate) fn rewind(&mut self, mut left: Vec<Block<'a>>) {
        while let Some(block) = left.pop() {
            if let Some(range) = block.range() {
                self.unit.resume(range);
            }
            self.unit.blocks.push(block);
        }
    }

    /// Calls the exit pair R[pair], R[pair+1], the topmost temporaries, with three Nones.
    pub(crate) fn exit_normally(&mut self, pair: Register, is_async: bool, span: Span) {
        self.unit.span = span;
        let arguments = self.unit.temporaries(3);
        (0..3).for_each(|offset| self.load_none(arguments.above(offset)));
        self.call_exit(pair, is_async, span);
    }

    /// R[pair] := the result of the exit pair, whose three arguments stand above it.
    pub(crate) fn call_exit(&mut self, pair: Register, is_async: bool, span: Span) {
        self.unit.span = span;
        self.unit.emit(Op::CallMethod { dst: pair.output(), base: pair.window(), argc: Count(3) });
        if is_async {
            let mark = self.unit.top;
            self.unit.top = u16::from(pair.0) + 1;
            self.delegate_to(pair, pair, 2, span);
            self.unit.top = mark;
        }
    }
}
