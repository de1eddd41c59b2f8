//! The tasks of a loop that are not done, by their numbers: 16 bytes each, whatever comes and goes.

use crate::heap::Account;
use crate::value::Value;

/// Tasks in the order of their numbers. One that is done leaves a hole; when half of the list is holes they are closed.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfinished {
    tasks: Vec<(u64, Value)>,
    holes: usize,
}

impl Unfinished {
    /// Adds a task whose number is higher than all that are there.
    pub(super) fn push(&mut self, number: u64, task: Value) {
        self.tasks.push((number, task));
    }

    /// Takes a task that is done off the list.
    pub(super) fn remove(&mut self, number: u64) {
        let Ok(index) = self.tasks.binary_search_by_key(&number, |(number, _)| *number) else { return };
        if !self.tasks[index].1.is_unbound() {
            self.tasks[index].1 = Value::UNBOUND;
            self.holes += 1;
        }
        if self.holes * 2 > self.tasks.len() {
            self.tasks.retain(|(_, task)| !task.is_unbound());
            self.tasks.shrink_to(self.tasks.len() * 2);
            self.holes = 0;
        }
    }

    /// The task of that number.
    pub(super) fn find(&self, number: u64) -> Option<Value> {
        let index = self.tasks.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(self.tasks[index].1).filter(|task| !task.is_unbound())
    }

    /// Adds the tasks of another list.
    pub(super) fn append(&mut self, mut other: Unfinished) {
        self.tasks.append(&mut other.tasks);
        self.holes += other.holes;
        self.tasks.sort_unstable_by_key(|(number, _)| *number);
    }

    /// Bytes that `grow` takes beside what there is.
    pub(super) fn growth(&self, account: &Account) -> usize {
        let size = size_of::<(u64, Value)>();
        if self.tasks.len() == self.tasks.capacity() { account.grown(self.tasks.len(), size) * size } else { 0 }
    }

    /// Makes room for one more task.
    pub(super) fn grow(&mut self, account: &Account) {
        if self.growth(account) > 0 {
            let length = self.tasks.len();
            self.tasks.reserve_exact(account.grown(length, size_of::<(u64, Value)>()) - length);
        }
    }

    /// Bytes of the list.
    pub(super) fn heap_bytes(&self) -> usize {
        self.tasks.capacity() * size_of::<(u64, Value)>()
    }

    /// Tasks that are not done.
    pub(super) fn len(&self) -> usize {
        self.tasks.len() - self.holes
    }

    /// The tasks, oldest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = Value> + use<'_> {
        self.tasks.iter().map(|(_, task)| *task).filter(|task| !task.is_unbound())
    }
}

#[cfg(test)]
mod tests {
    use super::Unfinished;
    use crate::value::Value;

    #[test]
    fn tasks_come_in_the_order_of_their_numbers_whatever_was_removed() {
        let (mut list, mut other) = (Unfinished::default(), Unfinished::default());
        (0..10).for_each(|number| list.push(number * 2, Value::small(number as i64 * 2)));
        (0..5).for_each(|number| other.push(number * 2 + 1, Value::small(number as i64 * 2 + 1)));
        [0, 4, 4, 18, 100].into_iter().for_each(|number| list.remove(number));
        list.append(other);
        (10..16).for_each(|number| list.remove(number));
        let left: Vec<i64> = list.iter().filter_map(|task| task.as_int()).collect();
        assert_eq!(left, [1, 2, 3, 5, 6, 7, 8, 9, 16]);
        let found = |number| list.find(number).and_then(|task| task.as_int());
        assert_eq!([found(5), found(4), found(17), found(16)], [Some(5), None, None, Some(16)]);
    }
}
