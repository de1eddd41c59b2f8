//! The exception being handled, and the way of an exception through frames.

use super::{Base, Frame, Vm};
use crate::value::Value;

impl Vm {
    /// The exception that `sys.exception()` gives: that of the innermost handler which is running.
    pub fn handled_exception(&self) -> Option<Value> {
        let lists = self.outer.iter().rev().map(Vec::as_slice);
        let frames = std::iter::once(self.frames.as_slice()).chain(lists).flat_map(|list| list.iter().rev());
        std::iter::once(&self.current).chain(frames).find_map(|frame| self.handled_in(frame))
    }

    fn handled_in(&self, frame: &Frame) -> Option<Value> {
        let code = &self.linked.get(frame.code.0 as usize)?.code;
        if code.handling.is_empty() {
            return None;
        }
        let register = code.handled_at(frame.pc.saturating_sub(1))?;
        Some(self.register_of(frame.base, register))
    }

    /// A register of any frame.
    pub fn register_of(&self, base: Base, register: u8) -> Value {
        let values = if base.is_block() { &self.heap.registers.values } else { &self.stack };
        values[base.index() + register as usize]
    }

    /// Sets the context of an exception that is raised now: the exception being handled, without making a cycle.
    pub fn link_context(&mut self, exception: Value) {
        let Some(context) = self.handled_exception() else { return };
        if context == exception {
            return;
        }
        let mut link = context;
        while let Some(object) = self.heap.exception(link) {
            let next = object.context;
            if next == exception {
                if let Some(object) = self.heap.exception_mut(link) {
                    object.context = Value::UNBOUND;
                }
                break;
            }
            link = next;
        }
        if let Some(object) = self.heap.exception_mut(exception) {
            object.context = context;
        }
    }
}
