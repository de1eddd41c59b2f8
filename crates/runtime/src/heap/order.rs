//! The order in which what is to be finalised comes: that of reference counts where nothing holds itself, and at the end of a
//! program that in which CPython's collector has its objects.

use super::{Heap, Marker};
use crate::value::{Kind, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// So many objects are looked at in an order of their own. Where there are more, what is to be finalised comes as it was made.
const MOST: usize = 1 << 14;

/// Bytes that the tables here need for each of them.
const BYTES: usize = 192;

/// An entry of the collector's queue.
#[derive(Clone, Copy)]
enum Entry {
    Object(Value),
    /// A class's dict or a function's closure: an object of CPython's, none of ours.
    Inside(Value),
}

impl Heap {
    /// So many objects can be looked at in an order of their own: those whose tables fit beside what the script holds.
    pub fn most_ordered(&self) -> usize {
        MOST.min(self.account.room() / BYTES)
    }

    /// Values that an object holds, in the order in which we have them.
    fn held_by(&mut self, value: Value, marker: &mut Marker, registers: &[Value]) -> Vec<Value> {
        match value.split() {
            None | Some((Kind::Str | Kind::Bytes | Kind::BigInt, _)) => return Vec::new(),
            Some((kind, index)) => self.trace_one(kind, index, marker, registers),
        }
        self.take_visited(marker)
    }

    /// What was visited since; not all of it where that is too much (`Marker::dropped`).
    fn take_visited(&self, marker: &mut Marker) -> Vec<Value> {
        while !marker.dropped
            && let Some((container, from)) = marker.spans.pop()
        {
            self.trace_span(container, from, marker);
        }
        std::mem::take(&mut marker.work)
    }

    /// Garbage that is to be finalised, in the order in which reference counts would let go of it: whatever holds something
    /// comes before that. What is in a circle or held by one stays where it is.
    pub fn in_order_of_release(&mut self, dropped: Vec<Value>, registers: &[Value]) -> Vec<Value> {
        let most = self.most_ordered();
        if dropped.len() < 2 || dropped.len() > most {
            return dropped;
        }
        let mut marker = Marker::default();
        marker.most = most;
        let mut holders: FxHashMap<Value, usize> = dropped.iter().map(|value| (*value, 0)).collect();
        let mut work = dropped.clone();
        while let Some(value) = work.pop() {
            for held in self.held_by(value, &mut marker, registers) {
                if held == value || !self.is_garbage(held) {
                    continue;
                }
                let count = holders.entry(held).or_insert_with(|| {
                    work.push(held);
                    0
                });
                *count += 1;
            }
            if holders.len() > most || marker.dropped {
                return dropped;
            }
        }
        let wanted: FxHashSet<Value> = dropped.iter().copied().collect();
        let unheld = |value: &&Value| holders.get(value) == Some(&0);
        let mut releases: FxHashMap<Value, Vec<Value>> =
            dropped.iter().filter(unheld).map(|value| (*value, Vec::new())).collect();
        let mut placed = FxHashSet::default();
        for first in &dropped {
            let Some(release) = releases.get_mut(first) else { continue };
            let mut released = vec![*first];
            while let Some(value) = released.pop() {
                if wanted.contains(&value) && placed.insert(value) {
                    release.push(value);
                }
                for held in self.held_by(value, &mut marker, registers).into_iter().rev() {
                    if held != value
                        && let Some(count) = holders.get_mut(&held)
                    {
                        *count -= 1;
                        if *count == 0 {
                            released.push(held);
                        }
                    }
                }
            }
        }
        let in_place = |value: &Value| match releases.remove(value) {
            Some(release) => release,
            None if placed.contains(value) => Vec::new(),
            None => vec![*value],
        };
        dropped.iter().flat_map(in_place).collect()
    }

    /// Marks what is reachable from a value, breadth first, and gives those of `wanted` that are in that order: a collection of
    /// CPython's leaves its objects so, and the one at the end of a program finalises them so.
    pub fn mark_breadth_first(
        &mut self,
        root: Value,
        wanted: &FxHashSet<Value>,
        marker: &mut Marker,
        registers: &[Value],
    ) -> Vec<Value> {
        let mut found = Vec::new();
        let mut queue = VecDeque::from([Entry::Object(root)]);
        let most = self.most_ordered();
        marker.most = most;
        while let Some(entry) = queue.pop_front() {
            if queue.len() > most || marker.dropped {
                // The rest is marked in any order: it is held by what is marked.
                marker.dropped = true;
                break;
            }
            let (value, is_inside) = match entry {
                Entry::Object(value) => (value, false),
                Entry::Inside(value) => (value, true),
            };
            let Some((kind, index)) = value.split() else { continue };
            if !is_inside {
                if !self.reach(kind, index) {
                    continue;
                }
                if wanted.contains(&value) {
                    found.push(value);
                }
                if kind == Kind::Function {
                    let function = self.functions.get(index);
                    queue.extend([function.defaults, function.keyword_defaults].map(Entry::Object));
                }
                if matches!(kind, Kind::Class | Kind::Function) {
                    queue.push_back(Entry::Inside(value));
                    continue;
                }
            }
            self.trace(kind, index, marker, registers);
            let mut held = self.take_visited(marker);
            if matches!(kind, Kind::List | Kind::Tuple) {
                held.reverse();
            }
            queue.extend(held.into_iter().filter(|held| held.is_handle()).map(Entry::Object));
        }
        found
    }

    /// Whether an object was not reached in the collection that is going on.
    pub fn is_garbage(&self, value: Value) -> bool {
        let Some((kind, index)) = value.split() else { return false };
        match kind {
            Kind::Str | Kind::BigInt | Kind::Bytes | Kind::Range | Kind::Slice | Kind::Native | Kind::ScriptClass => {
                false
            }
            Kind::Tuple => self.tuples.is_garbage(index),
            Kind::List => self.lists.is_garbage(index),
            Kind::Dict => self.dicts.is_garbage(index),
            Kind::Set => self.sets.is_garbage(index),
            Kind::Function => self.functions.is_garbage(index),
            Kind::Method => self.methods.is_garbage(index),
            Kind::Class => {
                let own = index.checked_sub(crate::types::builtin_count());
                own.is_some_and(|own| self.classes.is_garbage(own))
            }
            Kind::Instance => self.instances.is_garbage(index),
            Kind::Exception => self.exceptions.is_garbage(index),
            Kind::Generator => self.generators.is_garbage(index),
            Kind::Cell => self.cells.is_garbage(index),
            Kind::Iterator => self.iterators.is_garbage(index),
            Kind::Module => self.modules.is_garbage(index),
            Kind::Other => self.others.is_garbage(index),
            Kind::Future => self.futures.is_garbage(index),
            Kind::Task => self.tasks.is_garbage(index),
        }
    }
}
