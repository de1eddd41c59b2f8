//! What introspection asks of generators: whether they run, and what they wait for.

use super::{Place, Vm};
use crate::heap::Heap;
use crate::native::Res;
use crate::object::generator::{GeneratorObject, GeneratorState};
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::{Flavor, Op};

impl Vm {
    /// The state of a generator as a script knows it: one inside a list of frames runs, or is suspended with that list.
    pub(crate) fn generator_activity(&mut self, generator: Value) -> Option<GeneratorState> {
        let state = self.heap.generator(generator)?.state;
        Some(match state {
            GeneratorState::Chained if self.find_chain(generator).is_some() => GeneratorState::Suspended,
            GeneratorState::Chained => GeneratorState::Running,
            state => state,
        })
    }

    /// Whether a generator's body runs, or waits for what runs.
    pub(crate) fn is_running(&mut self, generator: Value) -> bool {
        self.generator_activity(generator) == Some(GeneratorState::Running)
    }

    /// Whether an `asend`, `athrow` or `aclose` of an async generator is under way.
    pub(crate) fn is_being_iterated(&self, generator: Value) -> bool {
        let Some(object) = self.heap.generator(generator) else { return false };
        if object.rare().is_some_and(|rare| rare.released) {
            return false;
        }
        match object.state {
            GeneratorState::Running | GeneratorState::Chained => true,
            GeneratorState::Suspended => object.has_chain() || self.stands_at_delegate(object),
            GeneratorState::Fresh | GeneratorState::Closed => false,
        }
    }

    /// Whether a coroutine is suspended in an await of its own: nobody else may await it then.
    pub(crate) fn is_being_awaited(&mut self, generator: Value) -> bool {
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
        matches!(code.ops.get(object.place.pc() as usize), Some(Op::Delegate { .. })) || self.is_pause(object.place)
    }

    /// Whether a frame that is suspended there has called the native that lets the others run. For a script it awaits a
    /// generator that yields, as `asyncio.sleep(0)` of CPython does.
    pub(super) fn is_pause(&self, place: Place) -> bool {
        let linked = &self.linked[place.code().0 as usize];
        let waits = matches!(linked.ops.get(place.pc() as usize), Some(Op::Delegate { .. }));
        linked.flavor == Flavor::Coroutine && !waits
    }

    /// Makes the generator that a coroutine suspended at a pause awaits: it goes on at the next `Delegate`.
    fn materialise_pause(&mut self, coroutine: Value) -> Res<()> {
        let Some(object) = self.heap.generator(coroutine) else { return Ok(()) };
        let (place, start) = (object.place, object.registers.start as usize);
        let linked = &self.linked[place.code().0 as usize];
        let (code, globals) = (linked.code.clone(), linked.globals);
        let at = (place.pc()..).zip(code.ops.iter().skip(place.pc() as usize)).find_map(|(pc, op)| match op {
            Op::Delegate { iter, .. } => Some((pc, iter.0)),
            _ => None,
        });
        let name = self.heap.interned("__sleep0");
        let (Some((pc, iter)), Some(function)) = (at, self.namespace_get(globals, name)) else { return Ok(()) };
        let generator = self.call(function, &[])?;
        self.roots.push(generator);
        let begun = self.attribute_nested(generator, names::SEND).and_then(|send| self.call(send, &[Value::NONE]));
        self.roots.pop();
        begun?;
        if let Some(object) = self.heap.generator_mut(generator) {
            object.hooked = true;
        }
        self.blocks.values[start + iter as usize] = generator;
        self.blocks.values[start + iter as usize + 1] = Value::NONE;
        if let Some(object) = self.heap.generator_mut(coroutine) {
            object.place = Place::new(place.code(), pc);
            object.resume = iter + 1;
        }
        Ok(())
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
        if self.is_pause(object.place) && self.materialise_pause(generator).is_err() {
            self.take_raised();
        }
        self.delegate_register(generator).map_or(Value::NONE, |register| self.blocks.values[register])
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
