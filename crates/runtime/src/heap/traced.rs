//! The table of script values that hosts' values hold. The collector asks the reachable host objects for their places in it
//! and frees the others.

use super::Marker;
use crate::object::host::{TracedIndex, Tracer};
use crate::value::Value;

#[derive(Clone, Debug, Default)]
pub struct TracedTable {
    slots: Vec<Slot>,
    free: Vec<u32>,
    /// Places that native code holds on its way, as `Vm::roots` does with values: new ones, and those of objects that are
    /// being changed.
    pub held: Vec<TracedIndex>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    value: Value,
    /// How often the place was freed.
    generation: u32,
    is_reached: bool,
}

impl TracedTable {
    /// A place for a value, which is held until `held` is cut.
    pub fn add(&mut self, value: Value) -> TracedIndex {
        let index = match self.free.pop() {
            Some(index) => {
                self.slots[index as usize].value = value;
                index
            }
            None => {
                self.slots.push(Slot { value, generation: 0, is_reached: false });
                self.slots.len() as u32 - 1
            }
        };
        let traced = TracedIndex { index, generation: self.slots[index as usize].generation };
        self.held.push(traced);
        traced
    }

    /// The value of a place that was not freed.
    pub fn get(&self, traced: TracedIndex) -> Option<Value> {
        let slot = self.slots.get(traced.index as usize)?;
        Some(slot.value).filter(|value| slot.generation == traced.generation && !value.is_unbound())
    }

    /// What holds places, instead of marking them, until `held` is cut.
    pub fn holder(&mut self) -> Tracer<'_> {
        Tracer { table: self, marker: None }
    }

    pub(crate) fn hold(&mut self, traced: TracedIndex) {
        self.held.push(traced);
    }

    pub(crate) fn reach(&mut self, traced: TracedIndex, marker: &mut Marker) {
        if let Some(value) = self.get(traced) {
            self.slots[traced.index as usize].is_reached = true;
            marker.visit(value);
        }
    }

    pub(crate) fn reach_all(&mut self, marker: &mut Marker) {
        self.places().into_iter().for_each(|traced| self.reach(traced, marker));
    }

    pub(crate) fn hold_all(&mut self) {
        let places = self.places();
        self.held.extend(places);
    }

    /// The places that hold something.
    fn places(&self) -> Vec<TracedIndex> {
        let used = self.slots.iter().enumerate().filter(|(_, slot)| !slot.value.is_unbound());
        used.map(|(index, slot)| TracedIndex { index: index as u32, generation: slot.generation }).collect()
    }

    /// Marks what native code holds.
    pub(crate) fn mark_held(&mut self, marker: &mut Marker) {
        for index in 0..self.held.len() {
            self.reach(self.held[index], marker);
        }
    }

    /// Frees the places that nobody reported.
    pub(super) fn sweep(&mut self) {
        for (index, slot) in self.slots.iter_mut().enumerate() {
            if std::mem::take(&mut slot.is_reached) || slot.value.is_unbound() {
                continue;
            }
            slot.value = Value::UNBOUND;
            slot.generation = slot.generation.wrapping_add(1);
            self.free.push(index as u32);
        }
    }

    /// Bytes that it occupies.
    pub(super) fn heap_bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
            + self.free.capacity() * size_of::<u32>()
            + self.held.capacity() * size_of::<TracedIndex>()
    }
}
