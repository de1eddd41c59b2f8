//! What introspection asks of generators: whether they run, and what they wait for.

use super::Vm;
use crate::heap::Heap;
use crate::object::generator::{GeneratorObject, GeneratorState};
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::Op;

impl Vm {
    /// The state of a generator as a script knows it: one inside a list of frames runs, or is suspended with that list.
    pub(crate) fn generator_activity(&self, generator: Value) -> Option<GeneratorState> {
        let state = self.heap.generator(generator)?.state;
        Some(match state {
            GeneratorState::Chained if self.find_chain(generator).is_some() => GeneratorState::Suspended,
            GeneratorState::Chained => GeneratorState::Running,
            state => state,
        })
    }

    /// Whether an `asend`, `athrow` or `aclose` of an async generator is under way.
    pub(crate) fn is_being_iterated(&self, generator: Value) -> bool {
        let Some(object) = self.heap.generator(generator) else { return false };
        match object.state {
            GeneratorState::Running | GeneratorState::Chained => true,
            GeneratorState::Suspended => object.has_chain() || self.stands_at_delegate(object),
            GeneratorState::Fresh | GeneratorState::Closed => false,
        }
    }

    /// Whether a coroutine is suspended in an await of its own: nobody else may await it then.
    pub(crate) fn is_being_awaited(&self, generator: Value) -> bool {
        let Some(object) = self.heap.generator(generator) else { return false };
        match object.state {
            GeneratorState::Suspended => object.has_chain() || self.stands_at_delegate(object),
            GeneratorState::Chained => self.find_chain(generator).is_some(),
            GeneratorState::Running | GeneratorState::Fresh | GeneratorState::Closed => false,
        }
    }

    /// Whether a suspended generator goes on with the object that it delegates to.
    fn stands_at_delegate(&self, object: &GeneratorObject) -> bool {
        let code = &self.linked[object.place.code().0 as usize].code;
        matches!(code.ops.get(object.place.pc() as usize), Some(Op::Delegate { .. }))
    }

    /// What a suspended generator or coroutine delegates to; None where it stands at a yield of its own.
    pub(crate) fn delegated_object(&mut self, generator: Value) -> Value {
        let Some(object) = self.heap.generator(generator) else { return Value::NONE };
        let root = match object.state {
            GeneratorState::Suspended if object.has_chain() => Some(generator),
            GeneratorState::Chained => self.find_chain(generator),
            _ => None,
        };
        if let Some(root) = root {
            self.split_chain(root);
        }
        let Some(object) = self.heap.generator(generator) else { return Value::NONE };
        if object.state != GeneratorState::Suspended {
            return Value::NONE;
        }
        let code = &self.linked[object.place.code().0 as usize].code;
        match code.ops.get(object.place.pc() as usize) {
            Some(Op::Delegate { iter, .. }) => self.blocks.values[object.registers.start as usize + iter.0 as usize],
            _ => Value::NONE,
        }
    }

    /// Whether `throw(class)` reaches an iterator that is no generator, without the exception having been made.
    pub(crate) fn hands_on_class(&self, generator: Value, class: Value) -> bool {
        let Some(id) = Heap::as_class(class) else { return false };
        let Some(object) = self.heap.generator(generator) else { return false };
        if object.state != GeneratorState::Suspended
            || !self.heap.is_subclass(id, classes::BASE_EXCEPTION)
            || self.heap.is_subclass(id, classes::GENERATOR_EXIT)
        {
            return false;
        }
        let innermost = object.chain().last();
        let (code, pc, start) = match innermost {
            Some(frame) => (frame.code(), frame.pc(), frame.base().index()),
            None => (object.place.code(), object.place.pc(), object.registers.start as usize),
        };
        let Some(Op::Delegate { iter, .. }) = self.linked[code.0 as usize].code.ops.get(pc as usize) else {
            return false;
        };
        self.blocks.values[start + iter.0 as usize].is_kind(Kind::Instance)
    }
}
