//! Async generators that the loop looks after: it closes those that nobody holds any more, and at its end all of them.

use super::Job;
use crate::heap::Marker;
use crate::object::generator::GeneratorState;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// An async generator is iterated for the first time: the running loop will close it.
    pub(crate) fn look_after(&mut self, generator: Value) {
        if !self.scheduler.is_running() {
            return;
        }
        if let Some(object) = self.heap.generator_mut(generator) {
            object.hooked = true;
        }
        self.scheduler.generators.push(generator);
        if self.scheduler.generators.len().is_power_of_two() {
            let mut generators = std::mem::take(&mut self.scheduler.generators);
            generators.retain(|generator| self.is_open(*generator));
            self.scheduler.generators = generators;
        }
    }

    fn is_open(&self, generator: Value) -> bool {
        self.heap.generator(generator).is_some_and(|object| object.state != GeneratorState::Closed)
    }

    /// Between marking and sweeping: async generators that only the loop knows are kept for one more time, to be closed.
    pub(crate) fn rescue_async_generators(&mut self, marker: &mut Marker) {
        let generators = std::mem::take(&mut self.scheduler.generators);
        let mut rescued = false;
        for generator in generators {
            let is_garbage = generator.index_of(crate::value::Kind::Generator);
            if !is_garbage.is_some_and(|index| self.heap.generators.is_garbage(index)) {
                self.scheduler.generators.push(generator);
            } else if self.is_open(generator) {
                self.scheduler.enqueue(Job::Finalize { generator });
                marker.visit(generator);
                rescued = true;
            }
        }
        if rescued {
            self.heap.mark(marker, &self.blocks.values);
        }
    }
}
