//! The end of a program: what is still alive is finalised, in the order in which CPython's last collection comes to it. All of
//! it still sees what it held, and its module as that was.

use super::Vm;
use crate::heap::Marker;
use crate::value::{Kind, Value};
use rustc_hash::FxHashSet;

/// How often what finalisers leave behind is finalised too.
const ROUNDS: usize = 2;

/// Bytes in memory, over all collections, that are looked through for what a generator held by itself.
const LOOKED_THROUGH: usize = 64 << 20;

impl Vm {
    /// Finalises what is alive when the program ends.
    pub fn finish(&mut self) {
        self.is_finishing = true;
        let mut unfinished = self.scheduler.all_unfinished_tasks();
        for _ in 0..ROUNDS {
            if self.ending.is_some() || !self.has_something_to_finalize() && unfinished.is_empty() {
                return;
            }
            // What nobody holds goes first.
            self.collect_now(self.current.top() as usize);
            self.leaving = self.in_order_of_modules(std::mem::take(&mut unfinished)).into();
            self.finalize_leaving();
        }
        self.collect_now(self.current.top() as usize);
    }

    fn finalize_leaving(&mut self) {
        if self.leaving.len() > self.heap.most_ordered() {
            self.finalizable.clear();
            self.scheduler.retain_failed_futures(|_| false);
            self.finalizers.append(&mut self.leaving);
            return self.run_finalizers();
        }
        let mut looked_through = 0;
        while let Some(value) = self.leaving.pop_front() {
            if !self.is_to_be_finalized(value) {
                continue;
            }
            self.finalizable.retain(|instance| *instance != value);
            self.scheduler.retain_failed_futures(|future| *future != value);
            self.queue_finalizers(&[value]);
            self.run_finalizers();
            looked_through += self.heap.live_bytes;
            if value.is_kind(Kind::Generator) && !self.leaving.is_empty() && looked_through < LOOKED_THROUGH {
                // What only its frame held goes with it.
                self.collect_now(self.current.top() as usize);
            }
        }
    }

    /// What is to be finalised, as it is reached from the modules; what is not comes last.
    fn in_order_of_modules(&mut self, tasks: Vec<Value>) -> Vec<Value> {
        let mut rest = self.to_be_finalized();
        rest.extend(tasks);
        if rest.len() > self.heap.most_ordered() {
            return rest;
        }
        let wanted: FxHashSet<Value> = rest.iter().copied().collect();
        let mut marker = Marker::default();
        let mut order = self.heap.mark_breadth_first(self.modules, &wanted, &mut marker, &self.blocks.values);
        self.collect_rest(marker);
        let found: FxHashSet<Value> = order.iter().copied().collect();
        order.extend(rest.iter().filter(|value| !found.contains(value)));
        order
    }

    fn has_something_to_finalize(&self) -> bool {
        !self.finalizable.is_empty()
            || self.has_failed_futures()
            || self.unawaited.iter().any(|awaitable| self.is_unawaited(*awaitable))
            || self.heap.generators.indices().any(|index| self.needs_close(index))
    }

    fn to_be_finalized(&self) -> Vec<Value> {
        let generators = self.heap.generators.indices().filter(|index| self.needs_close(*index));
        let generators = generators.map(|index| Value::handle(Kind::Generator, index));
        let others = self.unawaited.iter().chain(self.scheduler.failed_futures()).copied();
        let others = others.filter(|value| self.is_to_be_finalized(*value));
        self.finalizable.iter().copied().chain(generators).chain(others).collect()
    }

    fn is_to_be_finalized(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Generator, index)) => self.needs_close(index),
            Some((Kind::Instance, _)) => self.finalizable.contains(&value),
            Some((Kind::Future | Kind::Task, _)) => self.is_worth_a_report(value),
            Some(_) => self.is_unawaited(value),
            None => false,
        }
    }
}
