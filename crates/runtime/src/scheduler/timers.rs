//! Timers: a binary heap that orders ties exactly as CPython's `heapq` does.

use super::Job;
use crate::heap::Account;

/// A job for later. Times are seconds of the loop's clock.
#[derive(Clone, Debug)]
pub struct Timer {
    pub when: f64,
    pub job: Job,
}

/// The timers of a loop, the earliest first.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    heap: Vec<Timer>,
}

impl Timers {
    /// `heapq.heappush`
    pub fn push(&mut self, timer: Timer) {
        self.heap.push(timer);
        self.sift_down(0, self.heap.len() - 1);
    }

    /// `heapq.heappop`
    pub fn pop(&mut self) -> Option<Timer> {
        let last = self.heap.len().checked_sub(1)?;
        self.heap.swap(0, last);
        let first = self.heap.pop();
        if !self.heap.is_empty() {
            self.sift_up(0);
        }
        first
    }

    /// The earliest one.
    pub fn first(&self) -> Option<&Timer> {
        self.heap.first()
    }

    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Makes room for one more timer.
    pub fn grow(&mut self, account: &Account) {
        let length = self.heap.len();
        if length == self.heap.capacity() {
            self.heap.reserve_exact(account.grown(length, size_of::<Timer>()) - length);
        }
    }

    /// Gives back the room that is to spare.
    pub fn trim(&mut self) {
        self.heap.shrink_to_fit();
    }

    /// Timers there is memory for.
    pub fn capacity(&self) -> usize {
        self.heap.capacity()
    }

    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Timer> {
        self.heap.iter()
    }

    pub fn clear(&mut self) {
        self.heap.clear();
    }

    /// Drops those that are not wanted any more.
    pub fn retain(&mut self, keep: impl Fn(&Timer) -> bool) {
        self.heap.retain(keep);
        for position in (0..self.heap.len() / 2).rev() {
            self.sift_up(position);
        }
    }

    /// Moves the item at `position` towards the root, not above `start`.
    fn sift_down(&mut self, start: usize, mut position: usize) {
        while position > start {
            let parent = (position - 1) / 2;
            if self.heap[position].when >= self.heap[parent].when {
                break;
            }
            self.heap.swap(position, parent);
            position = parent;
        }
    }

    /// Moves the item at `start` down to a leaf along the smaller children, then up to its place.
    fn sift_up(&mut self, start: usize) {
        let mut position = start;
        loop {
            let mut child = 2 * position + 1;
            if child >= self.heap.len() {
                break;
            }
            let right = child + 1;
            if right < self.heap.len() && self.heap[child].when >= self.heap[right].when {
                child = right;
            }
            self.heap.swap(position, child);
            position = child;
        }
        self.sift_down(start, position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    fn timer(when: f64, number: i64) -> Timer {
        Timer { when, job: Job::SetResult { future: Value::small(number), value: Value::NONE } }
    }

    fn order(whens: &[f64]) -> Vec<i64> {
        let mut timers = Timers::default();
        for (number, when) in whens.iter().enumerate() {
            timers.push(timer(*when, number as i64));
        }
        let mut order = Vec::new();
        while let Some(Timer { job: Job::SetResult { future, .. }, .. }) = timers.pop() {
            order.push(future.as_int().unwrap_or(-1));
        }
        order
    }

    /// The order of `heapq` for items that compare equal, as CPython 3.13 gives it.
    #[test]
    fn ties_come_out_as_from_heapq() {
        assert_eq!(order(&[1.0, 1.0, 1.0, 1.0, 1.0]), [0, 2, 4, 1, 3]);
        assert_eq!(order(&[3.0, 1.0, 2.0, 1.0]), [1, 3, 2, 0]);
    }
}
