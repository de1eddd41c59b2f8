//! `collections.deque`: a sequence with two ends, perhaps of bounded length.

use crate::value::Value;
use std::collections::VecDeque;

#[derive(Clone, Debug, Default)]
pub struct DequeObject {
    pub items: VecDeque<Value>,
    /// At most so many items: a new one at one end drives out the one at the other.
    pub limit: Option<usize>,
    /// Counts changes, which iterators notice.
    pub version: u64,
}

impl DequeObject {
    /// Puts an item at the right end.
    pub fn push(&mut self, item: Value) {
        self.version += 1;
        if self.limit == Some(0) {
            return;
        }
        if self.limit == Some(self.items.len()) {
            self.items.pop_front();
        }
        if self.items.capacity() == 0 {
            // Many deques never hold more than one item: what waits at a queue or a lock.
            self.items.reserve_exact(1);
        }
        self.items.push_back(item);
    }

    /// Takes the item at the left end.
    pub fn pop_left(&mut self) -> Option<Value> {
        let item = self.items.pop_front()?;
        self.version += 1;
        Some(item)
    }

    /// Puts an item at the left end.
    pub fn push_left(&mut self, item: Value) {
        self.version += 1;
        if self.limit == Some(0) {
            return;
        }
        if self.limit == Some(self.items.len()) {
            self.items.pop_back();
        }
        self.items.push_front(item);
    }
}
