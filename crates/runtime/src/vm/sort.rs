//! Sorting lists: CPython's order of comparisons, because a script's `__lt__` sees it.
//!
//! Source: CPython 3.13 `Objects/listobject.c` (`listsort`): natural runs, extended by binary insertion to a minimal
//! length, merged by powersort's policy. What needs no script code is sorted by the library's stable sort.

use super::Vm;
use crate::native::{Args, Res};
use crate::value::{Kind, Value};
use std::cmp::Ordering;

/// A key with the item that it stands for.
#[derive(Clone, Copy)]
struct Keyed {
    key: Value,
    item: Value,
}

/// A sorted stretch that waits to be merged.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    power: u32,
}

impl Vm {
    /// `list.sort(key=..., reverse=...)`
    pub(crate) fn sort_list(&mut self, list: Value, key: Value, reverse: Value) -> Res {
        let reverse = self.sort_direction(reverse)?;
        if !key.is_none() {
            return self.tail_prelude("list_sort", &[list, key, Value::bool(reverse)]);
        }
        // The keys with their items, a copy of half of them for a merge, and the items again.
        let length = self.heap.list(list).map_or(0, Vec::len);
        self.check_size(length.saturating_mul(2 * size_of::<Keyed>() + size_of::<Value>()))?;
        let Some(items) = self.heap.list_mut(list).map(std::mem::take) else { return Ok(Value::NONE) };
        let mut keyed: Vec<Keyed> = items.iter().map(|item| Keyed { key: *item, item: *item }).collect();
        let sorted = self.sort_keyed(&mut keyed, reverse);
        self.finish_sort(list, &keyed, sorted)
    }

    /// `reverse` of a sort: an int.
    fn sort_direction(&mut self, reverse: Value) -> Res<bool> {
        match reverse.as_bool() {
            Some(reverse) => Ok(reverse),
            None => self.truth(reverse),
        }
    }

    /// Puts the items into the list again, which must have stayed empty.
    fn finish_sort(&mut self, list: Value, keyed: &[Keyed], sorted: Res<()>) -> Res {
        let items: Vec<Value> = keyed.iter().map(|keyed| keyed.item).collect();
        let mut changed = false;
        if let Some(target) = self.heap.list_mut(list) {
            changed = !target.is_empty();
            *target = items;
        }
        sorted?;
        if changed { Err(self.value_error("list modified during sort")) } else { Ok(Value::NONE) }
    }

    /// Sorts, stable in both directions.
    fn sort_keyed(&mut self, keyed: &mut [Keyed], reverse: bool) -> Res<()> {
        let work = keyed.len() * (usize::BITS - keyed.len().leading_zeros()) as usize / 4;
        self.charge_fuel(work)?;
        if reverse {
            keyed.reverse();
        }
        let result = if self.sort_natively(keyed) { Ok(()) } else { self.sort_by_protocol(keyed) };
        if reverse {
            keyed.reverse();
        }
        result
    }

    /// Sorts keys of one simple type; false for others. Floats that are not a number have no order.
    fn sort_natively(&self, keyed: &mut [Keyed]) -> bool {
        if keyed.iter().all(|keyed| keyed.key.is_int()) {
            keyed.sort_by_key(|keyed| keyed.key.int_unchecked());
            return true;
        }
        if keyed.iter().all(|keyed| keyed.key.is_kind(Kind::Str)) {
            keyed.sort_by(|a, b| self.heap.text(a.key).cmp(&self.heap.text(b.key)));
            return true;
        }
        let ordered =
            |value: Value| self.heap.is_number(value) && value.as_float().is_none_or(|number| !number.is_nan());
        if keyed.iter().all(|keyed| ordered(keyed.key)) {
            keyed.sort_by(|a, b| self.heap.compare_numbers(a.key, b.key).unwrap_or(Ordering::Equal));
            return true;
        }
        false
    }

    fn sort_by_protocol(&mut self, keyed: &mut [Keyed]) -> Res<()> {
        let base = self.roots.len();
        self.roots.extend(keyed.iter().flat_map(|keyed| [keyed.key, keyed.item]));
        let result = self.merge_sort(keyed);
        self.roots.truncate(base);
        result
    }

    /// `listsort`: runs from left to right, merged as powersort says.
    fn merge_sort(&mut self, keyed: &mut [Keyed]) -> Res<()> {
        let total = keyed.len();
        if total < 2 {
            return Ok(());
        }
        let least = minimal_run(total);
        let mut runs: Vec<Run> = Vec::new();
        let mut start = 0;
        while start < total {
            let mut length = self.count_run(&mut keyed[start..])?;
            if length < least {
                let forced = least.min(total - start);
                self.insert_binary(&mut keyed[start..start + forced], length)?;
                length = forced;
            }
            if let Some(top) = runs.last().copied() {
                let power = node_power(top.start, top.length, length, total);
                while runs.len() > 1 && runs[runs.len() - 2].power > power {
                    self.merge_top(keyed, &mut runs)?;
                }
                if let Some(top) = runs.last_mut() {
                    top.power = power;
                }
            }
            runs.push(Run { start, length, power: 0 });
            start += length;
        }
        while runs.len() > 1 {
            let count = runs.len();
            if count > 2 && runs[count - 3].length < runs[count - 1].length {
                let last = runs.pop();
                self.merge_top(keyed, &mut runs)?;
                runs.extend(last);
            } else {
                self.merge_top(keyed, &mut runs)?;
            }
        }
        Ok(())
    }

    /// The length of the run at the beginning; a descending one is reversed in place (`count_run`).
    fn count_run(&mut self, keyed: &mut [Keyed]) -> Res<usize> {
        let total = keyed.len();
        let mut end = 1;
        let mut equal = 0;
        // As long as the run may turn out to be ascending or descending, equal neighbours are counted.
        while end < total {
            if self.less(keyed[end].key, keyed[end - 1].key)? {
                break;
            }
            end += 1;
        }
        if end == total {
            return Ok(total);
        }
        if end > 1 {
            if self.less(keyed[0].key, keyed[end - 1].key)? {
                return Ok(end);
            }
            // All are equal so far: reversing them twice keeps the sort stable.
            keyed[..end].reverse();
        }
        end += 1;
        while end < total {
            if self.less(keyed[end].key, keyed[end - 1].key)? {
                if equal > 0 {
                    keyed[end - 1 - equal..end].reverse();
                    equal = 0;
                }
            } else {
                if self.less(keyed[end - 1].key, keyed[end].key)? {
                    break;
                }
                equal += 1;
            }
            end += 1;
        }
        if equal > 0 {
            keyed[end - 1 - equal..end].reverse();
        }
        keyed[..end].reverse();
        while end < total {
            if self.less(keyed[end].key, keyed[end - 1].key)? {
                break;
            }
            end += 1;
        }
        Ok(end)
    }

    /// Binary insertion of everything behind the first `sorted` ones (`binarysort`).
    fn insert_binary(&mut self, keyed: &mut [Keyed], sorted: usize) -> Res<()> {
        for index in sorted.max(1)..keyed.len() {
            let pivot = keyed[index];
            let (mut left, mut right) = (0, index);
            while left < right {
                let middle = left + (right - left) / 2;
                if self.less(pivot.key, keyed[middle].key)? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            keyed.copy_within(left..index, left + 1);
            keyed[left] = pivot;
        }
        Ok(())
    }

    /// Merges the last two runs.
    fn merge_top(&mut self, keyed: &mut [Keyed], runs: &mut Vec<Run>) -> Res<()> {
        let (Some(right), Some(left)) = (runs.pop(), runs.pop()) else { return Ok(()) };
        runs.push(Run { start: left.start, length: left.length + right.length, power: right.power });
        let both = &mut keyed[left.start..right.start + right.length];
        // What stands before the right run's first item, and behind the left run's last one, is in place already.
        let skipped = self.upper_bound(&both[..left.length], both[left.length].key)?;
        if skipped == left.length {
            return Ok(());
        }
        let last = both[left.length - 1].key;
        let kept = self.lower_bound(&both[left.length..], last)?;
        let end = left.length + kept;
        self.merge(&mut both[skipped..end], left.length - skipped)
    }

    /// How many items at the beginning are not greater than `key`.
    fn upper_bound(&mut self, keyed: &[Keyed], key: Value) -> Res<usize> {
        let (mut left, mut right) = (0, keyed.len());
        while left < right {
            let middle = left + (right - left) / 2;
            if self.less(key, keyed[middle].key)? {
                right = middle;
            } else {
                left = middle + 1;
            }
        }
        Ok(left)
    }

    /// How many items at the beginning are less than `key`.
    fn lower_bound(&mut self, keyed: &[Keyed], key: Value) -> Res<usize> {
        let (mut left, mut right) = (0, keyed.len());
        while left < right {
            let middle = left + (right - left) / 2;
            if self.less(keyed[middle].key, key)? {
                left = middle + 1;
            } else {
                right = middle;
            }
        }
        Ok(left)
    }

    fn merge(&mut self, both: &mut [Keyed], middle: usize) -> Res<()> {
        let left = both[..middle].to_vec();
        let (mut from_left, mut from_right, mut out) = (0, middle, 0);
        while from_left < left.len() && from_right < both.len() {
            let take_right = match self.less(both[from_right].key, left[from_left].key) {
                Ok(take_right) => take_right,
                Err(raised) => {
                    // No item may be lost.
                    both[out..out + left.len() - from_left].copy_from_slice(&left[from_left..]);
                    return Err(raised);
                }
            };
            if take_right {
                both[out] = both[from_right];
                from_right += 1;
            } else {
                both[out] = left[from_left];
                from_left += 1;
            }
            out += 1;
        }
        both[out..out + left.len() - from_left].copy_from_slice(&left[from_left..]);
        Ok(())
    }
}

/// The least length of a run: `n` itself when small, else 32 to 64 so that `n` over it is just below a power of two.
fn minimal_run(total: usize) -> usize {
    let (mut n, mut odd) = (total, 0);
    while n >= 64 {
        odd |= n & 1;
        n >>= 1;
    }
    n + odd
}

/// Powersort's depth of the node that would merge two neighbouring runs.
fn node_power(start: usize, left: usize, right: usize, total: usize) -> u32 {
    let (mut a, mut b) = (2 * start + left, 2 * start + 2 * left + right);
    let mut power = 0;
    loop {
        power += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
        if power > usize::BITS {
            return power;
        }
    }
}

/// `_sort_begin(list)`: takes the items out of the list that is being sorted, into a new one.
pub(crate) fn sort_begin(vm: &mut Vm, args: Args) -> Res {
    let list = vm.heap.plain(args.get(vm, 0));
    let items = vm.heap.list_mut(list).map(std::mem::take).unwrap_or_default();
    Ok(vm.heap.list_of(items))
}

/// `_sort_end(list, items, keys, reverse)`: sorts the items by their keys and puts them into the list.
pub(crate) fn sort_end(vm: &mut Vm, args: Args) -> Res {
    let (list, items, keys) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1), args.get(vm, 2));
    let reverse = args.get(vm, 3) == Value::TRUE;
    // Two copies, the keys with their items, a copy of half of them for a merge, and the items again.
    let length = vm.heap.list(items).map_or(0, Vec::len);
    vm.check_size(length.saturating_mul(3 * size_of::<Value>() + 2 * size_of::<Keyed>()))?;
    let items = vm.heap.list(items).cloned().unwrap_or_default();
    let keys = vm.heap.list(keys).cloned().unwrap_or_default();
    let mut keyed: Vec<Keyed> = keys.into_iter().zip(items).map(|(key, item)| Keyed { key, item }).collect();
    let sorted = vm.sort_keyed(&mut keyed, reverse);
    vm.finish_sort(list, &keyed, sorted)
}

/// `_sort_restore(list, items)`: a key function failed; the list gets its items again.
pub(crate) fn sort_restore(vm: &mut Vm, args: Args) -> Res {
    let (list, items) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    let items = vm.heap.list(items).cloned().unwrap_or_default();
    if let Some(target) = vm.heap.list_mut(list) {
        *target = items;
    }
    Ok(Value::NONE)
}
